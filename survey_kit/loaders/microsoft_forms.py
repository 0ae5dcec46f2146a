"""Microsoft Forms: answers joined and ended by ";", one column a statement, numbers glued to repeated headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.loaders.export import Grid, Platform, without_marks
from survey_kit.loaders.headings import clean, normal
from survey_kit.loaders.moments import read_moments
from survey_kit.questionnaire.answers import Answers, Column, Role

if TYPE_CHECKING:
    from survey_kit.survey.survey import Note

METADATA: Final[dict[str, Role]] = {
    "id": "identifier",
    "heure de debut": "started",
    "start time": "started",
    "startzeit": "started",
    "heure de fin": "submitted",
    "completion time": "submitted",
    "fertigstellungszeit": "submitted",
    "adresse de messagerie": "personal",
    "email": "personal",
    "e mail": "personal",
    "nom": "personal",
    "name": "personal",
    "heure de la derniere modification": "metadata",
    "last modified time": "metadata",
    "langue": "metadata",
    "language": "metadata",
    "total points": "metadata",
    "total des points": "metadata",
    "quiz feedback": "metadata",
    "commentaires sur le quiz": "metadata",
}
# these two names stand in the export even when nobody was asked who they are
NAMELESS: Final = frozenset({"", "anonymous", "anonyme", "anonym"})
QUIZ: Final = re.compile(r"(Points|Feedback|Commentaires) [-–] .+")
GLUED: Final = re.compile(r"(.*\D)\d{1,2}")


def recognise(table: Grid) -> tuple[float, tuple[str, ...]]:
    """Tuple: confidence between 0 and 1 that Microsoft Forms wrote this table, and the evidence."""
    names = [clean(heading) for heading in table.headings[:8]]
    known = [name for name in names if normal(name) in METADATA]
    roles = {METADATA[normal(name)] for name in known}
    if {"started", "submitted"} <= roles:
        return (0.95 if "identifier" in roles else 0.9), tuple(known[:5])
    if names and normal(names[0]) == "id" and any(map(_is_ended, table.columns, table.texts)):
        return 0.6, (names[0], "a;b;")
    return 0.0, ()


def parse(table: Grid) -> tuple[Answers, tuple[Note, ...]]:
    """Tuple: the answers of a Microsoft Forms export, and what was told of them."""
    names = [clean(heading) for heading in table.headings]
    head = _head(names)
    known = {normal(name) for name in names}
    columns = tuple(
        _column(Column(position, heading, values), names[position], known, own=position < head)
        for position, (heading, values) in enumerate(zip(table.headings, without_marks(table), strict=True))
    )
    return Answers("microsoft_forms", columns, table.numbers, separator=";", facts=table.facts), ()


PLATFORM: Final = Platform("microsoft_forms", recognise, parse)


def _head(names: Sequence[str]) -> int:
    """int: how many columns at the left are the platform's own: a question may well be called "Nom" or "Langue"."""
    return next((position for position, name in enumerate(names) if normal(name) not in METADATA), len(names))


def _column(bare: Column, name: str, known: set[str], *, own: bool) -> Column:
    role: Role = METADATA[normal(name)] if own else "metadata" if QUIZ.fullmatch(name) else "answer"
    values = bare.values
    if role == "personal" and {value.strip().casefold() for value in values} <= NAMELESS:
        role = "metadata"
    if role in {"started", "submitted"}:
        values = read_moments(values).values
    return replace(bare, values=values, role=role, stem=_unglued(name, known) if role == "answer" else name)


def _unglued(name: str, known: set[str]) -> str:
    """str: the heading without the number that a table's unique headings forced on it, when the bare heading is there too."""
    found = GLUED.fullmatch(name)
    return found[1].strip() if found and normal(found[1]) in known else name


def _is_ended(column: Sequence[str], texts: frozenset[str]) -> bool:
    """bool: whether every answer ends with a semicolon, three at least."""
    filled = [text.strip() for text in texts if text.strip()]
    return all(text.endswith(";") for text in filled) and len(filled) > 0 and sum(1 for value in column if value.strip()) >= 3
