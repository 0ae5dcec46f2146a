"""Differences between the columns of a table, each pair tested on the design: what the letters of a table rest on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from survey_kit.estimation.quadratic_forms import t_tails
from survey_kit.significance.allowed import one_of, refuse_census, reservations
from survey_kit.significance.contingency import Contingency, contingency
from survey_kit.significance.differences import NOTHING

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.survey.survey import Note

Correction = Literal["none", "holm", "bonferroni", "bh"]
CORRECTIONS: Final = get_args(Correction)


@dataclass(frozen=True, slots=True)
class Pairwise:
    """The differences of column shares, category by category of the rows and pair by pair of the columns; p-values already corrected.

    `pairs` holds the two columns of each difference, `shares` (rows x columns) the column shares, `difference`, `se`, `t` and `p_value`
    are rows x pairs, in shares between 0 and 1.
    """

    names: tuple[str, str]
    rows: tuple[Any, ...]
    pairs: tuple[tuple[Any, Any], ...]
    shares: Array
    difference: Array
    se: Array
    t: Array
    df: int
    p_value: Array
    correction: Correction
    base: int
    left_out: int
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        """str: how many differences of what."""
        rows = len(self.rows) * len(self.pairs)
        return f"Pairwise: {rows} differences of {self.names[0]} between columns of {self.names[1]}, base {self.base}. to_frame() shows them."

    def to_frame(self) -> pd.DataFrame:
        """DataFrame: category, first, second, difference (first less second), se, t, df, p_value; a row a category and pair."""
        import pandas as pd

        places = [(row, pair) for row in self.rows for pair in self.pairs]
        columns: dict[str, Any] = {"category": [row for row, _ in places]}
        columns |= {"first": [pair[0] for _, pair in places], "second": [pair[1] for _, pair in places]}
        columns |= {"difference": self.difference.reshape(-1), "se": self.se.reshape(-1), "t": self.t.reshape(-1)}
        return pd.DataFrame(columns | {"df": self.df, "p_value": self.p_value.reshape(-1)})


def pairwise_test(design: Design, row: str, column: str, correction: Correction = "none") -> Pairwise:
    """Pairwise: t tests of the differences between column shares, with the covariance that the design gives the two columns.

    The correction is for the pairs of columns within a category: "bonferroni", "holm", or "bh" (false discoveries).

    Raises: SurveyKitError when a variable or the correction is unknown, nothing can be compared, or the design is a census.

    Source: Woodruff (1971), JASA 66, 411-414 (linearisation); `svyby(covmat = TRUE)` and `svycontrast` of R survey.

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> frame = pd.DataFrame({"sex": list("FFFFHHHH"), "answer": list("aaabbbba")})
    >>> pairwise_test(Design(frame), "answer", "sex").to_frame().round(4).values.tolist()[0]
    ['a', 'F', 'H', 0.5, 0.3273, 1.5275, 7, 0.1705]
    """
    one_of("correction_unknown", correction, CORRECTIONS)
    refuse_census(design)
    table = contingency(design, row, column)
    pairs = list(combinations(range(len(table.cols)), 2))
    shares = table.weight / table.weight.sum(axis=0)
    gaps = np.array([shares[:, a] - shares[:, b] for a, b in pairs]).T
    se = np.sqrt(np.maximum(np.array([_variances(table, shares, pair) for pair in pairs]).T, 0.0))
    se[se <= NOTHING] = 0.0  # rounding: the strata settle these shares
    t = np.divide(gaps, se, out=np.full_like(gaps, np.nan), where=se > 0)
    p = np.vectorize(t_tails, otypes=[float])(t, design.df)
    left_out = design.base - table.base
    named = tuple((table.cols[a], table.cols[b]) for a, b in pairs)
    corrected = np.array([corrected_p(line, correction) for line in p])
    notes = reservations(design, (row, column), left_out)
    return Pairwise(table.names, table.rows, named, shares, gaps, se, t, design.df, corrected, correction, table.base, left_out, notes)


def corrected_p(p: Array, correction: Correction) -> Array:
    """ndarray: p-values of one family, corrected for how many they are; missing ones count for nothing.

    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70; Benjamini and Hochberg (1995), JRSS B 57, 289-300; `p.adjust` of R.

    >>> corrected_p(np.array([0.01, 0.04, 0.03]), "holm").round(4).tolist()
    [0.03, 0.06, 0.06]
    """
    found = p.copy()
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    n, rank = len(order), np.arange(1, len(order) + 1)
    if correction == "bonferroni":
        found[order] = p[order] * n
    elif correction == "holm":
        found[order] = np.maximum.accumulate(p[order] * (n - rank + 1))
    elif correction == "bh":
        found[order] = np.minimum.accumulate((p[order] * n / rank)[::-1])[::-1]
    return np.minimum(found, 1.0)


def _variances(table: Contingency, shares: Array, pair: tuple[int, int]) -> Array:
    """ndarray, rows: the variances of the differences between two columns."""
    r, c = table.weight.shape
    sizes = table.weight.sum(axis=0)
    influence = np.zeros((r, c, r))
    for column, sign in zip(pair, (1, -1), strict=True):
        influence[:, column] = sign * (np.eye(r) - shares[:, column]) / sizes[column]

    def gaps(cells: Array) -> Array:
        part = cells.reshape(*cells.shape[:-1], r, c)
        found = part / part.sum(axis=-2, keepdims=True)
        return np.asarray(found[..., pair[0]] - found[..., pair[1]])

    return np.diagonal(table.covariance(influence.reshape(r * c, r), gaps)).copy()
