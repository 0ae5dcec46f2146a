"""The variance kernel where rows themselves are the units of the last stage: from sums by its strata, without a table of rows by domains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from survey_kit.estimation.linearization import HELD, of_stage, summed

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes, Stage
    from survey_kit.engines.engine import Array
    from survey_kit.estimation.asked import Sums


def element_variances(design: Design, asked: Sums, jacobian: Array) -> Array | None:
    """ndarray, d x k x k: the covariance matrices that `linearization.variances` gives. None where weights are calibrated, where units of the last stage
    hold several rows, or where a stratum holds one.

    Source: as of `linearization.variances`; rows outside a domain count there with the score 0, so that only how many they are is needed.
    """
    last = design.stages[-1]
    if design.calibration or last.count != design.base or last.lone.any():
        return None
    sums, found = _of_rows(design, asked, jacobian, last)
    scores, below = _turned(sums, jacobian), last.parents[last.starts]
    for number in range(len(design.stages) - 1, 0, -1):
        stage = design.stages[number - 1]
        scores, below = summed(scores, below, stage.count), stage.parents
        if stage.share.any():
            found = found + of_stage(scores, design, number)
    return found


def _of_rows(design: Design, asked: Sums, jacobian: Array, last: Stage) -> tuple[Array, Array]:
    """ndarrays: strata x d x sums, and d x k x k, what the last stage adds."""
    cells, size = asked.cells(design)
    inside = cells >= 0
    places = last.strata[last.units][inside] * size + cells[inside]
    rows = [(design.weights * values)[inside] for values in asked.values(design)]
    shape = len(last.sampled), -1, asked.width
    sums = np.stack([_added(places, row, shape[0] * size) for row in rows], axis=-1)
    scale = last.share * (1 - last.fraction) * last.sampled / np.maximum(last.sampled - 1, 1)
    if not scale.any():
        return sums.reshape(shape), np.zeros((*jacobian.shape[:2], jacobian.shape[1]))
    means = sums / np.repeat(last.sampled, size)[:, np.newaxis]
    outside = np.repeat(last.sampled, size) - np.bincount(places, minlength=shape[0] * size)
    deviations = [row - mean[places] for row, mean in zip(rows, means.T, strict=True)]
    if len(rows) == asked.width:
        products = np.array([[_added(places, a * b, len(outside)) for b in deviations] for a in deviations])
        centred = np.moveaxis(products, -1, 0) + outside[:, np.newaxis, np.newaxis] * (means[:, :, np.newaxis] * means[:, np.newaxis])
        whole = np.tensordot(scale, centred.reshape(shape[0], -1, len(rows), len(rows)), 1)
        return sums.reshape(shape), np.asarray(jacobian @ whole @ jacobian.transpose(0, 2, 1))
    own = _added(places, deviations[0] ** 2, len(outside)) + outside * means[:, 0] ** 2
    return sums.reshape(shape), _of_levels(own.reshape(shape), means.reshape(shape), jacobian, scale, last.sampled)


def _added(places: Codes, values: Array, size: int) -> Array:
    return np.bincount(places, weights=values, minlength=size).astype(float, copy=False)


def _of_levels(own: Array, means: Array, jacobian: Array, scale: Array, sampled: Array) -> Array:
    """ndarray, d x k x k: of sums by level, of which a row is in one only: their centred products are minus n times the product of their means. Stratum by
    stratum, so that what cancels there cancels to the last digit.
    """
    slopes = jacobian.transpose(0, 2, 1)
    found = (jacobian * np.tensordot(scale, own, 1)[:, np.newaxis, :]) @ slopes
    step = max(1, HELD // max(jacobian.size * jacobian.shape[1], 1))
    for start in range(0, len(means), step):
        part = means[start : start + step]
        turned = _turned(part, jacobian)
        apart = (jacobian * (part**2)[:, :, np.newaxis, :]) @ slopes - turned[..., np.newaxis] * turned[:, :, np.newaxis]
        found += np.tensordot((scale * sampled)[start : start + step], apart, 1)
    return np.asarray(found)


def _turned(sums: Array, jacobian: Array) -> Array:
    """ndarray, strata x d x k: the scores that sums by stratum and domain give."""
    return np.asarray(np.matmul(sums.transpose(1, 0, 2), jacobian.transpose(0, 2, 1)).transpose(1, 0, 2))
