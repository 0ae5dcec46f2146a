"""Dates and months as people and platforms write them; the order of day and month is decided for a whole column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

import numpy as np
import pandas as pd

from survey_kit.questionnaire.ranges import MONTHS
from survey_kit.questionnaire.texts import normal
from survey_kit.survey.cells import EMPTY, SKIPPED, Cells, Read, refusal, unspoken
from survey_kit.survey.survey import Note

Unit = Literal["date", "datetime", "month"]
CLOCK: Final = r"(?:,? *(?:[T ]|à |at )? *(\d{1,2})(?::|h)(\d{2})(?::(\d{2})(?:[.,]\d+)?)? *([AaPp]\.?[Mm]\.?)?)? *(?:Z|UTC|GMT)?(?:[+-]\d{1,2}(?::?\d{2})?)?"
ISO: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){CLOCK}")
LOCAL: Final = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){CLOCK}")
YEAR_MONTH: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})")
MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/. ](\d{4})")
NAMED_MONTH: Final = re.compile(r"([a-z]{3,9})[ -]+(\d{4}|\d{2})")
NAMED_MONTH_AFTER: Final = re.compile(r"(\d{4})[ -]+([a-z]{3,9})")
NAMED_DAY: Final = re.compile(r"(?:le )?(?:[a-z]{3,9} )?(\d{1,2})(?:er|st|nd|rd|th)?[ -]+(?:de )?([a-z]{3,9})[ -]+(\d{4}|\d{2})")
NAMED_DAY_AFTER: Final = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
PLAIN_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?")
EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of spreadsheets
OLDEST, LATEST = 1900, 2100
SERIALS: Final = (20_000, 60_000)
USUAL: Final = {"iso", "local", "month_year"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date read, and the form in which it was written."""

    at: datetime
    form: str


def read_dates(cells: Cells, unit: Unit, not_asked: frozenset[str]) -> tuple[tuple[Read, ...], tuple[Note, ...]]:
    """(tuple of Read, tuple of Note): each distinct text of a column, and how the column's order of day and month was decided.

    Cells in the form that most of the column has are only counted, once; those in another form are told by row.
    """
    texts = [text for text in cells.texts if text not in not_asked and text.strip()]
    month_first, doubtful = order_of(texts)
    known = _fast(texts)
    moments = {text: known.get(text) or moment(text, month_first=month_first, unit=unit) for text in texts}
    usual = _usual_form(cells, moments)
    reads = tuple(_read(text, moments.get(text), unit, usual) if text not in not_asked else SKIPPED for text in cells.texts)
    return reads, tuple(_told(cells, moments, usual, doubtful=doubtful))


