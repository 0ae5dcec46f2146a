import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.segmentation.description import COLUMNS, describe_segments

REFERENCE = Path(__file__).resolve().parents[3] / "shared/reference/segmentation"


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference values are not at hand")
@pytest.mark.parametrize("kind", ["u", "w"])
def test_shares_and_means_are_those_of_catdes(kind):
    frame = pd.read_csv(REFERENCE / "tea.csv", keep_default_na=False)
    want = json.loads((REFERENCE / f"tea_catdes_SPC_{kind}.json").read_text())
    design = Design(frame, weights="w" if kind == "w" else None)
    told = describe_segments(design, frame["SPC"], ["home", "tearoom", "age"])
    assert tuple(told.columns) == COLUMNS
    student = want["category"]["student"]
    columns = student["cols"]
    line = student["data"][student["rows"].index("home=home")]
    mine = told.query("segment == 'student' and variable == 'home' and category == 'home'").iloc[0]
    tolerance = 1e-8 if kind == "u" else 0.02  # catdes rounds weighted counts
    assert mine["share_in"] * 100 == pytest.approx(line[columns.index("Mod/Cla")], rel=tolerance)
    assert mine["share_all"] * 100 == pytest.approx(line[columns.index("Global")], rel=tolerance)


def test_an_answer_is_as_unlikely_by_chance_as_said():
    """With unequal weights (effective base 90 of 165) unrelated answers pass 1.96 one time in twenty; `catdes` does so 15 times in a hundred."""
    found = []
    for seed in range(120):
        random = np.random.default_rng(seed)
        frame = pd.DataFrame({"a": random.choice(list("abc"), 165), "n": random.normal(size=165), "w": random.lognormal(0, 0.8, 165)})
        labels = pd.Series(random.integers(1, 4, 165))
        found.append(describe_segments(Design(frame, weights="w"), labels, ["a", "n"])["v_test"].abs().to_numpy() > 1.96)
    assert 0.03 < np.mean(found) < 0.075


def test_a_v_test_counted_by_hand():
    frame = pd.DataFrame({"x": [0.0, 1.0, 2.0, 3.0]})
    told = describe_segments(Design(frame), pd.Series([1, 1, 2, 2]), ["x"])
    scores = np.array([0.5, 0.5, -0.5, -0.5]) * (np.arange(4) - 1.5)
    z = scores.sum() / np.sqrt(4 / 3 * ((scores - scores.mean()) ** 2).sum())
    assert told["v_test"][0] == pytest.approx(-stats.norm.isf(stats.t.sf(abs(z), 3)))
    assert told["share_in"].tolist() == [0.5, 2.5]


def test_p_values_are_of_other_questions_only_and_corrected():
    random = np.random.default_rng(0)
    frame = pd.DataFrame({name: random.choice(list("ab"), 100) for name in "xyz"})
    told = describe_segments(Design(frame), frame["x"].map({"a": 1, "b": 2}), ["x", "y", "z"], active=["x"])
    assert told.loc[told["variable"] == "x", "p_value"].isna().all()
    rest = told[told["variable"] != "x"]
    assert (rest["p_value"] >= 2 * stats.norm.sf(rest["v_test"].abs()) - 1e-12).all()


def test_volunteers_have_no_p_values():
    frame = pd.DataFrame({"x": list("ab") * 20})
    told = describe_segments(Design(frame, sampling="volunteer"), pd.Series([1, 1, 2, 2] * 10), ["x"])
    assert told["p_value"].isna().all()


def test_scaling_weights_changes_no_test():
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"x": random.choice(list("ab"), 60), "w": random.uniform(1, 3, 60)})
    labels = pd.Series(random.integers(0, 2, 60))
    one, other = (describe_segments(Design(frame.assign(w=frame["w"] * k), weights="w"), labels, ["x"]) for k in (1, 50))
    np.testing.assert_allclose(one["v_test"], other["v_test"], rtol=1e-9)


def test_a_clustered_design_counts_its_clusters():
    random = np.random.default_rng(0)
    village = np.arange(20).repeat(10)
    frame = pd.DataFrame({"x": (random.random(20) < 0.5)[village].astype(int).astype(str), "village": village})
    labels = pd.Series((random.random(20) < 0.5)[village].astype(int))
    plain, clustered = (describe_segments(Design(frame, psu=psu), labels, ["x"])["v_test"].abs().max() for psu in (None, "village"))
    assert clustered < plain


@pytest.mark.parametrize("labels", [pd.Series([1, 2]), pd.Series([None] * 4)])
def test_labels_that_don_t_fit_are_refused(labels):
    with pytest.raises(SurveyKitError) as caught:
        describe_segments(Design(pd.DataFrame({"x": list("abab")})), labels, ["x"])
    assert caught.value.code == "segment_labels"


def test_labels_are_matched_by_index():
    frame = pd.DataFrame({"x": list("aabb")})
    labels = pd.Series([2, 2, 1, 1], index=[3, 2, 1, 0])
    told = describe_segments(Design(frame), labels, ["x"])
    assert told.query("segment == 1 and category == 'a'")["share_in"].item() == 1.0
