"""The scale of an axis: where it ends, where its grid lines stand."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Final

# Grid of a percentage axis: every 5 points up to 25, every 10 up to 50, every 20 beyond.
_STEPS: Final = ((25, 5), (50, 10), (100, 20))


def percent_axis(highest: float) -> tuple[int, ...]:
    """tuple of int: the percentages with a grid line, from 0 to the end of the axis, which takes in the highest value.

    >>> percent_axis(43.2)
    (0, 10, 20, 30, 40, 50)
    """
    step = next((step for end, step in _STEPS if highest <= end), 20)
    return tuple(range(0, min(100, max(step, ceil(highest / step - 1e-9) * step)) + 1, step))


def number_axis(highest: float, most: int = 7) -> tuple[float, ...]:
    """tuple of float: round numbers from 0 to one that takes in the highest value, `most` of them at the most.

    >>> number_axis(22)
    (0.0, 5.0, 10.0, 15.0, 20.0, 25.0)
    """
    if highest <= 0:
        return (0.0, 1.0)
    size = 10.0 ** floor(log10(highest / (most - 1)))
    step = next(size * factor for factor in (1, 2, 5, 10) if ceil(highest / (size * factor)) < most)
    return tuple(step * index for index in range(ceil(highest / step - 1e-9) + 1))
