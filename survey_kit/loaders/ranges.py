"""Ranges that a spreadsheet took for dates: "1-5" became "5-Jan" or "janv.-05". Each is told, with what it may have been."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from survey_kit.loaders.headings import clean, normal
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan janv janvier january", "feb fev fevr fevrier february", "mar mars march", "apr avr avril april", "may mai", "jun juin june", "jul juil juillet july",
         "aug aout august", "sep sept septembre september", "oct octobre october", "nov novembre november", "dec decembre december"), start=1)
    for name in names.split()
}  # fmt: skip
DAY_MONTH: Final = re.compile(r"(\d{1,2})[- ]([a-z]{3,9})")
MONTH_DAY: Final = re.compile(r"([a-z]{3,9})[- ](\d{1,2})")
# a column where more than this share looks so holds dates, not ranges
MOST: Final = 0.9
LONGEST: Final = 12


def unmangled(text: str) -> str:
    """str: the range that a mangled cell most likely was, "" when it doesn't look like one.

    >>> unmangled("25-Jun"), unmangled("janv.-05"), unmangled("26-100")
    ('6-25', '1-5', '')
    """
    form = " ".join(normal(text).replace("-", " ").split())
    if (found := DAY_MONTH.fullmatch(form)) and found[2] in MONTHS:
        low, high = sorted((MONTHS[found[2]], int(found[1])))
        return f"{low}-{high}"
    if (found := MONTH_DAY.fullmatch(form)) and found[1] in MONTHS:
        return f"{MONTHS[found[1]]}-{int(found[2])}"
    return ""


def mangled_ranges(answers: Answers, texts: Sequence[frozenset[str]]) -> Iterator[Note]:
    """Iterator of Note: one a column and mangled text, with how often it stands there and the range proposed."""
    for column in answers.columns:
        distinct = texts[column.position] - {""}
        mangled = {
            text: proposed
            for text in distinct
            if len(text) <= LONGEST and (text[0].isalpha() or text[-1].isalpha() or text[-1] == ".") and (proposed := unmangled(text))
        }
        if mangled and len(mangled) <= MOST * len(distinct):
            for text, proposed in sorted(mangled.items()):
                yield Note(
                    "range_mangled",
                    column=clean(column.heading),
                    values={"got": text, "proposed": proposed, "count": column.values.count(text)},
                )
