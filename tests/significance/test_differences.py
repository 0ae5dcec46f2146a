import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean
from survey_kit.significance.differences import domains, ttest


@pytest.mark.parametrize("name", ["plain", "strata", "clusters", "replicates"])
def test_r_gives_the_same(designs, r, name):
    test, known = ttest(designs[name], "api00", "awards"), r[name]["ttest"]
    found = [test.statistic, test.df, test.p_value, test.estimate]
    assert found == pytest.approx([known["statistic"], known["df"], known["p"], known["estimate"]], rel=1e-8)
    assert test.categories == ("No", "Yes")


def test_the_difference_is_that_of_the_domains_means(designs):
    estimates = mean(designs["clusters"], "api00", by="awards").estimate
    test = ttest(designs["clusters"], "api00", "awards", level=0.9)
    assert test.estimate == pytest.approx(estimates[1] - estimates[0], rel=1e-12)
    assert test.low < test.estimate < test.high


def test_missing_values_leave_the_degrees_of_freedom_alone(designs, schools):
    test = ttest(designs["strata"], "miss", "awards")
    assert (test.left_out, test.df) == (schools["miss"].isna().sum(), designs["strata"].df - 1)
    assert [note.code for note in test.notes] == ["test_left_out"]


@pytest.mark.parametrize(
    ("by", "code"), [("stype", "test_two_categories"), ("same", "test_one_category"), ("absent", "design_variable"), ("means", "test_set")]
)
def test_what_cannot_be_compared_is_refused(schools, by, code):
    design = Design(schools.assign(same="a", means__1=True, means__2=False), "w")
    with pytest.raises(SurveyKitError) as caught:
        ttest(design, "api00", by)
    assert caught.value.code == code


@pytest.mark.parametrize("value", [3.7, 1, 1e9 / 3, -1e-300, 0])
@pytest.mark.parametrize("name", ["plain", "strata", "clusters", "replicates"])
def test_a_constant_is_not_tested(designs, name, value):
    """R's t is then that of its rounding: anything."""
    with pytest.raises(SurveyKitError) as caught:
        ttest(designs[name].extended({"same": pd.Series(value, index=designs[name].engine.frame.index)}), "same", "awards")
    assert caught.value.code == "test_constant"


def test_a_constant_within_rounding_is_one(schools):
    frame = schools.assign(same=np.where(schools["api00"] > 600, 0.1 + 0.2, 0.3))
    with pytest.raises(SurveyKitError) as caught:
        ttest(Design(frame, "w"), "same", "awards")
    assert caught.value.code == "test_constant"


@pytest.mark.parametrize("name", ["plain", "strata", "clusters", "replicates"])
def test_nothing_is_uncertain_where_y_does_not_vary_within_categories(designs, schools, name):
    test = ttest(designs[name].extended({"known": schools["awards"].map({"No": 3.7, "Yes": 5.1})}), "known", "awards")
    assert (test.se, test.low, test.high) == (0.0, test.estimate, test.estimate)
    assert test.estimate == pytest.approx(1.4)
    assert np.isnan([test.statistic, test.p_value]).all()


def test_small_differences_of_large_numbers_are_tested(schools):
    far = schools.assign(small=np.arange(len(schools)) % 3)
    far["large"] = far["small"] + 1e12
    here, there = (ttest(Design(far, "w", strata="stype"), name, "awards") for name in ("small", "large"))
    assert there.statistic == pytest.approx(here.statistic, rel=1e-12)


def test_a_census_is_not_tested(schools):
    with pytest.raises(SurveyKitError) as caught:
        ttest(Design(schools, sampling="census"), "api00", "awards")
    assert caught.value.code == "test_census"


def test_domains_hold_those_who_have_both():
    frame = pd.DataFrame({"y": [1.0, np.nan, 3.0, 4.0], "by": ["a", "a", None, "b"], "w": [1, 1, 1, 2]})
    found = domains(Design(frame, "w"), "y", "by")
    assert (found.rows.tolist(), found.y.tolist(), found.categories) == ([0, 3], [1, 4], ("a", "b"))


@given(st.lists(st.tuples(st.floats(-50, 50), st.booleans(), st.floats(0.2, 5)), min_size=6, max_size=30), st.floats(0.1, 10))
def test_turning_and_scaling(rows, factor):
    frame = pd.DataFrame(rows, columns=["y", "by", "w"])
    if frame["by"].nunique() < 2 or np.ptp(frame["y"]) < 1e-6:
        return
    here = ttest(Design(frame, "w"), "y", "by")
    there = ttest(Design(frame.assign(by=~frame["by"], w=frame["w"] * factor).iloc[::-1], "w"), "y", "by")
    assert there.estimate == pytest.approx(-here.estimate, rel=1e-9, abs=1e-9)
    assert there.se == pytest.approx(here.se, rel=1e-6, abs=1e-9)
