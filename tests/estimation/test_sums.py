"""Designs by stages, lone units and replicates against R survey: tests/reference/designs.R gave the values."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.design.replicates import as_replicates
from survey_kit.estimation.estimators import mean, proportion, quantile, ratio, total
from survey_kit.estimation.linearization import variance

FOLDER = Path(__file__).parents[1] / "reference"
R = json.loads((FOLDER / "designs.json").read_text())
STRATA, CLUSTERS = (pd.read_csv(FOLDER / f"designs_{name}.csv") for name in ("strata", "clusters"))
TWO = {"psu": ["dnum", "snum"], "fpc": ["fpc1", "fpc2"]}
DESIGNS = {
    "strata_fpc": Design(STRATA, "pw", strata="stype", fpc="fpc"),
    "strata": Design(STRATA, "pw", strata="stype"),
    "clusters": Design(CLUSTERS, "pw", psu="dnum"),
    "two_stages": Design(CLUSTERS, **TWO),
    "two_stages_weights": Design(CLUSTERS, "pw", **TWO),
}


def close(found, wanted):
    np.testing.assert_allclose(np.ravel(np.asarray(found, dtype=float)), np.ravel(wanted), rtol=1e-8, atol=1e-10)


def agree(found, wanted):
    close(found.estimate, wanted["estimate"])
    close(found.se, wanted["se"])
    close(found.covariance, wanted["vcov"])
    close(np.c_[found.low, found.high], wanted["ci"])


@pytest.mark.parametrize("name", DESIGNS)
def test_estimates_of_designs(name):
    design, wanted = DESIGNS[name], R["designs"][name]
    assert design.df == wanted["df"]
    close(design.weights.sum(), wanted["weights"])
    agree(mean(design, ["api00", "api99"]), wanted["mean"])
    close(mean(design, "api00").deff, wanted["deff"])
    agree(mean(design, "miss"), wanted["missing"])
    agree(total(design, "api00"), wanted["total"])
    agree(proportion(design, "awards", interval="wald"), wanted["share"])
    agree(mean(design, "api00", by="awards"), wanted["by"])
    agree(mean(design, "api00", where="api99 > 600"), wanted["where"])
    agree(ratio(design, "api00", "api99"), wanted["ratio"])


@pytest.mark.parametrize("interval", ["asin", "beta", "xlogit"])
@pytest.mark.parametrize("name", DESIGNS)
def test_intervals_of_shares(name, interval):
    found = proportion(DESIGNS[name], "awards", interval=interval)
    close([found.low[1], found.high[1]], R["designs"][name][interval])


@pytest.mark.parametrize("rule", ["math", *(f"hf{number}" for number in range(1, 10))])
@pytest.mark.parametrize("name", DESIGNS)
def test_rules_of_quantiles(name, rule):
    found, wanted = quantile(DESIGNS[name], "api00", [0.13, 0.5, 0.83], rule=rule), R["designs"][name][f"quantile_{rule}"]
    for each, key in ((found.estimate, "estimate"), (found.low, "low"), (found.high, "high"), (found.se, "se")):
        close(each, wanted[key])


@pytest.mark.parametrize("option", ["remove", "certainty", "adjust", "average"])
def test_lone_units(option):
    lone = STRATA[(STRATA["stype"] != "H") | ~STRATA["stype"].duplicated()]
    design, wanted = Design(lone, "pw", strata="stype", lonely_psu=option), R["lonely"][option]
    close(mean(design, "api00").se, wanted["mean"])
    close(total(design, "enroll").se, wanted["total"])
    close(mean(design, "api00", by="awards").se, wanted["by"])


@pytest.mark.parametrize(
    ("name", "design", "method"), [("JKn", "strata", "JKn"), ("JKn_fpc", "strata_fpc", "JKn"), ("JK1", "clusters", "JK1")]
)
def test_jackknife(name, design, method):
    made, wanted = as_replicates(DESIGNS[design], method), R["replicates"][name]
    assert made.df == wanted["df"]
    agree(mean(made, ["api00", "api99"]), wanted["mean"])
    agree(ratio(made, "api00", "api99"), wanted["ratio"])


@pytest.mark.parametrize(("method", "rho"), [("BRR", None), ("Fay", 0.3)])
def test_halves(method, rho):
    made = as_replicates(Design(STRATA, "pw", strata="stype", psu="half"), method, rho=rho)
    close(total(made, "api00").se, R["replicates"][method]["total"]["se"])


def test_a_calibration_takes_its_part_out_of_the_scores():
    design = DESIGNS["clusters"]
    everything = design.reweighted(design.weights, lambda scores: scores * 0.0)
    assert (total(everything, ["api00", "api99"]).se == 0).all()
    untouched = design.reweighted(design.weights, lambda scores: scores)
    for estimator in (mean, total):
        close(estimator(untouched, ["api00", "miss"], by="stype").covariance, estimator(design, ["api00", "miss"], by="stype").covariance)
    close(proportion(untouched, "stype", by="awards").covariance, proportion(design, "stype", by="awards").covariance)


def test_the_kernel_takes_scores_by_row():
    design = DESIGNS["two_stages"]
    scores = design.weights[:, np.newaxis] * design.engine.frame[["api00", "api99"]].to_numpy(dtype=float)
    close(variance(scores, design), total(design, ["api00", "api99"]).covariance)


def test_plain_designs_have_covariances_across_domains_and_variables():
    plain, listed = Design(STRATA, "pw"), Design(STRATA.assign(one=1, row=range(len(STRATA))), "pw", strata="one", psu="row")
    listed = listed.reweighted(listed.weights, lambda scores: scores)
    for found in (
        lambda d: mean(d, ["api00", "miss"], by="stype"),
        lambda d: proportion(d, ["stype", "awards"]),
        lambda d: total(d, "stype", by="awards"),
    ):
        close(found(plain).covariance, found(listed).covariance)


rows = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.floats(-1e3, 1e3), st.integers(1, 9), st.sampled_from("xyz")),
    min_size=4,
    max_size=30,
)
COLUMNS = ["h", "p", "y", "w", "g"]


def drawn(values, scale=1.0):
    frame = pd.DataFrame(values, columns=COLUMNS)
    return Design(frame.assign(w=frame["w"] * scale), "w", strata="h", psu="p", lonely_psu="remove")


@settings(max_examples=40, deadline=None)
@given(rows, st.randoms(), st.floats(0.1, 50))
def test_neither_the_order_of_rows_nor_the_scale_of_weights_matters(values, random, scale):
    shuffled = random.sample(values, len(values))
    for estimator, name in ((mean, "y"), (proportion, "g")):
        one, two = estimator(drawn(values), name, by="h").to_frame(), estimator(drawn(shuffled, scale), name, by="h").to_frame()
        np.testing.assert_allclose(one[["estimate", "se"]], two[["estimate", "se"]], rtol=1e-6, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_domains_add_up_with_their_covariance(values):
    design = drawn(values)
    parts, whole = total(design, "y", by="g"), total(design, "y")
    np.testing.assert_allclose(parts.estimate.sum(), whole.estimate[0], rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(np.sqrt(max(parts.covariance.sum(), 0)), whole.se[0], rtol=1e-6, atol=1e-2)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_whole_weights_count_as_repeated_rows(values):
    frame = pd.DataFrame(values, columns=COLUMNS)
    weighted, repeated = Design(frame, "w"), Design(frame.loc[frame.index.repeat(frame["w"])].reset_index(drop=True))
    for estimate in (lambda d: mean(d, "y"), lambda d: proportion(d, "g"), lambda d: total(d, "y"), lambda d: quantile(d, "y")):
        np.testing.assert_allclose(estimate(weighted).estimate, estimate(repeated).estimate, rtol=1e-9, atol=1e-6)
