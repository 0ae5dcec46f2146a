"""Columns find their question: by code, by wording, by close wording. What is not certain is a proposal, never used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from survey_kit.loaders.correspondences import Correction, write_correspondences
from survey_kit.loaders.headings import clean, normal
from survey_kit.loaders.wordings import Found, Index, items_index, parts_index, parts_of, questions_index
from survey_kit.survey.survey import Match

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers, Column
    from survey_kit.questionnaire.model import Question, Questionnaire

__all__ = ["choose", "fit", "match", "variables", "write_correspondences"]

MATCHED_ROLES: Final = ("answer", "other_text", "comment")
FIELD_ROLES: Final = ("submitted", "started", "weight", "synthetic", "identifier")
PREFIXED: Final = re.compile(r"^\W*([A-Za-z]{1,3}\d{1,3})\s*[.):–—-]\s*(\S.*)$", re.DOTALL)
NUMBERED: Final = re.compile(r"(?:SQ|Y|X)?0*(\d{1,3})", re.IGNORECASE)
RANK: Final = re.compile(r"(?:rang|rank|rangplatz|choix|choice|n)?\s*(\d{1,2})(?:er|e|eme|st|nd|rd|th)?(?:\s*(?:choix|choice|rang))?")
# A questionnaire fits an export when it knows this share of its columns, and at least so many of its questions are there.
FITS: Final = 0.4
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class _Book:
    """A questionnaire with everything that is looked up in it."""

    questionnaire: Questionnaire
    names: Mapping[str, Question]
    wordings: Index
    items: Index
    positions: Mapping[int, str]
    variables: frozenset[str]
    own_draft: bool = False


def match(
    answers: Answers, questionnaire: Questionnaire, corrections: Sequence[Correction] = (), *, own_draft: bool = False
) -> tuple[Match, ...]:
    """Tuple of Match: the variable of each column that has one, in the order of the columns; proposals are marked as not used.

    What the user corrected in `correspondances.csv` goes before everything. `own_draft` says that the questionnaire was just
    drafted from these very columns: it names them by their place, and no other column is its own.
    """
    book = replace(_book(questionnaire), own_draft=own_draft)
    counted = Counter((column.code or column.stem) for column in answers.columns if column.part)
    parts: dict[str, Index] = {}
    found = [_one(column, book, parts, counted, corrections) for column in answers.columns]
    return _without_rivals([one for one in found if one is not None], answers)


def choose(
    answers: Answers, questionnaires: Iterable[Questionnaire], corrections: Sequence[Correction] = ()
) -> tuple[Questionnaire | None, tuple[Match, ...]]:
    """Tuple: the questionnaire that fits the export best, and its matches; None and nothing when none fits."""
    tried = [(one, match(answers, one, corrections)) for one in questionnaires]
    ranked = sorted(((fit(answers, matches), one, matches) for one, matches in tried), key=lambda entry: -entry[0])
    if not ranked or ranked[0][0] <= 0.0:
        return None, ()
    return ranked[0][1], ranked[0][2]


def fit(answers: Answers, matches: Sequence[Match]) -> float:
    """float: the share of the answer columns that were matched, 0 when that is too few to speak of a fit."""
    asked = {column.position for column in answers.columns if column.role in MATCHED_ROLES}
    used = [one for one in matches if one.used and one.position in asked]
    questions = {one.variable.split("__")[0] for one in used}
    share = len(used) / len(asked) if asked else 0.0
    return share if share >= FITS and len(questions) >= FEWEST else 0.0


def _book(questionnaire: Questionnaire) -> _Book:
    names = {name.casefold(): question for question in questionnaire.questions for name in (*question.aliases, question.name)}
    return _Book(
        questionnaire,
        names,
        questions_index(questionnaire),
        items_index(questionnaire.questions),
        _positions(questionnaire),
        variables(questionnaire),
    )


def variables(questionnaire: Questionnaire) -> frozenset[str]:
    """Frozenset of str: every name that a column may be matched to."""
    whole = {question.name for question in questionnaire.questions}
    parts = {f"{question.name}__{part.code}" for question in questionnaire.questions for part in parts_of(question)}
    return frozenset(whole | parts | {column for question in questionnaire.questions for column in question.columns})


def _positions(questionnaire: Questionnaire) -> dict[int, str]:
    """Dict: column position to variable, of a codebook that was drafted from this export."""
    named = [(alias, question.name) for question in questionnaire.questions for alias in question.aliases]
    named += [
        (alias, f"{question.name}__{part.code}")
        for question in questionnaire.questions
        for part in parts_of(question)
        for alias in part.aliases
    ]
    return {int(alias.removeprefix("column:")): variable for alias, variable in named if alias.startswith("column:")}


def _one(
    column: Column, book: _Book, parts: dict[str, Index], counted: Mapping[str, int], corrections: Sequence[Correction]
) -> Match | None:
    heading = clean(column.heading)
    for correction in corrections:
        if correction.is_about(heading, column.position) and (not correction.variable or correction.variable in book.variables):
            return Match(heading, correction.variable, 1.0, "correction", correction.kept, column.position) if correction.variable else None
    if book.own_draft or _same_place(column, book):
        own = book.positions.get(column.position)
        return Match(heading, own, 1.0, "position", position=column.position) if own else None
    if column.role in FIELD_ROLES:
        return _field(column, heading, book)
    if column.role not in MATCHED_ROLES:
        return None
    found = _question(column, book) or _item_alone(column, book)
    if found is None:
        return None
    variable = _variable(column, found, book, parts, counted)
    return Match(heading, variable.key, variable.confidence, variable.how, variable.used, column.position) if variable else None


def _same_place(column: Column, book: _Book) -> bool:
    """bool: whether a codebook once drafted from such an export names this place, and the wording there is still the same."""
    question = book.names.get(book.positions.get(column.position, "").split("__")[0].casefold())
    own = {normal(column.stem), normal(column.heading)}
    return question is not None and any(normal(wording) in own for wording in question.wordings.values())


def _field(column: Column, heading: str, book: _Book) -> Match | None:
    """Match or None: a field that runs the survey, by the role that the questionnaire gives to one of its own."""
    question = book.names.get(column.code.casefold()) if column.code else None
    question = question or book.questionnaire.role(column.role)
    return Match(heading, question.name, 1.0, "role", position=column.position) if question else None


def _question(column: Column, book: _Book) -> Found | None:
    """Found or None: the question of a column, by its code, by its wording, or by the code written before the wording."""
    if column.code and (question := book.names.get(column.code.casefold())):
        return Found(question.name, 1.0, "code")
    text = column.stem or column.code
    if text and (question := book.names.get(text.casefold())):
        return Found(question.name, 1.0, "code")
    if not column.stem:
        # one word ("Sexe") reads as a code in a file whose headings are wordings
        return _underscored(column.code, book) or (book.wordings.find(column.code, near=False) if column.code else None)
    found = book.wordings.find(column.stem, near=False)
    if found is None and (prefixed := PREFIXED.match(column.stem)) and (question := book.names.get(prefixed[1].casefold())):
        found = Found(question.name, 0.95, "code")
    return found or _whole_heading(column, book) or book.wordings.find(column.stem)


def _whole_heading(column: Column, book: _Book) -> Found | None:
    """Found or None: by the whole heading, when what looked like an option at its end belongs to the question."""
    found = book.wordings.find(clean(column.heading), near=False) if column.part else None
    return replace(found, how="whole heading") if found else None


def _underscored(code: str, book: _Book) -> Found | None:
    """Found or None: "A09_SQ001", "A45_3": a question's code and one of its parts, joined."""
    before, _, part = code.rpartition("_")
    question = book.names.get(before.casefold()) if part else None
    return Found(f"{question.name}\n{part}", 1.0, "code") if question else None


