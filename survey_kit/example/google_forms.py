"""The Google Forms shape: one cell a question, several answers joined in it, the text of "other" in their midst, grids by rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from survey_kit.example import cells
from survey_kit.questionnaire.model import Question, label

if TYPE_CHECKING:
    from survey_kit.example.defects import Line
    from survey_kit.questionnaire.model import Questionnaire


def google_forms_csv(questionnaire: Questionnaire, lines: Iterable[Line], *, direct: bool = False) -> bytes:
    """bytes: the CSV by the route of the sheet (", " between answers), or downloaded directly from the form (";")."""
    asked = [question for question in cells.exported(questionnaire) if question.role != "submitted"]
    headings = ["Horodateur", *(heading for question in asked for heading in _headings(question)), cells.MARK]
    rows = [
        [
            _stamp(line.submitted, direct=direct),
            *(cell for question in asked for cell in _cells(question, line, questionnaire, direct=direct)),
            "Oui",
        ]
        for line in lines
    ]
    return "".join(_joined(row, quoted=direct) for row in [headings, *rows]).encode()


def _joined(row: list[str], *, quoted: bool) -> str:
    return (
        ",".join('"' + cell.replace('"', '""') + '"' if quoted or any(sign in cell for sign in ',"\n') else cell for cell in row) + "\r\n"
    )


def _stamp(moment: datetime, *, direct: bool) -> str:
    if not direct:
        return f"{moment:%d/%m/%Y %H:%M:%S}"
    hour = moment.hour % 12 or 12
    return f"{moment:%Y/%m/%d} {hour}:{moment:%M:%S} {'AM' if moment.hour < 12 else 'PM'} UTC+2"


def _headings(question: Question) -> list[str]:
    text = cells.wording(question)
    if question.type == "matrix":
        return [f"{text} [{label(item.labels, 'fr')}]" for item in question.items]
    if question.type == "ranking":
        return [f"{text} [Rang {place}]" for place, _ in enumerate(question.answer_columns, 1)]
    return [text]


def _cells(question: Question, line: Line, questionnaire: Questionnaire, *, direct: bool) -> list[str]:
    if question.type in {"matrix", "ranking"}:
        return [_label(question, line.answers.get(column)) for column in question.answer_columns]
    if (text := cells.written(line, question.name, spreadsheet=True)) is not None:
        return [text]
    if question.type == "multiple":
        return [(";" if direct else ", ").join(choice_texts(question, line))]
    value = line.answers.get(question.name)
    if value is None:
        return [""]
    if not question.choices:
        return [cells.simple_text(question, value, questionnaire)]
    return [single_text(question, line, value)]


def choice_texts(question: Question, line: Line) -> list[str]:
    """list of str: the labels ticked; what was written beside "other" takes its place, at the end."""
    ticked = cells.ticked(question, line)
    own = [label(choice.labels, "fr") for choice in ticked if not choice.opens_text]
    return own + [cells.other_text(question, line) or label(choice.labels, "fr") for choice in ticked if choice.opens_text]


def single_text(question: Question, line: Line, code: str) -> str:
    """str: the label of the answer, the text of "other" in its place, the bare number on a scale."""
    choice = question.choice(code)
    if choice and choice.opens_text:
        return cells.other_text(question, line) or label(choice.labels, "fr")
    if is_bare_scale(question):
        return code
    return cells.choice_label(question, code)


def is_bare_scale(question: Question) -> bool:
    """bool: whether the platform asks it on a numbered line, whose ends' labels it forgets."""
    return question.type == "scale" and not any(choice.missing for choice in question.choices)


def _label(question: Question, code: str | None) -> str:
    return cells.choice_label(question, code) if code is not None else ""
