"""What stands in a cell of an export, before a platform gives it its own form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from survey_kit.example.defects import CELLS, Line
from survey_kit.questionnaire.model import Choice, Question, label
from survey_kit.survey import places

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Questionnaire

MARK: Final = "Données fictives"
MADE_BY_SPREADSHEETS: Final = {defect.text("") for defect in CELLS if defect.spreadsheet}


def wording(question: Question) -> str:
    """str: the question in French, as the form showed it."""
    return label(question.wordings, "fr")


def choice_label(question: Question, code: str) -> str:
    """str: the French label of a choice."""
    choice = question.choice(code)
    return label(choice.labels, "fr") if choice else code


def written(line: Line, column: str, *, spreadsheet: bool) -> str | None:
    """str or None: the text that a defect put in the cell, if this shape shows it."""
    text = line.written.get(column)
    return None if text in MADE_BY_SPREADSHEETS and not spreadsheet else text


def ticked(question: Question, line: Line) -> list[Choice]:
    """list of Choice: the choices ticked in a set, in order; what a defect ticks is among them."""
    return [
        choice
        for choice in question.choices
        if line.answers.get(column := f"{question.name}__{choice.code}") is True or line.written.get(column)
    ]


def other_text(question: Question, line: Line) -> str:
    """str: what was written beside "other"."""
    return str(line.answers.get(f"{question.name}__other", ""))


def whether(question: Question, line: Line) -> bool:
    """bool: whether the form showed the question, as far as the line tells."""
    return any(line.missing.get(column) != "not_asked" for column in question.answer_columns) or question.name in line.written


def place_text(code: str, questionnaire: Questionnaire) -> str:
    """str: a place as a careful person types it: its name, with the département where the name alone leaves a doubt."""
    name = places.label(code)
    found = places.find(name, questionnaire.communes)
    return name if found and found.code == code and found.certain else f"{name} ({places.departement(code)})"


def simple_text(question: Question, value: Any, questionnaire: Questionnaire) -> str:
    """str: an answer that is no choice, as a person types it."""
    if question.type == "place":
        return place_text(value, questionnaire)
    if question.type == "month":
        return f"{value:%m/%Y}"
    if question.type == "date":
        return f"{value:%d/%m/%Y}"
    if question.type == "datetime":
        return f"{value:%d/%m/%Y %H:%M:%S}"
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def exported(questionnaire: Questionnaire) -> Iterator[Question]:
    """Iterator of Question: those that an export holds: a form has no weights, and platforms number the rows themselves."""
    return (question for question in questionnaire.questions if question.role not in {"weight", "identifier", "synthetic"})
