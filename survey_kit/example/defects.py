"""What is wrong with the synthetic export, on purpose: rows that must be left out and cells that must be read with care.

`DEFECTS` is the whole list. `export_lines` plants them among the respondents: the table that is loaded must be the same as
without them, and each must be told in the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from survey_kit.questionnaire.model import label

if TYPE_CHECKING:
    from survey_kit.example.respondents import Respondents
    from survey_kit.questionnaire.model import Question, Questionnaire

Kind = Literal["usable", "duplicate", "test", "refusal"]
MONTHS: Final = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
FIRST_TEST: Final = datetime(2022, 3, 31, 14, 2, 11)  # noqa: DTZ001 local time, as the platforms write it


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the export. `answers` holds the columns that have one, `written` the texts that stand in some cells instead."""

    kind: Kind
    answers: Mapping[str, Any]
    missing: Mapping[str, str]
    started: datetime
    submitted: datetime
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Defect:
    """A thing that is wrong. `concept` is what the spoilt question measures ("" for a whole row); `fr` and `en` say what and why.

    `spoils` says whether an answer lends itself to it, and `text` what is written instead. Defects made by a spreadsheet
    stand only in the shapes that one has opened.
    """

    name: str
    fr: str
    en: str
    concept: str = ""
    spoils: Callable[[Any], bool] = bool
    text: Callable[[Any], str] = str
    spreadsheet: bool = False


@dataclass(frozen=True, slots=True)
class Planted:
    """Where a defect stands: the place of its line (from 0) and its column ("" for the whole row)."""

    name: str
    line: int
    column: str = ""


def _is(code: str) -> Callable[[Any], bool]:
    return lambda answer: bool(answer == code)


def _writes(text: str) -> Callable[[Any], str]:
    return lambda _answer: text


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02}"


ROWS: Final = (
    Defect("test_rows", "Deux réponses d'essai, saisies avant l'ouverture.", "Two trial answers, given before the opening."),
    Defect("refusal", "Une personne qui n'accepte pas de participer.", "A person who doesn't agree to take part."),
    Defect("duplicate", "La même réponse envoyée deux fois.", "The same answer sent twice."),
)
CELLS: Final = (
    Defect("commune_capitals", "Commune en capitales, avec le département.", "Commune in capitals, with the département.", "commune", _is("12096"), _writes("ESPALION (12)")),
    Defect("commune_postcode", "Commune précédée de son code postal.", "Commune after its postcode.", "commune", _is("12096"), _writes("12500 Espalion")),
    Defect("commune_plain", "Commune sans capitales, accents ni traits d'union.", "Commune without capitals, accents or hyphens.", "commune", _is("12216"), _writes("st come d'olt ")),
    Defect("commune_former", "Nom d'une ancienne commune.", "Name of a former commune.", "commune", _is("12270"), _writes("Sévérac-le-Château")),
    Defect("commune_short", "Nom de commune abrégé.", "Shortened name of a commune.", "commune", _is("12224"), _writes("Saint Geniez")),
    Defect("place_arrondissement", "Arrondissement au lieu de la ville.", "Arrondissement instead of the city.", "previous_place", _is("75056"), _writes("Paris 15e")),
    Defect("month_in_words", "Mois en toutes lettres.", "Month in words.", "settled_date", text=lambda day: f"{MONTHS[day.month - 1]} {day.year}"),
    Defect("month_first", "Mois et année, séparés par une barre.", "Month and year, parted by a slash.", "settled_date", text=lambda day: f"{day.month:02}/{day.year}"),
    Defect("day_first", "Date complète, jour d'abord.", "Whole date, day first.", "settled_date", text=lambda day: f"{day.day:02}/{day.month:02}/{day.year}"),
    Defect("unit", "Durée suivie de son unité.", "Duration followed by its unit.", "commute", text=lambda minutes: f"{minutes} min"),
    Defect("hours", "Durée en heures et minutes.", "Duration in hours and minutes.", "commute", lambda minutes: bool(minutes > 60), _hours),
    Defect("decimal", "Nombre entier écrit avec une décimale.", "Whole number written with a decimal.", "site_visits", lambda visits: bool(visits > 0), lambda visits: f"{visits},0"),
    Defect("price_range", "« 6-10 » changé en date par le tableur.", "“6-10” turned into a date by the spreadsheet.", "coworking_price", _is("2"), _writes("06-oct"), spreadsheet=True),
    Defect("days_range", "« 8-12 » changé en date par le tableur.", "“8-12” turned into a date by the spreadsheet.", "coworking_intention", _is("3"), _writes("08-déc"), spreadsheet=True),
)  # fmt: skip
ANSWERS: Final = (
    Defect("routing", "Un rythme de télétravail donné par une personne dont le métier ne peut se faire à distance.",
           "A telework rhythm given by a person whose job can't be done at a distance.", "telework_frequency"),
    Defect("exclusive", "« Aucun » coché avec une autre réponse.", "“None” ticked with another answer.", "prior_links"),
)  # fmt: skip
DEFECTS: Final = (*ROWS, *CELLS, *ANSWERS)


