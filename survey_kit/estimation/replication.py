"""The variance of an estimator from its replicates: the kernel of replicate designs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from survey_kit.design.replicates import ReplicateDesign
    from survey_kit.engines.engine import Array
    from survey_kit.estimation.asked import Sums


def replicate_sums(design: ReplicateDesign, asked: Sums) -> Array:
    """ndarray, replicates x domains x sums: the weighted sums under each replicate's weights."""
    cells, size = asked.cells(design)
    inside = cells >= 0
    weights, cells = design.replicate_weights[inside], cells[inside]
    parts = []
    for values in asked.values(design):
        each = values[inside]
        parts.append(np.stack([np.bincount(cells, weights=column * each, minlength=size) for column in weights.T]))
    return np.asarray(np.stack(parts, axis=-1), dtype=float).reshape(weights.shape[1], -1, asked.width)


def variance(thetas: Array, design: ReplicateDesign, coefficients: Array | None = None) -> Array:
    """ndarray, k x k: the covariance of estimates, from a row of k estimates a replicate (and their full estimates where mse is asked)."""
    full = np.zeros(thetas.shape[1]) if coefficients is None else coefficients
    return np.asarray(variances(thetas[:, np.newaxis, :], design, full[np.newaxis])[0])


def variances(thetas: Array, design: ReplicateDesign, coefficients: Array) -> Array:
    """ndarray, d x k x k: scale times the sum over replicates of rscales times the products of deviations, from the replicates' mean or,
    under mse, from the full estimates. Replicates that give no number are left out.

    Source: Wolter (2007), Introduction to Variance Estimation, chapters 3 and 4; `svrVar` of R survey.
    """
    usable = np.isfinite(thetas).all(axis=-1, keepdims=True)
    kept = usable & (design.rscales > 0)[:, np.newaxis, np.newaxis]
    known = np.where(usable, thetas, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (
            coefficients[np.newaxis]
            if design.mse
            else np.where(kept, thetas, 0.0).sum(axis=0, keepdims=True) / kept.sum(axis=0, keepdims=True)
        )
    deviations = np.where(usable, known - middle, 0.0) * np.sqrt(design.rscales)[:, np.newaxis, np.newaxis]
    turned = deviations.transpose(1, 2, 0)
    found = design.scale * (turned @ turned.transpose(0, 2, 1))
    return np.where(np.asarray(usable.any(axis=0))[:, :, np.newaxis], found, np.nan)
