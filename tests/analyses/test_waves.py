"""Waves against formulas by hand: independent samples, the same respondents again, and recall."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey_kit.analyses.waves import COLUMNS, compare_recall, compare_waves
from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey

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
        ([FIRST, SECOND.assign(v=1.5)], None, "waves_kinds"),
        ([FIRST, SECOND.assign(v=1.5)], "id", "waves_kinds"),
        ([FIRST, SECOND.assign(v=pd.Series(pd.NA, index=SECOND.index, dtype="object"))], None, "waves_nobody"),
        ([FIRST.assign(v=np.nan), SECOND.assign(v=1.5)], None, "waves_nobody"),
        ([FIRST.assign(v=np.nan), SECOND.assign(v=1.5)], "id", "panel_nobody"),
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


def schools(root):
    frame = pd.read_csv(root / "tests" / "reference" / "designs_strata.csv")
    frame["spent"] = frame["miss"] / 7
    return frame, json.loads((root / "tests" / "reference" / "waves.json").read_text(encoding="utf-8"))


def test_numbers_are_compared_by_their_means_as_by_r(root):
    """R survey's svycontrast and svyttest (tests/reference/waves.R, with its session): tolerance 1e-10; the degrees of freedom are Satterthwaite's."""
    frame, want = schools(root)
    first, second = (Design(part, weights="pw", strata="stype") for part in (frame[::2], frame[1::2]))
    told = compare_waves({"first": first, "second": second}, ["api00", "spent"]).to_frame("en").set_index("variable")
    row, means = told.loc["api00"], want["means"]
    assert (row["category"], row["statistic"], row["wave"], row["base"]) == ("", "mean", "second", 100)
    expected = [*means["means"], means["points"], means["se"]]
    np.testing.assert_allclose(row[["share", "reference_share", "points", "se"]].astype(float), expected, rtol=1e-10)
    np.testing.assert_allclose([row["points"], row["points"] / row["se"]], [means["ttest"]["points"], means["ttest"]["statistic"]], rtol=1e-10)
    assert row["relative_percent"] == pytest.approx(100 * means["points"] / means["means"][1])
    parts = [mean(each, "api00").se[0] ** 2 for each in (second, first)]
    df = sum(parts) ** 2 / (parts[0] ** 2 / second.df + parts[1] ** 2 / first.df)
    half = stats.t.ppf(0.975, df) * row["se"]
    np.testing.assert_allclose([row["ci_low"], row["ci_high"]], [row["points"] - half, row["points"] + half])
    # R's interval, on the degrees of freedom of both waves together less one, is within 1 % of that
    np.testing.assert_allclose([row["ci_low"], row["ci_high"]], means["ttest"]["ci"], rtol=0.01)
    assert row["word"] == "established"
    np.testing.assert_allclose(told.loc["spent", ["points", "se"]].astype(float), list(means["missing"].values()), rtol=1e-10)


def test_numbers_of_the_same_respondents_are_compared_by_what_each_changed(root):
    frame, want = schools(root)
    moved = want["moved"]
    recalled = compare_recall(Design(frame, weights="pw", strata="stype"), "api99", "api00")
    now, then = (frame.assign(id=frame.index, score=frame[name]) for name in ("api00", "api99"))
    panel = compare_waves([Design(then, weights="pw", strata="stype"), Design(now, weights="pw", strata="stype")], "score", panel="id")
    for found in (recalled, panel):
        row = found.to_frame().iloc[0]
        expected = [*moved["means"], moved["points"], moved["se"]]
        np.testing.assert_allclose(row[["share", "reference_share", "points", "se"]].astype(float), expected, rtol=1e-10)
        assert (row["category"], row["statistic"], row["base"], len(found.changes)) == ("", "mean", 200, 1)
        assert found.changes[0].moved == ((frame["api00"] > frame["api99"]).sum(), (frame["api00"] < frame["api99"]).sum())


def test_a_number_with_few_values_is_one_unless_it_is_coded():
    later, earlier = ({"v": values} for values in ([1, 2, 2, 3], [1, 1, 2, 3]))
    assert [each.statistic for each in compare_waves([Design(pd.DataFrame(each)) for each in (earlier, later)], "v").changes] == ["mean"]
    coded = [Design(pd.DataFrame({"v": pd.Categorical(each["v"])})) for each in (earlier, later)]
    assert [each.category for each in compare_waves(coded, "v").changes] == ["1", "2", "3"]
    truth = [Design(pd.DataFrame({"v": pd.array([True, False, None, True], dtype="boolean")}))] * 2
    assert [each.category for each in compare_waves(truth, "v").changes] == ["False", "True"]


def test_numbers_that_the_codebook_codes_are_categories():
    question = Question("v", "single", {"fr": "v"}, choices=(Choice("1", {"fr": "oui"}), Choice("2", {"fr": "non"})))
    frame = pd.DataFrame({"v": [1, 2, 2, 1], "id": range(4)})
    survey = Survey(frame, pd.DataFrame("", frame.index, frame.columns), Questionnaire("q", {}, (question,)), Provenance("f.csv", "", "table"))
    for panel in (None, "id"):
        assert [each.category for each in compare_waves([Design(survey), Design(survey)], "v", panel=panel).changes] == ["1", "2"]


def test_a_mean_is_held_against_one_below_zero_by_its_size():
    cold, warm = (Design(pd.DataFrame({"degrees": values})) for values in ([-10.0, -8, -12], [-5.0, -6, -4]))
    row = compare_waves([cold, warm], "degrees").to_frame().iloc[0]
    assert (row["points"], row["relative_percent"]) == (5.0, 50.0)
