"""Values of FactoMineR 2.7 (R 4.2.2) are read where they are at hand: tolerance 1e-8, signs of axes free."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.segmentation.factors import factors

REFERENCE = Path(__file__).resolve().parents[3] / "shared/reference/segmentation"
referenced = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference values are not at hand")
NEAR = 1e-8


def tea(name="tea.csv", **options):
    frame = pd.read_csv(REFERENCE / name, keep_default_na="na" in name, na_values=[""] if "na" in name else None)
    return frame, Design(frame, **options)


def matrix(entry):
    return np.array(entry["data"], dtype=float)


def expected(name):
    return json.loads((REFERENCE / name).read_text())


def signs(ours, theirs):
    return np.sign((ours * theirs).sum(axis=0))


def wide(made, values, active=True):
    lines = made.categories[(made.categories.active == active) & (made.categories.category != "")]
    return lines[values].to_numpy().reshape(-1, made.coordinates.shape[1])


def same_set(ours, theirs):
    """Rows in any order: R sorts levels by locale."""
    assert ours.shape == theirs.shape
    left = ours[np.lexsort(ours.round(6).T)]
    right = theirs[np.lexsort(theirs.round(6).T)]
    assert np.abs(left - right).max() < NEAR


def check(made, want, count, *, respondents=True):
    assert np.abs(made.eigenvalues - matrix(want["eig"])[: len(made.eigenvalues), 0]).max() < NEAR
    ours = made.coordinates.to_numpy()
    coordinates, flip = wide(made, "coordinate"), None
    if respondents:
        theirs = matrix(want["ind"]["coord"])[:, :count]
        kept = ~made.contributions.isna().any(axis=1).to_numpy()
        flip = signs(ours[kept], theirs)
        assert np.abs(ours[kept] * flip - theirs).max() < NEAR
        assert np.abs(made.contributions.to_numpy()[kept] - matrix(want["ind"]["contrib"])[:, :count]).max() < NEAR
        assert np.abs(made.cos2.to_numpy()[kept] - matrix(want["ind"]["cos2"])[:, :count]).max() < NEAR
    block = want.get("quali.var", want["var"])
    if flip is not None:
        same_set(coordinates * flip, matrix(block["coord"])[:, :count])
        same_set(wide(made, "v_test") * flip, matrix(block["v.test"])[:, :count])
    else:
        same_set(np.abs(coordinates), np.abs(matrix(block["coord"])[:, :count]))
    same_set(wide(made, "contribution"), matrix(block["contrib"])[:, :count])
    same_set(wide(made, "cos2"), matrix(block["cos2"])[:, :count])
    return flip


@referenced
@pytest.mark.parametrize("weights", [None, "w"])
def test_multiple_correspondence_is_factominer_s(weights):
    frame, design = tea(weights=weights)
    want = expected("tea_mca_w.json" if weights else "tea_mca.json")
    made = factors(design, list(frame.columns[:18]), axes=27, supplementary=list(frame.columns[18:36]))
    flip = check(made, want, 27)
    for own, theirs in (("coordinate", "coord"), ("v_test", "v.test"), ("cos2", "cos2")):
        same_set(wide(made, own, active=False) * (1 if own == "cos2" else flip), matrix(want["quali.sup"][theirs]))
    age = made.categories[made.categories.variable == "age"].coordinate.to_numpy()
    assert np.abs(age * flip - matrix(want["quanti.sup"]["coord"])[0]).max() < NEAR
    eta2 = made.variables[made.variables.active].eta2.to_numpy().reshape(-1, 27)
    assert np.abs(eta2 - matrix(want["var"]["eta2"])).max() < NEAR
    for name in ("benzecri", "greenacre"):
        rate = made.rates[name].dropna().to_numpy()
        assert np.abs(rate - np.array(list(want[name]["pct"].values()))[: len(rate)]).max() < NEAR
        assert len(rate) == len(want[name]["pct"])


@referenced
def test_the_scale_of_weights_changes_nothing():
    frame, design = tea(weights="w")
    made = factors(design, list(frame.columns[:18]))
    other = factors(Design(frame.assign(w=frame.w * 3.7), weights="w"), list(frame.columns[:18]))
    pd.testing.assert_frame_equal(made.categories, other.categories, rtol=1e-9)
    theirs = np.abs(matrix(expected("tea_mca_w_x3.7.json")["var"]["v.test"]))  # larger there by the root of what the weights add up to
    ours = np.abs(wide(other, "v_test"))
    assert np.sort(ours, axis=None) * np.sqrt(1109 / 299) == pytest.approx(np.sort(theirs, axis=None), abs=NEAR)


@referenced
def test_supplementary_respondents_are_placed_without_a_say():
    frame, design = tea(weights="w")
    want = expected("tea_mca_w_indsup.json")
    made = factors(design, list(frame.columns[:18]), where=np.arange(300) >= 20)
    flip = check(made, want, 5)
    theirs = matrix(want["ind.sup"]["coord"])
    assert np.abs(made.coordinates.to_numpy()[:20] * flip - theirs).max() < NEAR
    assert np.abs(made.cos2.to_numpy()[:20] - matrix(want["ind.sup"]["cos2"])).max() < NEAR
    assert np.abs(made.project(frame.iloc[:20]).to_numpy() * flip - theirs).max() < NEAR


@referenced
@pytest.mark.parametrize(
    ("name", "weights", "missing"),
    [
        ("tea_na_mca_w_nacat.json", "w", "category"),
        ("tea_na_mca_w_wpropfill.json", "w", "margin"),
        ("tea_na_mca_u_propfill.json", None, "margin"),
    ],
)
def test_missing_answers_follow_the_margin_or_are_a_category(name, weights, missing):
    frame, design = tea("tea_na.csv", weights=weights)
    check(factors(design, list(frame.columns[:18]), missing=missing), expected(name), 5)


@referenced
def test_excluded_categories_make_no_axis():
    frame, design = tea(weights="w")
    made = factors(design, list(frame.columns[:18]), exclude=[("How", "other"), ("price", "p_unknown")])
    check(made, expected("tea_mca_w_specific.json"), 5)


@referenced
def test_mixed_factors_are_factominer_s():
    frame, design = tea(weights="w")
    want = expected("tea_famd_w.json")
    made = factors(design, list(frame.columns[:19]), "famd", axes=10)
    theirs = matrix(want["ind"]["coord"])
    flip = signs(made.coordinates.to_numpy(), theirs)
    assert np.abs(made.eigenvalues[:10] - matrix(want["eig"])[:, 0]).max() < NEAR
    assert np.abs(made.coordinates.to_numpy() * flip - theirs).max() < NEAR
    assert np.abs(made.cos2.to_numpy() - matrix(want["ind"]["cos2"])).max() < NEAR
    for own, name in (("coordinate", "coord"), ("v_test", "v.test"), ("contribution", "contrib"), ("cos2", "cos2")):
        same_set(wide(made, own) * (flip if name in {"coord", "v.test"} else 1), matrix(want["quali.var"][name]))
    age = made.categories[made.categories.variable == "age"]
    assert np.abs(age.coordinate.to_numpy() * flip - matrix(want["quanti.var"]["coord"])[0]).max() < NEAR
    assert np.abs(age.contribution.to_numpy() - matrix(want["quanti.var"]["contrib"])[0]).max() < NEAR


@referenced
def test_mixed_supplementary_categories_are_factominer_s():
    frame, design = tea()
    want = expected("tea_famd_u.json")
    made = factors(design, list(frame.columns[:19]), "famd", axes=10, supplementary=list(frame.columns[19:22]))
    flip = signs(made.coordinates.to_numpy(), matrix(want["ind"]["coord"]))
    for own, name in (("coordinate", "coord"), ("v_test", "v.test"), ("cos2", "cos2")):
        same_set(wide(made, own, active=False) * (1 if own == "cos2" else flip), matrix(want["quali.sup"][name]))


def test_two_questions_that_say_the_same_give_one_axis():
    frame = pd.DataFrame({"car": list("yyynn"), "train": list("nnnyy")})
    made = factors(Design(frame), ["car", "train"])
    assert made.eigenvalues.round(12).tolist() == [1.0]
    # respondents at two places, shares .6 and .4, mean 0 and variance 1
    assert sorted(made.coordinates.axis_1.abs().round(9).unique()) == [round((2 / 3) ** 0.5, 9), round(1.5**0.5, 9)]
    assert made.contributions.axis_1.sum() == pytest.approx(100)


def test_whole_weights_are_repeated_rows():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({name: rng.choice(list("abc"), 40) for name in "pqrs"} | {"x": rng.normal(size=40)})
    times = rng.integers(1, 4, 40)
    weighted = factors(Design(frame.assign(w=times), weights="w"), list("pqrsx"), "famd")
    repeated = factors(Design(frame.loc[frame.index.repeat(times)].reset_index(drop=True)), list("pqrsx"), "famd")
    assert weighted.eigenvalues == pytest.approx(repeated.eigenvalues, abs=1e-12)
    assert np.abs(weighted.coordinates.to_numpy().repeat(times, axis=0) - repeated.coordinates.to_numpy()).max() < 1e-9


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("segment_method", {"variables": ["a", "b"], "method": "pca"}),
        ("segment_constant", {"variables": ["one"]}),
        ("segment_no_variable", {"variables": []}),
        ("segment_excluded", {"variables": ["a", "b"], "exclude": [("a", "z")]}),
        ("segment_twice", {"variables": ["a", "a"]}),
        ("segment_levels", {"variables": ["free"]}),
        ("segment_few", {"variables": ["a"], "where": np.zeros(100, dtype=bool)}),
    ],
)
def test_what_makes_no_sense_is_refused(code, options):
    letters = np.array(list("xy"))[np.arange(100) % 2]
    frame = pd.DataFrame({"a": letters, "b": letters[::-1], "one": "same", "free": [f"answer {n}" for n in range(100)]})
    with pytest.raises(SurveyKitError) as caught:
        factors(Design(frame), **options)
    assert caught.value.code == code


def test_it_tells_how_many_axes_of_what():
    answers = pd.DataFrame({"car": ["y", "y", "n", "n"], "train": ["n", "n", "y", "y"]})
    told = "Factors: 1 of 1 axes (mca) of car, train, 4 respondents; the first hold 100.0% of the inertia. "
    assert repr(factors(Design(answers), ["car", "train"])) == told + "coordinates, categories, variables and rates show them."
