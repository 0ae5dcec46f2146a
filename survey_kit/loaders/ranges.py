"""Ranges that a spreadsheet took for dates: "1-5" became "5-Jan" or "janv.-05". Each is told, with what it may have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from survey_kit.loaders.headings import clean
from survey_kit.questionnaire.ranges import WHOLE_DATE, unmangled
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers

# a column where more than this share of the texts looks so holds dates, not ranges
MOST: Final = 0.9
MOST_WHOLE: Final = 0.3
LONGEST: Final = 12


def mangled_ranges(answers: Answers, texts: Sequence[frozenset[str]]) -> Iterator[Note]:
    """Iterator of Note: one a column and mangled text, with how often it stands there and the range proposed."""
    for column in answers.columns:
        if column.role == "answer":
            for text, proposed in sorted(_mangled(texts[column.position] - {""}).items()):
                values = {"got": text, "proposed": proposed, "count": column.values.count(text)}
                yield Note("range_mangled", column=clean(column.heading), values=values)


def _mangled(texts: frozenset[str]) -> dict[str, str]:
    """Dict: mangled text to range, none where so many look like dates that the column simply holds dates."""
    short = [text for text in texts if len(text) <= LONGEST]
    named = {text: proposed for text in short if not text.isdigit() and (proposed := unmangled(text))}
    whole = sum(1 for text in named if WHOLE_DATE.fullmatch(text))
    return named if len(named) - whole <= MOST * len(texts) and whole <= MOST_WHOLE * len(texts) else {}
