"""Confidence intervals: from an estimate, its standard error and the design's degrees of freedom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

Interval = Literal["wald", "logit", "beta"]
INTERVALS: Final = ("wald", "logit", "beta")


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
    size = np.where(se > 0, from_se, effective)
    tail = (1 - level) / 2
    cited, other = size * estimate, size * (1 - estimate)
    low = np.where(cited > 0, betaincinv(np.maximum(cited, 1e-300), other + 1, tail), 0.0)
    high = np.where(other > 0, betaincinv(cited + 1, np.maximum(other, 1e-300), 1 - tail), 1.0)
    return low, high
