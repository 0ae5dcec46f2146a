from dataclasses import replace

import pandas as pd

from survey_kit.design.design import Design
from survey_kit.disclosure.gate import gated
from survey_kit.disclosure.long import LONG_COLUMNS, kinds_told, long_frame
from survey_kit.disclosure.release import release
from survey_kit.tabulation.crosstab import tabulate

from .test_masking import strip_of


def shown_of(counts, **more):
    return replace(gated([replace(strip_of(counts), **more)], None, 5)[0])


def test_a_rare_kind_is_not_the_rest_of_those_told():
    assert kinds_told(shown_of([30, 30], missing={"not_asked": 3, "not_answered": 20, "refused": 9})) == {"not_asked": None, "not_answered": 20, "refused": None}
    assert kinds_told(shown_of([30, 30], missing={"not_asked": 13, "not_answered": 20})) == {"not_asked": 13, "not_answered": 20}
    assert kinds_told(shown_of([2, 1], missing={"not_asked": 13})) == {"not_asked": None}


def test_kinds_of_missing_answers_are_rows_where_they_are_told():
    frame = long_frame([shown_of([30, 30], missing={"not_asked": 13, "not_answered": 20})], "column")
    assert list(frame) == list(LONG_COLUMNS)
    assert frame[frame["statistic"] == "missing"].set_index("row")["value"].to_dict() == {"not_asked": 13, "not_answered": 20}
    few = long_frame([shown_of([30, 30], missing={"not_asked": 3, "not_answered": 20})], "column")
    assert not (few["statistic"] == "missing").any()


def test_row_percentages_don_t_tell_a_total_that_is_kept_back():
    frame = pd.DataFrame({"v": ["a"] * 3 + ["b"] * 30 + ["c"] * 9, "g": ["x", "y"] * 21})
    released = release(tabulate(Design(frame), ["v"], ["g"], percent="row")).to_frame()
    totals = released[(released["column"] == "Total") & (released["status"] != "")]["row"].tolist()
    assert totals
    beside = released[released["row"].isin(totals) & (released["statistic"] == "count")]
    assert beside[["row_percent", "se", "ci_low", "ci_high"]].isna().all(axis=None)


def test_nets_of_a_table_with_a_hidden_cell_are_left_out():
    frame = pd.DataFrame({"v": pd.Categorical(["a"] * 30 + ["b"] * 30 + ["c"] * 3, ordered=True), "g": ["x", "y", "x"] * 21})
    released = release(tabulate(Design(frame), ["v"], ["g"], nets={"v": {"n": ["a", "c"]}})).to_frame()
    assert not (released["statistic"] == "net").any()


def test_associations_are_told_of_tables_without_a_hidden_cell():
    frame = pd.DataFrame({"v": ["a", "b", "b", "a"] * 20, "g": ["x", "y"] * 40, "h": ["x"] * 77 + ["y"] * 3})
    told = release(tabulate(Design(frame), ["v"], ["g", "h"])).associations
    assert [each.column_variable for each in told] == ["g"]
    assert told[0].p_value is not None
