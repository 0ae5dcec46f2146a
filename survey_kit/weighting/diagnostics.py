"""What weights cost and whether they keep their promise: spread, effective base, extremes, each margin before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from survey_kit.weighting.remembered import Calibration

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One category (or number) that weights were to meet: its total, the weighted sums before any weighting and now, the relative error now."""

    variable: str
    category: str
    target: float
    before: float
    after: float

    @property
    def error(self) -> float:
        """float: how far the weights are off, as a share of the total."""
        return self.after / self.target - 1 if self.target else self.after


@dataclass(frozen=True, slots=True)
class WeightDiagnostics:
    """`deff` is Kish's design effect of weighting, `effective_base` the base over it; `smallest`, `median` and `largest` are weights over their mean;
    `ratio_low` and `ratio_high` the extremes of the ratio to the design weights; `negative` counts weights below 0; `iterations` and `error` are those
    of the last weighting; `lines` hold every margin.

    Source: Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official Statistics 8, 183-200.
    """

    base: int
    sum: float
    deff: float
    effective_base: float
    smallest: float
    median: float
    largest: float
    ratio_low: float
    ratio_high: float
    negative: int
    iterations: int
    error: float
    lines: tuple[MarginLine, ...]

    @property
    def worst(self) -> MarginLine | None:
        """MarginLine or None: the margin that is furthest off."""
        return max(self.lines, key=lambda line: abs(line.error), default=None)

    def to_frame(self) -> pd.DataFrame:
        """DataFrame: variable, category, target, before, after, error: each margin."""
        import pandas as pd

        columns = ("variable", "category", "target", "before", "after", "error")
        return pd.DataFrame([{name: getattr(line, name) for name in columns} for line in self.lines], columns=list(columns))


def weight_diagnostics(design: Design) -> WeightDiagnostics:
    """WeightDiagnostics: of a design's weights, against its design weights and all targets that it was brought to.

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> found = weight_diagnostics(Design(pd.DataFrame({"w": [1.0, 1.0, 2.0]}), weights="w"))
    >>> round(found.deff, 3), round(found.effective_base, 2)
    (1.125, 2.67)
    """
    weights, start = design.weights, design.design_weights
    counted = weights[weights != 0]
    deff = len(counted) * float((counted**2).sum()) / float(counted.sum()) ** 2
    ratios = weights[start > 0] / start[start > 0]
    remembered = [each for each in design.calibration if isinstance(each, Calibration)]
    last = remembered[-1] if remembered else None
    mean = float(weights.mean())
    return WeightDiagnostics(
        base=design.base,
        sum=float(weights.sum()),
        deff=deff,
        effective_base=len(counted) / deff,
        smallest=float(weights.min()) / mean,
        median=float(np.median(weights)) / mean,
        largest=float(weights.max()) / mean,
        ratio_low=float(ratios.min()),
        ratio_high=float(ratios.max()),
        negative=int((weights < 0).sum()),
        iterations=getattr(last, "iterations", 0),
        error=getattr(last, "error", 0.0),
        lines=tuple(line for each in remembered for line in _lines(each, weights, start)),
    )


def _lines(calibration: Calibration, weights: Array, start: Array) -> Iterator[MarginLine]:
    for margin in calibration.controls.margins:
        sums = [np.bincount(margin.codes, weights=each, minlength=len(margin.totals)) for each in (start, weights)]
        for position, category in enumerate(margin.categories):
            yield MarginLine(margin.name, category, float(margin.totals[position]), float(sums[0][position]), float(sums[1][position]))
    for name, column, total in zip(calibration.controls.names, calibration.controls.numbers.T, calibration.controls.totals, strict=True):
        yield MarginLine(name, "", float(total), float(start @ column), float(weights @ column))
