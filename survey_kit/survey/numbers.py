"""The texts of a numeric question, read: what was changed to a number is told, what is no number or out of bounds refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from survey_kit.questionnaire.amounts import MINUTES, is_plain, number
from survey_kit.survey.cells import Read, refusal, unspoken

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Question

LARGEST: Final = 1e15


def number_reader(question: Question) -> Callable[[str], Read]:
    """Callable: reads the texts of a numeric question; what was changed to a number is told, what is no number is refused and told."""
    minutes = any(MINUTES.search(text) for text in (*question.wordings.values(), *question.short.values()))
    return lambda text: _read(text, question, minutes=minutes)


def _read(text: str, question: Question, *, minutes: bool) -> Read:
    whole = question.type == "integer"
    value = number(text, minutes=minutes, whole=whole)
    if value is None or abs(value) > LARGEST:
        return unspoken(text) or refusal("number_unread", text)
    low, high = question.bounds or (-LARGEST, LARGEST)
    if not low <= value <= high:
        return unspoken(text) or refusal("number_outside", text, low=f"{low:g}", high=f"{high:g}")
    if whole and value != int(value):
        return refusal("number_not_whole", text)
    if is_plain(text, whole=whole):
        return Read(value)
    return Read(value, note="number_changed", told={"got": text, "read": f"{value:g}"})
