"""From text cells to responses: each column read by the question that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from survey_kit.survey.typed import Typed

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.survey.survey import Match

Lang = Literal["fr", "en"]


def type_answers(answers: Answers, questionnaire: Questionnaire, matches: Sequence[Match], *, lang: Lang = "fr") -> Typed:
    """Typed: every row of the export, its cells read by the questions that `matches` (those used) give to their columns."""
    raise NotImplementedError
