import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion
from survey_kit.significance.differences import ttest
from survey_kit.significance.pairwise import CORRECTIONS, corrected_p, pairwise_test


@pytest.mark.parametrize("name", ["plain", "strata", "clusters", "replicates"])
def test_it_is_the_t_test_of_the_two_columns(designs, schools, name):
    frame = pairwise_test(designs[name], "awards", "sch.wide").to_frame()
    assert frame["category"].tolist() == ["No", "Yes"]
    if name != "replicates":
        design = designs[name].extended({"won": (schools["awards"] == "Yes").astype(float)})
        test = ttest(design, "won", "sch.wide")
        assert frame.loc[1, ["difference", "se", "t"]].tolist() == pytest.approx([-test.estimate, test.se, -test.statistic], rel=1e-9)
    assert frame["difference"].sum() == pytest.approx(0, abs=1e-12)


def test_shares_are_those_of_the_columns(designs):
    test = pairwise_test(designs["clusters"], "awards", "stype")
    by_column = proportion(designs["clusters"], "awards", by="stype").estimate.reshape(3, 2).T
    assert test.shares == pytest.approx(by_column)
    assert test.pairs == (("E", "H"), ("E", "M"), ("H", "M"))
    assert test.difference == pytest.approx(
        np.array([by_column[:, 0] - by_column[:, 1], by_column[:, 0] - by_column[:, 2], by_column[:, 1] - by_column[:, 2]]).T
    )


def test_corrections_are_those_of_r():
    # p.adjust(c(0.01, 0.02, 0.03, 0.5), "holm") and so on, in R 4.2.2
    p = np.array([0.01, 0.02, 0.03, 0.5])
    assert corrected_p(p, "none").tolist() == p.tolist()
    assert corrected_p(p, "holm") == pytest.approx([0.04, 0.06, 0.06, 0.5])
    assert corrected_p(p, "bonferroni") == pytest.approx([0.04, 0.08, 0.12, 1])
    assert corrected_p(p, "bh") == pytest.approx([0.04, 0.04, 0.04, 0.5])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.sampled_from(CORRECTIONS))
def test_a_correction_never_lowers_nor_reorders(values, correction):
    p = np.array(values)
    found = corrected_p(p, correction)
    assert (found >= p - 1e-15).all()
    assert (found <= 1).all()
    assert (np.diff(found[np.argsort(p, kind="stable")]) >= -1e-15).all()
    with_gap = corrected_p(np.append(p, np.nan), correction)
    assert with_gap[:-1].tolist() == found.tolist()


def test_a_share_without_variance_has_no_p_value():
    frame = pd.DataFrame({"row": list("aabbaa"), "column": list("xxxyzz"), "w": [1.0, 1, 1, 1, 1, 1]})
    test = pairwise_test(Design(frame, "w"), "row", "column")
    sure = test.pairs.index(("y", "z"))
    assert np.isnan(test.p_value[:, sure]).all()


def test_shares_that_the_strata_settle_have_no_p_value():
    """Where each stratum holds one cell of the table and its weights are equal, se is 0, whatever rounding makes of it."""
    frame = pd.DataFrame({"row": list("aabbaabbb") * 3, "column": list("xxxxyyyyy") * 3})
    frame["cell"] = frame["row"] + frame["column"]
    frame["w"] = frame["cell"].map({"ax": 1 / 3, "bx": 0.7, "ay": 1.1, "by": 0.9})
    test = pairwise_test(Design(frame, "w", strata="cell"), "row", "column")
    assert test.se.tolist() == [[0.0], [0.0]]
    assert np.isnan([test.t, test.p_value]).all()


def test_a_constant_has_nothing_to_compare(schools):
    for same in (3.7, "a"):
        with pytest.raises(SurveyKitError) as caught:
            pairwise_test(Design(schools.assign(same=same), "w"), "same", "awards")
        assert caught.value.code == "test_one_category"


def test_refusals(designs, schools):
    with pytest.raises(SurveyKitError) as caught:
        pairwise_test(designs["plain"], "awards", "stype", "tukey")
    assert caught.value.code == "correction_unknown"
    with pytest.raises(SurveyKitError) as caught:
        pairwise_test(Design(schools, sampling="census"), "awards", "stype")
    assert caught.value.code == "test_census"


def test_it_tells_how_many_differences(designs):
    test = pairwise_test(designs["plain"], "awards", "stype")
    told = f"Pairwise: {len(test.to_frame())} differences of awards between columns of stype, base 200. to_frame() shows them."
    assert repr(test) == told
