"""What stands in a column, counted; and what it is inferred to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from survey_kit.questionnaire.missing_words import silence
from survey_kit.questionnaire.model import Choice, QuestionType
from survey_kit.questionnaire.texts import normal


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of a column: how often each text stands there, blanks aside; and the texts that say why there is none."""

    counts: Mapping[str, int]
    silent: Mapping[str, str]
    blank: int

    @property
    def answered(self) -> int:
        """int: how many cells hold an answer."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Inferred:
    """A type and its choices; what was supposed on the way, by the code of its note. "" as a type: no question at all."""

    type: QuestionType | str
    choices: tuple[Choice, ...] = ()
    ordered: bool = False
    told: tuple[tuple[str, Mapping[str, object]], ...] = ()


def profile(values: Iterable[str], not_asked: frozenset[str]) -> Profile:
    """Profile: of the cells of a column."""
    raw = Counter(values)
    counts: Counter[str] = Counter()
    silent: dict[str, str] = {}
    blank = 0
    for text, times in raw.items():
        bare = text.strip()
        kind = "blank" if not bare or text in not_asked else silence(bare)
        if kind in {"blank", "not_asked", "not_answered"}:
            blank += times
        elif kind:
            silent[bare] = kind
        else:
            counts[bare] += times
    return Profile(counts, silent, blank)


def missing_choices(silent: Mapping[str, str]) -> tuple[Choice, ...]:
    """tuple of Choice: the answers that say why there is none, one a kind of wording."""
    forms: dict[str, list[str]] = defaultdict(list)
    for text in sorted(silent):
        forms[normal(text) or text].append(text)
    return tuple(
        Choice(texts[0], {}, missing=silent[texts[0]], aliases=tuple(texts[1:]))  # type: ignore[arg-type]
        for texts in forms.values()
    )


def share(found: Profile, fits: Callable[[str], bool]) -> float:
    """float: the share of the answered cells whose text fits."""
    return sum(times for text, times in found.counts.items() if fits(text)) / found.answered


def shown(labels: Iterable[str]) -> str:
    """str: labels as a note lists them: cut short, eight at most."""
    listed = [label if len(label) <= 40 else f"{label[:39]}…" for label in labels]
    return " ; ".join(listed[:8]) + (" ; …" if len(listed) > 8 else "")