def export_lines(respondents: Respondents) -> tuple[tuple[Line, ...], tuple[Planted, ...]]:
    """(tuple of Line, tuple of Planted): the rows of the export in their order, and where each defect stands.

    A defect whose question or answer isn't there is not planted.
    """
    questionnaire = respondents.questionnaire
    usable = [_line(respondents, place) for place in range(len(respondents.profiles))]
    spoilt: list[tuple[str, int, str]] = []
    for defect in CELLS:
        _spoil_cell(defect, questionnaire, usable, spoilt)
    _contradict(questionnaire, usable, spoilt)
    _tick_none_too(questionnaire, usable, spoilt)
    rows = _with_rows(questionnaire, usable)
    lines = tuple(line for line, _ in rows)
    place_of = {source: place for place, (_, source) in enumerate(rows) if source >= 0 and lines[place].kind == "usable"}
    planted = [Planted(name, place_of[source], column) for name, source, column in spoilt]
    planted += [Planted(_row_defect(line.kind), place) for place, line in enumerate(lines) if line.kind != "usable"]
    return lines, tuple(planted)


def _row_defect(kind: Kind) -> str:
    return {"test": "test_rows", "refusal": "refusal"}.get(kind, "duplicate")


def _line(respondents: Respondents, place: int) -> Line:
    answers = {str(column): value for column, value in respondents.answers.iloc[place].to_dict().items() if not pd.isna(value)}
    missing = {str(column): str(kind) for column, kind in respondents.missing.iloc[place].to_dict().items() if kind}
    return Line("usable", answers, missing, respondents.started[place], respondents.submitted[place], {})


def _spoil_cell(defect: Defect, questionnaire: Questionnaire, lines: list[Line], spoilt: list[tuple[str, int, str]]) -> None:
    question = _measuring(defect.concept, questionnaire)
    if question is None:
        return
    place = _first(lines, spoilt, lambda line: question.name in line.answers and defect.spoils(line.answers[question.name]))
    if place is not None:
        text = defect.text(lines[place].answers[question.name])
        lines[place] = replace(lines[place], written={**lines[place].written, question.name: text})
        spoilt.append((defect.name, place, question.name))


def _first(lines: list[Line], spoilt: list[tuple[str, int, str]], fits: Callable[[Line], bool]) -> int | None:
    """int or None: a line that lends itself to a defect; one that has none yet, further down for each defect."""
    start = 9 * len(spoilt) % max(len(lines), 1)
    order = [*range(start, len(lines)), *range(start)]
    fitting = [place for place in order if fits(lines[place])]
    return next((place for place in fitting if not lines[place].written), fitting[0] if fitting else None)


def _measuring(concept: str, questionnaire: Questionnaire) -> Question | None:
    return next((question for question in questionnaire.questions if question.concept == concept), None)


