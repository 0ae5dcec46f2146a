"""Each domain beside the whole that it is a part of: the difference of two shares of which one holds the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.analyses.differences import Difference, difference
from survey_kit.estimation.estimators import proportion

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.estimation.estimate import Block, Estimates

# The column that tells a domain from everybody else.
INSIDE: Final = "(inside)"


@dataclass(frozen=True, slots=True)
class Gap:
    """A category of a variable in a domain, held against the same in the whole; `bases` are those of the domain and of everybody outside it."""

    variable: str
    category: str
    domain: str
    bases: tuple[int, int]
    difference: Difference


def compare_domains(design: Design, variables: Sequence[str], by: str, domains: Sequence[str], level: float = 0.95) -> tuple[Gap, ...]:
    """tuple of Gap: of each category of each variable in each domain of `by`. Respondents who stand in no domain are a part of the whole.

    A domain is tested against everybody outside it, with the covariance that the design gives the two; its difference from the whole is that difference
    times the share of the whole that lies outside, taken as given.

    Raises: SurveyKitError when a variable is unknown.

    Source: Woodruff (1971), JASA 66, 411-414 (linearisation); Kish (1965), Survey Sampling, section 4.5 (a subclass and its complement).
    """
    import pandas as pd

    frame: pd.DataFrame = getattr(design.engine, "frame")  # noqa: B009 - only tables in memory are recoded
    values = frame[design.column(by)].astype(object)
    found: list[Gap] = []
    for domain in domains:
        inside = (values == domain).astype(bool)
        both = proportion(design.extended({INSIDE: inside}), list(variables), by=INSIDE)
        found += _gaps(design, both, domain, level)
    return tuple(found)


def _gaps(design: Design, found: Estimates, domain: str, level: float) -> Iterator[Gap]:
    """Iterator of Gap: of every variable that somebody answered both in the domain and outside it."""
    starts = np.cumsum([0, *(len(block.estimate) for block in found.blocks)])
    blocks = {(block.variable, bool(block.domain[0])): (block, int(start)) for block, start in zip(found.blocks, starts, strict=False)}
    covariance = None if design.plain else found.covariance
    for name in dict.fromkeys(block.variable for block in found.blocks):
        if {(name, True), (name, False)} <= blocks.keys():
            pair = blocks[name, True], blocks[name, False]
            yield from _of_pair(pair, covariance, domain, float(design.df), level)


def _of_pair(pair: tuple[tuple[Block, int], tuple[Block, int]], covariance: Array | None, domain: str, df: float, level: float) -> Iterator[Gap]:
    (own, first), (other, second) = pair
    outside = other.weighted_base / (own.weighted_base + other.weighted_base)
    places = {str(category): at for at, category in enumerate(other.categories)}
    for at, category in enumerate(own.categories):
        place = places.get(str(category))
        if place is None:
            continue
        variance = float(own.covariance[at, at] + other.covariance[place, place])
        if covariance is not None:
            variance -= 2 * float(covariance[first + at, second + place])
        share, rest = float(own.estimate[at]), float(other.estimate[place])
        whole = (1 - outside) * share + outside * rest
        told = difference(share, whole, outside * np.sqrt(max(variance, 0.0)), df, level)
        yield Gap(own.variable, str(category), domain, (own.base, other.base), told)