def order_of(texts: Iterable[str]) -> tuple[bool, bool]:
    """(bool, bool): whether the month comes first, and whether nothing tells: then the day does, as in French."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := LOCAL.fullmatch(text.strip()))]
    day, month = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    return month and not day, bool(pairs) and not day and not month and any(first != second for first, second in pairs)


def moment(text: str, *, month_first: bool = False, unit: Unit = "date") -> Moment | None:
    """Moment or None: a date or a month, None when the text is none.

    >>> moment("avr-21").at, moment("3 avril 2021").at, moment("04/2021", unit="month").form
    (datetime.datetime(2021, 4, 1, 0, 0), datetime.datetime(2021, 4, 3, 0, 0), 'month_year')
    """
    bare = " ".join(text.split())
    if found := ISO.fullmatch(bare):
        return _made("iso", found[1], found[2], found[3], found.groups()[3:])
    if found := LOCAL.fullmatch(bare):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return _made("local", found[3], month, day, found.groups()[3:])
    return _month(bare) or _named(bare) or _serial(bare, unit)


def _month(text: str) -> Moment | None:
    if found := YEAR_MONTH.fullmatch(text):
        return _made("iso", found[1], found[2])
    if found := MONTH_YEAR.fullmatch(text):
        return _made("month_year", found[2], found[1])
    return None


def _named(text: str) -> Moment | None:
    """Moment or None: a date whose month is named, in French or in English, whole or short."""
    form = normal(text.replace(".", " ").replace("'", " ").replace("-", " "))
    if found := NAMED_DAY.fullmatch(form):
        return _made("named", found[3], str(MONTHS.get(found[2], 0)), found[1])
    if found := NAMED_DAY_AFTER.fullmatch(form):
        return _made("named", found[3], str(MONTHS.get(found[1], 0)), found[2])
    if found := NAMED_MONTH.fullmatch(form):
        return _made("named", found[2], str(MONTHS.get(found[1], 0)))
    if found := NAMED_MONTH_AFTER.fullmatch(form):
        return _made("named", found[1], str(MONTHS.get(found[2], 0)))
    return None


def _serial(text: str, unit: Unit) -> Moment | None:
    """Moment or None: the number of a day, which a spreadsheet shows where a cell lost its format."""
    if not SERIAL.fullmatch(text):
        return None
    days = float(text.replace(",", "."))
    if not SERIALS[0] <= days <= SERIALS[1]:
        return None
    seconds = round(86_400 * (days % 1)) if unit == "datetime" else 0
    return Moment(EPOCH + timedelta(days=int(days), seconds=seconds), "serial")


def _made(form: str, year: str, month: str, day: str = "1", clock: Sequence[str | None] = ()) -> Moment | None:
    hour, minute, second, half = (*clock, None, None, None, None)[:4]
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half.casefold().startswith("p") else 0)
    try:
        at = datetime(_century(year), int(month), int(day), hours, int(minute or 0), int(second or 0))  # noqa: DTZ001 - as the platform writes it
    except ValueError:
        return None
    return Moment(at, form) if OLDEST <= at.year <= LATEST else None


def _century(year: str) -> int:
    """int: a year of two digits belongs to this century up to 2068, as in POSIX."""
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number <= 68 else 1900)


def _fast(texts: Sequence[str]) -> dict[str, Moment]:
    """dict: the plain ISO texts of a long column, read all at once."""
    plain = [text for text in texts if PLAIN_ISO.fullmatch(text)]
    read = pd.to_datetime(pd.Series(plain, dtype=object), format="ISO8601", errors="coerce")
    return {
        text: Moment(at.to_pydatetime(), "iso")
        for text, at in zip(plain, read.dt.floor("s"), strict=True)
        if not pd.isna(at) and OLDEST <= at.year <= LATEST
    }


def _usual_form(cells: Cells, moments: dict[str, Moment | None]) -> str:
    counts: Counter[str] = Counter()
    for place, times in enumerate(np.bincount(cells.held, minlength=len(cells.texts))):
        if found := moments.get(cells.texts[place]):
            counts[found.form] += int(times)
    common = [form for form, _ in counts.most_common() if form in USUAL]
    return common[0] if common else next(iter(counts), "")


def _read(text: str, found: Moment | None, unit: Unit, usual: str) -> Read:
    if not text.strip():
        return EMPTY
    if found is None:
        return unspoken(text) or refusal("date_unread", text)
    at = found.at.replace(day=1) if unit == "month" else found.at
    value = np.datetime64(at if unit == "datetime" else at.replace(hour=0, minute=0, second=0), "ns")
    if found.form == usual:
        return Read(value)
    shown = f"{at:%Y-%m}" if unit == "month" else f"{at:%Y-%m-%d}"
    return Read(value, note="date_changed", told={"got": text, "read": shown})


def _told(cells: Cells, moments: dict[str, Moment | None], usual: str, *, doubtful: bool) -> Iterator[Note]:
    if doubtful:
        yield Note("date_order_supposed", column=cells.heading)
    shown = next((text for text in cells.texts if (found := moments.get(text)) and found.form == usual), "")
    if usual not in {"", "iso"}:
        at = moments[shown]
        yield Note("date_form", column=cells.heading, values={"got": shown, "read": f"{at.at:%Y-%m-%d}" if at else ""})
