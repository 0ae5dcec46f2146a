"""Two crossed variables of a design: their weighted cells, and the covariance of anything that is linear in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from survey_kit.design.design import WEIGHTS
from survey_kit.design.replicates import ReplicateDesign
from survey_kit.errors import SurveyKitError
from survey_kit.estimation import replication
from survey_kit.estimation.asked import Sums
from survey_kit.estimation.linearization import Scores, variance

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array


Theta = Callable[["Array"], "Array"]


@dataclass(frozen=True, slots=True)
class Contingency:
    """A table of rows x columns, categories that nobody gave left out.

    `weight` and `square`, both of shape rows x columns, are sums of weights and of their squares; `base` counts its respondents.
    """

    design: Design
    names: tuple[str, str]
    columns: tuple[str, str]
    rows: tuple[Any, ...]
    cols: tuple[Any, ...]
    kept: tuple[Codes, Codes]
    weight: Array
    square: Array
    base: int

    @property
    def shares(self) -> Array:
        """ndarray, rows x columns: shares of the whole table."""
        return np.asarray(self.weight / self.weight.sum())

    def covariance(self, influence: Array, theta: Theta) -> Array:
        """ndarray, k x k: the covariance of k estimates, from their slopes in the weight of each cell (`influence`, cells x k), or under a
        replicate design from the estimates themselves, which `theta` gives from the weights of cells (... x cells to ... x k).
        """
        if self.design.plain:
            cross = influence.T @ (influence * self.square.reshape(-1, 1))
            return variance(Scores(cross, influence.T @ self.weight.reshape(-1)), self.design)
        sums = Sums(self.columns, ((),), 1)
        if isinstance(self.design, ReplicateDesign):
            totals = replication.replicate_sums(self.design, sums)[..., 0]
            full = theta(self.weight.reshape(-1))
            return replication.variance(theta(totals[:, self._places()]), self.design, full)
        cells, size = sums.cells(self.design)
        slopes = np.zeros((size + 1, influence.shape[1]))
        slopes[self._places()] = influence
        return variance(slopes[cells] * self.design.weights[:, None], self.design)

    def _places(self) -> Codes:
        """ndarray of int: where the cells kept stand among all."""
        width = len(self.design.engine.levels(self.columns[1]))
        return np.asarray(np.add.outer(self.kept[0] * width, self.kept[1]).reshape(-1))


def contingency(design: Design, row: str, column: str) -> Contingency:
    """Contingency: two variables crossed, over the responses that have both.

    Raises: SurveyKitError when a variable is unknown, is a multiple-response set, or has fewer than two categories there.
    """
    return crossed(design, (row, column), (single(design, row), single(design, column)))


def crossed(design: Design, names: tuple[str, str], columns: tuple[str, str]) -> Contingency:
    """Contingency: the same, the columns of the two variables being known.

    Raises: SurveyKitError when a variable has fewer than two categories there.
    """
    sums = design.engine.sums(columns, ((), (WEIGHTS,), (WEIGHTS, WEIGHTS)))
    weights = sums[..., 1]
    kept = tuple(np.flatnonzero(weights.sum(axis=1 - side) > 0) for side in (0, 1))
    for name, positions in zip(names, kept, strict=True):
        if len(positions) < 2:
            raise SurveyKitError("test_one_category", where=name, got=len(positions), expected=2)
    cell = sums[np.ix_(*kept)]
    rows, cols = (tuple(design.engine.levels(name)[place] for place in places) for name, places in zip(columns, kept, strict=True))
    return Contingency(design, names, columns, rows, cols, (kept[0], kept[1]), cell[..., 1], cell[..., 2], int(sums[..., 0].sum()))


def single(design: Design, name: str) -> str:
    """str: the column of a variable of which each response has one category.

    Raises: SurveyKitError when it is unknown or a multiple-response set.
    """
    if members := design.members(name):
        raise SurveyKitError("test_set", where=name, got=members[0][0])
    return design.column(name)
