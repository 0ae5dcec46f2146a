import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey_kit.design.design import Design
from survey_kit.significance.independence import independence_test
from survey_kit.tabulation.association import cramers_v
from survey_kit.tabulation.crosstab import tabulate

CHANCE = np.random.default_rng(4)
FRAME = pd.DataFrame({"v": CHANCE.choice(list("abc"), 200), "g": CHANCE.choice(list("xy"), 200), "w": CHANCE.uniform(0.5, 2, 200)})
FRAME.loc[:60, "g"] = np.where(FRAME.loc[:60, "v"] == "a", "x", "y")


def test_v_is_that_of_scipy_without_weights():
    table = pd.crosstab(FRAME["v"], FRAME["g"]).to_numpy(dtype=float)
    np.testing.assert_allclose(cramers_v(table), stats.contingency.association(table.astype(int), method="cramer"))
    assert np.isnan(cramers_v(np.array([[3.0, 4.0]])))


def test_the_whole_table_is_tested_as_the_two_variables_are():
    (found,) = tabulate(Design(FRAME, weights="w"), ["v"], ["g"]).associations
    test = independence_test(Design(FRAME, weights="w"), "v", "g")
    np.testing.assert_allclose([found.f, found.df, found.ddf, found.p_value], [test.statistic, test.df, test.ddf, test.p_value])
    assert found.base == 200


@pytest.mark.parametrize("sampling", ["volunteer", "census"])
def test_volunteers_get_no_p_value(sampling):
    (found,) = tabulate(Design(FRAME, weights="w", sampling=sampling), ["v"], ["g"]).associations
    assert found.cramers_v > 0
    assert np.isnan(found.p_value)


def test_few_respondents_and_one_column_are_not_tested():
    few = tabulate(Design(FRAME[:20]), ["v"], ["g"]).associations
    assert np.isnan(few[0].p_value)
    alone = tabulate(Design(FRAME.assign(g="x")), ["v"], ["g"]).associations
    assert np.isnan(alone[0].cramers_v)


def test_each_column_against_the_rest():
    marks = {strip.column: dict(zip(strip.codes, strip.letters, strict=True)) for strip in tabulate(Design(FRAME), ["v"], ["g"], compare="rest").strips[1:]}
    assert (marks["x"]["a"], marks["y"]["a"]) == ("+", "-")