def _item_alone(column: Column, book: _Book) -> Found | None:
    """Found or None: the row of a matrix whose question the platform left out of the heading."""
    return None if column.part else book.items.find(column.stem or column.heading)


def _variable(column: Column, found: Found, book: _Book, parts: dict[str, Index], counted: Mapping[str, int]) -> Found | None:
    """Found or None: the variable, option, item, rank or text of "other" that a column of a question is."""
    name, _, joined = found.key.partition("\n")
    if "__" in name:
        return found
    question, part = book.names[name.casefold()], joined or column.part
    if column.role == "comment":
        return None
    if column.role == "other_text" or (part and normal(part) == "other" and question.has_other):
        return replace(found, key=f"{name}__other") if question.has_other else None
    if not part or found.how == "whole heading":
        return _whole(found, question, column)
    if question.type == "ranking" and (rank := RANK.fullmatch(normal(part))):
        return replace(found, key=f"{name}__{int(rank[1])}")
    of_part = _part(part, question, parts, counted.get(column.code or column.stem, 0))
    return _both(found, of_part, name) if of_part else None


def _whole(found: Found, question: Question, column: Column) -> Found | None:
    """Found or None: a column that is the whole question; a matrix has none."""
    if question.type == "matrix":
        return None
    return (
        replace(found, key=question.name)
        if found.used or not _speaks_for(column, question)
        else replace(found, key=question.name, used=True)
    )


