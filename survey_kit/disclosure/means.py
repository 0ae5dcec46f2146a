"""Whether a mean may stand beside masked cells: it is one more equation for whoever would solve them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.disclosure.lines import rare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array

DECIMALS: Final = 1
TINY: Final = 1e-9
# More rare cells than this are not worked through: the mean is kept back.
MOST_RARE: Final = 5


def mean_is_safe(counts: Sequence[int], values: Sequence[float], hidden: Sequence[bool], mean: float, threshold: int) -> bool:
    """bool: whether each rare cell could still be every number from 1 to threshold - 1, for someone who knows the cells shown, the sum of
    those hidden, and the mean to one decimal.

    >>> mean_is_safe([2, 7, 20], [0, 1, 2], [True, True, False], 1.6, 5), mean_is_safe([3, 60, 90, 40], [1, 2, 3, 4], [True] * 2 + [False] * 2, 2.9, 5)
    (False, True)
    """
    half = 0.5 * 10.0**-DECIMALS
    return sum_is_safe(counts, values, hidden, ((mean - half) * sum(counts), (mean + half) * sum(counts)), threshold)


def sum_is_safe(
    counts: Sequence[int], values: Sequence[float], hidden: Sequence[bool], between: tuple[float, float], threshold: int
) -> bool:
    """bool: the same, for someone who knows that the sum lies `between` two numbers."""
    few = [place for place, count in enumerate(counts) if hidden[place] and rare(count, threshold)]
    many = [place for place, count in enumerate(counts) if hidden[place] and not rare(count, threshold)]
    if not few or len(few) > MOST_RARE:
        return not few
    tried = np.array(list(product(range(1, threshold), repeat=len(few)))).reshape(-1, len(few))
    of = np.asarray(values, dtype=float)
    shown = sum(count * value for count, value, masked in zip(counts, of, hidden, strict=True) if not masked)
    left = sum(count for count, masked in zip(counts, hidden, strict=True) if masked) - tried.sum(axis=1)
    sums = tried @ of[few] + shown
    fits = _reached(left, of[many], threshold, between[0] - sums, between[1] - sums)
    return all(set(tried[fits, place]) == set(range(1, threshold)) for place in range(len(few)))


def _reached(left: Array, values: Array, threshold: int, least: Array, most: Array) -> NDArray[np.bool_]:
    """ndarray of bool: whether the other hidden cells, each of the threshold or more, `left` respondents in all, can add a sum from `least` to `most`."""
    if not len(values):
        return np.asarray((left == 0) & (least <= TINY) & (most >= -TINY))
    free, steps = left - threshold * len(values), values - values.min()
    start = threshold * values.sum() + free * values.min()
    low, high = least - start, most - start
    inside = (free >= 0) & (low <= free * steps.max() + TINY) & (high >= -TINY)
    if (high - low).min() >= steps.max():
        # Sums lie no further apart than the largest step, so that the window holds one wherever it meets their range.
        return np.asarray(inside)
    return np.array([bool(ok) and _hit(int(count), steps, a, b) for ok, count, a, b in zip(inside, free, low, high, strict=True)])


def _hit(free: int, steps: Array, low: float, high: float) -> bool:
    """bool: whether at most `free` steps, each as often as one likes, add up to a number from low to high."""
    sums = {0.0}
    for _ in range(free):
        further = sums | {round(known + step, 9) for known in sums for step in steps if step and known + step <= high + TINY}
        if further == sums:
            break
        sums = further
    return any(low - TINY <= known <= high + TINY for known in sums)
