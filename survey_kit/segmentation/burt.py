"""The weighted table of cross products that factors are made from: as small as the number of categories, exact at any number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part


@dataclass(frozen=True, slots=True)
class Burt:
    """`shares` are the weighted shares of categories, a question's missing answers following its own margin; `product` the cross products of
    indicators and standardised numbers (categories first, as `shares`, then numbers), each row weighing its share; `centres` and `spreads` those
    of numbers.

    Source: Greenacre (2017), Correspondence Analysis in Practice, chapter 18.
    """

    shares: Array
    product: Array
    centres: Array
    spreads: Array


def table(parts: Sequence[Part]) -> sparse.csr_array:
    """csr_array, rows x (categories, then one column a question for its missing answers)."""
    coded = [part for part in parts if not part.numeric]
    rows = len(parts[0].codes)
    total = sum(len(part.levels) for part in coded)
    columns = np.empty((rows, len(coded)), dtype=np.int32)
    first = 0
    for number, part in enumerate(coded):
        columns[:, number] = np.where(part.codes >= 0, part.codes + first, total + number)
        first += len(part.levels)
    pointers = np.arange(rows + 1, dtype=np.int64) * len(coded)
    return sparse.csr_array((np.ones(columns.size), columns.ravel(), pointers), shape=(rows, total + len(coded)))


def filling(parts: Sequence[Part], shares: Array) -> Array:
    """ndarray, (categories + questions) x categories: what a column of the table stands for; a missing answer follows the question's margin."""
    coded = [part for part in parts if not part.numeric]
    filled = np.zeros((len(shares) + len(coded), len(shares)))
    filled[: len(shares)] = np.eye(len(shares))
    first = 0
    for number, part in enumerate(coded):
        last = first + len(part.levels)
        filled[len(shares) + number, first:last] = shares[first:last]
        first = last
    return filled


def moments(part: Part, weights: Array) -> tuple[float, float]:
    """float and float: the weighted mean and spread (divided by the sum of weights) of the answers."""
    told = part.answered
    mean = float(np.average(part.numbers[told], weights=weights[told]))
    return mean, float(np.sqrt(np.average((part.numbers[told] - mean) ** 2, weights=weights[told])))


def standard(parts: Sequence[Part], centres: Array, spreads: Array) -> Array:
    """ndarray, rows x numbers: standardised, 0 where missing."""
    numeric = [part for part in parts if part.numeric]
    if not numeric:
        return np.empty((len(parts[0].codes), 0))
    values = [np.nan_to_num((part.numbers - mean) / (spread or 1.0)) for part, mean, spread in zip(numeric, centres, spreads, strict=True)]
    return np.stack(values, axis=1)


def burt(parts: Sequence[Part], weights: Array) -> Burt:
    """Burt: of some columns under weights (any scale)."""
    masses = weights / weights.sum()
    indicators = table(parts)
    coded = [part for part in parts if not part.numeric]
    pairs = [moments(part, masses) for part in parts if part.numeric]
    centres, spreads = np.array([mean for mean, _ in pairs]), np.array([spread for _, spread in pairs])
    numbers = standard(parts, centres, spreads)
    sums = np.asarray(indicators.T @ masses)
    total = indicators.shape[1] - len(coded)
    shares = sums[:total] / np.repeat(1 - sums[total:], [len(part.levels) for part in coded])
    weighted = indicators.multiply(masses[:, None]).tocsr()
    filled = filling(parts, shares)
    both = filled.T @ (indicators.T @ weighted).toarray() @ filled
    mixed = filled.T @ np.asarray(weighted.T @ numbers)
    product = np.block([[both, mixed], [mixed.T, numbers.T @ (numbers * masses[:, None])]])
    return Burt(shares, product, centres, spreads)
