"""Whether two released numbers differ beyond chance, found from them and their intervals alone: nothing else of the answers is needed."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt
from statistics import NormalDist
from typing import Final, Literal

Verdict = Literal["clear", "edge", "chance", "whole"]
LEVEL: Final = 0.95
# Points within which the nearer bound of a difference of shares makes it lie at the edge.
NEAR: Final = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """A number and its bounds, None of a census: a percentage, or a mean in the variable's unit."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """The difference of two sides with its bounds, and what may be said of it: "whole" of a census, which leaves nothing to chance."""

    difference: float
    low: float | None
    high: float | None
    verdict: Verdict


def contrast(one: Side, other: Side, sides: int = 2, *, near: float = NEAR) -> Contrast:
    """Contrast: of two sides of different respondents, the most unlike of `sides`: the more there are, the more chance alone sets two apart, and the wider
    the bounds (Bonferroni). `near` is 0 of means.

    Source: Zou and Donner (2008), Statistics in Medicine 27, 1693-1702, equation 5: of two independent estimates, from their intervals alone.

    >>> found = contrast(Side(46, 33, 60), Side(12, 7, 20))
    >>> round(found.low, 1), round(found.high, 1), found.verdict
    (18.7, 48.9, 'clear')
    """
    difference = one.value - other.value
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Contrast(difference, None, None, "whole")
    wider = _wider(sides)
    low = difference - wider * sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = difference + wider * sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    nearer = min(abs(low), abs(high))
    verdict: Verdict = "edge" if near and nearer <= near else "clear" if low * high > 0 else "chance"
    return Contrast(difference, low, high, verdict)


def _wider(sides: int) -> float:
    """float: by how much bounds are widened so that all pairs of so many sides hold together at the level."""
    beyond = (1 - LEVEL) / 2
    return NormalDist().inv_cdf(1 - beyond / comb(max(sides, 2), 2)) / NormalDist().inv_cdf(1 - beyond)
