"""The numbers behind a variable: a number as it stands, a truth value as 0 and 1, a scale by its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from survey_kit.engines.memory import MemoryEngine
from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.questionnaire.model import Choice


def numeric(design: Design, name: str) -> str:
    """str: the engine's column of numbers of a variable.

    Raises: SurveyKitError when the variable is unknown or when its answers are no numbers.
    """
    column = design.column(name)
    if design.engine.is_number(column):
        return column
    counted = f"(number of) {column}"
    if not _count(design, column, counted):
        raise SurveyKitError("not_a_number", where=name)
    return counted


def _count(design: Design, column: str, counted: str) -> bool:
    """bool: whether the categories count; those that mean "don't know" do not."""
    engine, known = design.engine, design.variable(column)
    if not isinstance(engine, MemoryEngine) or known is None:
        return False
    if counted in engine.numbers:
        return True
    choices = {choice.code: choice for choice in known.choices}
    codes = [str(level) for level in engine.levels(column)]
    values = [_number(code, choices.get(code)) for code in codes]
    if known.type not in {"scale", "matrix", "yes_no"} and not any(choice.number is not None for choice in known.choices):
        return False
    if all(value is None for value in values):
        return False
    of_code = np.array([np.nan if value is None else value for value in (*values, None)])
    engine.numbers[counted] = of_code[engine.frame[column].cat.codes.to_numpy()]
    return True


def _number(code: str, choice: Choice | None) -> float | None:
    if choice is not None and (choice.missing or choice.number is not None):
        return None if choice.missing else choice.number
    try:
        return float(code.replace(",", "."))
    except ValueError:
        return None
