"""Upper tails of weighted sums of chi-squared variables, over an independent chi-squared in the denominator: exact and approximate.

Q = sum(coefficients * chi2_1), and P(Q / (chi2_ddf / ddf) > x) = P(Q - (x / ddf) chi2_ddf > 0); with infinite ddf, P(Q > x).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

Complex = NDArray[np.complex128]
# The contour's angle to the imaginary axis: it bends towards the side where the integrand dies out, on neither of the two cuts.
ANGLE: Final = np.pi / 3
REACH: Final = 45.0


@dataclass(frozen=True, slots=True)
class Form:
    """The form of which the tail is asked: its coefficients, scaled to a largest of 1, x on the same scale, and ddf."""

    coefficients: Array
    x: float
    ddf: float

    @property
    def end(self) -> float:
        """float: where the cumulant generating function ends on the right."""
        return 0.5 / float(self.coefficients.max())

    def cumulant(self, z: Complex) -> Complex:
        """ndarray of complex: the cumulant generating function of the form less its threshold, at z."""
        value = -0.5 * np.log(1 - 2 * np.multiply.outer(z, self.coefficients)).sum(axis=-1)
        if np.isinf(self.ddf):
            return np.asarray(value - z * self.x)
        return np.asarray(value - 0.5 * self.ddf * np.log1p(2 * z * self.x / self.ddf))

    def slope(self, z: float) -> float:
        """float: its first derivative, increasing, whose root is the saddlepoint."""
        value = float((self.coefficients / (1 - 2 * z * self.coefficients)).sum())
        return value - self.x / (1 if np.isinf(self.ddf) else 1 + 2 * z * self.x / self.ddf)

    def curvature(self, z: float) -> float:
        """float: its second derivative."""
        value = float(2 * (self.coefficients**2 / (1 - 2 * z * self.coefficients) ** 2).sum())
        return value if np.isinf(self.ddf) else value + 2 * self.x**2 / self.ddf / (1 + 2 * z * self.x / self.ddf) ** 2

    def saddle(self) -> float:
        """float: the saddlepoint, between the two ends of the cumulant generating function."""
        from scipy.optimize import brentq

        high = self.end * (1 - 1e-15)
        low = -0.5 * self.ddf / self.x * (1 - 1e-15) if np.isfinite(self.ddf) else -len(self.coefficients) / self.x
        return float(brentq(self.slope, low, high, xtol=1e-300, rtol=4 * np.finfo(float).eps, maxiter=500))


def exact(x: float, coefficients: Array, ddf: float = np.inf) -> float:
    """float: the tail probability to about 12 digits, however small, by the trapezoidal rule on a hyperbola through the saddlepoint.

    Source: Imhof (1961), Biometrika 48, 419-426 (inversion); Rice (1980), SIAM Journal on Scientific and Statistical Computing 1, 438-448
    (a path through the saddlepoint keeps the relative precision of small tails).

    >>> round(exact(3.841458820694124, np.ones(1)), 12)
    0.05
    """
    form = _scaled(x, coefficients, ddf)
    if not isinstance(form, Form):
        return form
    centre = float(np.clip(form.saddle(), 0.2 * form.end, form.end))
    size = min(centre, form.end - centre)
    step = min(0.04, 0.4 / (size * np.sqrt(form.curvature(centre))))
    t: Array = np.arange(0, REACH, float(step))
    z = centre + size * (np.cos(ANGLE) * (np.cosh(t) - 1) + 1j * np.sin(ANGLE) * np.sinh(t))
    along = size * (np.cos(ANGLE) * np.sinh(t) + 1j * np.sin(ANGLE) * np.cosh(t))
    terms: Complex = np.exp(form.cumulant(z)) / z * along
    return float(np.clip(step / np.pi * (terms.imag.sum() - 0.5 * terms.imag[0]), 0.0, 1.0))


def saddlepoint(x: float, coefficients: Array, ddf: float = np.inf) -> float:
    """float: the tail probability by the saddlepoint approximation; near the mean, where it is undefined, by Satterthwaite's.

    Source: Kuonen (1999), Biometrika 86, 929-935; Lumley (2014) on its form with a denominator, as in `svychisq` of R survey.
    """
    from scipy.special import ndtr

    form = _scaled(x, coefficients, ddf)
    if not isinstance(form, Form):
        return form
    zeta = form.saddle()
    if abs(zeta) < 1e-4:
        return satterthwaite(x, coefficients, ddf)
    w = float(np.sign(zeta)) * np.sqrt(max(-2 * float(form.cumulant(np.array(zeta, dtype=complex)).real), 0.0))
    v = zeta * np.sqrt(form.curvature(zeta))
    return float(ndtr(-(w + np.log(v / w) / w)))


def satterthwaite(x: float, coefficients: Array, ddf: float = np.inf) -> float:
    """float: the tail probability by the F (or chi-squared) variable with the same first two moments.

    Source: Satterthwaite (1946), Biometrics Bulletin 2, 110-114; Rao and Scott (1984), Annals of Statistics 12, 46-60.
    """
    kept = coefficients[coefficients > 0]
    if not len(kept):
        return np.nan
    df = kept.sum() ** 2 / (kept**2).sum()
    return f_tail(x / float(kept.sum()), float(df), ddf)


def f_tail(f: float, df: float, ddf: float) -> float:
    """float: P(F > f); with infinite ddf that of a chi-squared over its df. NaN without degrees of freedom."""
    from scipy.special import chdtrc, fdtrc

    if not (df > 0 and ddf > 0) or np.isnan(f):
        return np.nan
    return float(chdtrc(df, f * df) if np.isinf(ddf) else fdtrc(df, ddf, f))


def t_tails(t: float, df: float) -> float:
    """float: the two-sided p-value of Student's t (of the normal law when df is infinite). NaN without degrees of freedom."""
    from scipy.special import ndtr, stdtr

    if not df > 0 or np.isnan(t):
        return np.nan
    return float(2 * ndtr(-abs(t)) if np.isinf(df) else 2 * stdtr(df, -abs(t)))


def _scaled(x: float, coefficients: Array, ddf: float) -> Form | float:
    """Form, or the tail where it needs no computing: 1 below zero, NaN for no form at all."""
    largest = float(np.max(coefficients, initial=0.0))
    if not (largest > 0 and ddf > 0) or np.isnan(x):
        return np.nan
    if x <= 0:
        return 1.0
    # Rounding leaves eigenvalues of a singular matrix about 1e-16 of the largest from zero, on either side.
    kept = coefficients[coefficients > 1e-12 * largest] / largest
    return Form(kept, x / largest, ddf)
