"""French and English as they are printed: numbers, percentages, intervals, dates, lists, and the typography of a text.

Signs and names come from Babel, read once for each language; everything else is put together here, since thousands of numbers
are printed in a report. Rounding is half up, as readers do it by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

NARROW: Final = "\u202f"
NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"
# British English: its dates and lists are those that European readers expect.
LOCALES: Final = {"fr": "fr", "en": "en_GB"}
_NUMERALS: Final = {
    "fr": (
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize",
    ),
    "en": (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen",
    ),
}  # fmt: skip
# Shares that have a name, as (part, whole): the simplest first.
FRACTIONS: Final = (
    (1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (4, 10), (6, 10), (8, 10), (3, 10), (7, 10), (1, 10), (9, 10), (1, 6),
)  # fmt: skip
FRACTION_TOLERANCE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What a language puts into numbers and dates."""

    decimal: str
    group: str
    before_percent: str
    months: tuple[str, ...]
    conjunction: str


@cache
def signs(lang: str) -> Signs:
    """Signs: of a language, from Babel's locale data."""
    from babel import Locale

    locale = Locale.parse(LOCALES.get(lang, "fr"))
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    pattern = locale.percent_formats[None].pattern
    two: str = locale.list_patterns["standard"]["2"]
    return Signs(
        decimal=symbols["decimal"],
        group=symbols["group"],
        before_percent=NARROW if re.search(r"0\s+%", pattern) else "",
        months=tuple(locale.months["format"]["wide"][month] for month in range(1, 13)),
        conjunction=two.replace("{0}", "").replace("{1}", ""),
    )


def rounded(value: float, decimals: int = 0) -> float:
    """float: rounded half up (away from zero), as if the value had been computed exactly.

    >>> rounded(12.5), rounded(0.285, 2), rounded(-2.5)
    (13.0, 0.29, -3.0)
    """
    return float(_decimal(value, decimals))


def number(value: float, lang: str, decimals: int | None = None) -> str:
    """str: a number with the thousands and the decimal sign of a language; without `decimals`, two at most and no idle zero.

    >>> number(34417, "en"), number(0.6, "fr", 2)
    ('34,417', '0,60')
    """
    known = signs(lang)
    text = f"{_decimal(value, 2 if decimals is None else decimals):,f}"
    whole, _, part = text.partition(".")
    if decimals is None:
        part = part.rstrip("0")
    whole = whole.replace(",", known.group).replace("-", MINUS)
    return f"{whole}{known.decimal}{part}" if part else ("0" if whole == f"{MINUS}0" else whole)


def percent(value: float, lang: str, decimals: int = 0) -> str:
    """str: a percentage (0 to 100) with its sign: "24 %" in French, "24%" in English."""
    return f"{number(value, lang, decimals)}{signs(lang).before_percent}%"


def interval(low: float, high: float, lang: str, decimals: int = 0) -> str:
    """str: two bounds without a unit, "19 – 32"."""
    return f"{number(low, lang, decimals)}{NARROW}–{NARROW}{number(high, lang, decimals)}"


def between(low: float, high: float, lang: str, decimals: int = 0) -> str:
    """str: two percentages within a sentence: "de 19 à 32 %", "19 to 32%"."""
    return f"{bounds(low, high, lang, decimals)}{signs(lang).before_percent}%"


def bounds(low: float, high: float, lang: str, decimals: int = 0) -> str:
    """str: two numbers within a sentence: "de 2,1 à 2,6", "2.1 to 2.6"."""
    first, last = (number(value, lang, decimals) for value in (low, high))
    return f"{first} to {last}" if lang == "en" else f"de {first} à {last}"


def points(value: float, lang: str) -> str:
    """str: a difference between two percentages, in whole points and without a sign.

    >>> points(-1.2, "en"), points(26.4, "en")
    ('1 point', '26 points')
    """
    size = rounded(abs(value))
    few = size < (2 if lang == "fr" else 1.5)
    return f"{number(size, lang, 0)}{NO_BREAK if lang == 'fr' else ' '}{'point' if few and size else 'points'}"


def day(when: date, lang: str) -> str:
    """str: "4 avril 2022", "1er avril 2022", "4 April 2022"."""
    return f"{_day(when, lang)} {signs(lang).months[when.month - 1]} {when.year}"


def period(first: date, last: date, lang: str) -> str:
    """str: two days: "du 4 avril au 30 juin 2022", "4 April to 30 June 2022"; the one day when they are the same."""
    if first == last:
        return day(first, lang)
    start = day(first, lang)
    if first.year == last.year:
        start = _day(first, lang) if first.month == last.month else start.removesuffix(f" {first.year}")
    return f"{start} to {day(last, lang)}" if lang == "en" else f"du {start} au {day(last, lang)}"


def months(first: date, last: date, lang: str) -> str:
    """str: the same by month: "avril à juin 2022", "April to June 2022", "avril 2022"."""
    start, end = (f"{signs(lang).months[when.month - 1]} {when.year}" for when in (first, last))
    if start == end:
        return start
    start = start.removesuffix(f" {first.year}") if first.year == last.year else start
    return f"{start} to {end}" if lang == "en" else f"{start} à {end}"


