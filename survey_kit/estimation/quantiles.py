"""Weighted quantiles from grouped sums by distinct value, and the interval that Woodruff gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from survey_kit.design.design import WEIGHTS
from survey_kit.estimation.estimate import Block
from survey_kit.estimation.intervals import t_quantile
from survey_kit.estimation.linearization import Scores, variance

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array

RULES: Final = ("math",)


@dataclass(frozen=True, slots=True)
class Quantiles:
    """What is asked: the variable, its column of numbers, the probabilities, the level of the intervals."""

    variable: str
    column: str
    probabilities: tuple[float, ...]
    level: float


def quantile_blocks(design: Design, asked: Quantiles, by: Sequence[str], where: object) -> Iterator[Block]:
    """Iterator of Block: the quantiles in each domain that holds anybody."""
    sums = design.engine.sums((*by, asked.column), ((), (WEIGHTS,), (WEIGHTS, WEIGHTS)), where=design.engine.mask(where))
    values = np.array(design.engine.levels(asked.column), dtype=float)
    flat = sums.reshape(-1, len(values), 3)
    for domain, cell in zip(product(*(design.engine.levels(name) for name in by)), flat, strict=True):
        if cell[:, 0].any():
            yield _block(design, asked, domain, values[cell[:, 0] > 0], cell[cell[:, 0] > 0])


def at(values: Array, weights: Array, probability: float) -> float:
    """float: the smallest value whose cumulated weight reaches that share of the whole: the inverse of the distribution function.

    Source: `svyquantile(qrule = "math")` of R survey; Hyndman and Fan (1996), The American Statistician 50, 361-365, definition 1.
    """
    reached = np.cumsum(weights) / weights.sum()
    # A cumulated share that equals the probability but for the last digits counts as reaching it.
    return float(values[min(int(np.searchsorted(reached, probability - 1e-12)), len(values) - 1)])


def _block(design: Design, asked: Quantiles, domain: tuple[Any, ...], values: Array, cell: Array) -> Block:
    found = [_quantile(design, asked, values, cell, probability) for probability in asked.probabilities]
    estimate, se, low, high = (np.array(part) for part in zip(*found, strict=True))
    n, w, ww = cell.sum(axis=0)
    counts = np.full(len(estimate), float(n)), np.full(len(estimate), float(w))
    covariance = np.where(np.eye(len(se), dtype=bool), se**2, np.nan)
    unknown = np.full(len(estimate), np.nan)
    name = asked.variable
    return Block(name, asked.probabilities, domain, estimate, covariance, unknown, int(n), float(w), float(ww), *counts, low, high)


def _quantile(design: Design, asked: Quantiles, values: Array, cell: Array, probability: float) -> tuple[float, float, float, float]:
    """Four floats: the quantile, its se and bounds; the interval of the share at or below it is carried over to the values.

    Source: Woodruff (1952), JASA 47, 635-646.
    """
    _, weight, square = cell.T
    estimate = at(values, weight, probability)
    below = values <= estimate
    share = weight[below].sum() / weight.sum()
    cross = ((1 - share) ** 2 * square[below].sum() + share**2 * square[~below].sum()) / weight.sum() ** 2
    spread = float(np.sqrt(variance(Scores(np.array([[cross]]), np.zeros(1)), design)[0, 0]))
    t = t_quantile(asked.level, design.df)
    if np.isnan(spread):
        return estimate, np.nan, np.nan, np.nan
    low, high = (at(values, weight, float(np.clip(share + side * t * spread, 0, 1))) for side in (-1, 1))
    return estimate, (high - low) / (2 * t), low, high
