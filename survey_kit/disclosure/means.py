"""Whether a mean may stand beside masked cells: it is one more equation for whoever would solve them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.disclosure.lines import rare

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

DECIMALS: Final = 1
# More rare cells than this are not worked through: the mean is kept back.
MOST_RARE: Final = 5


def mean_is_safe(counts: Sequence[int], values: Sequence[float], hidden: Sequence[bool], mean: float, threshold: int) -> bool:
    """bool: whether each rare cell could still be every number from 1 to threshold - 1, for someone who knows the cells shown, the sum of
    those hidden, and the mean to one decimal.

    >>> mean_is_safe([2, 7, 20], [0, 1, 2], [True, True, False], 1.6, 5), mean_is_safe([3, 60, 90, 40], [1, 2, 3, 4], [True] * 2 + [False] * 2, 2.9, 5)
    (False, True)
    """
    few = [place for place, count in enumerate(counts) if hidden[place] and rare(count, threshold)]
    many = [place for place, count in enumerate(counts) if hidden[place] and not rare(count, threshold)]
    if not few or len(few) > MOST_RARE:
        return not few
    tried = np.array(list(product(range(1, threshold), repeat=len(few)))).reshape(-1, len(few))
    of, size = np.asarray(values, dtype=float), sum(counts)
    shown = sum(count * value for count, value, masked in zip(counts, of, hidden, strict=True) if not masked)
    left = sum(count for count, masked in zip(counts, hidden, strict=True) if masked) - tried.sum(axis=1)
    low, high = _reach(left, of[many], threshold)
    sums = tried @ of[few] + shown
    half = 0.5 * 10.0**-DECIMALS
    fits = (low + sums <= (mean + half) * size) & (high + sums >= (mean - half) * size)
    return all(set(tried[fits, place]) == set(range(1, threshold)) for place in range(len(few)))


def _reach(left: Array, values: Array, threshold: int) -> tuple[Array, Array]:
    """Two ndarrays: the least and the most that the other hidden cells, each of the threshold or more, can add; an empty reach where they can't."""
    free = left - threshold * len(values)
    if not len(values):
        return np.where(left == 0, 0.0, np.inf), np.where(left == 0, 0.0, -np.inf)
    least = threshold * values.sum()
    return (
        np.where(free >= 0, least + free * values.min(), np.inf),
        np.where(free >= 0, least + free * values.max(), -np.inf),
    )
