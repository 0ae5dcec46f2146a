"""Confidence intervals: from an estimate, its standard error and the design's degrees of freedom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

Interval = Literal["wald", "logit", "likelihood", "beta", "asin", "xlogit", "wilson"]
INTERVALS: Final = get_args(Interval)


def t_quantile(level: float, df: float) -> float:
    """float: the two-sided quantile of Student's t (of the normal law when df is infinite)."""
    from scipy.special import ndtri, stdtrit

    tail = 0.5 + level / 2
    return float(ndtri(tail) if np.isinf(df) else stdtrit(df, tail))


def wald(estimate: Array, se: Array, df: float, level: float) -> tuple[Array, Array]:
    """Two ndarrays: the bounds, estimate plus or minus t times se."""
    half = t_quantile(level, df) * se
    return estimate - half, estimate + half


def logit(estimate: Array, se: Array, df: float, level: float) -> tuple[Array, Array]:
    """Two ndarrays: the bounds of a proportion, symmetric on the logit scale. NaN at 0 and 1, where the scale ends.

    Source: Korn and Graubard (1999), Analysis of Health Surveys, section 3.2; `svyciprop(method = "logit")` of R survey.
    """
    # Beside 0 and 1 the half width can be so large that its exponential is infinite: the bound is then 0 or 1, as it should be.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        centre = np.log(estimate / (1 - estimate))
        half = t_quantile(level, df) * se / (estimate * (1 - estimate))
        return 1 / (1 + np.exp(half - centre)), 1 / (1 + np.exp(-half - centre))


def beta(estimate: Array, se: Array, df: float, level: float, *, effective: Array, units: int) -> tuple[Array, Array]:
    """Two ndarrays: the bounds of a proportion by the beta law on its effective base.

    The effective base is p(1 - p) / se², corrected for the design's degrees of freedom; at 0 and 1, where the se is 0, it is Kish's
    effective base of the domain, `effective`.

    Source: Korn and Graubard (1998), Survey Methodology 24, 193-201; `svyciprop(method = "beta")` of R survey.
    """
    from scipy.special import betaincinv

    ratio = t_quantile(level, max(units - 1, 1)) / t_quantile(level, max(df, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        from_se = estimate * (1 - estimate) / se**2 * ratio**2
    fixed = (se <= 1e-12) & (estimate > 0) & (estimate < 1)  # a share that the strata themselves settle
    size = np.where((se > 0) & ~fixed, from_se, effective)
    tail = (1 - level) / 2
    cited, other = size * estimate, size * (1 - estimate)
    low = np.where(cited > 0, betaincinv(np.maximum(cited, 1e-300), other + 1, tail), 0.0)
    high = np.where(other > 0, betaincinv(cited + 1, np.maximum(other, 1e-300), 1 - tail), 1.0)
    return np.where(fixed, estimate, low), np.where(fixed, estimate, high)


def asin(estimate: Array, se: Array, df: float, level: float) -> tuple[Array, Array]:
    """Two ndarrays: the bounds of a proportion, symmetric on the scale of the arc sine of its root. NaN at 0 and 1.

    Beyond the ends of the scale a bound is mirrored, as R does, unless that would carry it past the estimate: then it is 0 or 1.

    Source: Anscombe (1948), Biometrika 35, 246-254; `svyciprop(method = "asin")` of R survey.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.arcsin(np.sqrt(estimate))
        half = t_quantile(level, df) * se / (2 * np.sqrt(estimate * (1 - estimate)))
        low, high = np.sin(centre - half) ** 2, np.sin(centre + half) ** 2
        low = np.where((low > estimate) | (half > np.pi / 2), 0.0, low)
        high = np.where((high < estimate) | (half > np.pi / 2), 1.0, high)
    unknown = np.isnan(half)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def likelihood(estimate: Array, se: Array, df: float, level: float, *, base: int) -> tuple[Array, Array]:
    """Two ndarrays: the proportions whose Rao-Scott scaled likelihood ratio stays within t². NaN at 0 and 1. The dispersion of the
    quasi-binomial model, base / (base - 1), widens it a little, as in R.

    Solved exactly: R interpolates the profile by a spline, which moves its bounds in the third to fifth digit.

    Source: Rao and Scott (1984), Annals of Statistics 12, 46-60; `svyciprop(method = "likelihood")` of R survey.
    """
    t = t_quantile(level, df) * np.sqrt(base / max(base - 1, 1))
    bounds = np.array([_likelihood(float(p), float(e), t) for p, e in zip(estimate, se, strict=True)]).reshape(-1, 2)
    return bounds[:, 0], bounds[:, 1]


def _likelihood(p: float, se: float, t: float) -> tuple[float, float]:
    from scipy.optimize import brentq

    if not 0 < p < 1 or not se > 0:
        return (np.nan, np.nan) if not 0 < p < 1 or np.isnan(se) else (p, p)
    limit = t**2 * se**2 / (p * (1 - p))

    def beyond(q: float) -> float:
        return float(2 * (p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))) - limit)

    ends = 1e-300, 1 - 1e-16
    low = brentq(beyond, ends[0], p, xtol=1e-15, rtol=1e-14) if beyond(ends[0]) > 0 else 0.0
    high = brentq(beyond, p, ends[1], xtol=1e-15, rtol=1e-14) if beyond(ends[1]) > 0 else 1.0
    return float(low), float(high)


def wilson(estimate: Array, se: Array, df: float, level: float, *, effective: float) -> tuple[Array, Array]:
    """Two ndarrays: the bounds of a proportion by Wilson's score on its effective base p(1 - p) / se² (Kish's at 0 and 1), with t for z:
    (p + t²/2n ± t √(p(1 - p)/n + t²/4n²)) / (1 + t²/n).

    Source: Wilson (1927), JASA 22, 209-212, with the effective base of Korn and Graubard (1998), Survey Methodology 24, 193-201.
    """
    t = t_quantile(level, df)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where(se > 0, estimate * (1 - estimate) / se**2, effective)
        middle = estimate + t**2 / (2 * size)
        half = t * np.sqrt(estimate * (1 - estimate) / size + t**2 / (4 * size**2))
        low, high = (middle - half) / (1 + t**2 / size), (middle + half) / (1 + t**2 / size)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


TRANSFORMED: Final = {"logit": logit, "xlogit": logit, "asin": asin}
