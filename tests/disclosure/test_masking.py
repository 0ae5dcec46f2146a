import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.disclosure.masking import merged, nearest_merged, primary
from survey_kit.estimation.estimators import proportion
from survey_kit.tabulation.crosstab import tabulate


def strip_of(counts, *, ordered=True):
    codes = [f"c{position}" for position in range(len(counts))]
    values = pd.Categorical(np.repeat(codes, counts), codes, ordered=ordered)
    return tabulate(Design(pd.DataFrame({"v": values})), ["v"]).strips[0]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_rare_counts_and_rare_complements_are_primary(counts):
    base = sum(counts)
    assert primary(strip_of(counts), 5) == tuple(0 < count < 5 or (count > 0 and 0 < base - count < 5) for count in counts)


def test_nearly_everybody_is_masked_too():
    assert primary(strip_of([50, 2]), 5) == (True, True)


def test_zero_is_shown_but_of_sensitive_questions():
    assert primary(strip_of([50, 0, 30]), 5) == (False, False, False)
    assert primary(strip_of([50, 0, 30]), 5, sensitive=True) == (False, True, False)
    assert primary(strip_of([50, 0]), 5, sensitive=True) == (True, True)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=9))
def test_rare_nominal_answers_are_put_together(counts):
    strip = strip_of(counts, ordered=False)
    together, inside = merged(strip, 5, ())
    assert together.count.sum() == strip.count.sum()
    assert abs(together.share.sum() - 1) < 1e-9 or not sum(counts)
    if inside:
        assert not any(primary(together, 5))
        assert together.codes[-1] == "merged"


def test_the_merged_cell_has_the_interval_of_its_sum():
    together, inside = merged(strip_of([40, 3, 2, 20], ordered=False), 5, ())
    assert inside == ("c1", "c2")
    both = proportion(Design(pd.DataFrame({"b": [True] * 5 + [False] * 60})), "b").to_frame().set_index("category").loc[True]
    np.testing.assert_allclose(
        [together.share[-1], together.se[-1], together.low[-1], together.high[-1]],
        both[["estimate", "se", "ci_low", "ci_high"]].astype(float),
        rtol=1e-9,
    )


def test_answers_in_order_are_never_put_together():
    assert merged(strip_of([40, 3, 2, 20]), 5, ())[1] == ()


def test_dont_know_joins_last():
    assert merged(strip_of([40, 3, 6, 20], ordered=False), 5, ("c2",))[1] == ("c1", "c3")


def test_answers_put_together_in_a_census_have_no_bounds():
    from survey_kit.disclosure.release import release

    answers = pd.DataFrame({"place": pd.Categorical(["a"] * 30 + ["b"] * 20 + ["c"] * 3 + ["d"] * 2 + ["e"] * 2)})
    for sampling in ("census", "volunteer"):
        (told,) = release(tabulate(Design(answers, sampling=sampling), ["place"])).distributions
        together = next(cell for cell in told.cells if cell.together)
        assert (together.low is None) == (sampling == "census")


def test_the_nearest_steps_of_a_ladder_are_told_together_where_the_first_is_rare():
    together, inside = nearest_merged(strip_of([1, 35, 44, 52, 9]), 5)
    assert inside == ("c0", "c1")
    assert together.codes == ("merged", "c2", "c3", "c4")
    assert together.count.tolist() == [36, 44, 52, 9]
    assert together.share.tolist() == [count / 141 for count in (36, 44, 52, 9)]
    plain = strip_of([36, 44, 52, 9])
    np.testing.assert_allclose(together.se, plain.se, rtol=1e-9)
    np.testing.assert_allclose(np.diag(together.covariance), plain.se**2, rtol=1e-9)


def test_as_many_steps_join_as_it_takes():
    assert nearest_merged(strip_of([1, 2, 44, 52]), 5)[1] == ("c0", "c1", "c2")


@given(st.lists(st.integers(0, 30), min_size=1, max_size=7))
def test_a_ladder_told_in_fewer_steps_loses_nobody_and_keeps_its_order(counts):
    strip = strip_of(counts)
    together, inside = nearest_merged(strip, 5)
    assert together.count.sum() == strip.count.sum()
    assert together.codes == (strip.codes if not inside else ("merged", *strip.codes[len(inside) :]))
    if inside:
        assert 0 < counts[0] < 5
        assert together.count[0] >= 5
        assert strip.base - together.count[0] >= 5


def test_a_ladder_whose_first_step_is_told_stays_as_it_is():
    strip = strip_of([8, 35, 3, 52])
    assert nearest_merged(strip, 5) == (strip, ())
    empty = strip_of([0, 35, 3, 52])
    assert nearest_merged(empty, 5)[1] == ()
