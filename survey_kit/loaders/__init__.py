"""Loaders: an export of any platform that the kit knows, read to a Survey."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.survey.survey import Survey


def read_export(
    path: str | Path,
    questionnaire: str | Path | Questionnaire | None = None,
    platform: str | None = None,
    *,
    lang: Literal["fr", "en"] = "fr",
) -> Survey:
    """Survey: the usable responses of an export, one row a respondent, typed by its questionnaire, with every note on the way.

    `questionnaire` and `platform` are found when they are None; an export that fits no shipped questionnaire gets one drafted
    from its columns, its own words in `lang`.

    Raises: SurveyKitError when the file, the platform or the questionnaire is refused.
    """
    from survey_kit.loaders.drafting import with_questionnaire
    from survey_kit.loaders.reading import read_answers
    from survey_kit.survey.assemble import make_survey

    reading, book = with_questionnaire(read_answers(path, questionnaire, platform), lang)
    return make_survey(reading.answers, book, reading.matches, reading.provenance, reading.notes, lang=lang)
