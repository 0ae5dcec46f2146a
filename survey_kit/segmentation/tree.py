"""Weighted Ward tree of points, by reciprocal nearest neighbours: memory grows with the points, not with their pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """`merges` (steps x 2) are joined nodes, points first and then the steps by height; `heights` the inertia that each step loses, never
    falling.
    """

    points: int
    merges: NDArray[np.intp]
    heights: Array

    def cut(self, count: int) -> NDArray[np.intp]:
        """ndarray: the branch of each point, `count` branches numbered by their first point."""
        parent = np.arange(self.points + len(self.merges))
        for step in range(max(self.points - count, 0)):
            parent[self.merges[step]] = self.points + step
        for node in range(len(parent) - 1, -1, -1):  # a parent's number is above its children's
            parent[node] = parent[parent[node]]
        return renumbered(parent[: self.points])


def renumbered(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """ndarray: the same parts numbered from 0 by their first row.

    >>> renumbered(np.array([7, 3, 7])).tolist()
    [0, 1, 0]
    """
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse].astype(np.intp)


def ward(points: Array, masses: Array) -> Tree:
    """Tree: the loss of inertia, masses adding up to any total, made as small as can be at each step.

    Source: Ward (1963), Journal of the American Statistical Association 58, 236-244; Murtagh (1985), COMPSTAT Lectures 4 (nearest-neighbour chain).
    """
    count = len(points)
    centres, mass = points.astype(float).copy(), masses / masses.sum()
    squares = (centres**2).sum(axis=1)
    alive, name = np.ones(count, dtype=bool), np.arange(count)
    found: list[tuple[int, int, float]] = []
    chain: list[int] = []
    while len(found) < count - 1:
        if not chain:
            chain.append(int(alive.argmax()))
        last = chain[-1]
        losses = squares + squares[last] - 2 * (centres @ centres[last])
        losses *= mass * mass[last] / (mass + mass[last])
        losses[last] = np.inf
        losses[~alive] = np.inf
        nearest = int(losses.argmin())
        if len(chain) > 1 and losses[chain[-2]] <= losses[nearest] * (1 + 1e-12) + 1e-18:
            nearest = chain[-2]
        if len(chain) > 1 and nearest == chain[-2]:
            chain = chain[:-2]
            found.append((int(name[last]), int(name[nearest]), max(float(losses[nearest]), 0.0)))
            together = mass[last] + mass[nearest]
            centres[last] = (mass[last] * centres[last] + mass[nearest] * centres[nearest]) / together
            squares[last], mass[last] = (centres[last] ** 2).sum(), together
            alive[nearest], name[last] = False, count + len(found) - 1
        else:
            chain.append(nearest)
    return _sorted(count, found)


def _sorted(count: int, found: list[tuple[int, int, float]]) -> Tree:
    """Tree: steps by height; a parent is never below its children, whatever rounding says."""
    heights = np.zeros(count + len(found))
    for step, (one, other, loss) in enumerate(found):
        heights[count + step] = max(loss, heights[one], heights[other])
    order = np.argsort(heights[count:], kind="stable")
    place = np.arange(count + len(found))
    place[count + order] = count + np.arange(len(found))
    merges = np.array([(place[found[step][0]], place[found[step][1]]) for step in order], dtype=np.intp).reshape(-1, 2)
    return Tree(count, merges, heights[count:][order])
