"""How much a line and the columns of a banner variable have to do with each other: a test of the whole table, and the size of the effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.significance.independence import independence_test
from survey_kit.tabulation.letters import SMALLEST_BASE
from survey_kit.tabulation.table import TOTAL, Association

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.tabulation.table import Strip

UNTESTED: Final = ("test_one_category", "test_singular")


def associations(design: Design, strips: Sequence[Strip], columns: Mapping[tuple[str, str], tuple[str, str]], *, tested: bool) -> Iterator[Association]:
    """Iterator of Association: one for each line of single answers by each banner variable. `columns` gives the columns of the design that hold a line's and
    a banner variable's categories, by their names.

    Raises: SurveyKitError when the test can't be done for another reason than that there is nothing to test.
    """
    crossed = [strip for strip in strips if strip.column != TOTAL and not strip.multiple and strip.kind != "ranking" and strip.codes]
    for (name, banner), group in groupby(crossed, key=lambda strip: (strip.name, strip.column_variable)):
        listed = list(group)
        base = sum(strip.base for strip in listed)
        found = Association(listed[0].variable, listed[0].item, banner, base, cramers_v(np.array([strip.weighted_count for strip in listed])))
        yield _tested(design, found, columns[name, banner]) if tested and base >= SMALLEST_BASE else found


def cramers_v(weights: Array) -> float:
    """float, 0 to 1: how far a table of weighted counts is from independence; NaN where it has one row or one column.

    Source: Cramér (1946), Mathematical Methods of Statistics, section 21.9, of the weighted shares.

    >>> cramers_v(np.array([[10.0, 0.0], [0.0, 10.0]])), cramers_v(np.array([[5.0, 5.0], [5.0, 5.0]]))
    (1.0, 0.0)
    """
    kept = weights[weights.sum(axis=1) > 0][:, weights.sum(axis=0) > 0]
    if min(kept.shape) < 2:
        return np.nan
    share = kept / kept.sum()
    expected = np.outer(share.sum(axis=1), share.sum(axis=0))
    return float(np.sqrt(((share - expected) ** 2 / expected).sum() / (min(kept.shape) - 1)))


def _tested(design: Design, found: Association, columns: tuple[str, str]) -> Association:
    try:
        test = independence_test(design, *columns, statistic="F")
    except SurveyKitError as error:
        if error.code not in UNTESTED:
            raise
        return found
    numbers = test.statistic, test.df, test.ddf, test.p_value
    return Association(found.variable, found.item, found.column_variable, found.base, found.cramers_v, *numbers)
