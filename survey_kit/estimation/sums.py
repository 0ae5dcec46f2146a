"""Estimators as smooth functions of weighted sums by domain: their covariance under any design, linearised or replicated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from survey_kit.design.replicates import ReplicateDesign
from survey_kit.estimation import linearization, replication
from survey_kit.estimation.elements import element_variances

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.estimation.asked import Sums

Theta = Callable[["Array"], "Array"]


@dataclass(frozen=True, slots=True)
class Smooth:
    """k estimates in each of d domains: `theta` gives them from the sums (... x d x sums to ... x d x k), `jacobian` (d x k x sums) their slopes."""

    asked: Sums
    theta: Theta
    jacobian: Array
    parts: Array | None = None

    def scores(self, design: Design) -> Array:
        """ndarray: units x d x k linearised scores, or replicates x d x k estimates of a replicate design."""
        if isinstance(design, ReplicateDesign):
            with np.errstate(divide="ignore", invalid="ignore"):
                return self.theta(replication.replicate_sums(design, self.asked))
        parts = linearization.unit_sums(design, self.asked) if self.parts is None else self.parts
        turned = np.matmul(parts.transpose(1, 0, 2), self.jacobian.transpose(0, 2, 1))
        return np.asarray(turned.transpose(1, 0, 2))

    def covariances(self, scores: Array, design: Design, coefficients: Array) -> Array:
        """ndarray, d x k x k: the covariance matrix of each domain's estimates."""
        if isinstance(design, ReplicateDesign):
            return replication.variances(scores, design, coefficients)
        return linearization.variances(scores, design)


def parts_of(design: Design, asked: Sums) -> Array | None:
    """ndarray or None: the sums by unit, where they add up to those of the design and are needed in any case."""
    if design.plain or design.calibration or isinstance(design, ReplicateDesign) or design.stages[-1].count == design.base:
        return None
    return linearization.unit_sums(design, asked)


@dataclass(frozen=True, slots=True)
class Spread:
    """The covariance matrices of d domains (None where a plain design has a closed form), and the scores of a domain when they are asked for."""

    covariances: Array | None
    scores: Callable[[int], Callable[[], Array]]


def spread(design: Design, smooth: Smooth, coefficients: Array) -> Spread:
    """Spread: of estimates whose values in each domain are `coefficients` (d x k)."""
    waiting = cache(lambda: smooth.scores(design))
    if design.plain:
        return Spread(None, lambda position: lambda: waiting()[:, position])
    if not isinstance(design, ReplicateDesign):
        covariances = element_variances(design, smooth.asked, smooth.jacobian)
        if covariances is not None:
            return Spread(covariances, lambda position: lambda: waiting()[:, position])
    scores = smooth.scores(design)
    return Spread(smooth.covariances(scores, design, coefficients), lambda position: lambda: scores[:, position])


def joint(design: Design, parts: Sequence[Array], coefficients: Array) -> Array:
    """ndarray, k x k: the covariance of estimates of several variables and domains, from their scores by unit or their replicates."""
    together = np.concatenate(parts, axis=1)[:, np.newaxis, :]
    if isinstance(design, ReplicateDesign):
        return np.asarray(replication.variances(together, design, coefficients[np.newaxis])[0])
    return np.asarray(linearization.variances(together, design)[0])


def shares(sums: Array) -> Array:
    """ndarray: each sum over all of them."""
    return np.asarray(sums / sums.sum(axis=-1, keepdims=True))


def share_slopes(sums: Array) -> Array:
    """ndarray, d x k x k: the slopes of shares in their sums."""
    weight = sums.sum(axis=-1)[:, np.newaxis, np.newaxis]
    return finite((np.eye(sums.shape[1]) - shares(sums)[:, :, np.newaxis]) / weight)


def untouched(sums: Array) -> Array:
    """ndarray: the sums themselves."""
    return sums


def finite(slopes: Array) -> Array:
    """ndarray: the same with NaN for what is not finite, as the slopes of an empty domain are."""
    return np.where(np.isfinite(slopes), slopes, np.nan)


def over_first(sums: Array) -> Array:
    """ndarray: each sum but the first over the first."""
    return np.asarray(sums[..., 1:] / sums[..., :1])


def over_first_slopes(sums: Array) -> Array:
    """ndarray, d x k x (k + 1): the slopes of `over_first`."""
    weight = sums[:, :1, np.newaxis]
    own = np.broadcast_to(np.eye(sums.shape[1] - 1), (len(sums), sums.shape[1] - 1, sums.shape[1] - 1))
    return finite(np.concatenate([-over_first(sums)[:, :, np.newaxis], own], axis=2) / weight)
