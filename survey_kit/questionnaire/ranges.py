"""A range that a spreadsheet took for a date, read back: "1-5" became "5-Jan" or "janv.-05"."""

from __future__ import annotations

import re
from typing import Final

from survey_kit.questionnaire.texts import normal

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
