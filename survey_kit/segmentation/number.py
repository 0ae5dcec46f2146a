"""How many classes the answers can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.segmentation.classes import fitted, sums_of
from survey_kit.segmentation.partition import Partition, Space, partition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from survey_kit.segmentation.classes import Answers, Classes

MOST_SEGMENTS: Final = 8


def parameters(known: Answers, found: Classes) -> float:
    """float: how many free numbers the classes really used, each leaning on everybody's as much as the smoothing makes it.

    Source: Hastie and Tibshirani (1990), Generalized Additive Models, section 3.5 (a shrunk estimate counts for n / (n + its prior's weight)).
    """
    sums, _ = sums_of(known, found.membership)
    used = found.membership.shape[1] - 1.0
    if known.coded:
        told = known.totals(sums[: known.coded])
        free = np.diff(known.firsts)[:, None] - 1
        used += float((free * told / (told + found.smoothing)).sum())
    if known.numbers:
        told = sums[known.coded + 2 * known.numbers :]
        used += float((2 * told / (told + found.smoothing)).sum())
    return float(used)


def criterion(known: Answers, found: Classes) -> float:
    """float: the log-likelihood less the parameters used, the larger the better.

    Source: Akaike (1974), IEEE Transactions on Automatic Control 19, 716-723, with effective parameters; a Bayesian criterion finds too few
    classes in a few hundred answers.
    """
    return found.likelihood - parameters(known, found)


def weighed(space: Space, count: int) -> tuple[float, Partition | None]:
    """float and Partition or None: the criterion of so many classes, all with the same smoothing, and the partition (None for one class)."""
    known = space.answers
    if count == 1:
        return criterion(known, fitted(known, np.ones((len(known.masses), 1)))), None
    found = partition(space, count)
    return criterion(known, found.likeliest), found


def compared(space: Space, counts: Iterable[int]) -> tuple[dict[int, float], dict[int, Partition]]:
    """dict and dict: the criterion and the partition by number of classes."""
    values, parts = {}, {}
    for count in counts:
        values[count], made = weighed(space, count)
        if made is not None:
            parts[count] = made
    return values, parts


def chosen(values: dict[int, float]) -> int:
    """int: the number of classes with the best criterion, the smaller one of two alike.

    >>> chosen({1: -90.0, 2: -80.0, 3: -81.5})
    2
    """
    return max(sorted(values), key=lambda count: round(values[count], 6))
