"""Rank tests of two or more domains: scores of the estimated population ranks, compared as means are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.quadratic_forms import f_tail, t_tails
from survey_kit.estimation.regression import linear
from survey_kit.significance.allowed import one_of, refuse_census, reservations
from survey_kit.significance.differences import NOTHING, Domains, difference, domains, refuse_constant

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.survey.survey import Note

Test = Literal["wilcoxon", "vanderWaerden", "median", "KruskalWallis"]
TESTS: Final = get_args(Test)
Ties = Literal["order", "middle"]


@dataclass(frozen=True, slots=True)
class RankTest:
    """A rank test. Of two categories `statistic` is a t, `df` its degrees of freedom and `estimate` the difference in mean rank score,
    second less first; of more it is a chi-squared on `df`, the p-value that of an F with `ddf` below, and `estimate` is NaN.
    """

    variable: str
    by: str
    test: Test
    categories: tuple[Any, ...]
    statistic: float
    df: int
    ddf: float
    p_value: float
    estimate: float
    base: int
    left_out: int
    notes: tuple[Note, ...] = ()


def rank_test(design: Design, y: str, by: str, test: Test = "wilcoxon", *, ties: Ties = "order") -> RankTest:
    """RankTest: whether y ranks differently in the categories of `by`.

    Ranks are estimated in the population. Equal values share the mean of the ranks that they have in the order of the rows, as in R;
    with unequal weights that mean depends on the order, which `ties="middle"` avoids: the rank of their common middle.

    Raises: SurveyKitError when a variable or the test is unknown, y holds no numbers or always the same, `by` has one category, nothing is uncertain, or
    the design is a census.

    Source: Lumley and Scott (2013), Biometrika 100, 831-842; `svyranktest` of R survey (which, of more than two categories, prints the
    degrees of freedom in the place of the statistic).

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> test = rank_test(Design(pd.DataFrame({"days": [1, 2, 4, 3, 6, 8], "sex": list("FFFHHH")})), "days", "sex")
    >>> round(test.estimate, 4), test.df
    (0.3889, 4)
    """
    one_of("test_statistic_unknown", test, TESTS)
    one_of("test_statistic_unknown", ties, get_args(Ties))
    refuse_census(design)
    found = domains(design, y, by)
    refuse_constant(y, found)
    scores = _scores(found.y, design.weights[found.rows], test, ties)
    two = len(found.categories) == 2
    statistic, df, ddf, p_value, estimate = _two(design, scores, found) if two else _several(design, scores, found)
    left_out = design.base - len(found.rows)
    notes = reservations(design, (y, by), left_out)
    return RankTest(y, by, test, found.categories, statistic, df, ddf, p_value, estimate, len(found.rows), left_out, notes)


def _scores(y: Array, weights: Array, test: Test, ties: Ties) -> Array:
    """ndarray: the score of each response's estimated rank in the population."""
    from scipy.special import ndtri

    rank, total = _ranks(y, weights, ties), float(weights.sum())
    if test == "median":
        return (rank > total / 2).astype(float)
    return np.asarray(ndtri(rank / total) if test == "vanderWaerden" else rank / total)


def _ranks(y: Array, weights: Array, ties: Ties) -> Array:
    """ndarray: the weight below each value, with half of its own."""
    order = np.argsort(y, kind="stable")
    sorted_weights = weights[order]
    middle = np.cumsum(sorted_weights) - sorted_weights / 2
    value = np.unique(y[order], return_inverse=True)[1].reshape(-1)
    share = np.ones(len(y)) if ties == "order" else sorted_weights
    shared = np.bincount(value, weights=middle * share) / np.bincount(value, weights=share)
    ranks = np.empty(len(y))
    ranks[order] = shared[value]
    return ranks


def _two(design: Design, scores: Array, found: Domains) -> tuple[float, int, float, float, float]:
    estimate, se = difference(design, scores, found)
    df = design.df - 1
    t = estimate / se if se else np.nan
    return t, df, np.nan, t_tails(t, df), estimate


def _several(design: Design, scores: Array, found: Domains) -> tuple[float, int, float, float, float]:
    df = len(found.categories) - 1
    columns, off = np.column_stack([np.ones(len(scores)), found.group[:, None] == np.arange(1, df + 1)]), scores - scores.mean()
    beta, covariance = linear(design, off, columns, found.rows)
    inner = covariance[1:, 1:]
    if np.diagonal(inner).max() <= (NOTHING * np.abs(off).max()) ** 2 or np.linalg.matrix_rank(inner, hermitian=True) < df:
        raise SurveyKitError("test_singular", where=f"{len(found.categories)} x {len(scores)}", got=df)
    chisq = float(beta[1:] @ np.linalg.solve(inner, beta[1:]))
    ddf = float(design.df - df)
    return chisq, df, ddf, f_tail(chisq / df, df, ddf), np.nan
