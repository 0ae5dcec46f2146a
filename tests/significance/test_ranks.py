import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.significance.ranks import TESTS, rank_test


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("name", ["plain", "strata", "clusters"])
def test_r_gives_the_same(designs, r, name, test):
    known = r[name][f"rank {test}"]
    two, three = (rank_test(designs[name], "api00", by, test) for by in ("awards", "stype"))
    found = [two.statistic, two.df, two.p_value, two.estimate]
    assert found == pytest.approx([known["two"][key] for key in ("statistic", "df", "p", "estimate")], rel=1e-8)
    assert [three.statistic, three.df, three.p_value] == pytest.approx([known["three"][key] for key in ("chisq", "df", "p")], rel=1e-8)
    assert np.isnan(three.estimate)


def test_two_categories_of_many_agree_with_the_chi_squared(designs):
    two = rank_test(designs["clusters"], "api00", "awards", "KruskalWallis")
    assert two.test == "KruskalWallis"
    assert two.df == designs["clusters"].df - 1


def test_replicates_and_linearisation_are_near(designs):
    here, there = (rank_test(designs[name], "api00", "awards") for name in ("clusters", "replicates"))
    assert there.estimate == here.estimate
    assert there.statistic == pytest.approx(here.statistic, rel=0.1)


@pytest.mark.parametrize(("test", "ties"), [("t", "order"), ("wilcoxon", "none")])
def test_unknown_choices_are_refused(designs, test, ties):
    with pytest.raises(SurveyKitError) as caught:
        rank_test(designs["plain"], "api00", "awards", test, ties=ties)
    assert caught.value.code == "test_statistic_unknown"


def test_a_census_is_not_tested(schools):
    with pytest.raises(SurveyKitError) as caught:
        rank_test(Design(schools, sampling="census"), "api00", "awards")
    assert caught.value.code == "test_census"


@pytest.mark.parametrize("by", ["awards", "stype"])
@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("name", ["plain", "strata", "clusters", "replicates"])
def test_a_constant_is_not_ranked(designs, name, test, by):
    """R tests the rounding of its ranks, or finds its system singular."""
    with pytest.raises(SurveyKitError) as caught:
        rank_test(designs[name].extended({"same": pd.Series(0.1, index=designs[name].engine.frame.index)}), "same", by, test)
    assert caught.value.code == "test_constant"


def test_nothing_is_uncertain_where_ranks_do_not_vary_within_categories(designs, schools):
    known = schools["stype"].map({"E": 3.7, "H": 5.1, "M": 6.3})
    for design in (designs["plain"].extended({"known": known}), designs["replicates"].extended({"known": known})):
        with pytest.raises(SurveyKitError) as caught:
            rank_test(design, "known", "stype")
        assert caught.value.code == "test_singular"


def test_too_few_units_for_the_categories():
    frame = pd.DataFrame({"y": [1.0, 2, 3, 4, 5, 6], "by": list("abcabc"), "psu": [1, 1, 1, 2, 2, 2]})
    with pytest.raises(SurveyKitError) as caught:
        rank_test(Design(frame, psu="psu"), "y", "by")
    assert caught.value.code == "test_singular"


rows = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("ab"), st.floats(0.2, 5)), min_size=8, max_size=30)


@given(rows, st.randoms(use_true_random=False))
def test_ties_in_the_middle_don_t_mind_the_order(rows, random):
    frame = pd.DataFrame(rows, columns=["y", "by", "w"])
    if frame["by"].nunique() < 2 or frame["y"].nunique() < 2:
        return
    here = rank_test(Design(frame, "w"), "y", "by", ties="middle")
    there = rank_test(Design(frame.iloc[random.sample(range(len(frame)), len(frame))], "w"), "y", "by", ties="middle")
    assert there.estimate == pytest.approx(here.estimate, rel=1e-9, abs=1e-12)


@given(rows, st.sampled_from(TESTS))
def test_only_ranks_count(rows, test):
    frame = pd.DataFrame(rows, columns=["y", "by", "w"])
    if frame["by"].nunique() < 2 or frame["y"].nunique() < 2:
        return
    here = rank_test(Design(frame, "w"), "y", "by", test)
    there = rank_test(Design(frame.assign(y=np.exp(frame["y"])), "w"), "y", "by", test)
    assert there.estimate == pytest.approx(here.estimate, rel=1e-12)
