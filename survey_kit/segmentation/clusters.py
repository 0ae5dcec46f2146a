"""Partitions of weighted points: the tree's, then consolidated.

Kept apart from FactoMineR, on purpose: weights count in the consolidation and in the centres too (there, in the tree alone), the consolidation
is kept when points were grouped beforehand, and it ends only where no single respondent's move would lower the inertia within.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.segmentation.tree import Tree, renumbered, ward

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array

Labels = "NDArray[np.intp]"
# Beyond so many distinct points the tree is built on centres of that many small groups.
DIRECT: Final = 2500
GROUPS: Final = 500
ROUNDS: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Distinct points with what each of them weighs, in an order of their own, and the point of each row."""

    places: Array
    masses: Array
    rows: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Points with their tree; beyond `DIRECT` points the tree is of groups, `group` being each point's."""

    points: Points
    tree: Tree
    group: NDArray[np.intp]

    def cut(self, count: int) -> NDArray[np.intp]:
        """ndarray: the branch of each point."""
        return self.tree.cut(count)[self.group]


def distinct(places: Array, masses: Array) -> Points:
    """Points: rows that stand at the same place put together, in an order that doesn't depend on the rows'."""
    keys = np.round(places, 9) + 0.0
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    rows = inverse.ravel()
    return Points(places[first], np.bincount(rows, weights=masses).astype(float), rows)


def forest(points: Points) -> Forest:
    """Forest: of points that weigh something."""
    count = len(points.masses)
    if count <= DIRECT:
        return Forest(points, ward(points.places, points.masses), np.arange(count))
    start = points.places[_spread(points, GROUPS)]
    group = lloyd(points.places, points.masses, start, rounds=8)
    group = np.unique(group, return_inverse=True)[1]
    centres, masses = centred(points.places, points.masses, group, int(group.max()) + 1)
    return Forest(points, ward(centres, masses), group)


def _spread(points: Points, count: int) -> NDArray[np.intp]:
    """ndarray: points at even steps of mass along the order of points: the same whatever the rows' order, no luck needed."""
    passed = np.cumsum(points.masses)
    return np.unique(np.searchsorted(passed, (np.arange(count) + 0.5) / count * passed[-1]))


def centred(places: Array, masses: Array, labels: NDArray[np.intp], count: int) -> tuple[Array, Array]:
    """ndarray, parts x axes, and ndarray: the centre and the mass of each part."""
    weight = np.bincount(labels, weights=masses, minlength=count)
    sums = np.stack([np.bincount(labels, weights=masses * column, minlength=count) for column in places.T], axis=1)
    return sums / np.where(weight > 0, weight, 1.0)[:, None], weight.astype(float)


def nearest(places: Array, centres: Array) -> NDArray[np.intp]:
    """ndarray: the nearest centre of each point, a batch of points at a time."""
    half = (centres**2).sum(axis=1) / 2
    found = np.empty(len(places), dtype=np.intp)
    for first in range(0, len(places), 20_000):
        batch = slice(first, first + 20_000)
        found[batch] = (places[batch] @ centres.T - half).argmax(axis=1)
    return found


def lloyd(places: Array, masses: Array, centres: Array, rounds: int = ROUNDS) -> NDArray[np.intp]:
    """ndarray: the part of each point, centres and parts made anew in turn until nothing moves.

    Source: Lloyd (1982), IEEE Transactions on Information Theory 28, 129-137.
    """
    labels = nearest(places, centres)
    for _ in range(rounds):
        made, weight = centred(places, masses, labels, len(centres))
        made[weight == 0] = centres[weight == 0]
        centres = made
        again = nearest(places, centres)
        if (again == labels).all():
            break
        labels = again
    return labels


def consolidated(points: Points, labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """ndarray: the part of each point after weighted moves, all together and then one by one; no part is emptied.

    Source: Hartigan (1975), Clustering Algorithms, chapter 4; moves of weighted points between weighted centres.
    """
    count = int(labels.max()) + 1
    centres, _ = centred(points.places, points.masses, labels, count)
    moved = lloyd(points.places, points.masses, centres)
    if len(np.unique(moved)) < count:
        moved = labels
    return transferred(points, moved, count)


def transferred(points: Points, labels: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """ndarray: the part of each point once no single move lowers the inertia within."""
    places, masses = points.places, points.masses
    labels = labels.copy()
    for _ in range(ROUNDS):
        centres, weight = centred(places, masses, labels, count)
        gains = _gains(points, labels, centres, weight)
        wanted = np.flatnonzero(gains.max(axis=1) > 1e-12)
        if not len(wanted):
            break
        for point in wanted[np.argsort(-gains[wanted].max(axis=1), kind="stable")]:
            _move(points, labels, centres, weight, int(point))
    return labels


def _gains(points: Points, labels: NDArray[np.intp], centres: Array, weight: Array) -> Array:
    """ndarray, points x parts: what inertia within would lose by each move."""
    own = np.arange(len(labels))
    squares = ((points.places**2).sum(axis=1)[:, None] - 2 * points.places @ centres.T + (centres**2).sum(axis=1)).clip(0)
    mass = points.masses
    left = weight[labels] - mass
    leaving = np.where(left > 1e-12 * weight[labels], squares[own, labels] * weight[labels] * mass / np.where(left > 0, left, 1.0), 0.0)
    gains = leaving[:, None] - squares * weight * mass[:, None] / (weight + mass[:, None])
    gains[own, labels] = 0.0
    return np.asarray(np.where(left[:, None] > 1e-12 * weight[labels][:, None], gains, 0.0) / weight.sum())


def _move(points: Points, labels: NDArray[np.intp], centres: Array, weight: Array, point: int) -> None:
    """None: moves a point if that still lowers the inertia, and brings the two centres up to date."""
    place, mass, old = points.places[point], points.masses[point], int(labels[point])
    left = weight[old] - mass
    if left <= 1e-12 * weight[old]:
        return
    squares = ((centres - place) ** 2).sum(axis=1)
    entering = squares * weight * mass / (weight + mass)
    entering[old] = squares[old] * weight[old] * mass / left
    new = int(entering.argmin())
    if entering[new] >= entering[old] * (1 - 1e-12):
        return
    centres[old] += (centres[old] - place) * mass / left
    centres[new] += (place - centres[new]) * mass / (weight[new] + mass)
    weight[old], weight[new] = left, weight[new] + mass
    labels[point] = new


def within(points: Points, labels: NDArray[np.intp]) -> float:
    """float: the inertia within parts, masses adding up to one."""
    centres, _ = centred(points.places, points.masses, labels, int(labels.max()) + 1)
    distances = ((points.places - centres[labels]) ** 2).sum(axis=1)
    return float(points.masses @ distances / points.masses.sum())


def total(points: Points) -> float:
    """float: the inertia of all points about their centre."""
    return within(points, np.zeros(len(points.masses), dtype=np.intp))


def by_size(labels: NDArray[np.intp], masses: Array) -> NDArray[np.intp]:
    """ndarray: the same parts numbered from 1, the heaviest first; ties by their first point."""
    found = renumbered(labels)
    order = np.argsort(-np.bincount(found, weights=masses).round(9), kind="stable")
    return (np.argsort(order) + 1)[found].astype(np.intp)