def listing(items: Sequence[str], lang: str) -> str:
    """str: "a, b et c", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])}{signs(lang).conjunction}{items[-1]}"


def few(names: Sequence[str], most: int = 3) -> str:
    """str: some names and how many more there are, as an object tells of itself.

    >>> few(["a", "b", "c", "d", "e"]), few(["a", "b"])
    ('a, b, c and 2 more', 'a, b')
    """
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(str, names[:most])) + more


def counted(count: int, one: str, several: str = "") -> str:
    """str: a number and what it counts, as an object tells of itself.

    >>> counted(1, "row"), counted(3, "row"), counted(2, "stratum", "strata")
    ('1 row', '3 rows', '2 strata')
    """
    return f"{count} {one if count == 1 else several or one + 's'}"


def numeral(value: int, lang: str) -> str:
    """str: a small whole number in words, a larger one in digits.

    >>> numeral(7, "fr"), numeral(12, "en"), numeral(40, "fr")
    ('sept', 'twelve', '40')
    """
    words = _NUMERALS["en" if lang == "en" else "fr"]
    return words[value] if 0 <= value < len(words) else number(value, lang)


def fraction(share: float, low: float | None, high: float | None) -> tuple[int, int, int] | None:
    """Tuple of three int, or None: a simple fraction (part, whole) for a percentage, and -1, 0 or 1 as the share lies under, on or over it.

    Only where it lies inside the interval and within two points of the share: "près de six sur dix" may not say more than is known.

    >>> fraction(58.6, 51, 66), fraction(25.2, 19, 32), fraction(46, 38, 54)
    ((6, 10, -1), (1, 4, 0), None)
    """
    if low is None or high is None:
        return None
    inside = [(part, whole) for part, whole in FRACTIONS if low <= 100 * part / whole <= high]
    near = [(abs(share - 100 * part / whole), part, whole) for part, whole in inside]
    best = min((found for found in near if found[0] <= FRACTION_TOLERANCE), default=None)
    if best is None:
        return None
    side = share - 100 * best[1] / best[2]
    return best[1], best[2], 0 if abs(side) < 0.5 else (-1 if side < 0 else 1)


@lru_cache(maxsize=8192)
def typography(text: str, lang: str) -> str:
    r"""str: a text typed with ordinary spaces and apostrophes, as it is printed in a language. Twice gives the same as once.

    In French: a narrow no-break space before ; ! ? %, a no-break space before : and €, inside « » and between a number and its
    unit. Addresses, times and code between backquotes stay as they are, and no space is added where there was none.

    >>> typography("Qu'est-ce : 24 % ?", "fr")
    'Qu’est-ce\xa0: 24\u202f%\u202f?'
    """
    parts = _KEPT.split(text)
    return "".join(part if place % 2 else _typed(part, lang) for place, part in enumerate(parts))


_KEPT: Final = re.compile(r"(https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\b\d{1,2}:\d\d(?::\d\d)?\b|`[^`]*`)")
_UNITS: Final = {
    "fr": "ans|an|mois|jours?|heures?|minutes?|min|points?|postes?|réponses?|répondants?|personnes|questions|communes|km|m²|h|euros?|habitants",
    "en": "years?|months?|days?|hours?|minutes?|min|points?|desks?|responses?|answers?|respondents?|people|questions|communes|km|euros?",
}
_SPACES: Final = f"[ {NO_BREAK}{NARROW}]"


def _grouped(found: re.Match[str]) -> str:
    return found[1] + re.sub(_SPACES, NARROW, found[2])


_BOTH: Final = (
    (re.compile(r"(?<=\w)'"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(rf"\b([nkp]){_SPACES}?={_SPACES}?(?=\d)"), rf"\1{NO_BREAK}={NO_BREAK}"),
    (re.compile(rf"(?<=\d){_SPACES}–{_SPACES}(?=[\d{MINUS}])"), f"{NARROW}–{NARROW}"),
)
_RULES: Final = {
    "fr": (
        *_BOTH,
        (re.compile(rf"{_SPACES}+(?=[;!?%])"), NARROW),
        (re.compile(rf"{_SPACES}+(?=[:€»])"), NO_BREAK),
        (re.compile(rf"«{_SPACES}*"), f"«{NO_BREAK}"),
        (re.compile(rf"(?<![\d,.])(\d{{1,3}})((?:{_SPACES}\d{{3}})+)(?!{_SPACES}?\d)"), _grouped),
        (re.compile(rf"(?<=\d){_SPACES}(?=(?:{_UNITS['fr']})\b)"), NO_BREAK),
        (re.compile(rf"\b([Ff]igures?|[Tt]ableaux?|[Pp]ages?|[Aa]nnexes?|n°){_SPACES}(?=[\dA-Z])"), rf"\1{NO_BREAK}"),
    ),
    "en": (
        *_BOTH,
        (re.compile(rf"(?<=\d){_SPACES}(?=(?:{_UNITS['en']})\b)"), NO_BREAK),
        (re.compile(rf"\b([Ff]igures?|[Tt]ables?|[Pp]ages?|[Aa]nnex){_SPACES}(?=[\dA-Z])"), rf"\1{NO_BREAK}"),
    ),
}


def _typed(text: str, lang: str) -> str:
    for pattern, replacement in _RULES["en" if lang == "en" else "fr"]:
        text = pattern.sub(replacement, text)
    return text


def _decimal(value: float, decimals: int) -> Decimal:
    # Nine decimals first: a share computed as 12.499999999999998 is 12.5.
    return Decimal(f"{value:.9f}").quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _day(when: date, lang: str) -> str:
    return "1er" if when.day == 1 and lang != "en" else str(when.day)
