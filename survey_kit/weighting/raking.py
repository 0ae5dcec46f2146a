"""Post-stratification and raking: margins are met in turn on the cells that hold anybody, and rows are multiplied once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.weighting.margins import Margin, controls
from survey_kit.weighting.remembered import Calibration
from survey_kit.weighting.reweighting import Reached, reweighted

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array
    from survey_kit.weighting.targets import Targets, Totals

# Up to so many times the rows, cells are told apart by a table of them all instead of a sort.
TABLE: Final = 8


def post_stratify(design: Design, targets: Targets | Totals | pd.DataFrame) -> Design:
    """Design: its weights multiplied so that the total of each category (or crossed category) of one margin is met.

    Raises: SurveyKitError when there is more than one margin, or when the targets don't fit the responses.

    Source: Holt and Smith (1979), JRSS A 142, 33-46; `postStratify` of R survey.
    """
    found = controls(design, targets)
    if len(found.margins) != 1 or found.names:
        raise SurveyKitError("post_stratify_margins", got=", ".join([*(margin.name for margin in found.margins), *found.names]))
    margin = found.margins[0]

    def met(weights: Array) -> Reached:
        sums = np.bincount(margin.codes, weights=weights, minlength=len(margin.totals))
        if not (sums > 0).all():
            raise _empty(margin, int(np.argmin(sums)))
        return Reached(weights * (margin.totals / sums)[margin.codes], 1, 0.0)

    return reweighted(
        design, met, lambda reached: Calibration("post_stratify", found, design.weights, reached.weights, design.weights, 1, 0.0)
    )


def rake(design: Design, targets: Targets | Totals | pd.DataFrame, tolerance: float = 1e-9, max_iterations: int = 1000) -> Design:
    """Design: its weights multiplied margin after margin, until every margin is met.

    `tolerance` bounds the relative error of every category.

    Raises: SurveyKitError when a target is of a number, when the targets don't fit the responses, or naming the worst margin when it does not
    converge.

    Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444; `rake` of R survey, whose residuals it keeps.
    """
    found = controls(design, targets)
    if found.names:
        raise SurveyKitError("rake_number", where=", ".join(found.names))
    cells = _cells(found.margins)

    def met(weights: Array) -> Reached:
        return _raked(found.margins, cells, weights, tolerance, max_iterations)

    def remembered(reached: Reached) -> Calibration:
        ones = np.ones(design.base)
        return Calibration("rake", found, design.weights, reached.weights, ones, reached.iterations, reached.error)

    return reweighted(design, met, remembered)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The crossed categories that hold anybody: the cell of each row, and by margin the category of each cell."""

    of_row: Codes
    codes: tuple[Codes, ...]
    size: int


def _cells(margins: Sequence[Margin]) -> Cells:
    sizes = [len(margin.totals) for margin in margins]
    joined = margins[0].codes
    for margin, size in zip(margins[1:], sizes[1:], strict=True):
        joined = joined * size + margin.codes
    whole = int(np.prod(sizes, dtype=float))
    if whole <= TABLE * max(len(joined), 1000):
        met = np.bincount(joined, minlength=whole) > 0
        filled, of_row = np.flatnonzero(met), (np.cumsum(met) - 1)[joined]
    else:
        filled, of_row = np.unique(joined, return_inverse=True)
    return Cells(of_row, tuple(np.unravel_index(filled, sizes)), len(filled))


def _raked(margins: Sequence[Margin], cells: Cells, weights: Array, tolerance: float, max_iterations: int) -> Reached:
    start = np.bincount(cells.of_row, weights=weights, minlength=cells.size).astype(float)
    now, rounds = start.copy(), 0
    worst, error = _worst(margins, cells, now)
    while error > tolerance and rounds < max_iterations:
        moved = 0.0
        for margin, codes in zip(margins, cells.codes, strict=True):
            factors = margin.totals / np.bincount(codes, weights=now, minlength=len(margin.totals))
            now *= factors[codes]
            moved = max(moved, float(np.abs(factors - 1).max()))
        rounds += 1
        if moved <= tolerance or rounds == max_iterations:  # while margins still move, how far they are off needs no look of its own
            worst, error = _worst(margins, cells, now)
    if error > tolerance:
        raise SurveyKitError("not_converged", where=worst, got=f"{error:.2g}", expected=f"{tolerance:g}", rounds=rounds)
    factors = np.divide(now, start, out=np.ones_like(now), where=start > 0)
    return Reached(weights * factors[cells.of_row], rounds, error)


def _worst(margins: Sequence[Margin], cells: Cells, now: Array) -> tuple[str, float]:
    """str and float: the margin and category with the largest relative error, and that error."""
    name, largest = "", 0.0
    for margin, codes in zip(margins, cells.codes, strict=True):
        sums = np.bincount(codes, weights=now, minlength=len(margin.totals))
        if not (sums > 0).all():
            raise _empty(margin, int(np.argmin(sums)))
        errors = np.abs(sums / margin.totals - 1)
        position = int(np.argmax(errors))
        if errors[position] > largest:
            name, largest = f"{margin.name} = {margin.categories[position]}", float(errors[position])
    return name, largest


def _empty(margin: Margin, position: int) -> SurveyKitError:
    return SurveyKitError("targets_empty", where=margin.name, category=margin.categories[position], got=f"{margin.totals[position]:g}")
