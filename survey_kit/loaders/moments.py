"""Times as platforms write them (20/10/2021 10:32:24, 8/27/2014 11:29, 2026/07/29 3:08:24 PM UTC+3) to ISO text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, Literal

Order = Literal["day", "month"]
ISO: Final = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*([AaPp])?\.?[Mm]?\.?\s*(?:Z|(?:UTC|GMT)?\s*[+-]?\d{0,2}:?\d{0,2}|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?)?"
)
LOCAL: Final = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,?\s*(?:à\s*)?(\d{1,2})[:h](\d{2})(?::(\d{2}))?)?\s*([AaPp])?\.?[Mm]?\.?\s*(?:(?:UTC|GMT)?\s*[+-]?\d{0,2}:?\d{0,2}|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?)?"
)
PLAIN_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?")


SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class Moments:
    """A column of times as ISO text; what could not be read stays as written. `order` is that of day and month, "" if none was needed."""

    values: tuple[str, ...]
    order: Order | Literal[""] = ""
    ambiguous: bool = False


def read_moments(values: Sequence[str], usual: Order = "day") -> Moments:
    """Moments: the column read in one order of day and month: the one that its own values show, else the platform's usual one.

    >>> read_moments(["8/27/2014 11:29", "8/3/2014 9:05 PM"]).values
    ('2014-08-27 11:29:00', '2014-08-03 21:05:00')
    """
    distinct = {value for value in values if value.strip() and not PLAIN_ISO.fullmatch(value)}
    if not distinct:
        return Moments(tuple(values))
    pairs = [(int(found[1]), int(found[2])) for value in distinct if (found := LOCAL.fullmatch(value.strip()))]
    shows_day = any(first > 12 for first, _ in pairs)
    shows_month = any(second > 12 for _, second in pairs)
    order: Order = "day" if shows_day else "month" if shows_month else usual
    read = {value: moment(value, order) for value in distinct}
    return Moments(tuple(read.get(value) or value for value in values), order if pairs else "", bool(pairs) and shows_day == shows_month)


def mostly_times(values: Sequence[str]) -> bool:
    """bool: whether half or more of the first filled cells are times, in one order or the other; a blank column may be one."""
    filled = list(islice((value for value in values if value.strip()), SAMPLE))
    return 2 * sum(1 for value in filled if moment(value) or moment(value, "month")) >= len(filled)


def moment(text: str, order: Order = "day") -> str:
    """str: one time as ISO text, "" when it can't be read."""
    text = text.strip()
    if found := ISO.fullmatch(text):
        return _iso((found[1], found[2], found[3]), found.groups()[3:7])
    if found := LOCAL.fullmatch(text):
        day, month = (found[1], found[2]) if order == "day" else (found[2], found[1])
        return _iso((_century(found[3]), month, day), found.groups()[3:7])
    return ""


def _century(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _iso(day: tuple[str, str, str], clock: Sequence[str | None]) -> str:
    hour, minute, second, half = clock
    try:
        text = date(*map(int, day)).isoformat()
    except ValueError:
        return ""
    if hour is None or minute is None:
        return text
    hours = int(hour) % 12 + (12 if half in {"p", "P"} else 0) if half else int(hour)
    return f"{text} {hours:02}:{minute}:{second or '00'}" if hours < 24 and int(minute) < 60 else ""
