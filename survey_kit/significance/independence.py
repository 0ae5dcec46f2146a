"""Tests of independence of two categorical variables, corrected for the design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, get_args, overload

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.quadratic_forms import exact, f_tail, saddlepoint
from survey_kit.significance.allowed import one_of, refuse_census, reservations
from survey_kit.significance.contingency import Contingency, crossed, single

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.survey.survey import Note

Statistic = Literal["F", "Chisq", "Wald", "adjWald", "lincom", "saddlepoint"]
STATISTICS: Final = get_args(Statistic)


@dataclass(frozen=True, slots=True)
class Independence:
    """A test of independence. `statistic` is an F, or for "Chisq", "lincom" and "saddlepoint" Pearson's X² scaled to the number of responses.

    `df` and `ddf` are its degrees of freedom (ddf infinite for "Chisq"), `eigenvalues` the generalised design effects (none for Wald),
    `base` the responses that have both variables, `left_out` those that have not. A pair in a list that can't be tested holds NaN and
    says why in `refused`.
    """

    row: str
    column: str
    method: Statistic
    statistic: float
    df: float
    ddf: float
    p_value: float
    base: int
    left_out: int
    eigenvalues: tuple[float, ...] = ()
    notes: tuple[Note, ...] = ()
    refused: SurveyKitError | None = None


@overload
def independence_test(design: Design, row: str, column: str, statistic: Statistic = "F") -> Independence: ...
@overload
def independence_test(
    design: Design, row: str | Sequence[str], column: str | Sequence[str], statistic: Statistic = "F"
) -> Independence | tuple[Independence, ...]: ...
def independence_test(
    design: Design, row: str | Sequence[str], column: str | Sequence[str], statistic: Statistic = "F"
) -> Independence | tuple[Independence, ...]:
    """Independence, or with lists a tuple of them: each pair of different variables once, in the order of the lists.

    "F" and "Chisq" are Rao and Scott's corrections of Pearson's X², of second and first order; "Wald" and "adjWald" test the residuals
    by their covariance; "lincom" and "saddlepoint" refer X² to its own distribution, exactly and approximately. Responses without one of
    the variables are left out of the table and kept in the design. F is the statistic to take when nothing speaks for another.

    Raises: SurveyKitError when a variable or the statistic is unknown, the design is a census, or (of a single pair) nothing can be tested.

    Source: Rao and Scott (1984), Annals of Statistics 12, 46-60, and Thomas and Rao (1987), JASA 82, 630-636 (F, Chisq, Wald);
    Koch, Freeman and Freeman (1975), International Statistical Review 43, 59-78 (Wald); `svychisq` of R survey.

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> frame = pd.DataFrame({"sex": list("FFFFHHHH"), "answer": list("aaabbbba")})
    >>> test = independence_test(Design(frame), "sex", "answer")
    >>> round(test.statistic, 4), round(test.df, 4), round(test.ddf, 4), round(test.p_value, 4)
    (1.75, 1.0, 7.0, 0.2275)
    """
    one_of("test_statistic_unknown", statistic, STATISTICS)
    refuse_census(design)
    columns = {name: single(design, name) for name in (*_listed(row), *_listed(column))}
    if isinstance(row, str) and isinstance(column, str):
        if columns[row] == columns[column]:
            raise SurveyKitError("test_same_variable", where=row)
        return _tested(design, (row, column), columns, statistic)
    return tuple(_in_list(design, pair, columns, statistic) for pair in _pairs(_listed(row), _listed(column)))


def _listed(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _pairs(rows: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    seen: set[frozenset[str]] = set()
    for row in rows:
        for column in columns:
            pair = frozenset((row, column))
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                yield row, column


def _in_list(design: Design, pair: tuple[str, str], columns: Mapping[str, str], statistic: Statistic) -> Independence:
    try:
        return _tested(design, pair, columns, statistic)
    except SurveyKitError as error:
        if error.code not in {"test_one_category", "test_singular"}:
            raise
        return Independence(*pair, statistic, np.nan, np.nan, np.nan, np.nan, 0, 0, refused=error)


def _tested(design: Design, pair: tuple[str, str], columns: Mapping[str, str], statistic: Statistic) -> Independence:
    table = crossed(design, pair, (columns[pair[0]], columns[pair[1]]))
    left_out = design.base - table.base
    try:
        found = _wald(table, statistic) if statistic in {"Wald", "adjWald"} else _rao_scott(table, statistic)
    except np.linalg.LinAlgError:
        raise _singular(table) from None
    if np.isnan(found[0]):
        raise _singular(table)
    return Independence(*pair, statistic, *found[:4], table.base, left_out, found[4], reservations(design, pair, left_out))


def _singular(table: Contingency) -> SurveyKitError:
    (r, c) = table.weight.shape
    return SurveyKitError("test_singular", where=" x ".join(table.names), got=(r - 1) * (c - 1))


def _rao_scott(table: Contingency, statistic: Statistic) -> tuple[float, float, float, float, tuple[float, ...]]:
    """Four floats and the eigenvalues: statistic, df, ddf, p-value from Pearson's X²."""
    p, n = table.shares, table.design.base
    independent = np.outer(p.sum(axis=1), p.sum(axis=0))
    pearson = float(n * ((p - independent) ** 2 / independent).sum())
    delta = _delta(table, p.reshape(-1))
    trace, square = float(np.trace(delta)), float((delta * delta.T).sum())
    if not trace > 1e-8:  # under simple random sampling it is (r - 1)(c - 1): what is left here is rounding
        raise np.linalg.LinAlgError
    d0 = trace**2 / square
    ddf = d0 * table.design.df
    if statistic == "F":
        return pearson / trace, d0, ddf, f_tail(pearson / trace, d0, ddf), ()
    if statistic == "Chisq":
        return pearson, float(len(delta)), np.inf, f_tail(pearson / trace, len(delta), np.inf), ()
    eigenvalues = np.sort(np.linalg.eigvals(delta).real)[::-1]
    tail = exact if statistic == "lincom" else saddlepoint
    return pearson, float(len(delta)), ddf, tail(pearson, eigenvalues, ddf), tuple(eigenvalues.tolist())


