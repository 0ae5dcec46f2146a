import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.quadratic_forms import exact, saddlepoint
from survey_kit.significance.independence import STATISTICS, independence_test

PAIRS = [("sch.wide", "stype"), ("awards", "stype"), ("big", "stype")]
NAMES = ["plain", "strata", "clusters", "replicates"]


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
@pytest.mark.parametrize("name", NAMES)
def test_r_gives_the_same(designs, r, name, pair):
    expected = r[name].get(" ".join(["chisq", *pair]))
    if expected is None:
        assert (name, pair[0]) == ("replicates", "big")  # R refits such a table on fewer rows
        return
    for statistic in STATISTICS:
        test, known = independence_test(designs[name], *pair, statistic), expected[statistic]
        assert test.statistic == pytest.approx(known["statistic"], rel=1e-8)
        if statistic in {"F", "Wald", "adjWald"}:
            assert [test.df, test.ddf] == pytest.approx(known["parameter"], rel=1e-8)
        if statistic == "Chisq":
            assert [test.df] == [known["parameter"]]
        if statistic not in {"lincom", "saddlepoint"}:
            assert test.p_value == pytest.approx(known["p"], rel=1e-8)


@pytest.mark.parametrize("name", ["plain", "strata", "clusters"])
def test_how_far_r_is_from_the_exact_tail(designs, r, name):
    # R keeps the whole part of ddf only and stops looking for the saddlepoint at 1e-8; done so, we find what R finds. Without the package
    # CompQuadForm its "lincom" is the same number. The exact tail is up to a fifth away.
    for pair in PAIRS:
        known = r[name][" ".join(["chisq", *pair])]
        test = independence_test(designs[name], *pair, "lincom")
        lam, whole = np.array(test.eigenvalues), int(test.ddf + 1e-9)
        as_r = saddlepoint(test.statistic * whole / test.ddf, lam, whole)
        assert known["saddlepoint"]["p"] == pytest.approx(as_r, rel=1e-5)
        assert known["lincom"]["p"] == known["saddlepoint"]["p"]
        assert test.p_value == exact(test.statistic, lam, test.ddf)
        assert known["lincom"]["p"] == pytest.approx(test.p_value, rel=0.25)


def test_rows_without_an_answer_are_counted_and_stay_in_the_design(designs, schools):
    test = independence_test(designs["plain"], "big", "stype")
    assert (test.base, test.left_out) == (schools["big"].notna().sum(), schools["big"].isna().sum())
    assert [note.code for note in test.notes] == ["test_left_out"]
    assert str(test.left_out) in test.notes[0].text("en")
    assert test.ddf / test.df == len(schools) - 1


def test_lists_give_each_pair_once(designs):
    names = ["sch.wide", "stype", "awards"]
    tests = independence_test(designs["clusters"], names, names)
    assert [(test.row, test.column) for test in tests] == [("sch.wide", "stype"), ("sch.wide", "awards"), ("stype", "awards")]
    assert tests[0] == independence_test(designs["clusters"], "sch.wide", "stype")


def test_a_pair_that_says_nothing_is_told_and_a_list_goes_on():
    frame = pd.DataFrame({"one": ["a"] * 6, "two": list("ababab"), "three": list("aabbab")})
    design = Design(frame)
    with pytest.raises(SurveyKitError) as caught:
        independence_test(design, "one", "two")
    assert caught.value.code == "test_one_category"
    refused, tested = independence_test(design, ["one", "three"], "two")
    assert np.isnan(refused.p_value)
    assert refused.refused.code == "test_one_category"
    assert 0 < tested.p_value <= 1


def test_a_table_on_a_diagonal_has_no_covariance_of_residuals():
    frame = pd.DataFrame({"row": list("abcabc"), "column": list("abcabc"), "psu": [1, 1, 1, 2, 2, 2]})
    with pytest.raises(SurveyKitError) as caught:
        independence_test(Design(frame, psu="psu"), "row", "column", "Wald")
    assert caught.value.code == "test_singular"


def test_a_table_of_empty_cells_is_refused_rather_than_rounded():
    frame = pd.DataFrame({"row": list("aaaaaaabc"), "column": list("xxxxxyzxx")})
    with pytest.raises(SurveyKitError) as caught:
        independence_test(Design(frame), "row", "column")
    assert caught.value.code == "test_singular"
    assert "row x column" in caught.value.message("en")
    perfect = pd.DataFrame({"row": list("aabb"), "column": list("xxyy")})
    with pytest.raises(SurveyKitError):
        independence_test(Design(perfect), "row", "column")


def test_what_kind_of_survey_decides():
    frame = pd.DataFrame({"row": list("aabbab"), "column": list("ababab")})
    told = {
        sampling: independence_test(Design(frame, sampling=sampling), "row", "column").notes
        for sampling in ("volunteer", "quota", "probability")
    }
    assert {sampling: [note.code for note in notes] for sampling, notes in told.items()} == {
        "volunteer": ["test_untold"],
        "quota": ["test_quota"],
        "probability": [],
    }
    with pytest.raises(SurveyKitError) as caught:
        independence_test(Design(frame, sampling="census"), "row", "column")
    assert caught.value.code == "test_census"


def test_a_variable_is_not_crossed_with_itself(designs):
    with pytest.raises(SurveyKitError) as caught:
        independence_test(designs["plain"], "awards", "awards")
    assert caught.value.code == "test_same_variable"


def test_unknown_statistic_is_refused(designs):
    with pytest.raises(SurveyKitError) as caught:
        independence_test(designs["plain"], "awards", "stype", "G")
    assert caught.value.code == "test_statistic_unknown"


tables = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.floats(0.2, 5)), min_size=20, max_size=60)


def _frame(rows):
    return pd.DataFrame(rows, columns=["row", "column", "w"])


@given(tables, st.floats(0.01, 100), st.randoms(use_true_random=False), st.sampled_from(STATISTICS))
def test_scale_order_and_sides_change_nothing(rows, factor, random, statistic):
    frame = _frame(rows)
    try:
        here = independence_test(Design(frame, "w"), "row", "column", statistic)
    except SurveyKitError:  # too few categories or units: told, by other tests
        return
    shuffled = frame.iloc[random.sample(range(len(frame)), len(frame))].assign(w=lambda part: part["w"] * factor)
    there = independence_test(Design(shuffled, "w"), "column", "row", statistic)
    assert there.statistic == pytest.approx(here.statistic, rel=1e-6, abs=1e-9)
    assert there.p_value == pytest.approx(here.p_value, rel=1e-5, abs=1e-9)
    assert 0 <= here.p_value <= 1


@given(tables)
def test_rows_as_their_own_units_are_the_closed_form(rows):
    frame = _frame(rows).assign(unit=range(len(rows)), population=1e300)
    try:
        closed = independence_test(Design(frame, "w"), "row", "column")
    except SurveyKitError:
        return
    general = independence_test(Design(frame, "w", psu="unit", fpc="population"), "row", "column")
    assert general.p_value == pytest.approx(closed.p_value, rel=1e-7, abs=1e-12)
