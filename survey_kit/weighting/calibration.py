"""Calibration: the weights nearest to those given that meet totals of categories and of numbers, by a distance, within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.weighting.margins import Controls, controls
from survey_kit.weighting.remembered import Calibration, expanded, gram_matrix, pseudo_inverse
from survey_kit.weighting.reweighting import Reached, reweighted

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.weighting.targets import Targets, Totals

Distance = Literal["linear", "raking", "logit"]
DISTANCES: Final = get_args(Distance)
# Halvings of a step that would carry the weights further from the totals.
HALVINGS: Final = 20


@dataclass(frozen=True, slots=True)
class Function:
    """A calibration function: what weights are multiplied by (g), and its slope, at a value of the linear predictor, within bounds."""

    distance: Distance
    low: float
    high: float

    def factors(self, u: Array) -> tuple[Array, Array]:
        """Two ndarrays: the factors and their slopes.

        Source: Deville and Särndal (1992), JASA 87, 376-382, table 1, cases 1, 2, 6 and 7; Sautory (1993), La macro CALMAR, INSEE.
        """
        if self.distance == "logit":
            return self._logit(u)
        with np.errstate(over="ignore"):
            free = 1 + u if self.distance == "linear" else np.exp(u)
        slope = np.ones_like(u) if self.distance == "linear" else free
        if np.isinf(self.low) and np.isinf(self.high):
            return free, slope
        # R looks at the predictor, and not at the factor, to tell who stands at a bound.
        inside = (u < self.high - 1) & (u > self.low - 1)
        return np.clip(free, self.low, self.high), np.where(inside, slope, 0.0)

    def _logit(self, u: Array) -> tuple[Array, Array]:
        low, high = self.low, self.high
        scale = (high - low) / ((high - 1) * (1 - low))
        raised = np.exp(np.clip(scale * u, -700, 700))
        below = high - 1 + (1 - low) * raised
        factors = (low * (high - 1) + high * (1 - low) * raised) / below
        return factors, (factors - low) * (high - factors) / (high - low) * scale


def calibrate(
    design: Design,
    targets: Targets | Totals | pd.DataFrame,
    distance: Distance = "linear",
    bounds: tuple[float, float] | None = None,
    *,
    tolerance: float = 1e-9,
    max_iterations: int = 200,
) -> Design:
    """Design: with the weights that meet every total, as near to its own as the distance asks for.

    `bounds` limit the factor between new and old weights, as in CALMAR: (0.5, 2.0); "logit" needs them. "linear" without bounds can make weights
    negative (`weight_diagnostics` counts them). `tolerance` bounds the relative error of every total.

    Raises: SurveyKitError when the distance is unknown, bounds don't lie around 1, the targets don't fit the responses, or naming the worst
    total when it does not converge.

    Source: Deville and Särndal (1992), JASA 87, 376-382; Sautory (1993), La macro CALMAR, INSEE; `calibrate` of R survey.
    """
    function = _function(distance, bounds)
    found = controls(design, targets)
    problem = Problem(found, function, tolerance, max_iterations)

    def remembered(reached: Reached) -> Calibration:
        return Calibration("calibrate", found, design.weights, reached.weights, design.weights, reached.iterations, reached.error)

    return reweighted(design, problem.met, remembered)


def _function(distance: Distance, bounds: tuple[float, float] | None) -> Function:
    if distance not in DISTANCES:
        raise SurveyKitError("distance_unknown", got=distance, expected=", ".join(DISTANCES))
    if bounds is None:
        if distance == "logit":
            raise SurveyKitError("logit_bounds")
        return Function(distance, -np.inf, np.inf)
    low, high = bounds
    if not low < 1 < high or (distance == "logit" and not np.isfinite([low, high]).all()):
        raise SurveyKitError("calibrate_bounds", got=f"({low:g}, {high:g})")
    return Function(distance, float(low), float(high))


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is to be solved: totals of margins and numbers, met by factors of a function of a linear predictor."""

    controls: Controls
    function: Function
    tolerance: float
    max_iterations: int

    @property
    def totals(self) -> Array:
        """ndarray: the totals of all categories, then of the numbers."""
        return np.concatenate([*(margin.totals for margin in self.controls.margins), self.controls.totals])

    def met(self, weights: Array) -> Reached:
        """Reached: by Newton's method on the predictor's coefficients; a step that carries further away is halved.

        Raises: SurveyKitError naming the total that is furthest off when the rounds are used up.

        Source: Deville, Särndal and Sautory (1993), JASA 88, 1013-1020, section 4.
        """
        totals, margins = self.totals, tuple(margin.codes for margin in self.controls.margins)
        # Numbers are brought to the size of a share, so that a coefficient means as much for each of them.
        numbers = (
            self.controls.numbers / np.where(self.controls.totals, np.abs(self.controls.totals), 1.0) * max(float(weights.sum()), 1e-300)
        )
        eta = np.zeros(len(totals))
        factors, slopes = self.function.factors(np.zeros(len(weights)))
        error, rounds = self._errors(weights * factors), 0
        while np.abs(error).max(initial=0) > self.tolerance and rounds < self.max_iterations:
            gram = gram_matrix(margins, numbers, weights * slopes)
            step = pseudo_inverse(gram) @ self._scaled(error * self._sizes(), weights)
            for _ in range(HALVINGS):
                factors, slopes = self.function.factors(expanded(margins, numbers, (eta + step)[:, None])[:, 0])
                nearer = self._errors(weights * factors)
                if np.isfinite(nearer).all() and (np.abs(nearer).max() <= 2 * np.abs(error).max() or self.function.distance == "linear"):
                    break
                step = step / 2
            eta, error, rounds = eta + step, nearer, rounds + 1
        if not np.abs(error).max(initial=0) <= self.tolerance:
            worst = int(np.argmax(np.nan_to_num(np.abs(error), nan=np.inf)))
            raise SurveyKitError(
                "not_converged", where=self._name(worst), got=f"{abs(error[worst]):.2g}", expected=f"{self.tolerance:g}", rounds=rounds
            )
        return Reached(weights * factors, rounds, float(np.abs(error).max(initial=0)))

    def _sizes(self) -> Array:
        return np.where(self.totals, np.abs(self.totals), 1.0)

    def _errors(self, weights: Array) -> Array:
        """ndarray: by how much of each total the weights fall short of it."""
        sums = [np.bincount(margin.codes, weights=weights, minlength=len(margin.totals)) for margin in self.controls.margins]
        return np.asarray((self.totals - np.concatenate([*sums, weights @ self.controls.numbers])) / self._sizes())

    def _scaled(self, misfit: Array, weights: Array) -> Array:
        """ndarray: what is missing of each total, in the unit that numbers were brought to."""
        count = len(misfit) - self.controls.numbers.shape[1]
        scale = np.where(self.controls.totals, np.abs(self.controls.totals), 1.0) / max(float(weights.sum()), 1e-300)
        return np.concatenate([misfit[:count], misfit[count:] / scale])

    def _name(self, position: int) -> str:
        for margin in self.controls.margins:
            if position < len(margin.totals):
                return f"{margin.name} = {margin.categories[position]}"
            position -= len(margin.totals)
        return self.controls.names[position]
