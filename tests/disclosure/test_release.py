from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.analyses.analysis import Analysis, Quantity
from survey_kit.design.design import Design
from survey_kit.disclosure.long import LONG_COLUMNS
from survey_kit.disclosure.release import release
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Question, Questionnaire
from survey_kit.tabulation.crosstab import tabulate

NUMBERS = ["value", "weighted_count", "column_percent", "row_percent", "total_percent", "se", "ci_low", "ci_high", "deff"]


def table_of(counts, *, ordered=True, extra=None):
    codes = [f"c{position}" for position in range(len(counts))]
    frame = pd.DataFrame({"v": pd.Categorical(np.repeat(codes, counts), codes, ordered=ordered)})
    return tabulate(Design(frame.assign(**(extra or {})), sampling="volunteer"), ["v"])


@settings(deadline=None)
@given(st.lists(st.integers(0, 25), min_size=1, max_size=7).filter(any), st.booleans())
def test_no_count_of_1_to_4_is_ever_released(counts, ordered):
    released = release(table_of(counts, ordered=ordered))
    distribution = released.distribution("v")
    assert not [cell for cell in distribution.cells if cell.count is not None and 0 < cell.count < 5]
    frame = released.to_frame()
    assert not (frame["value"].between(1, 4) & (frame["statistic"] == "count")).any()
    assert frame.loc[frame["status"] != "", NUMBERS].isna().all(axis=None)


@pytest.mark.parametrize(("base", "count", "percent"), [(120, 60, True), (40, 20, True), (20, 10, True), (12, 6, False)])
def test_a_base_says_what_may_be_shown(base, count, percent):
    cell = release(table_of([count, base - count])).distribution("v").cell("c0")
    assert cell.count == count
    assert (cell.percent is not None) == percent
    assert (cell.low is not None) == percent


def test_of_fewer_than_five_nothing_is_said():
    released = release(table_of([2, 1]))
    distribution = released.distribution("v")
    assert (distribution.base, distribution.cells, distribution.rule) == (None, (), "nothing")
    assert released.to_frame()[["base", *NUMBERS]].isna().all(axis=None)


def test_the_frame_and_the_distributions_hold_the_same_numbers():
    released = release(table_of([40, 3, 2, 20], ordered=False))
    assert list(released.to_frame()) == list(LONG_COLUMNS)
    cell = released.distribution("v").cell("c1")
    row = released.to_frame().set_index("row").loc["merged"]
    assert (cell.count, cell.merged, row["merged"]) == (5, ("c1", "c2"), "c1 | c2")
    np.testing.assert_allclose(
        [cell.percent, cell.se, cell.low, cell.high], row[["column_percent", "se", "ci_low", "ci_high"]].astype(float)
    )


def test_of_places_put_together_only_their_number_is_told():
    table = replace(table_of([40, 3, 2, 20], ordered=False), questionnaire=Questionnaire("x", {}, (Question("v", "place", {}),)))
    released = release(table)
    cell = released.distribution("v").cell("merged")
    assert (cell.count, cell.merged, cell.together) == (5, (), 2)
    assert released.distribution("v").cell("c1") is None
    row = released.to_frame().set_index("row").loc["merged"]
    assert (row["merged"], row["merged_number"]) == ("", 2)
    assert not released.to_frame().astype(str).isin(["c1", "c2", "c1 | c2"]).any(axis=None)


def test_a_mean_beside_masked_answers_is_kept_back():
    frame = pd.DataFrame({"n": [0] * 30 + [1] * 30 + [2] * 3})
    distribution = release(tabulate(Design(frame), ["n"])).distribution("n")
    assert distribution.measure("mean").value is None
    assert distribution.measure("median").value is None, "0 and 2 are masked, on both sides of it"
    whole = release(tabulate(Design(pd.DataFrame({"n": [0] * 30 + [1] * 30})), ["n"])).distribution("n")
    assert whole.measure("mean").value == 0.5


def test_crosses_mask_within_each_column():
    frame = pd.DataFrame({"v": ["a"] * 40 + ["b"] * 23, "g": ["x"] * 37 + ["y"] * 3 + ["x"] * 3 + ["y"] * 20})
    released = release(tabulate(Design(frame), ["v"], ["g"])).to_frame()
    assert set(released.loc[(released["column"] == "y") & (released["row"] == "a"), "status"]) == {"primary"}
    assert not (released["value"].between(1, 4)).any()


