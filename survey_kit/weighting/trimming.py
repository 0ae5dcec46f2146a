"""Trimming: weights beyond bounds are brought to them, and what that takes away or adds is spread over the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from survey_kit.design.replicates import ReplicateDesign
from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array


def trim_weights(design: Design, lower: float | None = None, upper: float | None = None, *, strict: bool = True) -> Design:
    """Design: no weight below `lower` or above `upper`, their sum unchanged: the difference is shared out equally among the others.

    With `strict` none is beyond the bounds in the end; without it the others may be carried beyond, as in one pass. Margins that the weights met are met
    no longer: `weight_diagnostics` tells by how much.

    Raises: SurveyKitError when no bound is given, or when the sum of the weights can't be kept within them (with `strict`), or no weight is.

    Source: Potter (1990), Proceedings of the Survey Research Methods Section, ASA, 225-230; `trimWeights` of R survey.
    """
    if lower is None and upper is None:
        raise SurveyKitError("trim_nothing")
    low, high = -np.inf if lower is None else float(lower), np.inf if upper is None else float(upper)
    trimmed = _trimmed(design.weights, low, high, strict=strict)
    if isinstance(design, ReplicateDesign):
        replicates = np.stack([_trimmed(column, low, high, strict=strict) for column in design.replicate_weights.T], axis=1)
        return design.replicated(trimmed, replicates)
    return design.reweighted(trimmed)


def _trimmed(weights: Array, low: float, high: float, *, strict: bool) -> Array:
    outside = (weights < low) | (weights > high)
    if not outside.any():
        return weights
    if not low <= weights.mean() <= high if strict else outside.all():
        raise SurveyKitError("trim_impossible", got=f"{weights.mean():.4g}", lower=low, upper=high)
    clipped = np.clip(weights, low, high)
    once = clipped + np.where(outside, 0.0, float((weights - clipped).sum()) / max((~outside).sum(), 1))
    return _within(once, float(weights.sum()), low, high) if strict else once


def _within(weights: Array, whole: float, low: float, high: float) -> Array:
    """ndarray: the weights moved by one constant and cut at the bounds, the constant such that their sum is kept: where repeated passes end."""
    if not ((weights < low) | (weights > high)).any() and np.isclose(weights.sum(), whole, rtol=1e-12):
        return weights
    left, right = -2 * (abs(whole) + float(np.abs(weights).max())), 2 * (abs(whole) + float(np.abs(weights).max()))
    for _ in range(200):
        middle = (left + right) / 2
        left, right = (middle, right) if np.clip(weights + middle, low, high).sum() < whole else (left, middle)
    return np.clip(weights + (left + right) / 2, low, high)
