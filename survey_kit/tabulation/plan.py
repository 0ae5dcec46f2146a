"""Which variables are tabulated, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Derived, Question, Questionnaire

Kind = Literal["category", "scale", "set", "matrix", "ranking", "number", "date", "place", "text"]
# Fields that run the survey are no questions; consent is one, and its answer is told.
TECHNICAL: Final = ("weight", "submitted", "started", "identifier", "synthetic", "channel", "wave")
KINDS: Final[dict[str, Kind]] = {
    "single": "category",
    "yes_no": "category",
    "scale": "scale",
    "multiple": "set",
    "matrix": "matrix",
    "ranking": "ranking",
    "integer": "number",
    "decimal": "number",
    "date": "date",
    "datetime": "date",
    "month": "date",
    "place": "place",
    "text": "text",
}


def everything(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Tuple of str: every question once, in the order asked, then what is derived from them."""
    asked = [question.name for question in questionnaire.questions if question.role not in TECHNICAL]
    return (*asked, *(derived.name for derived in questionnaire.derived))


def kind(variable: Question | Derived) -> Kind:
    """Kind: as what a variable of the codebook is tabulated."""
    return KINDS[variable.type]


def nominal(variable: Question | Derived) -> bool:
    """bool: whether its answers have no order, so that rare ones can be put together."""
    return variable.type == "place" or (variable.type == "single" and not variable.ordered)
