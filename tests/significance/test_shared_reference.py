"""Every test and regression of the reference set beside the checkout, on each of its designs."""

import json

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.design.replicates import ReplicateDesign
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.quadratic_forms import saddlepoint
from survey_kit.estimation.regression import glm
from survey_kit.significance.differences import ttest
from survey_kit.significance.independence import independence_test
from survey_kit.significance.pairwise import pairwise_test
from survey_kit.significance.ranks import rank_test

DESIGNS = {
    "apiclus1_fpc": ("apiclus1", {"psu": "dnum", "weights": "pw", "fpc": "fpc"}),
    "apiclus1_nofpc": ("apiclus1", {"psu": "dnum", "weights": "pw"}),
    "apiclus2_fpc": ("apiclus2", {"psu": ["dnum", "snum"], "fpc": ["fpc1", "fpc2"]}),
    "apiclus2_weights": ("apiclus2", {"psu": ["dnum", "snum"], "weights": "pw"}),
    "apisrs_plain": ("apisrs", {"weights": "pw"}),
    "apisrs_srs_fpc": ("apisrs", {"weights": "pw", "fpc": "fpc"}),
    "apistrat_plain": ("apistrat", {"weights": "pw"}),
    "apistrat_strat_fpc": ("apistrat", {"strata": "stype", "weights": "pw", "fpc": "fpc"}),
    "apistrat_strat_nofpc": ("apistrat", {"strata": "stype", "weights": "pw"}),
}
FORMULAS = {
    "1": ("api00 ~ ell + meals + mobility", "ell + meals"),
    "2": ('I(Q("sch.wide") == "Yes") ~ ell + meals + stype', "stype"),
    "3": ('Q("api.stu") ~ stype + meals', "stype"),
    "4": ('api00 ~ stype * Q("comp.imp")', 'stype:Q("comp.imp")'),
}
FAMILIES = {"gaussian": "gaussian", "quasibinomial": "binomial", "quasipoisson": "poisson"}
# R stops its iterations at a relative change of the deviance of 1e-8 and takes the covariance of the iteration before: the distance is R's
# (tests/reference/significance.R goes on to the end, and agrees at 1e-8).
EARLY = {"gaussian": 1e-8, "quasibinomial": 2e-3, "quasipoisson": 3e-3}
# R takes the degrees of freedom of the responses that are left (36, of 38): the kit never changes them because an answer is missing.
FEWER_DF = {("apiclus2_fpc", "ttest.enroll~awards"), ("apiclus2_weights", "ttest.enroll~awards")}

REPLICATES = [
    *("JK1_clus1", "JK1_clus1_mse", "JK1_clus1_fpc", "JKn_strat", "JKn_strat_fpc", "JK1_plain", "BRR_strathalf", "Fay03_strathalf"),
    *("boot_clus1", "boot_clus1_mse", "subboot_strat", "mrbboot_strat", "JK1_clus1_raked", "JK1_clus1_calib", "JK1_clus1_poststrat"),
]


@pytest.fixture(params=DESIGNS)
def reference(request, shared):
    data, columns = DESIGNS[request.param]
    folder = shared / "reference" / "estimation"
    keys = json.loads((folder / f"{request.param}.json").read_text(encoding="utf-8"))["results"]
    frame = pd.read_csv(folder / f"{data}.csv", na_values=[""], keep_default_na=False)
    return request.param, Design(frame, **columns), keys


def _keys(keys, start):
    found = {key: entry for key, entry in keys.items() if key.startswith(start)}
    assert found
    return found.items()


