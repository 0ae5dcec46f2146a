"""Every name and wording of a questionnaire, ready to be looked up: exact first, beginnings and near wordings for what is left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from survey_kit.loaders.headings import normal

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Choice, Item, Question, Questionnaire

# Measured on the 54 questions of the shipped questionnaire: no two of their wordings are nearer than 0.66 to each other; a
# question reworded ("Depuis quel mois y vivez-vous ?" for "y habitez-vous") stays between 0.75 and 0.91; a typing fault, a
# missing accent or article stays above 0.92. Its answers are closer to each other (0.89 for one pair, parted by "sans").
USED: Final = 0.92
PROPOSED: Final = 0.75
# a near wording must be nearer to its question than to any other by this much
MARGIN: Final = 0.05
NUMBERING: Final = re.compile(r"^(?:question |q)?\d{1,3} (?=\D)")
TRUNCATED: Final = re.compile(r"\s*(?:\.{2,3}|…)\s*$")
SHORTEST: Final = 8
# words whose presence turns a question round: near wordings that differ in one of them are never taken silently
TURNING: Final = frozenset(
    {"ne", "pas", "non", "jamais", "sans", "not", "no", "never", "without", "dernier", "derniers", "prochain", "prochains"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a text was found to be, how sure that is (0 to 1), and by what."""

    key: str
    confidence: float
    how: str
    used: bool = True


@dataclass(frozen=True, slots=True)
class Index:
    """Texts to look for, by their normal form; a form that stands for two things leads to neither."""

    exact: Mapping[str, str]
    texts: tuple[tuple[str, str], ...]

    def find(self, text: str, *, near: bool = True) -> Found | None:
        """Found or None: the thing that a text names: word for word, cut short, or nearly."""
        form = normal(TRUNCATED.sub("", text))
        if not form:
            return None
        for one in dict.fromkeys((form, NUMBERING.sub("", form))):
            if key := self.exact.get(one):
                return Found(key, 1.0, "wording")
        if TRUNCATED.search(text) and len(form) >= SHORTEST:
            begun = {key for other, key in self.texts if other.startswith(form)}
            return Found(begun.pop(), 0.95, "beginning") if len(begun) == 1 else None
        return self._near(NUMBERING.sub("", form)) if near and len(form) >= SHORTEST else None

    def _near(self, form: str) -> Found | None:
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(form)
        best: dict[str, tuple[float, str]] = {}
        for other, key in self.texts:
            ratio = _ratio(matcher, form, other)
            if ratio > best.get(key, (0.0, ""))[0]:
                best[key] = (ratio, other)
        ranked = sorted(best.items(), key=lambda entry: -entry[1][0])
        if not ranked:
            return None
        key, (ratio, other) = ranked[0]
        second = ranked[1][1][0] if len(ranked) > 1 else 0.0
        sure = ratio >= USED and ratio - second >= MARGIN and _same_turn(form, other)
        return Found(key, round(ratio, 3), "close wording", sure)


def index(entries: Iterable[tuple[str, str]]) -> Index:
    """Index: of (text, key) pairs."""
    forms: dict[str, set[str]] = defaultdict(set)
    for text, key in entries:
        if form := normal(text):
            forms[form].add(key)
    return Index(
        {form: next(iter(keys)) for form, keys in forms.items() if len(keys) == 1},
        tuple((form, key) for form, keys in forms.items() for key in sorted(keys)),
    )


def questions_index(questionnaire: Questionnaire) -> Index:
    """Index: wordings and short labels of every question, in every language, to the question's name."""
    return index(
        (text, question.name) for question in questionnaire.questions for text in (*question.wordings.values(), *question.short.values())
    )


def items_index(questions: Sequence[Question]) -> Index:
    """Index: labels of every row of every matrix to "matrix__item"."""
    return index(
        (text, f"{question.name}__{item.code}") for question in questions for item in question.items for text in item.labels.values()
    )


def parts_index(question: Question) -> Index:
    """Index: labels and aliases of a question's choices (or of its rows) to their code."""
    return index((text, part.code) for part in parts_of(question) for text in (*part.labels.values(), *part.aliases))


def parts_of(question: Question) -> tuple[Choice, ...] | tuple[Item, ...]:
    """Tuple of Choice or of Item: what a column of this question may stand for."""
    return question.items if question.type == "matrix" else question.choices


def _ratio(matcher: SequenceMatcher[str], form: str, other: str) -> float:
    """float: likeness of two texts, 0 as soon as their lengths or letters alone rule a proposal out."""
    if 2 * min(len(form), len(other)) < PROPOSED * (len(form) + len(other)):
        return 0.0
    matcher.set_seq1(other)
    if matcher.quick_ratio() < PROPOSED:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= PROPOSED else 0.0


def _same_turn(form: str, other: str) -> bool:
    """bool: whether two wordings hold the same numbers and the same negations."""
    here, there = form.split(), other.split()
    numbers = [word for word in here if word.isdigit()] == [word for word in there if word.isdigit()]
    return numbers and {*here} & TURNING == {*there} & TURNING
