"""How weights that meet targets become a design: the full weights once, replicate weights each for itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from survey_kit.design.replicates import ReplicateDesign
from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.weighting.remembered import Calibration


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """Weights, one a row, the rounds that they took, and the largest relative margin error that is left."""

    weights: Array
    iterations: int
    error: float


def reweighted(design: Design, meet: Callable[[Array], Reached], remembered: Callable[[Reached], Calibration]) -> Design:
    """Design: with the weights that `meet` makes of its own, and the calibration that it has to remember.

    Raises: SurveyKitError when the targets can't be met, naming the replicate if it is one of them.
    """
    reached = meet(design.weights)
    if isinstance(design, ReplicateDesign):
        columns = [_replicate(meet, number, column) for number, column in enumerate(design.replicate_weights.T, start=1)]
        return design.replicated(reached.weights, np.stack(columns, axis=1), remembered(reached))
    return design.reweighted(reached.weights, remembered(reached))


def _replicate(meet: Callable[[Array], Reached], number: int, weights: Array) -> Array:
    try:
        return meet(weights).weights
    except SurveyKitError as error:
        raise SurveyKitError("replicate_weighting", got=number, also=(error,)) from error