def test_an_analysis_of_fewer_than_five_keeps_its_assumptions_only():
    analysis = Analysis("demand", 4, (Quantity("days", 12.0), Quantity("peak", 1.3, assumption=True)))
    passed = release(table_of([30, 30]), analyses=[analysis]).analysis("demand")
    assert (passed.base, passed.quantity("days").value, passed.quantity("peak").value) == (None, None, 1.3)


def test_tables_of_unlike_designs_are_refused():
    for tables in ([], [table_of([9, 9]), tabulate(Design(pd.DataFrame({"v": ["a"]}), sampling="census"), ["v"])]):
        with pytest.raises(SurveyKitError) as caught:
            release(tables)
        assert caught.value.code == "release_unlike"


def test_a_row_of_a_cross_does_not_give_a_masked_cell_away():
    frame = pd.DataFrame({"v": ["a"] * 60 + ["b"] * 60, "g": ["x"] * 37 + ["y"] * 3 + ["z"] * 20 + ["x"] * 20 + ["y"] * 20 + ["z"] * 20})
    released = release(tabulate(Design(frame), ["v"], ["g"])).to_frame()
    row = released[(released["row"] == "a") & (released["column"] != "Total")].set_index("column")["status"]
    assert row.to_dict() == {"x": "", "y": "primary", "z": "secondary"}


def test_a_higher_threshold_closes_smaller_bases_too():
    distribution = release(table_of([4, 3]), threshold=10).distribution("v")
    assert (distribution.base, distribution.cells, distribution.rule) == (None, (), "nothing")


def test_what_is_released_stays_as_it_is():
    released = release(table_of([30, 30]))
    assert release(released) is released


def test_a_mean_to_one_decimal_stays_where_it_leaves_masked_answers_open():
    frame = pd.DataFrame({"n": [1] * 3 + [2] * 60 + [3] * 90 + [4] * 45})
    released = release(tabulate(Design(frame), ["n"]))
    mean = released.distribution("n").measure("mean")
    assert (mean.value, mean.se, mean.low, mean.high) == (2.9, None, None, None)
    assert released.to_frame().set_index("statistic").loc["mean", ["value", "se"]].fillna(-1).tolist() == [2.9, -1]


DEMAND = Analysis(
    "demand",
    60,
    (
        Quantity("answers", 60, counts=True),
        Quantity("dont_know", 3, counts=True),
        Quantity("days", 293.5),
        Quantity("whole_desks", 10, 5, 19, factors=(0.0317, 0.01585, 0.0634)),
        Quantity("peak", 1.3, assumption=True),
    ),
    contributors=30,
    source="v",
    total=293.5,
)


def told(tables, analysis=DEMAND):
    return {each.name: each.value for each in release(tables, analyses=[analysis]).analysis("demand").quantities}


def test_exact_sums_are_kept_back_beside_masked_answers_that_they_would_solve():
    assert told(table_of([30, 30])) == {"answers": 60, "dont_know": None, "days": 293.5, "whole_desks": 10, "peak": 1.3}
    assert told(table_of([30, 3, 9])) == {"answers": 60, "dont_know": None, "days": None, "whole_desks": 10, "peak": 1.3}


def test_few_contributors_or_a_small_base_leave_counts_alone():
    from dataclasses import replace

    open_ = table_of([30, 30])
    assert told(open_, replace(DEMAND, contributors=3)) | {"peak": 0} == {
        "answers": 60,
        "dont_know": None,
        "days": None,
        "whole_desks": None,
        "peak": 0,
    }
    assert told(open_, replace(DEMAND, base=9))["days"] is None
    assert told(open_, replace(DEMAND, base=9))["answers"] == 60


def test_a_mean_that_one_respondent_makes_nearly_alone_is_kept_back():
    money = pd.DataFrame({"n": [10_000.0] + [1.0, 2.0, 3.0] * 40})
    assert release(tabulate(Design(money), ["n"])).distribution("n").measure("mean").value is None
    assert release(tabulate(Design(money), ["n"]), threshold=1).distribution("n").measure("mean").value is not None
    analysis = Analysis("demand", 120, (Quantity("days", 12.0),), contributors=40, largest=0.9)
    assert release(table_of([30, 30]), analyses=[analysis]).analysis("demand").quantity("days").value is None


def test_means_don_t_tell_of_the_few_who_stand_in_no_column():
    frame = pd.DataFrame({"n": [1, 2, 3, 4] * 30, "g": ["x"] * 58 + ["y"] * 60 + [None] * 2})
    released = release(tabulate(Design(frame), ["n"], ["g"])).to_frame()
    means = released[released["statistic"] == "mean"].set_index("column")["value"]
    assert means.isna().to_dict() == {"Total": False, "x": True, "y": False}
