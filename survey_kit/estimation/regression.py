"""Linear and generalised linear models: fitted with the weights, their coefficients' covariance by the design's own kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from survey_kit.design.replicates import ReplicateDesign
from survey_kit.errors import SurveyKitError
from survey_kit.estimation import replication
from survey_kit.estimation.formulas import Matrices, Terms, matrices, term_names
from survey_kit.estimation.intervals import wald
from survey_kit.estimation.linearization import variance
from survey_kit.estimation.quadratic_forms import exact, f_tail, t_tails
from survey_kit.survey.survey import Note
from survey_kit.wording import counted

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array

Family = Literal["gaussian", "binomial", "poisson"]
FAMILIES: Final = get_args(Family)
Method = Literal["Wald", "WorkingWald", "LRT"]
METHODS: Final = get_args(Method)
ITERATIONS: Final = 200
# Numbers this close, relative to their size, are the same but for rounding: a few units in their last place.
SAME: Final = 16 * float(np.finfo(float).eps)


@dataclass(frozen=True, slots=True)
class TermTest:
    """A test that the coefficients of a term are all 0. `statistic` is an F ("Wald"), a chi-squared with infinite ddf, or for
    "WorkingWald" and "LRT" a weighted sum of chi-squared whose `eigenvalues` are the misspecification effects.
    """

    term: str
    method: Method
    statistic: float
    df: int
    ddf: float
    p_value: float
    eigenvalues: tuple[float, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """A model fitted to a design.

    `coefficients` and `covariance` are in the order of `terms.columns`; `df` is the design's, less the coefficients beside the constant;
    `base` counts the responses that have every variable, `left_out` those that have not, which stay in the design. `naive` is the inverse
    information of the fit with weights of mean 1, the scale of `deviance`.
    """

    formula: str
    family: Family
    terms: Terms
    coefficients: Array
    covariance: Array
    df: int
    base: int
    left_out: int
    level: float
    deviance: float
    null_deviance: float
    dispersion: float
    naive: Array
    notes: tuple[Note, ...] = ()
    sampling: str = "probability"
    fitted_to: tuple[Array, Array, Array] = field(default=(np.empty(0),) * 3, repr=False, compare=False)

    def __repr__(self) -> str:
        """str: what was fitted to how many."""
        told = f"{self.formula} ({self.family}), {counted(len(self.coefficients), 'coefficient')}, base {self.base}, {self.df} degrees of freedom"
        return f"Fit: {told}. to_frame() shows them."

    @property
    def se(self) -> Array:
        """ndarray: the standard errors of the coefficients."""
        return np.sqrt(np.maximum(np.diagonal(self.covariance), 0.0))

    def to_frame(self) -> pd.DataFrame:
        """DataFrame: term, estimate, se, t, p_value, ci_low, ci_high, a row a coefficient; of a census no p-value and no interval."""
        import pandas as pd

        with np.errstate(divide="ignore", invalid="ignore"):
            t = self.coefficients / self.se
        told = self.sampling != "census" and self.df > 0
        p = np.array([t_tails(float(value), self.df) if told else np.nan for value in t])
        low, high = wald(self.coefficients, self.se, self.df, self.level) if told else (np.full_like(t, np.nan),) * 2
        columns = {"term": self.terms.columns, "estimate": self.coefficients, "se": self.se, "t": t, "p_value": p}
        return pd.DataFrame(columns | {"ci_low": low, "ci_high": high})

    def term_test(self, term: str | Sequence[str], method: Method = "Wald", df: float | None = None) -> TermTest:
        """TermTest: whether a term (or several, "x1 + C(x2)") adds anything. `df` is the denominator's: the fit's unless given, may be infinite.

        Raises: SurveyKitError when the model has no such term, the method is unknown, or the design is a census.

        Source: Rao and Scott (1984), Annals of Statistics 12, 46-60; Lumley and Scott (2014), Australian & New Zealand Journal of
        Statistics 56, 1-14 (working likelihood ratio); `regTermTest` of R survey.
        """
        if self.sampling == "census":
            raise SurveyKitError("test_census")
        if method not in METHODS:
            raise SurveyKitError("test_statistic_unknown", got=method, expected=", ".join(METHODS))
        names = term_names(term)
        index = self.terms.positions(names)
        ddf = float(self.df if df is None else df)
        beta, found = self.coefficients[index], self.covariance[np.ix_(index, index)]
        label, count = " + ".join(names), len(index)
        if method == "Wald":
            chisq = float(beta @ np.linalg.solve(found, beta))
            statistic = chisq if np.isinf(ddf) else chisq / count
            return TermTest(label, method, statistic, count, ddf, f_tail(chisq / count, count, ddf), notes=self.notes)
        working = self.naive[np.ix_(index, index)]
        eigenvalues = np.sort(np.linalg.eigvals(np.linalg.solve(working, found)).real)[::-1]
        chisq = float(beta @ np.linalg.solve(working, beta)) if method == "WorkingWald" else self._without(index) - self.deviance
        return TermTest(label, method, chisq, count, ddf, exact(chisq, eigenvalues, ddf), tuple(eigenvalues.tolist()), self.notes)

    def _without(self, index: Sequence[int]) -> float:
        y, x, weights = self.fitted_to
        return float(_fit(self.formula, self.family, y, np.delete(x, index, axis=1), weights).deviance)


def glm(design: Design, formula: str, family: Family = "gaussian", *, level: float = 0.95) -> Fit:
    """Fit: a generalised linear model with the family's own link (identity, logit, log), fitted by statsmodels until nothing moves.

    Categories of "C(x)", and of text, are compared with the first of them. Responses without one of the variables are left out of the fit
    and kept in the design, whose degrees of freedom stay what they are.

    Raises: SurveyKitError when the formula can't be read, a variable is unknown, a factor has a single category, the response is always the same or does
    not fit the family, or no fit exists.

    Source: Binder (1983), International Statistical Review 51, 279-292; `svyglm` of R survey.

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> fit = glm(Design(pd.DataFrame({"y": [1.0, 3.0, 4.0, 8.0], "x": [0, 1, 2, 3]})), "y ~ x")
    >>> fit.to_frame()[["term", "estimate", "se"]].round(4).values.tolist()
    [['Intercept', 0.7, 0.3212], ['x', 2.2, 0.293]]
    """
    if family not in FAMILIES:
        raise SurveyKitError("family_unknown", got=family, expected=", ".join(FAMILIES))
    found = matrices(design, formula)
    _fits_family(found, formula, family)
    scale = float(design.weights.mean())
    weights = design.weights[found.rows] / scale
    result = _fit(formula, family, found.y, found.x, weights)
    mu = np.asarray(result.model.family.fitted(found.x @ result.params))
    naive = _inverse_information(formula, found.x, weights, _slopes(family, mu))
    left_out = design.base - len(found.rows)
    coefficients = np.asarray(result.params, dtype=float)
    return Fit(
        formula=formula,
        family=family,
        terms=found.terms,
        coefficients=coefficients,
        covariance=_covariance(design, found, _Fitted(formula, family, coefficients, mu, weights, naive)),
        df=design.df + 1 - len(coefficients),
        base=len(found.rows),
        left_out=left_out,
        level=level,
        deviance=float(result.deviance),
        null_deviance=_null_deviance(family, found.y, weights),
        dispersion=_dispersion(design, found, (found.y - mu) / np.sqrt(_slopes(family, mu))),
        naive=naive,
        notes=_notes(design, found, left_out),
        sampling=design.sampling,
        fitted_to=(found.y, found.x, weights),
    )


def always_the_same(values: Array) -> bool:
    """bool: whether numbers differ by rounding only."""
    return bool(np.ptp(values) <= SAME * np.abs(values).max())


def linear(design: Design, y: Array, x: Array, rows: Codes) -> tuple[Array, Array]:
    """Two ndarrays: the coefficients of y on the columns of x by weighted least squares over the rows given, and their covariance."""
    weights = design.weights[rows]
    beta, inverse = _least_squares(y, x, weights)
    if isinstance(design, ReplicateDesign):
        thetas = np.stack([_least_squares(y, x, column)[0] for column in design.replicate_weights[rows].T])
        return beta, replication.variance(thetas, design, beta)
    scores = np.zeros((design.base, x.shape[1]))
    scores[rows] = (x * (weights * (y - x @ beta))[:, None]) @ inverse
    return beta, variance(scores, design)


def _least_squares(y: Array, x: Array, weights: Array) -> tuple[Array, Array]:
    inverse = np.linalg.inv(x.T @ (x * weights[:, None]))
    return np.asarray(inverse @ (x.T @ (weights * y)), dtype=float), np.asarray(inverse, dtype=float)


@dataclass(frozen=True, slots=True)
class _Fitted:
    formula: str
    family: Family
    coefficients: Array
    mu: Array
    weights: Array
    naive: Array


def _covariance(design: Design, found: Matrices, fitted: _Fitted) -> Array:
    """ndarray: the sandwich, or with replicates the spread of the fits to each of them."""
    if isinstance(design, ReplicateDesign):
        columns = design.replicate_weights[found.rows].T / design.weights.mean()
        fits = [_fit(fitted.formula, fitted.family, found.y, found.x, column, start=fitted.coefficients) for column in columns]
        return replication.variance(np.stack([fit.params for fit in fits]), design, fitted.coefficients)
    scores = np.zeros((design.base, found.x.shape[1]))
    scores[found.rows] = (found.x * (fitted.weights * (found.y - fitted.mu))[:, None]) @ fitted.naive
    return variance(scores, design)


def _fit(formula: str, family: Family, y: Array, x: Array, weights: Array, *, start: Array | None = None) -> Any:
    """Any: the result of statsmodels.

    Raises: SurveyKitError when the columns are collinear or the iterations don't end.
    """
    import warnings

    from statsmodels.api import GLM, families

    weighted = weights > 0
    rank = int(np.linalg.matrix_rank(x[weighted])) if x.shape[1] else 0
    if rank < x.shape[1]:
        raise SurveyKitError("model_singular", where=formula, got=x.shape[1], expected=rank)
    laws = {"gaussian": families.Gaussian, "binomial": families.Binomial, "poisson": families.Poisson}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        model = GLM(y[weighted], x[weighted], family=laws[family](), var_weights=weights[weighted])
        result = model.fit(start_params=start, maxiter=ITERATIONS, tol=1e-13, tol_criterion="params", scale=1.0)
    if not result.converged or not np.isfinite(result.params).all():
        raise SurveyKitError("model_not_converged", where=formula, got=ITERATIONS)
    return result


def _inverse_information(formula: str, x: Array, weights: Array, slopes: Array) -> Array:
    """ndarray: the inverse of the information.

    Raises: SurveyKitError when a part of it vanished: a coefficient runs to infinity, because a category parts the response perfectly.
    """
    plain, found = (x.T @ (x * each[:, None]) for each in (weights, weights * slopes))
    size = np.sqrt(np.diagonal(plain))
    least = [float(np.linalg.eigvalsh(each / np.outer(size, size))[0]) for each in (plain, found / max(float(slopes.max()), 1e-300))]
    if least[1] < 1e-8 * least[0]:
        raise SurveyKitError("model_not_converged", where=formula, got=ITERATIONS)
    return np.asarray(np.linalg.inv(found), dtype=float)


def _slopes(family: Family, mu: Array) -> Array:
    """ndarray: the variance function, which with the canonical link is also the derivative of the mean."""
    return {"gaussian": np.ones_like(mu), "binomial": mu * (1 - mu), "poisson": mu}[family]


def _fits_family(found: Matrices, formula: str, family: Family) -> None:
    y = found.y
    fits = {"gaussian": True, "binomial": bool(((y >= 0) & (y <= 1)).all()), "poisson": bool((y >= 0).all())}[family]
    if always_the_same(y) and found.x.shape[1] > 1:
        raise SurveyKitError("model_constant", where=formula, got=f"{y[0]:.12g}")
    if not fits or found.response_levels > 2 or (found.response_levels and family != "binomial"):
        raise SurveyKitError("model_response", where=formula, got=family)


def _null_deviance(family: Family, y: Array, weights: Array) -> float:
    return float(_fit("1", family, y, np.ones((len(y), 1)), weights).deviance)


def _dispersion(design: Design, found: Matrices, pearson: Array) -> float:
    """float: the weighted variance of Pearson residuals, as `summary(svyglm)` has it."""
    w = design.weights[found.rows]
    weighed = np.count_nonzero(w)
    mean = float(w @ pearson / w.sum())
    return float(w @ (pearson - mean) ** 2 / w.sum() * weighed / (weighed - 1))


def _notes(design: Design, found: Matrices, left_out: int) -> tuple[Note, ...]:
    notes = [Note("test_left_out", column=", ".join(found.variables), values={"count": left_out})] if left_out else []
    return (*notes, Note("test_untold")) if design.sampling == "volunteer" else tuple(notes)
