"""Waves against formulas by hand: independent samples, the same respondents again, and recall."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey_kit.analyses.waves import COLUMNS, compare_recall, compare_waves
from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError

CHANCE = np.random.default_rng(8)
FIRST = pd.DataFrame({"id": range(200), "v": pd.Categorical(CHANCE.choice(["yes", "no"], 200, p=[0.6, 0.4]), ["yes", "no"])})
SECOND = pd.DataFrame({"id": range(100, 340), "v": pd.Categorical(CHANCE.choice(["yes", "no"], 240, p=[0.5, 0.5]), ["yes", "no"])})


def test_independent_waves_add_their_variances():
    frame = compare_waves({"2020": Design(FIRST), "2022": Design(SECOND)}, "v").to_frame()
    assert list(frame) == list(COLUMNS)
    row = frame.set_index("category").loc["yes"]
    p, q = (SECOND["v"] == "yes").mean(), (FIRST["v"] == "yes").mean()
    parts = p * (1 - p) / 239, q * (1 - q) / 199
    df = sum(parts) ** 2 / (parts[0] ** 2 / 239 + parts[1] ** 2 / 199)
    spread = 100 * stats.t.ppf(0.975, df) * np.sqrt(sum(parts))
    np.testing.assert_allclose(
        row[["share", "reference_share", "points", "relative_percent", "ci_low", "ci_high"]].astype(float),
        [100 * p, 100 * q, 100 * (p - q), 100 * (p - q) / q, 100 * (p - q) - spread, 100 * (p - q) + spread],
    )
    assert (row["wave"], row["reference_wave"], row["base"], row["reference_base"], row["kind"]) == ("2022", "2020", 240, 200, "waves")


def test_a_panel_compares_the_same_respondents():
    found = compare_waves([Design(FIRST), Design(SECOND)], "v", panel="id").to_frame().set_index("category").loc["yes"]
    both = FIRST.merge(SECOND, on="id")
    change = (both["v_y"] == "yes").astype(float) - (both["v_x"] == "yes").astype(float)
    assert (found["base"], found["kind"]) == (100, "panel")
    # A domain of 100 out of 240 rows drawn one by one: the variance of a mean by linearisation.
    scores = np.zeros(240)
    scores[:100] = (change - change.mean()) / 100
    np.testing.assert_allclose([found["points"], found["se"]], [100 * change.mean(), 100 * np.sqrt(240 / 239 * (scores**2).sum())])


def test_recall_is_told_apart_and_knows_its_covariance():
    frame = pd.DataFrame({"before": ["yes"] * 30 + ["no"] * 20, "now": ["yes"] * 25 + ["no"] * 15 + ["yes"] * 10})
    found = compare_recall(Design(frame, sampling="volunteer"), "before", "now")
    row = found.to_frame("en").set_index("category").loc["yes"]
    change = (frame["now"] == "yes").astype(float) - (frame["before"] == "yes").astype(float)
    np.testing.assert_allclose([row["points"], row["se"]], [100 * change.mean(), 100 * change.std() / np.sqrt(50)])
    assert (row["kind"], row["wave"], row["reference_wave"]) == ("recall", "now", "before")
    assert row["word"] == "may be due to chance"


def test_three_waves_are_compared_in_turn():
    names = compare_waves({"a": Design(FIRST), "b": Design(SECOND), "c": Design(FIRST)}, ["v"]).to_frame()[["wave", "reference_wave"]]
    assert names.drop_duplicates().values.tolist() == [["b", "a"], ["c", "b"]]


@pytest.mark.parametrize(
    ("waves", "panel", "code"),
    [
        ([FIRST], None, "waves_unlike"),
        ([FIRST, SECOND.assign(v="maybe")], None, "waves_categories"),
        ([FIRST, SECOND.assign(id=1)], "id", "panel_identifier"),
        ([FIRST, SECOND.assign(id=range(1000, 1240))], "id", "panel_nobody"),
        ([FIRST, SECOND.drop(columns="v")], None, "design_variable"),
    ],
)
def test_what_is_refused(waves, panel, code):
    with pytest.raises(SurveyKitError) as caught:
        compare_waves([Design(frame) for frame in waves], "v", panel=panel)
    assert caught.value.code == code


def test_waves_sampled_otherwise_are_refused():
    with pytest.raises(SurveyKitError) as caught:
        compare_waves([Design(FIRST), Design(SECOND, sampling="volunteer")], "v")
    assert caught.value.code == "waves_unlike"


def test_changes_are_those_of_r(root):
    """R survey's (tests/reference/waves.R, with its session): tolerance 1e-10."""
    folder = root / "tests" / "reference"
    want = json.loads((folder / "waves.json").read_text(encoding="utf-8"))
    frame = pd.read_csv(folder / "designs_strata.csv")
    first, second = (Design(part, weights="pw", strata="stype") for part in (frame[::2], frame[1::2]))
    row = compare_waves({"first": first, "second": second}, "awards").to_frame().set_index("category").loc["Yes"]
    told = [100 * value for value in (*want["waves"]["shares"], want["waves"]["points"], want["waves"]["se"])]
    np.testing.assert_allclose(row[["share", "reference_share", "points", "se"]].astype(float), told, rtol=1e-10)
    both = frame.assign(then=frame["api99"] > 700, now=frame["api00"] > 700)
    change = compare_recall(Design(both, weights="pw", strata="stype"), "then", "now").to_frame().set_index("category").loc["True"]
    told = [100 * value for value in (*want["panel"]["shares"], want["panel"]["points"], want["panel"]["se"])]
    np.testing.assert_allclose(change[["share", "reference_share", "points", "se"]].astype(float), told, rtol=1e-10)


def test_it_tells_how_many_rows_of_what():
    found = compare_waves([Design(FIRST), Design(SECOND)], "v")
    assert repr(found) == "Comparison: 2 rows of v (waves, probability). to_frame() shows them."
