"""Weighted quantiles by every rule of Hyndman and Fan, and the interval that Woodruff gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from survey_kit.engines.memory import MemoryEngine
from survey_kit.estimation.asked import Sums
from survey_kit.estimation.estimate import Block
from survey_kit.estimation.intervals import t_quantile
from survey_kit.estimation.linearization import Scores, variance
from survey_kit.estimation.sums import Smooth, over_first, over_first_slopes, spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array

Rule = Callable[["Array", "Array", float], float]
BELOW: Final = "(at most the quantile)"


@dataclass(frozen=True, slots=True)
class Quantiles:
    """What is asked: the variable, its column of numbers, the probabilities, the level of the intervals, the rule."""

    variable: str
    column: str
    probabilities: tuple[float, ...]
    level: float
    rule: str = "math"


def quantile_blocks(design: Design, asked: Quantiles, by: Sequence[str], where: object) -> Iterator[Block]:
    """Iterator of Block: the quantiles in each domain that holds anybody."""
    if not isinstance(design.engine, MemoryEngine):  # pragma: no cover - there is no other engine yet
        raise TypeError(type(design.engine).__name__)
    needed = Sums(tuple(by), (), 0, (asked.column,), design.mask(where))
    cells, size = needed.cells(design)
    numbers = design.engine.product((asked.column,), {})
    for position, domain in zip(range(size), product(*(design.engine.levels(name) for name in by)), strict=True):
        rows = cells == position
        if rows.any():
            yield _block(design, asked, domain, rows, numbers)


def at(values: Array, weights: Array, probability: float, rule: str = "math") -> float:
    """float: the quantile of values that ascend, with their weights, by a rule: "math" is the inverse of the distribution function,
    "hf1" to "hf9" are definitions 1 to 9 of Hyndman and Fan with cumulated weights in the place of ranks.

    Source: Hyndman and Fan (1996), The American Statistician 50, 361-365; `svyquantile` of R survey.
    """
    weighted = weights > 0
    return RULES[rule](values[weighted], weights[weighted], probability)


def _reached(weights: Array) -> tuple[Array, float]:
    """ndarray and float: cumulated weights and their sum, with the digits that R carries in its sums, so that equal shares are found equal alike."""
    long = weights.astype(np.longdouble)
    return np.cumsum(long).astype(float), float(long.sum())


def _between(values: Array, weights: Array, probability: float) -> tuple[int, int, float, float]:
    """Two ints and two floats: the last row at or below the probability and the next, with how far it lies from the share at each."""
    reached, whole = _reached(weights)
    below = max(int(np.searchsorted(reached, probability * whole, side="right")) - 1, 0)
    above = min(below + 1, len(values) - 1)
    return below, above, probability - reached[below] / whole, reached[above] / whole - probability


def _inverse(values: Array, weights: Array, probability: float) -> float:
    below, above, left, _ = _between(values, weights, probability)
    return float(values[below] if left <= 0 else values[above])


def _averaged(values: Array, weights: Array, probability: float) -> float:
    below, above, left, _ = _between(values, weights, probability)
    return float((values[below] + values[above]) / 2 if left == 0 else values[above] if left > 0 else values[below])


def _even(values: Array, weights: Array, probability: float) -> float:
    distinct, group = np.unique(values, return_inverse=True)
    below, above, left, _ = _between(np.asarray(distinct), np.asarray(np.bincount(group, weights=weights)), probability)
    return float(distinct[below] if left <= 0 and (below + 1) % 2 == 0 else distinct[above])


def _interpolated(values: Array, weights: Array, probability: float) -> float:
    below, above, left, right = _between(values, weights, probability)
    share = left / (left + right) if left + right else 0.0
    return float(values[below] * (1 - share) + values[above] * share)


def _plotted(part: float, beyond: float) -> Rule:
    """Rule: linear between plotting positions: the weight up to the value, `part` of its own left out, over the whole and `beyond` times the last."""

    def rule(values: Array, weights: Array, probability: float) -> float:
        reached = np.cumsum(weights)
        return float(np.interp(probability, (reached - part * weights) / (reached[-1] + beyond * weights[-1]), values))

    return rule


RULES: Final[dict[str, Rule]] = {
    "math": _inverse,
    "hf1": _inverse,
    "hf2": _averaged,
    "hf3": _even,
    "hf4": _interpolated,
    "hf5": _plotted(1 / 2, 0),
    "hf6": _plotted(0, 1),
    "hf7": _plotted(1, -1),
    "hf8": _plotted(1 / 3, 1 / 3),
    "hf9": _plotted(3 / 8, 1 / 4),
}


def _block(design: Design, asked: Quantiles, domain: tuple[Any, ...], rows: NDArray[np.bool_], numbers: Array) -> Block:
    order = np.argsort(numbers[rows], kind="stable")
    values, weights = numbers[rows][order], design.weights[rows][order]
    found = [_quantile(design, asked, (rows, numbers), (values, weights), probability) for probability in asked.probabilities]
    estimate, se, low, high = (np.array(part) for part in zip(*found, strict=True))
    n, w, ww = len(weights), float(weights.sum()), float((weights**2).sum())
    counts = np.full(len(estimate), float(n)), np.full(len(estimate), w)
    covariance = np.where(np.eye(len(se), dtype=bool), se**2, np.nan)
    unknown = np.full(len(estimate), np.nan)
    name = asked.variable
    return Block(name, asked.probabilities, domain, estimate, covariance, unknown, n, int(np.count_nonzero(weights)), w, ww, *counts, low, high)


def _quantile(
    design: Design, asked: Quantiles, domain: tuple[NDArray[np.bool_], Array], ordered: tuple[Array, Array], probability: float
) -> tuple[float, float, float, float]:
    """Four floats: the quantile, its se and bounds; the interval of the share at or below it is carried over to the values. A bound
    of the share outside 0 and 1 has no value: NaN.

    Source: Woodruff (1952), JASA 47, 635-646.
    """
    values, weights = ordered
    if not weights.any():
        return np.nan, np.nan, np.nan, np.nan
    estimate = at(values, weights, probability, asked.rule)
    share, spread_of_share = _share(design, asked, domain, ordered, estimate)
    t = t_quantile(asked.level, design.df)
    if np.isnan(spread_of_share):
        return estimate, np.nan, np.nan, np.nan
    ends = share - t * spread_of_share, share + t * spread_of_share
    low, high = (at(values, weights, end, asked.rule) if 0 <= end <= 1 else np.nan for end in ends)
    return estimate, (high - low) / (2 * t), low, high


def _share(
    design: Design, asked: Quantiles, domain: tuple[NDArray[np.bool_], Array], ordered: tuple[Array, Array], cut: float
) -> tuple[float, float]:
    """Two floats: the share at or below a value, and its standard error."""
    rows, numbers = domain
    values, weights = ordered
    below, whole = values <= cut, weights.sum()
    share = weights[below].sum() / whole
    if design.plain:
        squares = weights**2
        cross = ((1 - share) ** 2 * squares[below].sum() + share**2 * squares[~below].sum()) / whole**2
        return float(share), float(np.sqrt(variance(Scores(np.array([[cross]]), np.zeros(1)), design)[0, 0]))
    engine = design.engine
    if isinstance(engine, MemoryEngine):
        engine.numbers[BELOW] = (numbers <= cut).astype(float)
    sums = np.array([[whole, weights[below].sum()]])
    smooth = Smooth(Sums((), ((), (BELOW,)), 2, (asked.column,), rows), over_first, over_first_slopes(sums))
    found = spread(design, smooth, over_first(sums)).covariances
    return float(share), float(np.sqrt(found[0, 0, 0])) if found is not None else np.nan
