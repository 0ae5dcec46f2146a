"""How far two partitions of the same respondents agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array


def crossed(one: NDArray[Any], other: NDArray[Any], weights: Array | None = None) -> Array:
    """ndarray: the table of two partitions, counts or sums of weights."""
    _, first = np.unique(one, return_inverse=True)
    _, second = np.unique(other, return_inverse=True)
    width = int(second.max()) + 1
    flat = np.bincount(first * width + second, weights=weights, minlength=(int(first.max()) + 1) * width)
    return flat.reshape(-1, width).astype(float)


def adjusted_rand(one: NDArray[Any], other: NDArray[Any]) -> float:
    """float: 1 for the same partition, 0 on average for unrelated ones.

    Source: Hubert and Arabie (1985), Journal of Classification 2, 193-218, equation 5.

    >>> adjusted_rand(np.array([1, 1, 2, 2]), np.array([5, 5, 3, 3]))
    1.0
    """
    table = crossed(one, other)
    rows, columns, pairs = _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0)), _pairs(np.array([table.sum()]))
    expected = rows * columns / pairs if pairs else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((_pairs(table.ravel()) - expected) / (most - expected))


def _pairs(counts: Array) -> float:
    return float((counts * (counts - 1) / 2).sum())


def jaccard(one: NDArray[np.intp], other: NDArray[np.intp], count: int) -> Array:
    """ndarray: for each part 1 ... `count` of the first partition, its likeness to the part of the second that is nearest to it.

    Source: Hennig (2007), Computational Statistics and Data Analysis 52, 258-271.
    """
    found = np.zeros(count)
    for part in range(1, count + 1):
        inside = one == part
        sizes = np.bincount(other)
        both = np.bincount(other[inside], minlength=len(sizes))
        found[part - 1] = (both / np.maximum(inside.sum() + sizes - both, 1)).max(initial=0.0)
    return found
