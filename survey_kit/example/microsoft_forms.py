"""The Microsoft Forms shape: a workbook, answers joined and ended by ";", a column a statement whose stem is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from survey_kit.example import cells
from survey_kit.example.google_forms import choice_texts, is_bare_scale, single_text
from survey_kit.example.workbook import Cell, workbook_bytes
from survey_kit.questionnaire.model import Question, label

if TYPE_CHECKING:
    from survey_kit.example.defects import Line
    from survey_kit.questionnaire.model import Questionnaire

METADATA: Final = ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom")


def microsoft_forms_xlsx(questionnaire: Questionnaire, lines: Iterable[Line]) -> bytes:
    """bytes: the workbook: one sheet, five columns of the platform, then the questions."""
    asked = [question for question in cells.exported(questionnaire) if question.role not in {"started", "submitted"}]
    headings = unique([*METADATA, *(heading for question in asked for heading in _headings(question)), cells.MARK])
    rows: list[list[Cell]] = [list(headings)]
    for place, line in enumerate(lines, 1):
        own: list[Cell] = [place, line.started, line.submitted, "anonymous", None]
        rows.append([*own, *(cell for question in asked for cell in _cells(question, line, questionnaire)), "Oui"])
    return workbook_bytes([("Sheet1", rows)], cells.MARK)


def unique(headings: Iterable[str]) -> list[str]:
    """list of str: headings as a table needs them: a repeated one gets a number glued on.

    >>> unique(["Autre", "Nom", "Autre", "Autre"])
    ['Autre', 'Nom', 'Autre2', 'Autre3']
    """
    found: list[str] = []
    counts: dict[str, int] = {}
    for heading in headings:
        counts[heading] = counts.get(heading, 0) + 1
        found.append(heading if counts[heading] == 1 else f"{heading}{counts[heading]}")
    return found


def _headings(question: Question) -> list[str]:
    return [label(item.labels, "fr") for item in question.items] if question.type == "matrix" else [cells.wording(question)]


def _cells(question: Question, line: Line, questionnaire: Questionnaire) -> list[Cell]:
    if question.type == "matrix":
        return [
            cells.choice_label(question, line.answers[column]) if column in line.answers else None for column in question.answer_columns
        ]
    if (text := cells.written(line, question.name, spreadsheet=True)) is not None:
        return [text]
    if question.type == "multiple":
        return ["".join(f"{text};" for text in choice_texts(question, line)) or None]
    if question.type == "ranking":
        return [
            "".join(
                f"{cells.choice_label(question, line.answers[column])};" for column in question.answer_columns if column in line.answers
            )
            or None
        ]
    return [_single(question, line, questionnaire)]


def _single(question: Question, line: Line, questionnaire: Questionnaire) -> Cell:
    value = line.answers.get(question.name)
    if value is None:
        return None
    if question.choices:
        return int(value) if is_bare_scale(question) and value.isdigit() else single_text(question, line, value)
    if question.type in {"date", "datetime"}:
        day: Cell = value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
        return day
    return value if question.type in {"integer", "decimal"} else cells.simple_text(question, value, questionnaire)
