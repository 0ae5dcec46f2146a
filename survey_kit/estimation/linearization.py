"""The variance of a linearised estimator: the one kernel behind every standard error of a design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from survey_kit.design import stages
from survey_kit.design.design import UNITS, WEIGHTS

if TYPE_CHECKING:
    from survey_kit.design.design import Design, LonelyPsu
    from survey_kit.design.stages import Codes, Stage
    from survey_kit.engines.engine import Array
    from survey_kit.estimation.asked import Sums

# Cells of the widest table of row scores that is held at once when scores are residualised.
HELD = 20_000_000


@dataclass(frozen=True, slots=True)
class Scores:
    """Influence scores of k estimates, weights included, by what a design of rows drawn one by one needs of them: `cross`, their
    k x k sum of products over the rows, and `total`, their k sums. Rows outside a domain have the score 0, so that they need not be visited.
    """

    cross: Array
    total: Array


def variance(scores: Scores | Array, design: Design) -> Array:
    """ndarray, k x k: the covariance matrix of the estimates, in their squared unit, from `Scores` (of a plain design) or from the
    weighted influence scores themselves: an ndarray of rows x k (weight times linearised value, 0 outside the domain).

    Units are drawn independently with replacement: n / (n - 1) times the centred sum of products. With a single unit nothing can be said: NaN.

    Raises: SurveyKitError when a stratum holds one unit and the design says "fail".

    Source: Lumley (2004), Journal of Statistical Software 9(8), section 2; Woodruff (1971), JASA 66, 411-414.
    """
    if not isinstance(scores, Scores):
        return np.asarray(variances(by_unit(scores, design)[:, np.newaxis, :], design)[0])
    units = design.base
    if units < 2:
        return np.full_like(scores.cross, np.nan)
    return units / (units - 1) * (scores.cross - np.outer(scores.total, scores.total) / units)


def by_unit(scores: Array, design: Design) -> Array:
    """ndarray, units x k: rows' weighted scores, residualised on what the weights were calibrated on, summed within units of the last stage."""
    for residualise in design.calibration:
        scores = residualise(scores)
    last = design.stages[-1]
    return np.stack([np.bincount(last.units, weights=column, minlength=last.count) for column in scores.T], axis=1)


def unit_sums(design: Design, asked: Sums) -> Array:
    """ndarray, units x domains x sums: what each unit adds to each weighted sum; what the weights were calibrated on is taken out."""
    if not design.calibration:
        products = [(WEIGHTS, *each) for each in asked.products]
        found = design.engine.sums((UNITS, *asked.by), products, needs=asked.needs, where=asked.mask, centre=asked.centre)
        domains = int(np.prod(found.shape[1:], dtype=int)) // max(asked.width, 1)
        return found.reshape(len(found), domains, asked.width)
    cells, size = asked.cells(design)
    parts = []
    for values in asked.values(design):
        step = max(1, HELD // design.base)
        weighted = design.weights * values
        for start in range(0, size, step):
            wanted = np.arange(start, min(start + step, size))
            parts.append(by_unit(np.where(cells[:, np.newaxis] == wanted, weighted[:, np.newaxis], 0.0), design))
    stacked = np.concatenate(parts, axis=1).reshape(-1, len(asked.products), size)
    return np.moveaxis(stacked, 1, 2).reshape(len(stacked), -1, asked.width)


def variances(scores: Array, design: Design) -> Array:
    """ndarray, d x k x k: the covariance matrices of d sets of k estimates, from their scores by unit of the last stage (units x d x k).

    V adds, over stages and strata, the sampling fractions of the stages before times (1 - f) n / (n - 1) times the centred sum of products.

    Raises: SurveyKitError when a stratum holds one unit and the design says "fail".

    Source: Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, result 4.3.1; Bellhouse (1985), Journal of Official
    Statistics 1, 323-329; `svyrecvar` of R survey.
    """
    found = np.zeros((*scores.shape[1:], scores.shape[2]))
    for number in range(len(design.stages), 0, -1):
        stage = design.stages[number - 1]
        if stage.share.any():
            found += of_stage(scores, design, number)
        if number > 1:
            scores = summed(scores, stage.parents, design.stages[number - 2].count)
    return found


def summed(scores: Array, groups: Codes, size: int) -> Array:
    """ndarray: sums within groups, whose numbers ascend along the first axis."""
    return np.add.reduceat(scores, np.searchsorted(groups, np.arange(size)), axis=0)


def of_stage(scores: Array, design: Design, number: int) -> Array:
    """ndarray, d x k x k: what one stage (the first is number 1) adds to the covariance matrices, from scores by its units.

    Raises: SurveyKitError when a domain meets a stratum with one unit under "fail".
    """
    stage, alone = design.stages[number - 1], design.stages[number - 1].lone
    means = np.add.reduceat(scores, stage.starts, axis=0) / stage.sampled[:, np.newaxis, np.newaxis]
    scale = stage.share * (1 - stage.fraction) * stage.sampled / np.maximum(stage.sampled - 1, 1)
    factors = np.sqrt(np.maximum(scale, 0.0))[:, np.newaxis]
    if alone.any():
        factors = factors * _lone(scores, stage, number, design.lonely_psu)
        means[alone & (design.lonely_psu == "adjust")] = 0.0
    centred = (scores - means[stage.strata]) * factors[stage.strata][:, :, np.newaxis]
    turned = np.ascontiguousarray(centred.transpose(1, 2, 0))
    return np.asarray(turned @ turned.transpose(0, 2, 1))


def _lone(scores: Array, stage: Stage, number: int, lonely: LonelyPsu) -> Array:
    """ndarray, strata x d: what the roots of variances are multiplied by on account of strata with one unit. A stratum that no row of a
    domain lies in doesn't matter to it; under "average" the others count for those of the same unit of the stage before.

    Raises: SurveyKitError when a domain meets such a stratum under "fail".
    """
    met = np.logical_or.reduceat((scores != 0).any(axis=2), stage.starts, axis=0).astype(float)
    lone = met * stage.lone[:, np.newaxis]
    if lonely == "fail" and lone.any():
        raise stages.lonely("lonely_psu", stage, number, np.asarray(lone.any(axis=1)))
    if lonely != "average":
        return np.ones_like(met)
    parents = stage.parents[stage.starts]
    every, usable = np.zeros((parents.max() + 1, met.shape[1])), np.zeros((parents.max() + 1, met.shape[1]))
    np.add.at(every, parents, met)
    np.add.at(usable, parents, met - lone)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(lone > 0, 0.0, np.sqrt(every / usable)[parents]))
