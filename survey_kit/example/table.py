"""The plain table: one column a variable by its name, one a choice of a set; a workbook with a title above, or a CSV with codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from survey_kit.example import cells
from survey_kit.example.workbook import Cell, workbook_bytes
from survey_kit.questionnaire.model import Question, label

if TYPE_CHECKING:
    from survey_kit.example.defects import Line
    from survey_kit.questionnaire.model import Questionnaire


def table_xlsx(questionnaire: Questionnaire, lines: Iterable[Line]) -> bytes:
    """bytes: the workbook: a title, an empty row, the variables; answers as labels."""
    asked = list(cells.exported(questionnaire))
    rows: list[list[Cell]] = [[f"{cells.MARK} : {label(questionnaire.titles, 'fr')}"], []]
    rows.append([column for question in asked for column in question.columns])
    rows += [[cell for question in asked for cell in _cells(question, line, questionnaire, codes=False)] for line in lines]
    return workbook_bytes([("Réponses", rows)], cells.MARK)


def table_csv(questionnaire: Questionnaire, lines: Iterable[Line]) -> bytes:
    """bytes: the CSV as a French spreadsheet saves it (";", decimal comma, BOM); answers as codes."""
    asked = list(cells.exported(questionnaire))
    rows: list[list[Cell]] = [[*(column for question in asked for column in question.columns), "donnees_fictives"]]
    rows += [[*(cell for question in asked for cell in _cells(question, line, questionnaire, codes=True)), "oui"] for line in lines]
    return b"\xef\xbb\xbf" + "".join(";".join(map(_quoted, row)) + "\r\n" for row in rows).encode()


def _quoted(cell: Cell) -> str:
    text = "" if cell is None else f"{cell:g}".replace(".", ",") if isinstance(cell, float) else str(cell)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n') else text


def _cells(question: Question, line: Line, questionnaire: Questionnaire, *, codes: bool) -> list[Cell]:
    return [_cell(question, column, line, questionnaire, codes=codes) for column in question.columns]


def _cell(question: Question, column: str, line: Line, questionnaire: Questionnaire, *, codes: bool) -> Cell:
    if question.type == "multiple" and column in question.answer_columns:
        return _box(column, line)
    if (text := cells.written(line, column, spreadsheet=not codes)) is not None:
        return _as_code(question, text) if codes else text
    value: Any = line.answers.get(column)
    if value is None or column.endswith("__other"):
        return None if value is None else str(value)
    if question.choices:
        return value if codes else cells.choice_label(question, value)
    return _plain(question, value, questionnaire)


def _box(column: str, line: Line) -> Cell:
    if column not in line.answers:
        return None
    return int(line.answers[column] is True or bool(line.written.get(column)))


def _as_code(question: Question, text: str) -> str:
    return next((choice.code for choice in question.choices if label(choice.labels, "fr") == text), text)


def _plain(question: Question, value: Any, questionnaire: Questionnaire) -> Cell:
    if question.type == "month":
        return f"{value:%Y-%m}"
    if question.type == "place":
        return cells.place_text(value, questionnaire)
    plain: Cell = value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
    return plain
