"""Google Forms: the sheet route (", " between answers) and the direct download (";"), grids, timestamps of three kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from survey_kit.loaders.export import Grid, Platform, without_marks
from survey_kit.loaders.headings import clean, normal, split_brackets
from survey_kit.loaders.moments import Order, mostly_times, read_moments
from survey_kit.questionnaire.answers import Answers, Column, Role
from survey_kit.survey.survey import Note

TIMESTAMPS: Final = frozenset(
    {"horodateur", "timestamp", "carimbo de data hora", "zeitstempel", "marca temporal", "informazioni cronologiche", "tijdstempel"}
)
USERNAMES: Final = frozenset({"nom d utilisateur", "username", "adresse e mail", "email address", "adresse email"})
SCORES: Final = frozenset({"score", "note totale"})
SHEETS: Final = ("reponses au formulaire", "form responses", "respostas ao formulario", "formularantworten")
DIRECT: Final = re.compile(r"(UTC|GMT)[+-]?\d*|[AP]M\b", re.IGNORECASE)
SENTENCE: Final = re.compile(r"\s\S+\s\S+\s|\?\s*$|\[.+\]$")


def recognise(table: Grid) -> tuple[float, tuple[str, ...]]:
    """Tuple: confidence between 0 and 1 that Google Forms wrote this table, and the evidence.

    A first column called Timestamp alone is weak: files recoded by hand keep it.
    """
    names = [clean(heading) for heading in table.headings]
    if not names or normal(names[0]) not in TIMESTAMPS:
        return 0.0, ()
    if not mostly_times(table.columns[0]):
        return 0.2, (names[0],)
    if normal(table.sheet).startswith(SHEETS):
        return 0.95, (names[0], table.sheet)
    sentences = sum(1 for name in names[1:] if SENTENCE.search(name))
    if sentences >= max(1, 0.3 * (len(names) - 1)):
        return 0.95, (names[0], next(name for name in names[1:] if SENTENCE.search(name)))
    if normal(names[0]) != "timestamp":
        return 0.85, (names[0],)
    return 0.4, (names[0],)


def parse(table: Grid) -> tuple[Answers, tuple[Note, ...]]:
    """Tuple: the answers of a Google Forms export, and what was told of them."""
    names = [clean(heading) for heading in table.headings]
    columns = tuple(
        _column(position, heading, values, name)
        for position, (heading, values, name) in enumerate(zip(table.headings, without_marks(table), names, strict=True))
    )
    notes = []
    stamps = table.columns[0] if table.columns else ()
    moments = read_moments(stamps, _usual(names[0], stamps))
    if moments.ambiguous:
        notes.append(Note("day_month_ambiguous", column=names[0], values={"order": "JJ/MM" if moments.order == "day" else "MM/JJ"}))
    columns = tuple(_timed(column, moments.values) if column.role == "submitted" else column for column in columns)
    route = "direct" if any(DIRECT.search(stamp) for stamp in stamps[:50]) else "sheet"
    facts = {**table.facts, "route": route}
    return Answers("google_forms", columns, table.numbers, separator=";" if route == "direct" else ", ", facts=facts), tuple(notes)


PLATFORM: Final = Platform("google_forms", recognise, parse)


def _column(position: int, heading: str, values: tuple[str, ...], name: str) -> Column:
    stem, parts = split_brackets(name)
    role: Role = "answer"
    if position == 0 and normal(name) in TIMESTAMPS:
        role = "submitted"
    elif normal(name) in USERNAMES:
        role = "personal"
    elif normal(name) in SCORES and all("/" in value for value in values if value):
        role = "metadata"
    return Column(position, heading, values, role, "", stem or name, " / ".join(parts))


def _timed(column: Column, values: tuple[str, ...]) -> Column:
    return Column(column.position, column.heading, values, column.role, column.code, column.stem, column.part)


def _usual(name: str, values: Sequence[str]) -> Order:
    """Order: day first, but for an English heading whose hours carry no seconds (a US sheet re-saved) or AM and PM."""
    american = normal(name) == "timestamp" and any(re.search(r"[AP]M\b|\d:\d\d$", value) for value in values[:50])
    return "month" if american else "day"
