"""From answers with their questions to a Survey: typing, rows left out, derived variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.survey.recode import Lang
    from survey_kit.survey.survey import Match, Note, Provenance, Survey


def make_survey(
    answers: Answers,
    questionnaire: Questionnaire,
    matches: Sequence[Match],
    provenance: Provenance,
    notes: Sequence[Note] = (),
    *,
    lang: Lang = "fr",
) -> Survey:
    """Survey: the answers typed, unusable rows left out and told (`provenance.left_out`), derived variables made.

    `notes` are those of the reading; they come first in `survey.notes`.
    """
    raise NotImplementedError
