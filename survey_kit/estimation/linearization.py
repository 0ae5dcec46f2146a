"""The variance of a linearised estimator: the one kernel behind every standard error of a design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array


@dataclass(frozen=True, slots=True)
class Scores:
    """Influence scores of k estimates, weights included, by what the kernel needs of them: `cross`, their k x k sum of products over
    the units drawn, and `total`, their k sums. Units outside a domain have the score 0, so that they need not be visited.
    """

    cross: Array
    total: Array


def variance(scores: Scores, design: Design) -> Array:
    """ndarray, k x k: the covariance matrix of the estimates, in their squared unit.

    Units are drawn independently with replacement: n / (n - 1) times the centred sum of products. With a single unit nothing can be said: NaN.

    Source: Lumley (2004), Journal of Statistical Software 9(8), section 2; Woodruff (1971), JASA 66, 411-414.
    """
    units = design.base
    if units < 2:
        return np.full_like(scores.cross, np.nan)
    return units / (units - 1) * (scores.cross - np.outer(scores.total, scores.total) / units)