def test_independence(reference):
    _, design, keys = reference
    for key, entry in _keys(keys, "chisq_"):
        statistic = key.removeprefix("chisq_").split(".")[0]
        row, column = entry["call"].split("~")[1].split(",")[0].split(" + ")
        test, value = independence_test(design, row, column, statistic), entry["value"]
        assert test.statistic == pytest.approx(np.ravel(value["statistic"])[0], rel=1e-8), key
        if statistic in {"F", "Wald", "adjWald"}:
            assert [test.df, test.ddf] == pytest.approx(value["parameter"]["values"], rel=1e-8), key
        if statistic in {"lincom", "saddlepoint"}:
            # R's p-value is its saddlepoint one under both names, with the whole part of ddf, which rounding may put on either side.
            wholes = {int(test.ddf - 1e-9), int(test.ddf + 1e-9)}
            as_r = [saddlepoint(test.statistic * whole / test.ddf, np.array(test.eigenvalues), whole) for whole in wholes]
            assert any(each == pytest.approx(value["p"], rel=1e-5) for each in as_r), key
            assert test.p_value == pytest.approx(value["p"], rel=0.2), key
        else:
            assert test.p_value == pytest.approx(value["p"], rel=1e-8), key


def test_differences(reference):
    name, design, keys = reference
    for key, entry in _keys(keys, "ttest."):
        test, value = ttest(design, *key.removeprefix("ttest.").split("~")), entry["value"]
        assert [test.statistic, test.estimate] == pytest.approx([value["statistic"], value["estimate"]["values"]], rel=1e-8), key
        agree = [test.df, test.p_value, test.low, test.high]
        known = [value["parameter"]["values"], value["p"], *value["ci"]]
        assert (agree == pytest.approx(known, rel=1e-8)) != ((name, key) in FEWER_DF), key


def test_ranks(reference):
    _, design, keys = reference
    for key, entry in _keys(keys, "ranktest_"):
        kind, formula = key.removeprefix("ranktest_").split(".", 1)
        test, value = rank_test(design, *formula.split("~"), kind), entry["value"]
        if kind == "KruskalWallis":  # of several categories R prints the degrees of freedom as the statistic
            found, known = [test.df, test.statistic, test.p_value], [value["statistic"], value["parameter"]["values"], value["p"]]
        else:
            found = [test.statistic, test.df, test.p_value, test.estimate]
            known = [value["statistic"], value["parameter"]["values"], value["p"], value["estimate"]["values"]]
        assert found == pytest.approx(known, rel=1e-8), key


def test_columns(reference):
    _, design, keys = reference
    for key, entry in _keys(keys, "coltest."):
        _, row, _, column, _ = entry["call"].split('"')
        plain, corrected = (pairwise_test(design, row, column, correction) for correction in ("none", "bonferroni"))
        found = np.stack([plain.t, plain.se, plain.p_value, corrected.p_value], axis=-1).reshape(-1, 4)
        known = [
            [pair[f"{part}"] for part in ("t_design", "se_design", "p_design", "p_design_bonferroni")] for pair in entry["value"]["pairs"]
        ]
        assert found == pytest.approx(np.array(known), rel=1e-8), key
        assert {pair["df_design"] for pair in entry["value"]["pairs"]} == {plain.df}


def _as_r(name):
    return name.replace("Intercept", "(Intercept)").replace('Q("comp.imp")', "comp.imp").replace("[T.", "").replace("]", "")


def test_models(reference):
    _, design, keys = reference
    for key, entry in _keys(keys, "glm_"):
        family, number = key.removeprefix("glm_").split(".")
        fit, value = glm(design, FORMULAS[number][0], FAMILIES[family]), entry["value"]
        order = [value["names"].index(_as_r(term)) for term in fit.terms.columns]
        frame, far = fit.to_frame(), EARLY[family]
        assert fit.coefficients == pytest.approx(np.array(value["coef"])[order], rel=1e-8), key
        assert [fit.df, fit.deviance, fit.null_deviance, fit.dispersion] == pytest.approx(
            [value[part] for part in ("df_residual", "deviance", "null_deviance", "dispersion")], rel=1e-8
        ), key
        for ours, theirs in (("se", "se"), ("t", "t"), ("p_value", "p"), (["ci_low", "ci_high"], "ci_wald_t")):
            assert frame[ours].to_numpy() == pytest.approx(np.array(value[theirs])[order], rel=far), (key, ours)
        covariance = np.array(value["vcov"])[np.ix_(order, order)]
        assert fit.covariance == pytest.approx(covariance, rel=far), key
        _terms(fit, number, keys, far)


