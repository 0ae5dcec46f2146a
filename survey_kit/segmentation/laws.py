"""Chances of answers by node: what latent classes and latent traits have in common, how likely respondents are under them, and draws from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.columns import Columns

TINY: Final = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Laws:
    """`sizes` of nodes (adding up to 1), `chances` (nodes x categories), `means` and `spreads` (nodes x numbers)."""

    sizes: Array
    chances: Array
    means: Array
    spreads: Array

    def memberships(self, known: Columns, given: Array) -> tuple[Array, float]:
        """ndarray, rows x nodes, and float: how likely each node is for each respondent, and the log-likelihood by unit of mass."""
        joint = given @ np.log(self.chances + TINY).T + np.log(self.sizes + TINY)
        told = ~np.isnan(known.numbers)
        plain, precision = np.where(told, known.numbers, 0.0), 1 / self.spreads**2
        joint += plain @ (self.means * precision).T - 0.5 * plain**2 @ precision.T
        joint -= told @ (0.5 * self.means**2 * precision + np.log(self.spreads)).T
        top = joint.max(axis=1, keepdims=True)
        chances = np.exp(joint - top)
        sums = chances.sum(axis=1, keepdims=True)
        return chances / sums, float(known.masses @ (top + np.log(sums)).ravel())


def drawn(known: Columns, laws: Laws, random: np.random.Generator) -> tuple[NDArray[np.intp], Array]:
    """ndarray and ndarray: codes and numbers of as many respondents drawn from the laws; what was missing stays missing."""
    nodes = np.searchsorted(np.cumsum(laws.sizes[:-1]), random.random(known.rows))
    passed = np.cumsum(laws.chances, axis=1) - np.repeat(np.arange(len(known.widths)), known.widths)
    luck = np.repeat(random.random(known.codes.shape), known.widths, axis=1)
    beyond = known.totals((luck > passed[nodes]).astype(np.intp))
    codes = np.where(known.codes < 0, -1, np.minimum(beyond, known.widths - 1))
    numbers = laws.means[nodes] + laws.spreads[nodes] * random.standard_normal(known.numbers.shape)
    return codes, np.where(np.isnan(known.numbers), np.nan, numbers)


def simulated(known: Columns, laws: Laws, draws: int, random: np.random.Generator) -> Array:
    """ndarray, draws x axes: eigenvalues of respondents drawn from the laws, under the same weights and with the same gaps.

    Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, section 4.2.3 (parametric bootstrap tests).
    """
    return np.array([known.eigenvalues(*drawn(known, laws, random)) for _ in range(draws)])
