"""One pass from answers to parts: axes, tree, consolidation, latent classes.

The latent classes give the partition. Where they hold less than `LEAST` respondents' worth in a class, which smoothing has then emptied, the
consolidated tree gives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.segmentation.agreement import adjusted_rand
from survey_kit.segmentation.axes import Axes, make_axes
from survey_kit.segmentation.classes import DENSE, Answers, Classes, answers, belonging, best, fitted, smoothed
from survey_kit.segmentation.clusters import DIRECT, Forest, consolidated, distinct, forest
from survey_kit.segmentation.space import MOST, shrunk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part
    from survey_kit.segmentation.respondents import Respondents

LEAST: Final = 3.0
LAST_ROUNDS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Labels from 0 by respondent: of the tree as cut, of the tree consolidated, and those that count; the latent classes, `likeliest` before
    their smoothing was chosen.
    """

    count: int
    tree: NDArray[np.intp]
    moved: NDArray[np.intp]
    likeliest: Classes
    classes: Classes
    labels: NDArray[np.intp]

    @property
    def by_classes(self) -> bool:
        """bool: whether the latent classes give the partition."""
        return self.labels is not self.moved

    @property
    def moved_share(self) -> float:
        """float: how many respondents the consolidation took to another part than the tree's, out of one."""
        return float((self.tree != self.moved).mean())

    @property
    def agreement(self) -> float:
        """float: the adjusted Rand index between the consolidated tree and the latent classes."""
        return adjusted_rand(self.moved, self.classes.labels)


class Space:
    """The axes of some respondents, and trees on the first so many of them, grown when asked for."""

    def __init__(self, people: Respondents, *, few: bool = False) -> None:
        """None: `few` grows one tree alone."""
        self.people = people
        self.axes: Axes = make_axes(people.parts, people.weights, "famd")
        self.places: Array = shrunk(self.axes, people.parts)
        self.answers: Answers = answers(people.parts, people.weights, people.effective)
        self.few = few or len(people.weights) > DIRECT
        self._forests: dict[int, Forest] = {}

    def places_of(self, parts: Sequence[Part]) -> Array:
        """ndarray, rows x axes: where other respondents stand in the same space."""
        return shrunk(self.axes, parts)

    def forest(self, axes: int = MOST) -> Forest:
        """Forest: on the first axes."""
        width = min(axes, self.places.shape[1])
        if width not in self._forests:
            places = self.places[:, :width] if width else np.zeros((len(self.people.weights), 1))
            self._forests[width] = forest(distinct(places, self.people.weights))
        return self._forests[width]

    def cut(self, count: int, axes: int = MOST) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """ndarray, twice: labels by respondent, of the tree and of its consolidation."""
        trees = self.forest(axes)
        count = min(count, len(trees.points.masses))
        tree = trees.cut(count)
        return tree[trees.points.rows], consolidated(trees.points, tree)[trees.points.rows]


def partition(space: Space, count: int) -> Partition:
    """Partition: into so many parts."""
    tree, moved = space.cut(count)
    starts = [moved]
    if not space.few:
        starts += [space.cut(count, axes)[1] for axes in (count - 1, count, 2 * count)]
    likeliest, classes = _classes(space.answers, starts, count)
    held = np.bincount(classes.labels, weights=space.answers.masses, minlength=count)
    labels = classes.labels if held.min() >= LEAST else moved
    return Partition(count, tree, moved, likeliest, classes, labels)


def _classes(known: Answers, starts: Sequence[NDArray[np.intp]], count: int) -> tuple[Classes, Classes]:
    """Classes, twice: the likeliest, and with the smoothing that answers choose; of many respondents on an even draw of them first, then of all."""
    rows = len(known.masses)
    if rows <= DENSE:
        likeliest = best(known, starts, count)
        return likeliest, smoothed(known, likeliest)
    some = np.unique(np.linspace(0, rows - 1, DENSE).astype(np.intp))
    few = known.at(some)
    first = smoothed(few, best(few, [labels[some] for labels in starts], count))
    start, _ = belonging(known.features, first.by_class, np.log(first.sizes))
    found = fitted(known, start, smoothing=first.smoothing, rounds=LAST_ROUNDS)
    return found, found
