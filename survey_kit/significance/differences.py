"""The t test of a difference between two domains' means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from survey_kit.design.numeric import numeric
from survey_kit.engines.memory import MemoryEngine
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.intervals import t_quantile
from survey_kit.estimation.quadratic_forms import t_tails
from survey_kit.estimation.regression import always_the_same, linear
from survey_kit.significance.allowed import refuse_census, reservations

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array
    from survey_kit.survey.survey import Note


# A standard error below this share of the values' distance from their mean is rounding.
NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Difference:
    """A t test. `estimate` is the mean of `categories[1]` less that of `categories[0]`, in the variable's unit, between `low` and `high`."""

    variable: str
    by: str
    categories: tuple[Any, Any]
    statistic: float
    df: int
    p_value: float
    estimate: float
    se: float
    low: float
    high: float
    base: int
    left_out: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Domains:
    """The responses that have both a number and a category: the numbers, the category's position of each, the rows, the categories."""

    y: Array
    group: Codes
    rows: Codes
    categories: tuple[Any, ...]


def ttest(design: Design, y: str, by: str, *, level: float = 0.95) -> Difference:
    """Difference: the t test of a difference in means between the two categories of `by`, on the design's degrees of freedom less 1.

    Where y differs between the categories and not within them, nothing is uncertain: se is 0, statistic and p-value are NaN.

    Raises: SurveyKitError when a variable is unknown, y holds no numbers or always the same, `by` has not two categories, or the design is a census.

    Source: `svyttest` of R survey: a linear model on the category (Binder 1983, International Statistical Review 51, 279-292).

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> test = ttest(Design(pd.DataFrame({"days": [1, 2, 3, 4, 6, 8], "sex": list("FFFHHH")})), "days", "sex")
    >>> round(test.estimate, 4), round(test.statistic, 4), test.df
    (4.0, 3.4641, 4)
    """
    refuse_census(design)
    found = domains(design, y, by)
    if len(found.categories) != 2:
        raise SurveyKitError("test_two_categories", where=by, got=len(found.categories))
    refuse_constant(y, found)
    estimate, se = difference(design, found.y, found)
    df = design.df - 1
    t = estimate / se if se else np.nan
    half = t_quantile(level, df) * se if df > 0 else np.nan
    left_out = design.base - len(found.rows)
    return Difference(
        variable=y,
        by=by,
        categories=(found.categories[0], found.categories[1]),
        statistic=t,
        df=df,
        p_value=t_tails(t, df),
        estimate=estimate,
        se=se,
        low=estimate - half,
        high=estimate + half,
        base=len(found.rows),
        left_out=left_out,
        notes=reservations(design, (y, by), left_out),
    )


def difference(design: Design, y: Array, found: Domains) -> tuple[float, float]:
    """Two floats: the second category's mean of y less the first's, and its standard error, 0 where it is nothing but rounding."""
    off = y - y.mean()  # so that numbers far from 0 keep their digits
    beta, covariance = linear(design, off, np.column_stack([np.ones(len(y)), found.group == 1]), found.rows)
    se = float(np.sqrt(max(covariance[1, 1], 0.0)))
    return float(beta[1]), se if se > NOTHING * np.abs(off).max() or np.isnan(se) else 0.0


def refuse_constant(y: str, found: Domains) -> None:
    """None: checks that the numbers differ by more than rounding.

    Raises: SurveyKitError when they don't.
    """
    if always_the_same(found.y):
        raise SurveyKitError("test_constant", where=y, got=f"{found.y[0]:.12g}")


def domains(design: Design, y: str, by: str) -> Domains:
    """Domains: the responses that have both variables and a weight, categories that nobody gave left out.

    Raises: SurveyKitError when a variable is unknown, y holds no numbers, or `by` is a multiple-response set or has a single category.
    """
    if members := design.members(by):
        raise SurveyKitError("test_set", where=by, got=members[0][0])
    engine, column = design.engine, design.column(by)
    if not isinstance(engine, MemoryEngine):  # pragma: no cover - there is no other engine yet
        raise TypeError(type(engine).__name__)
    values, (codes, _) = engine.product((numeric(design, y),), {}), engine.cells((column,))
    levels = engine.levels(column)
    rows = np.flatnonzero(~np.isnan(values) & (codes >= 0) & (design.weights > 0))
    present, group = np.unique(codes[rows], return_inverse=True)
    if len(present) < 2:
        raise SurveyKitError("test_one_category", where=by, got=len(present), expected=2)
    return Domains(values[rows], group.reshape(-1), rows, tuple(levels[place] for place in present))
