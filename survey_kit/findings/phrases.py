"""Shares as people say them: "un répondant sur quatre", "46 % des 139 répondants concernés", "de 38 à 54 %"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.findings.view import asked_of_some
from survey_kit.wording import between, fraction, interval, number, numeral, percent

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import View

# From here on one decimal is measured; under it whole percentages are printed in the body.
DECIMALS_FROM: Final = 1000
_UNNAMED: Final = re.compile(r"\W+")
_SIDES: Final = {-1: "nearly", 0: "plain", 1: "over"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A subject and whether its verb is plural."""

    text: str
    many: bool


def decimals(distribution: Distribution) -> int:
    """int: how many decimals a base lets be printed in the body."""
    return 1 if (distribution.base or 0) >= DECIMALS_FROM else 0


def named(distribution: Distribution, *parts: str) -> str:
    """str: what a live figure is called: its variable, item, column and answer, then what it is.

    >>> from survey_kit.disclosure.released import Distribution
    >>> named(Distribution("telework_frequency"), "3_4", "percent")
    'telework_frequency_3_4_percent'
    """
    place = (distribution.variable, distribution.item, distribution.column_variable, distribution.column)
    return _UNNAMED.sub("_", "_".join(part for part in (*place, *parts) if part)).strip("_").lower()


def share(view: View, cell: Cell, distribution: Distribution) -> str:
    """str: the percentage of an answer, as precise as its base allows."""
    shown = percent(cell.percent or 0.0, view.lang, decimals(distribution))
    return view.figure(named(distribution, cell.code, "percent"), shown)


def noun(view: View, distribution: Distribution, *, many: bool = True) -> str:
    """str: "répondants", or "répondants concernés" when the question was put to some of them."""
    return view.text("noun_asked" if asked_of_some(view, distribution) else "noun", many=many)


def base(view: View, distribution: Distribution) -> str:
    """str: "165 répondants", "99 répondants concernés"."""
    size = distribution.base or 0
    shown = view.figure(named(distribution, "base"), number(size, view.lang))
    return f"{shown} {noun(view, distribution, many=size > 1)}"


def subject(view: View, cell: Cell, distribution: Distribution) -> Phrase:
    """Phrase: who gave an answer: a simple fraction where the interval holds one, else the percentage."""
    found = fraction(cell.percent or 0.0, cell.low, cell.high)
    if found is None:
        return Phrase(view.text("percent_of", share=share(view, cell, distribution), noun=noun(view, distribution)), many=True)
    part, whole, side = found
    many = part > 1
    words = view.text(
        "fraction",
        many=many,
        part=numeral(part, view.lang),
        whole=numeral(whole, view.lang),
        noun=noun(view, distribution, many=many),
    )
    told = view.text(f"side_{_SIDES[side]}", many=many, fraction=words)
    return Phrase(view.figure(named(distribution, cell.code, "people"), told), many)


def told_interval(view: View, cell: Cell, distribution: Distribution) -> str:
    """str: "incertitude minimale : de 38 à 54 %", named by how the respondents came; empty when there is none."""
    if cell.low is None or cell.high is None or view.sampling == "census":
        return ""
    bounds = view.figure(named(distribution, cell.code, "interval"), between(cell.low, cell.high, view.lang, decimals(distribution)))
    return view.text(f"interval_{view.sampling}", bounds=bounds)


def in_brackets(told: str) -> str:
    """str: the same between brackets after a space, or nothing."""
    return f" ({told})" if told else ""


def bare_interval(view: View, low: float | None, high: float | None, places: int) -> str:
    """str: "38 – 54", or a dash where there is none."""
    return "–" if low is None or high is None or view.sampling == "census" else interval(low, high, view.lang, places)


def counted(view: View, cell: Cell, distribution: Distribution) -> str:
    """str: "sept personnes sur douze": what is said of a base too small for percentages."""
    count = cell.count or 0
    told = view.text("people_of", many=count > 1, count=numeral(count, view.lang), base=numeral(distribution.base or 0, view.lang))
    return view.figure(named(distribution, cell.code, "people"), told)