def _delta(table: Contingency, p: Array) -> Array:
    """ndarray, (r - 1)(c - 1) square: the generalised design effects matrix of the interaction contrasts.

    Source: Rao and Scott (1984), Annals of Statistics 12, 46-60, section 3.
    """
    contrasts = _contrasts(*table.weight.shape)
    inverse = np.divide(1.0, p, out=np.zeros_like(p), where=p > 0)
    scaled = contrasts * inverse[:, None]
    influence = (scaled - p @ scaled) / table.weight.sum()
    plain = contrasts.T @ scaled / table.design.base
    if (p <= 0).any() and np.linalg.matrix_rank(plain, tol=1e-10 * float(np.trace(plain)), hermitian=True) < len(plain):
        raise np.linalg.LinAlgError  # empty cells leave some of the contrasts without any observation
    return np.asarray(np.linalg.solve(plain, table.covariance(influence, lambda cells: _shares(cells) @ scaled)))


def _shares(cells: Array) -> Array:
    return np.asarray(cells / cells.sum(axis=-1, keepdims=True))


@lru_cache(maxsize=256)
def _contrasts(r: int, c: int) -> Array:
    """ndarray, cells x (r - 1)(c - 1): the interaction's columns, less what the main effects explain of them."""
    row, column = ((np.eye(size) - 1 / size)[:, 1:] for size in (r, c))
    return np.asarray(np.kron(row, column))


def _wald(table: Contingency, statistic: Statistic) -> tuple[float, float, float, float, tuple[float, ...]]:
    """Four floats and nothing: the F of the residuals from independence, its df, ddf and p-value."""
    total = table.weight.sum()
    of_row, of_col = table.weight.sum(axis=1) / total, table.weight.sum(axis=0) / total
    residuals = (table.weight - np.outer(of_row, of_col) * total)[1:, 1:].reshape(-1)
    r, c = table.weight.shape
    influence = np.kron((np.eye(r) - of_row)[:, 1:], (np.eye(c) - of_col)[:, 1:])
    covariance = table.covariance(influence, lambda cells: cells @ influence)
    df, nu = float(len(residuals)), table.design.df
    if np.linalg.matrix_rank(covariance, hermitian=True) < df:
        raise np.linalg.LinAlgError
    f = float(residuals @ np.linalg.solve(covariance, residuals)) / df
    if statistic == "Wald":
        return f, df, float(nu), f_tail(f, df, nu), ()
    ddf = nu - df + 1
    return f * ddf / nu, df, ddf, f_tail(f * ddf / nu, df, ddf), ()
