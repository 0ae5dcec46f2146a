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
# in a workbook the cell became a whole date, of the year in which it was typed
WHOLE_DATE: Final = re.compile(r"\d{4}-(\d{2})-(\d{2})")
# a column where more than this share of the texts looks so holds dates, not ranges
MOST: Final = 0.9
MOST_WHOLE: Final = 0.3
LONGEST: Final = 12


def unmangled(text: str) -> str:
    """str: the range that a mangled cell most likely was, "" when it doesn't look like one.

    >>> unmangled("25-Jun"), unmangled("janv.-05"), unmangled("26-100")
    ('6-25', '1-5', '')
    """
    if found := WHOLE_DATE.fullmatch(text.strip()):
        low, high = sorted(map(int, found.groups()))
        return f"{low}-{high}"
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
