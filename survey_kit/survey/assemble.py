"""From answers with their questions to a Survey: typing, rows left out, derived variables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from survey_kit.survey.derive import derive
from survey_kit.survey.origins import with_origins
from survey_kit.survey.quality import REASONS, unusable
from survey_kit.survey.recode import type_answers
from survey_kit.survey.survey import Survey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.questionnaire.answers import Answers
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.survey.recode import Lang
    from survey_kit.survey.survey import Match, Note, Provenance

# the day that a platform puts in place of every date of an anonymised survey
HIDDEN = date(1980, 1, 1)
SETTLED = ("range_repaired", "draft_range", "answer_unknown")


class Days(TypedDict, total=False):
    """The first and last day of the responses that are kept."""

    first_day: date
    last_day: date


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

    `notes` are those of the reading; they come first in `survey.notes`. Of a row left out only that is told.
    """
    questionnaire = with_origins(questionnaire)
    typed = type_answers(answers, questionnaire, matches, lang=lang)
    out, told = unusable(answers, questionnaire, matches, typed)
    kept = np.ones(len(answers.rows), dtype=bool)
    kept[list(out)] = False
    usable = replace(typed, responses=typed.responses[kept], missing=typed.missing[kept])
    made = derive(usable, questionnaire)
    gone = {answers.rows[place] for place in out}
    counts = Counter(out.values())
    return Survey(
        responses=made.responses,
        missing=made.missing,
        questionnaire=questionnaire,
        provenance=replace(
            provenance,
            received=len(answers.rows),
            left_out=MappingProxyType({code: counts[code] for code in REASONS if counts[code]}),
            matches=tuple(matches),
            **_days(answers, kept),
        ),
        notes=[*(note for note in (*_once(notes, typed.notes), *typed.notes) if note.row not in gone), *told],
    )


def _once(read: Sequence[Note], typed: Sequence[Note]) -> list[Note]:
    """list of Note: those of the reading, without the mangled ranges of which it is told further on what became of them."""
    settled = {(note.column, note.values.get("got")) for note in (*read, *typed) if note.code in SETTLED}
    return [note for note in read if note.code != "range_mangled" or (note.column, note.values.get("got")) not in settled]


def _days(answers: Answers, kept: NDArray[np.bool_]) -> Days:
    """Days: of sending, else of starting; nothing where no usable response is dated."""
    for role in ("submitted", "started"):
        texts = {
            value[:10]
            for column in answers.columns
            if column.role == role
            for value, usable in zip(column.values, kept, strict=True)
            if usable
        }
        days = sorted(day for day in map(_day, texts) if day is not None and day != HIDDEN)
        if days:
            return Days(first_day=days[0], last_day=days[-1])
    return Days()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
