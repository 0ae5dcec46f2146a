"""Every key of the shared reference values of weighting that the kit's names cover, where they lie beside the checkout."""

import json

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.design.replicates import as_replicates
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, proportion, total
from survey_kit.weighting.calibration import calibrate
from survey_kit.weighting.diagnostics import weight_diagnostics
from survey_kit.weighting.raking import post_stratify, rake
from survey_kit.weighting.trimming import trim_weights

LEFT_OUT = {
    "rake_default": "R's own default stops at an error of 1 in a cell: the kit has no such tolerance",
    "cal_linear_aggstage1": "equal weights within a unit: not among the kit's options",
    "cal_ratio_variance": "a variance that goes with the size: not among the kit's options",
    "cal_linear_trim": "trimming within the calibration: trim_weights comes after it",
}
DATA = {
    "clus1": ("apiclus1", {"psu": "dnum", "fpc": "fpc"}),
    "strat": ("apistrat", {"strata": "stype", "fpc": "fpc"}),
    "plain": ("apisrs", {}),
}


def read(folder, name):
    return pd.read_csv(folder / f"{name}.csv", na_values=[""], keep_default_na=False)


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "reference" / "estimation"


@pytest.fixture(scope="module")
def book(folder):
    return json.loads((folder / "weighting.json").read_text())


@pytest.fixture(scope="module")
def targets(book):
    found = book["meta"]["populations"]
    return {
        "types": {"stype": {row["stype"]: row["Freq"] for row in found["pop.types"]}},
        "wide": {"sch.wide": {row["sch.wide"]: row["Freq"] for row in found["pop.sw"]}},
        "imp": {"comp.imp": {row["comp.imp"]: row["Freq"] for row in found["pop.ci"]}},
        "crossed": {("stype", "sch.wide"): {(row["stype"], row["sch.wide"]): row["Freq"] for row in found["pop.st.sw"]}},
        "number": {"api99": found["pt2"]["api99"]},
    }


def schemes(t):
    three, known = t["types"] | t["wide"] | t["imp"], t["types"] | t["number"]
    return {
        "poststrat_stype_x_schwide": lambda d: post_stratify(d, t["crossed"]),
        "poststrat_stype": lambda d: post_stratify(d, t["types"]),
        "rake_tight_plain": lambda d: rake(d, three, tolerance=1e-13),
        "rake_tight": lambda d: rake(d, t["types"] | t["wide"], tolerance=1e-13),
        "greg_linear_bounded": lambda d: calibrate(d, known, bounds=(0.6, 1.6), tolerance=1e-11),
        "greg_linear": lambda d: calibrate(d, known),
        "cal_raking_plain": lambda d: calibrate(d, t["types"] | t["wide"], "raking", tolerance=1e-11),
        "cal_raking": lambda d: calibrate(d, known, "raking", tolerance=1e-11),
        "cal_logit_infeasible": lambda d: calibrate(d, known, "logit", (0.95, 1.05)),
        "cal_logit": lambda d: calibrate(d, known, "logit", (0.5, 2.0), tolerance=1e-11),
        "trim_upper50_strict": lambda d: trim_weights(d, upper=40),
        "trim_both": lambda d: trim_weights(d, 18, 40),
        "trim_nonstrict_raked": lambda d: trim_weights(rake(d, three, tolerance=1e-13), upper=32, strict=False),
        "trim_strict_raked": lambda d: trim_weights(rake(d, three, tolerance=1e-13), upper=32),
    }


def close(found, wanted, key):
    np.testing.assert_allclose(np.ravel(found), np.ravel(np.asarray(wanted, dtype=float)), rtol=1e-8, atol=1e-10, err_msg=key)


def held(design, key, rest, value):
    kind, _, variable = rest.partition(".")
    if kind == "weights":
        close(design.weights, value, key)
    elif kind == "kish":
        found = weight_diagnostics(design)
        close([found.deff, found.effective_base, found.sum], [value["deff_kish"], value["n_eff"], value["sum_w"]], key)
    elif kind == "degf":
        assert design.df == value, key
    elif kind in {"mean", "total"}:
        estimator = total if kind == "total" else proportion if variable == "awards" else mean
        found = estimator(design, variable)
        close(found.estimate, value["est"], key)
        close(found.se, value["se"], key)
        close(found.covariance, value["vcov"], key)
    else:
        assert kind == "call", key


def test_every_scheme_agrees_or_is_left_out_with_a_reason(folder, book, targets):
    ways, count = schemes(targets), 0
    names = sorted({key.split(".")[0] for key in book["results"]})
    for name in names:
        if any(name.startswith(left) for left in LEFT_OUT):
            continue
        data, columns = DATA[name.rsplit("_", 1)[1]]
        way = next(way for start, way in ways.items() if name.startswith(start))
        if book["results"][f"{name}.call"].get("error"):
            with pytest.raises(SurveyKitError) as caught:
                way(Design(read(folder, data), "pw", **columns))
            assert caught.value.code == "not_converged"
            continue
        design = way(Design(read(folder, data), "pw", **columns))
        for key, entry in book["results"].items():
            if key.startswith(f"{name}."):
                held(design, key, key.removeprefix(f"{name}."), entry["value"])
                count += 1
    assert count > 200


@pytest.mark.parametrize("name", ["JK1_clus1_raked", "JK1_clus1_calib", "JK1_clus1_poststrat"])
def test_replicates_are_weighted_as_in_r(name, folder, targets):
    ways = {
        "raked": lambda d: rake(d, targets["types"] | targets["wide"], tolerance=1e-13),
        "calib": lambda d: calibrate(d, targets["types"] | targets["number"]),
        "poststrat": lambda d: post_stratify(d, targets["types"]),
    }
    design = ways[name.rsplit("_", 1)[1]](as_replicates(Design(read(folder, "apiclus1"), "pw", psu="dnum"), "JK1"))
    wanted = read(folder, f"rep_{name}")
    close(design.weights, wanted["w"], name)
    # R numbers the replicates as their units come, the kit as their identifiers rank.
    assert design.replicate_weights.shape == wanted.iloc[:, 1:].shape
    close(np.sort(design.replicate_weights, axis=1), np.sort(wanted.iloc[:, 1:].to_numpy(), axis=1), name)
