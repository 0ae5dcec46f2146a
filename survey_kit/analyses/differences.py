"""The difference of two shares or means, how sure it is, and the word for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from survey_kit.errors import wording
from survey_kit.estimation.intervals import t_quantile

Verdict = Literal["established", "borderline", "not_established"]
# Points within which the nearer bound lies when a difference is borderline.
NEAR: Final = 0.5
# The same of means, whose unit may be anything: a part of half the interval's width.
CLOSE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Difference:
    """A share, the one that it is held against (both in per cent), and their difference in points with its standard error and interval; or two means and
    their difference, all in the unit of what they are means of.

    `relative` is the difference in per cent of what it is held against. A bound within `near` of zero makes it borderline.
    """

    share: float
    reference: float
    points: float
    se: float
    low: float
    high: float
    near: float = NEAR

    @property
    def relative(self) -> float:
        """float: in per cent of the reference, with the sign of the difference; NaN of a reference of 0."""
        return 100 * self.points / abs(self.reference) if self.reference else np.nan

    @property
    def verdict(self) -> Verdict:
        """Verdict: "borderline" where the nearer bound of the interval is within half a point of zero (of means: within a tenth of its half width), on either side;
        else whether zero is outside it.
        """
        nearer = min(abs(self.low), abs(self.high))
        if np.isnan(nearer):
            return "not_established"
        if nearer <= self.near:
            return "borderline"
        return "established" if self.low * self.high > 0 else "not_established"

    def word(self, sampling: str, lang: str = "fr") -> str:
        """str: the verdict in a word; of volunteers, of whom chance says the least only, in words that claim no more."""
        return wording(f"difference_{'volunteer' if sampling == 'volunteer' else 'sample'}_{self.verdict}", lang)


def difference(share: float, reference: float, se: float, df: float, level: float = 0.95) -> Difference:
    """Difference: of two shares (0 to 1), with the standard error of their difference (0 to 1); t interval with `df`.

    >>> found = difference(0.86, 0.89, 0.01476, float("inf"))
    >>> round(found.points, 2), round(found.low, 1), round(found.high, 1), found.verdict
    (-3.0, -5.9, -0.1, 'borderline')
    """
    points, spread = 100 * (share - reference), 100 * se * t_quantile(level, df)
    return Difference(100 * share, 100 * reference, points, 100 * se, points - spread, points + spread)


def of_means(mean: float, reference: float, se: float, df: float, level: float = 0.95) -> Difference:
    """Difference: of two means in their unit, with the standard error of their difference in the same; t interval with `df`.

    >>> found = of_means(12.0, 10.0, 0.98, float("inf"))
    >>> found.points, round(found.relative), round(found.low, 2), found.verdict
    (2.0, 20, 0.08, 'borderline')
    """
    spread = se * t_quantile(level, df)
    return Difference(mean, reference, mean - reference, se, mean - reference - spread, mean - reference + spread, CLOSE * spread)


def independent(variances: tuple[float, float], dfs: tuple[float, float]) -> tuple[float, float]:
    """float and float: the standard error of the difference of two estimates that have nothing to do with each other, and its degrees of freedom.

    Source: Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
    """
    total = sum(variances)
    parts = sum(each**2 / df for each, df in zip(variances, dfs, strict=True) if np.isfinite(df) and df > 0)
    return float(np.sqrt(total)), float(total**2 / parts) if parts else np.inf