def _contradict(questionnaire: Questionnaire, lines: list[Line], spoilt: list[tuple[str, int, str]]) -> None:
    feasible, frequency = _measuring("remote_feasible", questionnaire), _measuring("telework_frequency", questionnaire)
    if feasible is None or frequency is None:
        return
    place = _first(lines, spoilt, lambda line: line.answers.get(feasible.name) == "3" and frequency.name not in line.answers)
    choice = frequency.choice("3")
    if place is not None and choice:
        lines[place] = replace(lines[place], written={**lines[place].written, frequency.name: label(choice.labels, "fr")})
        spoilt.append(("routing", place, frequency.name))


def _tick_none_too(questionnaire: Questionnaire, lines: list[Line], spoilt: list[tuple[str, int, str]]) -> None:
    question = _measuring("prior_links", questionnaire)
    alone = next((choice.code for choice in question.choices if choice.exclusive), None) if question else None
    if question is None or alone is None:
        return
    column = f"{question.name}__{alone}"
    place = _first(lines, spoilt, lambda line: sum(line.answers.get(other) is True for other in question.answer_columns) == 2)
    if place is not None:
        lines[place] = replace(lines[place], written={**lines[place].written, column: "True"})
        spoilt.append(("exclusive", place, column))


def _with_rows(questionnaire: Questionnaire, usable: list[Line]) -> list[tuple[Line, int]]:
    rows = [(line, place) for place, line in enumerate(usable)]
    if questionnaire.role("consent"):
        rows.insert(len(rows) // 3, (_refusal(questionnaire, usable[len(rows) // 3]), -1))
    twice = next((place for place, line in enumerate(usable) if place > len(usable) // 2 and not line.written), None)
    if twice is not None:
        at = next(place for place, (_, source) in enumerate(rows) if source == twice)
        rows.insert(at + 1, (replace(usable[twice], kind="duplicate"), -1))
    return [*((line, -1) for line in _tests(questionnaire, usable)), *rows]


def _refusal(questionnaire: Questionnaire, neighbour: Line) -> Line:
    consent = questionnaire.role("consent")
    answers = {consent.name: "0"} if consent else {}
    kept = {
        question.name: neighbour.answers[question.name]
        for question in questionnaire.questions
        if question.role in {"channel", "wave"} and question.name in neighbour.answers
    }
    missing = {column: "not_asked" for question in questionnaire.questions if question.relevance for column in question.columns}
    timed = {question.name: _time(question, neighbour) for question in questionnaire.questions if question.role in {"started", "submitted"}}
    return Line("refusal", answers | kept | timed, missing, neighbour.started, neighbour.started + timedelta(seconds=34), {})


def _time(question: Question, neighbour: Line) -> datetime:
    return neighbour.started if question.role == "started" else neighbour.started + timedelta(seconds=34)


def _tests(questionnaire: Questionnaire, usable: list[Line]) -> list[Line]:
    """list of Line: what a colleague clicked through to try the form; none when it has no question in which to write "test"."""
    texts = [question for question in questionnaire.questions if question.type == "text" and not question.role]
    if not texts or not usable:
        return []
    comment = texts[-1].name
    places = {question.name: "test" for question in questionnaire.questions if question.type == "place"}
    first = _retimed(usable[0], FIRST_TEST, questionnaire, {comment: "test"}, places)
    second = _retimed(
        usable[len(usable) // 4], FIRST_TEST + timedelta(hours=1, minutes=9), questionnaire, {comment: "TEST, à supprimer"}, {}
    )
    return [first, second]


def _retimed(line: Line, end: datetime, questionnaire: Questionnaire, said: Mapping[str, str], written: Mapping[str, str]) -> Line:
    start = end - timedelta(seconds=95)
    times = {
        question.name: start if question.role == "started" else end
        for question in questionnaire.questions
        if question.role in {"started", "submitted"}
    }
    kept = {column: kind for column, kind in line.missing.items() if column not in said}
    return Line(
        "test",
        {**line.answers, **times, **said},
        kept,
        start,
        end,
        {column: text for column, text in written.items() if column in line.answers},
    )
