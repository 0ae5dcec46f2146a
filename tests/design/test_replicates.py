"""Replicate designs: given, made, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.design.replicates import ReplicateDesign, as_replicates
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, proportion, quantile, ratio, total

FRAME = pd.DataFrame(
    {
        "h": list("aabbcc"),
        "p": [1, 2, 1, 2, 1, 2],
        "y": [1.0, 3.0, 2.0, 7.0, 4.0, 4.5],
        "x": [1.0, 2.0, 2.0, 3.0, 1.0, 4.0],
        "w": [2.0, 1.0, 3.0, 1.0, 2.0, 2.0],
    }
)
PAIRS = Design(FRAME, "w", strata="h", psu="p")


@pytest.mark.parametrize(("method", "rho"), [("JKn", None), ("BRR", None), ("Fay", 0.3)])
def test_replicates_and_linearization_agree_on_a_total(method, rho):
    made = as_replicates(PAIRS, method, rho=rho)
    np.testing.assert_allclose(total(made, "y").se, total(PAIRS, "y").se, rtol=1e-10)
    assert made.df == 3


def test_the_bootstrap_repeats_itself_by_its_seed():
    one, two, other = (as_replicates(PAIRS, "bootstrap", replicates=40, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.replicate_weights, two.replicate_weights)
    assert not np.array_equal(one.replicate_weights, other.replicate_weights)
    assert one.scale == 1 / 39


def test_every_estimator_takes_replicates():
    made = as_replicates(Design(FRAME, "w"), "JK1")
    columns = {f"r{number}": column for number, column in enumerate(made.replicate_weights.T)}
    given_again = ReplicateDesign(FRAME.assign(**columns), "w", list(columns), "JK1")
    for design in (made, given_again):
        for found in (mean(design, ["y", "x"], by="h"), proportion(design, "h"), ratio(design, "y", "x"), quantile(design, "y")):
            assert len(found.estimate)
    np.testing.assert_allclose(mean(made, ["y", "x"]).covariance, mean(given_again, ["y", "x"]).covariance)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 50)), min_size=3, max_size=30))
def test_the_jackknife_of_a_total_is_its_linearised_variance(rows):
    design = Design(pd.DataFrame(rows, columns=["y", "w"]), "w")
    np.testing.assert_allclose(total(as_replicates(design, "JK1"), "y").se, total(design, "y").se, rtol=1e-7, atol=1e-2)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: as_replicates(PAIRS, "jackknife"), "replicate_method"),
        (lambda: as_replicates(PAIRS, "JK1"), "replicates_strata"),
        (lambda: as_replicates(Design(FRAME, "w"), "BRR"), "replicates_pairs"),
        (lambda: as_replicates(PAIRS, "Fay"), "replicates_rho"),
        (lambda: as_replicates(PAIRS.reweighted(PAIRS.weights, lambda scores: scores), "JKn"), "replicates_calibrated"),
        (lambda: as_replicates(Design(FRAME, "w", strata="p", psu="h").extended({}), "BRR"), "replicates_pairs"),
        (lambda: ReplicateDesign(FRAME, "w", ["x"]), "replicates_few"),
        (lambda: ReplicateDesign(FRAME, "w", ["x", "y"], "JKn"), "rscales_missing"),
        (lambda: ReplicateDesign(FRAME, "w", ["x", "y"], rscales=[1.0]), "rscales_length"),
        (lambda: ReplicateDesign(FRAME, "w", ["x", "z"]), "design_variable"),
    ],
)
def test_what_is_refused(make, code):
    with pytest.raises(SurveyKitError) as caught:
        make()
    assert caught.value.code == code


def test_a_lone_unit_is_told_by_the_estimate():
    alone = Design(FRAME.head(5), "w", strata="h", psu="p")
    for fails in (lambda: mean(alone, "y"), lambda: as_replicates(alone, "JKn")):
        with pytest.raises(SurveyKitError) as caught:
            fails()
        assert (caught.value.code, caught.value.where, caught.value.got) == ("lonely_psu", "h = c", 1)


REFERENCE = Path(__file__).parents[1] / "reference"
LONELY = json.loads((REFERENCE / "lonely.json").read_text(encoding="utf-8"))


def lone_schools():
    """DataFrame: the one of tests/reference/lonely.R."""
    frame = pd.read_csv(REFERENCE / "designs_strata.csv")
    kinds = [frame[frame["stype"] == kind].head(count) for kind, count in (("E", 50), ("H", 1), ("M", 1))]
    frame = pd.concat(kinds, ignore_index=True)
    frame["stratum"] = np.where((frame["stype"] == "E") & (frame.index >= 30), "F", frame["stype"])
    return frame.assign(whole=np.where(frame["stratum"] == "F", 20, frame["fpc"]))


@pytest.mark.parametrize("mse", [False, True], ids=["mean", "mse"])
@pytest.mark.parametrize("treated", ["remove", "certainty", "adjust", "average"])
@pytest.mark.parametrize(("name", "fpc"), [("strata", None), ("fpc", "fpc"), ("certainty", "whole")])
def test_lone_units_are_treated_as_r_does(name, fpc, treated, mse):
    design = Design(lone_schools(), "pw", strata="stratum", fpc=fpc, lonely_psu=treated)
    made, wanted = as_replicates(design, "JKn", mse=mse), LONELY[name][treated]["mse" if mse else "mean"]
    assert made.df == wanted["df"]
    np.testing.assert_allclose(mean(made, "api00").se, wanted["mean"], rtol=1e-10)
    np.testing.assert_allclose(proportion(made, "awards").se, wanted["share"], rtol=1e-10)
    # of a total R leaves the units of strata drawn whole out of replicates and not out of what they are held against
    if not (name == "certainty" and (mse or treated == "adjust")):
        np.testing.assert_allclose(total(made, "enroll").se, wanted["total"], rtol=1e-10)


def test_a_unit_that_is_the_whole_stratum_is_not_lone():
    frame = FRAME.head(5).assign(N=[9, 9, 9, 9, 1])
    made = as_replicates(Design(frame, "w", strata="h", psu="p", fpc="N"), "JKn")
    np.testing.assert_allclose(total(made, "y").se, total(Design(frame, "w", strata="h", psu="p", fpc="N"), "y").se, rtol=1e-10)


@pytest.mark.parametrize(
    ("treated", "method", "code"),
    [
        ("fail", "JKn", "lonely_psu"),
        ("adjust", "bootstrap", "replicates_lonely"),
        ("fail", "bootstrap", "replicates_lonely"),
        ("adjust", "BRR", "replicates_pairs"),
    ],
)
def test_what_lone_units_refuse_names_the_strata(treated, method, code):
    with pytest.raises(SurveyKitError) as caught:
        as_replicates(Design(lone_schools(), "pw", strata="stratum", lonely_psu=treated), method)
    assert caught.value.code == code
    assert method == "BRR" or caught.value.where == "stratum = H; stratum = M"


def test_only_lone_units_leave_nothing_to_replicate():
    alone = FRAME.iloc[::2]
    for treated in ("remove", "average"):
        with pytest.raises(SurveyKitError) as caught:
            as_replicates(Design(alone, "w", strata="h", lonely_psu=treated), "JKn")
        assert caught.value.code == "replicates_none"
    # each stratum left out in turn: by hand, 2/3 of the sum of squares of 1.5 (T - t) less their mean T
    made, weighted = as_replicates(Design(alone, "w", strata="h", lonely_psu="adjust"), "JKn"), (alone["w"] * alone["y"]).to_numpy()
    by_hand = 2 / 3 * ((1.5 * (weighted.sum() - weighted) - weighted.sum()) ** 2).sum()
    np.testing.assert_allclose(total(made, "y").se, np.sqrt(by_hand))


def test_one_unit_in_all_can_be_treated_by_nothing():
    whole = Design(FRAME.assign(p=1), "w", psu="p")
    for fails in (lambda: mean(whole, "y"), *(lambda method=method: as_replicates(whole, method) for method in ("JK1", "JKn", "bootstrap"))):
        with pytest.raises(SurveyKitError) as caught:
            fails()
        assert caught.value.code == "lonely_whole"
