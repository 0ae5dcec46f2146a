"""What holds of every table, whatever was answered: shares add up, nets are sums, rows may come in any order, weights at any scale."""

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.estimation.estimators import proportion
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.letters import _tests
from survey_kit.tabulation.table import TOTAL

NETS = {"v": {"early": ["a", "b"], "all": ["a", "b", "c", "d"]}}
ANSWERS = st.sampled_from(["a", "b", "c", "d", None])
rows = st.lists(st.tuples(ANSWERS, st.sampled_from(["x", "y", "z", None]), st.integers(1, 400)), min_size=2, max_size=60).filter(
    lambda drawn: any(v is not None and g is not None for v, g, _ in drawn)
)
several = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def frame_of(drawn):
    frame = pd.DataFrame(drawn, columns=["v", "g", "w"])
    return frame.assign(v=pd.Categorical(frame["v"], list("abcd")), g=pd.Categorical(frame["g"], list("xyz")), w=frame["w"] / 100)


def long(frame, percent="column", **asked):
    table = tabulate(Design(frame, weights="w"), ["v"], ["g"], percent=percent, nets=NETS, **asked).to_frame()
    return table.astype({"value": float, f"{percent}_percent": float})


def answers(table):
    return table[(table["statistic"] == "count") & (table["row"] != TOTAL)]


@several
@given(rows)
def test_columns_add_up_to_a_hundred_and_counts_to_bases(drawn):
    table = answers(long(frame_of(drawn)))
    held = table[table["base"] > 0].groupby("column")
    np.testing.assert_allclose(held["column_percent"].sum(), 100, rtol=1e-12)
    assert (held["value"].sum() == held["base"].first()).all()
    np.testing.assert_allclose(held["weighted_count"].sum(), held["weighted_base"].first(), rtol=1e-12)


@several
@given(rows)
def test_rows_and_the_whole_add_up_over_the_columns(drawn):
    frame = frame_of(drawn).dropna()
    across = answers(long(frame, "row"))
    inside = across[(across["column"] != TOTAL) & across["row_percent"].notna()].groupby("row")["row_percent"].sum()
    np.testing.assert_allclose(inside, 100, rtol=1e-12)
    whole = answers(long(frame, "total"))
    np.testing.assert_allclose(whole.loc[whole["column"] != TOTAL, "total_percent"].sum(), 100, rtol=1e-12)


@several
@given(rows)
def test_nets_are_the_sums_of_their_answers(drawn):
    table = long(frame_of(drawn))
    counts = answers(table).pivot_table(index="row", columns="column", values=["value", "column_percent"], aggfunc="sum", observed=True)
    nets = table[(table["statistic"] == "net") & (table["base"] > 0)].set_index(["row", "column"])
    for (name, column), net in nets.iterrows():
        np.testing.assert_allclose(
            net["column_percent"], counts["column_percent"][column].loc[NETS["v"][name]].sum(), rtol=1e-10, atol=1e-10
        )
        assert net["value"] == counts["value"][column].loc[NETS["v"][name]].sum()


@several
@given(rows, st.randoms(use_true_random=False), st.floats(0.01, 1000))
def test_the_order_of_rows_and_the_scale_of_weights_change_no_percentage(drawn, random, scale):
    frame = frame_of(drawn)
    order = list(range(len(frame)))
    random.shuffle(order)
    other = frame.iloc[order].assign(w=lambda mixed: mixed["w"] * scale)
    first, second = (
        long(each)[["row", "column", "statistic", "value", "column_percent", "se", "ci_low", "ci_high"]] for each in (frame, other)
    )
    pd.testing.assert_frame_equal(first, second, rtol=1e-7, atol=1e-9)


@several
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(50, 150)), min_size=150, max_size=150))
def test_the_covariance_of_domains_apart_is_none(drawn):
    found = proportion(Design(pd.DataFrame(drawn, columns=["v", "g", "w"]), weights="w"), "v", by="g")
    pairs = list(combinations(range(len(found.blocks)), 2))
    for one, other in zip(*(_tests(found, pairs, "none", apart=apart) for apart in (True, False)), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)