def _terms(fit, number, keys, far):
    for method in ("Wald", "WorkingWald", "LRT"):
        for df, ddf in (("NULL", None), ("Inf", np.inf)):
            key = f"regTermTest_{method}_df{df}.{number}"
            value, test = keys[key]["value"], fit.term_test(FORMULAS[number][1], method, ddf)
            assert test.statistic == pytest.approx(np.ravel(value.get("F") or value["chisq"])[0], rel=1e-8 if method == "LRT" else far), key
            if method == "Wald":
                assert test.p_value == pytest.approx(value["p"], rel=far), key
                continue
            assert test.eigenvalues == pytest.approx(value["lambda"], rel=far), key
            whole = saddlepoint(test.statistic, np.array(test.eigenvalues), test.ddf)  # what R gives; ours is the exact tail
            assert whole == pytest.approx(value["p"], rel=max(far, 1e-5)), key
            assert test.p_value == pytest.approx(value["p"], rel=0.15), key


def _same_model(fit, value):
    order = [value["names"].index(_as_r(term)) for term in fit.terms.columns]
    assert fit.coefficients == pytest.approx(np.array(value["coef"])[order], rel=1e-8)
    assert fit.covariance == pytest.approx(np.array(value["vcov"])[np.ix_(order, order)], rel=1e-8)
    assert fit.df == value["df_residual"]
    frame = fit.to_frame()
    for ours, theirs in (("se", "se"), ("p_value", "p"), (["ci_low", "ci_high"], "ci_wald_t")):
        known = np.array(value[theirs], dtype=float)[order]
        if np.isnan(known).all() and ours == ["ci_low", "ci_high"]:
            assert fit.df == 1  # R goes from t to a normal level that rounds to 1, and has no interval then
            continue
        assert frame[ours].to_numpy() == pytest.approx(known, rel=1e-8)


def _frame(folder, data):
    return pd.read_csv(folder / f"{data}.csv", na_values=[""], keep_default_na=False)


@pytest.mark.parametrize("name", REPLICATES)
def test_models_by_replicates(shared, name):
    folder = shared / "reference" / "estimation"
    keys = json.loads((folder / "replicates.json").read_text(encoding="utf-8"))["results"]
    data = "apiclus1" if "clus1" in name else "apisrs" if "plain" in name else "apistrat_half" if "half" in name else "apistrat"
    weights = pd.read_csv(folder / f"rep_{name}.csv").add_prefix("analysis_")
    rscales = np.broadcast_to(keys[f"{name}.rscales"]["value"], weights.shape[1] - 1)
    design = ReplicateDesign(
        _frame(folder, data).join(weights),
        "analysis_w",
        list(weights.columns[1:]),
        "bootstrap",  # whatever the method, the scales are R's
        scale=float(np.ravel(keys[f"{name}.scale"]["value"])[0]),
        rscales=rscales,
        mse=name.endswith("_mse"),
    )
    _same_model(glm(design, "api00 ~ ell + meals"), keys[f"{name}.glm"]["value"])


@pytest.mark.parametrize("option", ["fail", "remove", "certainty", "adjust", "average"])
def test_models_with_a_lone_unit(shared, option):
    folder = shared / "reference" / "estimation"
    entry = json.loads((folder / "lonely.json").read_text(encoding="utf-8"))["results"][f"{option}.glm"]
    design = Design(_frame(folder, "apistrat_lonely"), "pw", strata="stype", lonely_psu=option)
    if "error" in entry:
        with pytest.raises(SurveyKitError) as caught:
            glm(design, "api00 ~ ell + meals")
        assert caught.value.code == "lonely_psu"
        return
    _same_model(glm(design, "api00 ~ ell + meals"), entry["value"])
