"""An export that fits no questionnaire gets one made from its own columns, and every guess is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from survey_kit.loaders.correspondences import NAME, check_corrections
from survey_kit.loaders.match import match, variables
from survey_kit.loaders.reading import matching_notes, unmatched
from survey_kit.questionnaire.infer import draft_with_guesses
from survey_kit.survey.places import find
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from survey_kit.loaders.reading import Reading
    from survey_kit.questionnaire.model import Questionnaire


def with_questionnaire(reading: Reading, lang: Literal["fr", "en"] = "fr") -> tuple[Reading, Questionnaire]:
    """Tuple: the reading and its questionnaire: the one that it has, else one drafted from its columns, to which they are matched.

    Raises: SurveyKitError when a correction names a variable that the draft hasn't.
    """
    if reading.questionnaire is not None:
        return reading, reading.questionnaire
    drafted = draft_with_guesses(reading.answers, name=PurePath(reading.provenance.file).stem, lang=lang, is_place=_is_place)
    book = drafted.questionnaire
    check_corrections(reading.corrections, variables(book), NAME)
    matches = match(reading.answers, book, reading.corrections, own_draft=True)
    provenance = replace(reading.provenance, matches=matches, unmatched=unmatched(reading.answers, matches))
    guesses = tuple(Note(guess.code, column=guess.column, values=guess.values) for guess in drafted.guesses)
    notes = (*reading.notes, *guesses, *matching_notes(matches))
    return replace(reading, questionnaire=book, matches=matches, provenance=provenance, notes=notes), book


def _is_place(text: str) -> bool:
    return find(text) is not None
