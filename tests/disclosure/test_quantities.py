"""What is made of all answers, beside masked ones, against trying every whole number."""

from itertools import product
from math import ceil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.analyses.analysis import Analysis, Quantity
from survey_kit.design.design import Design
from survey_kit.disclosure.release import release
from survey_kit.tabulation.crosstab import tabulate

DAYS = (0.0, 2.0, 5.5, 10.0, 15.0)
FACTORS = tuple(1.3 * share / 20.5 for share in (0.5, 0.25, 1.0))


def table_of(counts):
    levels = pd.CategoricalDtype([f"{days:g}" for days in DAYS], ordered=True)
    return tabulate(Design(pd.DataFrame({"v": np.repeat([f"{days:g}" for days in DAYS], counts)}, dtype=levels), sampling="volunteer"), ["v"])


def desks(days, step):
    return tuple(ceil(days * factor / step - 1e-9) * step for factor in FACTORS)


def analysed(counts):
    days = float(np.dot(counts, DAYS))
    quantities = (Quantity("desks", days), Quantity("whole", *desks(days, 1), factors=FACTORS))
    return Analysis("demand", sum(counts), quantities, contributors=30, source="v", total=days)


@settings(deadline=None, max_examples=40)
@given(st.tuples(st.integers(20, 60), st.integers(20, 40), st.integers(10, 30), st.integers(1, 9), st.integers(1, 4)))
def test_whole_numbers_leave_every_rare_answer_open(counts):
    released = release(table_of(counts), analyses=[analysed(counts)])
    hidden = [place for place, cell in enumerate(released.distribution("v").cells) if cell.status]
    found = released.analysis("demand").quantity("whole")
    if not hidden:
        assert (found.value, found.low, found.high) == desks(float(np.dot(counts, DAYS)), 1)
        return
    assert released.analysis("demand").quantity("desks").value is None
    together, open_ = sum(counts[place] for place in hidden), {place: set() for place in hidden}
    ranges = [range(1, together + 1)] * len(hidden)  # which of them are rare is told nowhere
    for tried in product(*ranges):
        now = list(counts)
        for place, count in zip(hidden, tried, strict=True):
            now[place] = count
        if sum(tried) == together and (found.value is None or desks(float(np.dot(now, DAYS)), found.step) == (found.value, found.low, found.high)):
            for place, count in zip(hidden, tried, strict=True):
                open_[place].add(count)
    assert all({1, 2, 3, 4} <= open_[place] for place in hidden if counts[place] < 5)


@pytest.mark.parametrize(
    ("counts", "median"),
    [
        ((40, 40, 40, 3, 9), 1.0),  # 3 and 4 are masked, above it
        ((7, 4, 1, 2, 5), None),  # it is one of those masked
        ((3, 20, 30, 20, 3), None),  # some below it, some above
    ],
)
def test_a_quantile_stays_where_all_that_is_masked_lies_on_one_side(counts, median):
    numbers = np.repeat(range(5), counts)
    distribution = release(tabulate(Design(pd.DataFrame({"n": numbers})), ["n"])).distribution("n")
    assert any(cell.status for cell in distribution.cells)
    assert distribution.measure("median").value == median


def test_a_mean_of_bands_stays_and_one_that_solves_a_cell_does_not():
    bands = release(tabulate(Design(pd.DataFrame({"n": [*range(20, 80)] * 2})), ["n"])).distribution("n")
    assert bands.measure("mean").value is not None
    few = release(tabulate(Design(pd.DataFrame({"n": [0] * 30 + [1] * 30 + [9] * 2})), ["n"])).distribution("n")
    assert few.measure("mean").value is None
