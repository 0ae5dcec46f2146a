from dataclasses import replace

import numpy as np
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


def nets_told(counts, nets, *, ordered=True):
    frame = pd.DataFrame({"v": pd.Categorical(np.repeat(list("abcd"), counts), list("abcd"), ordered=ordered), "g": (["x", "y"] * sum(counts))[: sum(counts)]})
    released = release(tabulate(Design(frame), ["v"], ["g"], percent="row", nets={"v": nets})).to_frame()
    return released[released["statistic"] == "net"].set_index(["column", "row"])


def test_nets_are_told_where_each_of_their_cells_is():
    told = nets_told([60, 30, 8, 40], {"hides": ["a", "c"], "plain": ["a", "d"]})
    assert ("x", "plain") in told.index
    assert ("x", "hides") not in told.index, "4 of c in each column"
    assert told.loc[("x", "plain"), "value"] == 50
    assert told.loc[("x", "plain"), "row_percent"] == 50
    assert np.isfinite(told.loc[("x", "plain"), ["se", "ci_low", "ci_high"]].astype(float)).all()


def test_a_net_that_parts_answers_put_together_would_give_the_rare_one():
    frame = pd.DataFrame({"v": np.repeat(list("abcde"), [40, 30, 3, 4, 20])})
    nets = {"v": {"parts": ["a", "c"], "apart": ["a", "b"]}}
    released = release(tabulate(Design(frame), ["v"], nets=nets)).to_frame()
    assert "merged" in set(released["row"])
    assert released.loc[released["statistic"] == "net", "row"].tolist() == ["apart"]


def test_associations_are_told_of_tables_without_a_hidden_cell():
    frame = pd.DataFrame({"v": ["a", "b", "b", "a"] * 20, "g": ["x", "y"] * 40, "h": ["x"] * 77 + ["y"] * 3})
    told = release(tabulate(Design(frame), ["v"], ["g", "h"])).associations
    assert [each.column_variable for each in told] == ["g"]
    assert told[0].p_value is not None