def _speaks_for(column: Column, question: Question) -> bool:
    """bool: whether the answers themselves are nearly all labels of the question, and several of them."""
    labels = {normal(text) for choice in question.choices for text in choice.labels.values()}
    given = {normal(value) for value in set(column.values) if value.strip()}
    return len(given & labels) >= 3 and len(given & labels) >= 0.8 * len(given)


def _part(part: str, question: Question, parts: dict[str, Index], columns: int) -> Found | None:
    """Found or None: the choice or the row that a part names: by code, by label, by its number among the columns."""
    choices = parts_of(question)
    by_code = {choice.code.casefold(): choice.code for choice in choices}
    if code := by_code.get(part.casefold()):
        return Found(code, 1.0, "code")
    known = parts.setdefault(question.name, parts_index(question))
    if found := known.find(part, near=False):
        return found
    if (numbered := NUMBERED.fullmatch(part)) and 1 <= int(numbered[1]) <= len(choices):
        plain = [choice for choice in choices if not getattr(choice, "missing", "")]
        closed = [choice for choice in plain if not getattr(choice, "opens_text", False)]
        number = int(numbered[1])
        return (
            Found(plain[number - 1].code, 0.9, "order", columns in {len(plain), len(closed), len(closed) + 1})
            if number <= len(plain)
            else None
        )
    return known.find(part)


def _both(question: Found, part: Found, name: str) -> Found:
    """Found: question and part together are as sure as the less sure of them."""
    weaker = min(question, part, key=lambda one: one.confidence)
    return Found(f"{name}__{part.key}", weaker.confidence, weaker.how, question.used and part.used)


def _without_rivals(found: Sequence[Match], answers: Answers) -> tuple[Match, ...]:
    """Tuple of Match: of several columns read as one variable the surest is used (then the fullest, then the first)."""
    columns = {column.position: column for column in answers.columns}
    best: dict[str, Match] = {}
    for one in found:
        rival = best.get(one.variable)
        if one.used and (rival is None or _strength(one, columns) > _strength(rival, columns)):
            best[one.variable] = one
    return tuple(one if not one.used or best[one.variable] is one else replace(one, used=False, how="repeated") for one in found)


def _strength(one: Match, columns: Mapping[int, Column]) -> tuple[bool, float, int]:
    return one.how == "correction", one.confidence, sum(1 for value in columns[one.position].values if value)
