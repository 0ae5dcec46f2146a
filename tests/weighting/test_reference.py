"""Weights, and estimates whose errors know of them, against R survey (the script and its session stand in tests/reference)."""

import numpy as np
import pytest

from survey_kit.design.replicates import as_replicates
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, proportion, ratio, total
from survey_kit.estimation.regression import glm
from survey_kit.significance.independence import independence_test
from survey_kit.weighting.calibration import calibrate
from survey_kit.weighting.raking import post_stratify, rake
from survey_kit.weighting.trimming import trim_weights

WAYS = {
    "post_stratify": lambda d, t: post_stratify(d, {"stype": t["stype"]}),
    "crossed": lambda d, t: post_stratify(d, {("stype", "big"): t["stype", "big"]}),
    "rake": lambda d, t: rake(d, {"stype": t["stype"], "awards": t["awards"]}, tolerance=1e-14),
    "rake_three": lambda d, t: rake(d, {"stype": t["stype"], "awards": t["awards"], "big": t["big"]}, tolerance=1e-14),
    "linear": lambda d, t: calibrate(d, known(t), tolerance=1e-12),
    "bounded": lambda d, t: calibrate(d, known(t), bounds=(0.6, 1.7), tolerance=1e-12),
    "raking": lambda d, t: calibrate(d, known(t), "raking", tolerance=1e-12),
    "logit": lambda d, t: calibrate(d, known(t), "logit", (0.4, 2.5), tolerance=1e-12),
    "trim": lambda d, t: trim_weights(WAYS["rake"](d, t), 14, 42),
    "trim_once": lambda d, t: trim_weights(WAYS["rake"](d, t), 14, 42, strict=False),
}


def known(totals):
    return {"stype": totals["stype"], "awards": totals["awards"], "api99": totals["api99"]}


def close(found, wanted, tolerance=1e-8):
    np.testing.assert_allclose(np.asarray(found, dtype=float), np.asarray(wanted, dtype=float), rtol=tolerance, atol=1e-10)


def same(found, wanted):
    close(found.estimate, wanted["estimate"])
    # A total that is met has no error: what is left of it is rounding, here and in R.
    floor = 1e-12 * np.abs(found.estimate).max()
    np.testing.assert_allclose(found.se, np.asarray(wanted["se"], dtype=float), rtol=1e-8, atol=floor)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["plain", "strata", "stages"])
def test_weights_and_errors_are_those_of_r(name, way, designs, totals, r):
    wanted = r["designs"][name][way]
    if "error" in wanted:
        with pytest.raises(SurveyKitError) as caught:
            WAYS[way](designs[name], totals)
        assert caught.value.code == "trim_impossible"
        return
    design = WAYS[way](designs[name], totals)
    close(design.weights, wanted["weights"], 1e-8)
    same(mean(design, "api00"), wanted["mean"])
    same(mean(design, "miss"), wanted["missing"])
    same(total(design, "api00"), wanted["total"])
    same(proportion(design, "big"), wanted["share"])
    same(mean(design, "api00", by="awards"), wanted["by"])
    same(mean(design, "api00", where="api99 > 600"), wanted["where"])
    same(ratio(design, "api00", "api99"), wanted["ratio"])
    fit = glm(design, "api00 ~ api99 + C(awards)")
    order = [fit.terms.columns.index(name) for name in ("Intercept", "api99", "C(awards)[T.Yes]")]
    close(fit.coefficients[order], wanted["glm"]["estimate"])
    close(fit.se[order], wanted["glm"]["se"])
    test = independence_test(design, "awards", "big")
    close([test.statistic, test.df, test.ddf], wanted["chisq"])


@pytest.mark.parametrize("way", ["post_stratify", "rake", "linear", "raking"])
@pytest.mark.parametrize("method", ["JK1", "JKn"])
def test_each_replicate_is_weighted_for_itself(method, way, designs, totals, r):
    wanted = r["replicates"][method][way]
    design = WAYS[way](as_replicates(designs[method], method), totals)
    close(design.weights, wanted["weights"])
    same(mean(design, "api00"), wanted["mean"])
    same(proportion(design, "big"), wanted["share"])
    same(total(design, "enroll" if method == "JKn" else "api99"), wanted["total"])
