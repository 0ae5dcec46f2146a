"""The LimeSurvey shape: results-survey.csv or .xlsx, headings and answers as full texts or as codes.

What was not shown stands bare in the CSV (N/A for boxes), what was shown and left blank is an empty text in quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from survey_kit.example import cells
from survey_kit.example.workbook import Cell, workbook_bytes
from survey_kit.questionnaire.model import Choice, Question, label

if TYPE_CHECKING:
    from survey_kit.example.defects import Line
    from survey_kit.questionnaire.model import Questionnaire

METADATA: Final = (
    ("id", "ID de la réponse"), ("submitdate", "Date de soumission"), ("lastpage", "Dernière page"), ("startlanguage", "Langue de départ"),
    ("seed", "Tête de série"), ("startdate", "Date de lancement"), ("datestamp", "Date de la dernière action"), ("ipaddr", "Adresse IP"),
    ("refurl", "URL référente"),
)  # fmt: skip
NOT_SHOWN: Final = None
MARK_CODE: Final = "donnees_fictives"

Reader = Callable[["Line"], str | None]


@dataclass(frozen=True, slots=True)
class _Column:
    code: str
    text: str
    read: Reader


def limesurvey_csv(questionnaire: Questionnaire, lines: Iterable[Line], *, codes: bool = False, separator: str = ",") -> bytes:
    """bytes: the CSV export: UTF-8 with BOM, everything in quotes, CRLF, an empty line at the end."""
    rows = ["".join(_row(row, separator)) for row in _table(questionnaire, lines, codes=codes)]
    return b"\xef\xbb\xbf" + ("\r\n".join(rows) + "\r\n\r\n").encode()


def limesurvey_xlsx(questionnaire: Questionnaire, lines: Iterable[Line], *, codes: bool = False) -> bytes:
    """bytes: the workbook export: one sheet, all cells text, blank where nothing was answered or shown."""
    rows: list[list[Cell]] = [[value or None for value in row] for row in _table(questionnaire, lines, codes=codes)]
    return workbook_bytes([(label(questionnaire.titles, "fr"), rows)], cells.MARK)


def _row(row: list[str | None], separator: str) -> Iterable[str]:
    for place, value in enumerate(row):
        yield separator if place else ""
        yield "" if value is None else '"' + value.replace('"', '""').replace("\r\n", "\n") + '"'


def _table(questionnaire: Questionnaire, lines: Iterable[Line], *, codes: bool) -> list[list[str | None]]:
    columns = [column for question in cells.exported(questionnaire) for column in _columns(question, questionnaire, codes=codes)]
    columns.append(_Column(MARK_CODE, cells.MARK, lambda _line: "Oui"))
    headings: list[str | None] = [code if codes else text for code, text in METADATA]
    headings += [column.code if codes else column.text for column in columns]
    return [headings, *([*_metadata(line, place), *(column.read(line) for column in columns)] for place, line in enumerate(lines))]


def _metadata(line: Line, place: int) -> list[str | None]:
    # addresses of the range kept for documentation (RFC 5737)
    return [
        str(place + 11), _moment(line.submitted), "9" if line.kind != "refusal" else "1", "fr", str(1_000_003 * (place + 7) % 2_147_483_647),
        _moment(line.started), _moment(line.submitted), f"192.0.2.{place % 250 + 1}", "",
    ]  # fmt: skip


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _columns(question: Question, questionnaire: Questionnaire, *, codes: bool) -> list[_Column]:
    if question.role in {"started", "submitted"}:
        return []
    code, text = question.aliases[0] if question.aliases else question.name, cells.wording(question)
    if question.type == "multiple":
        return _boxes(question, code, text, codes=codes)
    if question.type == "matrix":
        return [
            _Column(
                f"{code}[{item.code}]",
                f"{text} [{label(item.labels, 'fr')}]",
                _choice_reader(question, f"{question.name}__{item.code}", codes=codes),
            )
            for item in question.items
        ]
    if question.type == "ranking":
        return [
            _Column(f"{code}[{place}]", f"{text} [Rang {place}]", _choice_reader(question, column, codes=codes))
            for place, column in enumerate(question.answer_columns, 1)
        ]
    if not question.choices:
        return [_Column(code, text, _simple_reader(question, questionnaire))]
    main = _Column(code, text, _choice_reader(question, question.name, codes=codes))
    return [main, _Column(f"{code}[other]", f"{text} [Autre]", _other_reader(question))] if question.has_other else [main]


def _boxes(question: Question, code: str, text: str, *, codes: bool) -> list[_Column]:
    boxes = [
        _Column(f"{code}[{choice.code}]", f"{text} [{label(choice.labels, 'fr')}]", _box_reader(question, choice, codes=codes))
        for choice in question.choices
        if not choice.opens_text
    ]
    return [*boxes, _Column(f"{code}[other]", f"{text} [Autre]", _other_reader(question))] if question.has_other else boxes


def _box_reader(question: Question, choice: Choice, *, codes: bool) -> Reader:
    def read(line: Line) -> str | None:
        if not cells.whether(question, line):
            return NOT_SHOWN if codes else "N/A"
        ticked = choice in cells.ticked(question, line)
        return ("Y" if ticked else "") if codes else "Oui" if ticked else "Non"

    return read


def _choice_reader(question: Question, column: str, *, codes: bool) -> Reader:
    def read(line: Line) -> str | None:
        code = line.answers.get(column) or _code_of(question, cells.written(line, column, spreadsheet=False))
        if code is None:
            return NOT_SHOWN if line.missing.get(column) == "not_asked" else ""
        choice = question.choice(code)
        if choice and choice.opens_text:
            return "-oth-" if codes else "Autre"
        return str(code) if codes else cells.choice_label(question, code)

    return read


def _code_of(question: Question, text: str | None) -> str | None:
    return next((choice.code for choice in question.choices if label(choice.labels, "fr") == text), None)


def _other_reader(question: Question) -> Reader:
    return lambda line: cells.other_text(question, line) if cells.whether(question, line) else NOT_SHOWN


def _simple_reader(question: Question, questionnaire: Questionnaire) -> Reader:
    def read(line: Line) -> str | None:
        text = cells.written(line, question.name, spreadsheet=False)
        value = line.answers.get(question.name)
        if text is not None:
            return text
        if value is None:
            return NOT_SHOWN if line.missing.get(question.name) == "not_asked" else ""
        return _plain(question, value, questionnaire)

    return read


def _plain(question: Question, value: Any, questionnaire: Questionnaire) -> str:
    if question.type in {"month", "date", "datetime"}:
        return _moment(value)
    if question.type == "place":
        return cells.place_text(value, questionnaire)
    return f"{value:g}" if isinstance(value, float) else str(value)
