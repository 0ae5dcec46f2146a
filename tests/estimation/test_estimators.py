"""Estimates of designs with weights only, against R survey (the script and its session stand in tests/reference) and by hand."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, proportion, quantile, ratio, total

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
R = json.loads((REFERENCE / "weights_only.json").read_text(encoding="utf-8"))
# Relative, against values printed at 15 digits.
TOLERANCE = 1e-8


@pytest.fixture(scope="module")
def schools():
    return Design(pd.read_csv(REFERENCE / "schools.csv"), weights="w")


def close(found, wanted):
    return np.testing.assert_allclose(np.asarray(found, dtype=float), np.asarray(wanted, dtype=float), rtol=TOLERANCE)


def test_a_mean_with_its_se_interval_and_deff(schools):
    found = mean(schools, "api00").to_frame().iloc[0]
    close(
        [found.estimate, found.se, found.ci_low, found.ci_high, found.deff, found.df],
        [R["mean"]["estimate"], R["mean"]["se"], *R["mean"]["ci"], R["mean"]["deff"], R["mean"]["df"]],
    )
    close(mean(schools, "api00", deff="wr").deff, R["mean_wr"]["deff"])


def test_missing_values_leave_the_estimate_and_not_the_design(schools):
    found = mean(schools, "miss")
    close([found.estimate[0], found.se[0]], [R["mean_missing"]["estimate"], R["mean_missing"]["se"]])
    assert found.df == 199
    assert found.left_out == {"miss": 28}
    assert mean(schools, "miss", where="stype == 'H'").left_out["miss"] == schools.engine.frame.query("stype == 'H'")["miss"].isna().sum()


def test_means_by_domain(schools):
    found = mean(schools, "api00", by="stype").to_frame()
    assert found["stype"].tolist() == ["E", "H", "M"]
    close(found.estimate, R["mean_by"]["estimate"])
    close(found.se, R["mean_by"]["se"])


def test_shares_with_their_covariance(schools):
    found = proportion(schools, "stype")
    close(found.estimate, R["share"]["estimate"])
    close(found.se, R["share"]["se"])
    close(found.deff, R["share"]["deff"])
    close(found.covariance.ravel(), R["share"]["vcov"])


@pytest.mark.parametrize(("interval", "key"), [("logit", "prop_logit"), ("beta", "prop_beta"), ("wald", "prop_mean")])
def test_intervals_of_a_share(schools, interval, key):
    found = proportion(schools, "stype", interval=interval).to_frame().set_index("category").loc["H"]
    close([found.estimate, found.ci_low, found.ci_high], [R[key]["estimate"], *R[key]["ci"]])


def test_a_share_within_a_domain(schools):
    for where in ({"stype": ["H"]}, "stype == 'H'", (schools.engine.frame["stype"] == "H").tolist()):
        found = proportion(schools, "awards", where=where).to_frame().set_index("category").loc["Yes"]
        close(
            [found.estimate, found.se, found.ci_low, found.ci_high],
            [R["prop_where"]["estimate"], R["prop_where"]["se"], *R["prop_where"]["ci"]],
        )
        assert found.df == 199


def test_totals(schools):
    found = total(schools, "enroll")
    close([found.estimate[0], found.se[0], found.deff[0]], [R["total"]["estimate"], R["total"]["se"], R["total"]["deff"]])
    found = total(schools, "stype")
    close(found.estimate, R["total_category"]["estimate"])
    close(found.se, R["total_category"]["se"])


def test_a_ratio(schools):
    found = ratio(schools, "api00", "api99")
    close([found.estimate[0], found.se[0]], [R["ratio"]["estimate"], R["ratio"]["se"]])
    assert found.to_frame().variable.tolist() == ["api00/api99"]


def test_quantiles_with_woodruffs_interval(schools):
    found = quantile(schools, "api00").to_frame()
    assert found["probability"].tolist() == [0.25, 0.5, 0.75]
    for column, key in (("estimate", "estimate"), ("ci_low", "low"), ("ci_high", "high"), ("se", "se")):
        close(found[column], R["quantile"][key])


def test_a_set_is_in_per_cent_of_those_who_answered():
    frame = pd.DataFrame(
        {"m__a": pd.array([True, True, False, None], dtype="boolean"), "m__b": pd.array([True, False, False, None], dtype="boolean")}
    )
    found = proportion(Design(frame), "m")
    assert found.to_frame()[["category", "estimate", "base"]].values.tolist() == [["a", 2 / 3, 3], ["b", 1 / 3, 3]]
    alone = [proportion(Design(frame), name).to_frame().set_index("category").loc[True] for name in ("m__a", "m__b")]
    close(found.se, [row.se for row in alone])
    together = frame.dropna().astype(float).cov().iloc[0, 1] * 2 / 3
    close(found.covariance[0, 1], together / 3 * 4 / 3)


def test_nobody_and_everybody_get_a_bounded_interval():
    found = proportion(Design(pd.DataFrame({"a": pd.Categorical(["x"] * 20, ["x", "y"])})), "a").to_frame()
    close(found[["ci_low", "ci_high"]].to_numpy(), [[0.025 ** (1 / 20), 1.0], [0.0, 1 - 0.025 ** (1 / 20)]])


def test_a_census_has_no_interval():
    found = mean(Design(pd.DataFrame({"a": [1, 2, 3]}), sampling="census"), "a")
    assert np.isnan(found.low).all()


def test_deff_says_when_it_is_against_sampling_with_replacement():
    assert mean(Design(pd.DataFrame({"a": [1, 2, 3]})), "a").notes == ("deff_wr",)


ZERO = json.loads((REFERENCE / "zero_weights.json").read_text(encoding="utf-8"))
EFFECTS = {
    "mean": lambda design, kind: mean(design, "api00", deff=kind),
    "missing": lambda design, kind: mean(design, "miss", deff=kind),
    "total": lambda design, kind: total(design, "api00", deff=kind),
    "share": lambda design, kind: proportion(design, "stype", deff=kind),
    "counted": lambda design, kind: total(design, "awards", deff=kind),
    "ratio": lambda design, kind: ratio(design, "api00", "enroll", deff=kind),
    "by": lambda design, kind: mean(design, "api00", by="awards", deff=kind),
}


@pytest.fixture(scope="module")
def unweighed():
    frame = pd.read_csv(REFERENCE / "designs_strata.csv")
    return frame.assign(w=np.where(np.arange(1, len(frame) + 1) % 4 == 0, 0.0, frame["pw"]))


@pytest.mark.parametrize("kind", ["wor", "wr"])
@pytest.mark.parametrize("estimator", EFFECTS)
@pytest.mark.parametrize(("named", "strata"), [("plain", None), ("strata", "stype")])
def test_rows_without_weight_count_in_no_design_effect(unweighed, named, strata, estimator, kind):
    close(EFFECTS[estimator](Design(unweighed, "w", strata=strata), kind).deff, ZERO[named][kind][estimator])


def test_weights_reach_beyond_the_rows_that_weigh_anything(unweighed):
    """150 rows weigh 180 in all, of 200 rows: that is beyond, as in R."""
    found = mean(Design(unweighed.assign(w=unweighed["w"] * 180 / unweighed["w"].sum()), "w"), "api00")
    close(found.deff, ZERO["scaled"])
    assert found.notes == ()


def test_the_likelihood_interval_counts_the_rows_that_weigh_anything(unweighed):
    """Its bounds are where the scaled likelihood ratio is t², times the dispersion of 150 rows: 150 / 149."""
    design = Design(unweighed, "w", strata="stype")
    row = proportion(design, "awards", interval="likelihood").to_frame().iloc[0]
    p, limit = row.estimate, stats.t.ppf(0.975, design.df) ** 2 * 150 / 149
    for q in (row.ci_low, row.ci_high):
        ratio_of = 2 * (p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))) * p * (1 - p) / row.se**2
        assert ratio_of == pytest.approx(limit, rel=1e-7)


def test_a_set_has_the_design_effects_of_its_options(unweighed):
    ticked = unweighed.assign(q__a=unweighed["awards"] == "Yes", q__b=unweighed["api00"] > 600)
    design = Design(ticked, "w", strata="stype")
    close(proportion(design, "q").deff, [mean(design, name).deff[0] for name in ("q__a", "q__b")])


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda d: mean(d, "nothing"), "design_variable"),
        (lambda d: mean(d, "stype"), "not_a_number"),
        (lambda d: proportion(d, "stype", interval="wilsom"), "interval_unknown"),
        (lambda d: quantile(d, "api00", rule="hf0"), "rule_unknown"),
        (lambda d: quantile(d, "api00", [1.5]), "probability_range"),
        (lambda d: mean(d, "api00", level=95), "level_range"),
        (lambda d: mean(d, "api00", deff="srs"), "deff_unknown"),
        (lambda d: mean(d, "api00", where="api99 >"), "where_faulty"),
        (lambda d: quantile(d, "api00", where="nothing > 3"), "where_faulty"),
        (lambda d: proportion(d, "stype", where=[True, False]), "where_length"),
        (lambda d: total(d, "api00", where={"styp": ["H"]}), "design_variable"),
    ],
)
def test_what_is_refused(schools, call, code):
    with pytest.raises(SurveyKitError) as caught:
        call(schools)
    assert caught.value.code == code


def test_a_set_makes_no_domains():
    frame = pd.DataFrame({"m__a": [True, False], "m__b": [True, True], "y": [1, 2]})
    with pytest.raises(SurveyKitError) as caught:
        mean(Design(frame), "y", by="m")
    assert caught.value.code == "domain_set"


responses = st.lists(
    st.tuples(st.sampled_from("abc"), st.floats(-1e3, 1e3), st.floats(0.01, 100), st.sampled_from("xy")), min_size=3, max_size=40
)


def design_of(rows, scale=1.0):
    frame = pd.DataFrame(rows, columns=["v", "y", "w", "g"])
    return Design(frame.assign(w=frame["w"] * scale), weights="w")


@settings(max_examples=60, deadline=None)
@given(responses, st.floats(0.01, 50))
def test_scaling_weights_changes_no_mean_and_no_share(rows, scale):
    for estimator, name in ((mean, "y"), (proportion, "v")):
        plain, scaled = estimator(design_of(rows), name), estimator(design_of(rows, scale), name)
        np.testing.assert_allclose(plain.estimate, scaled.estimate, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(plain.se, scaled.se, rtol=1e-6, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(responses, st.randoms())
def test_row_order_is_irrelevant(rows, random):
    shuffled = random.sample(rows, len(rows))
    pd.testing.assert_frame_equal(
        proportion(design_of(rows), "v", by="g").to_frame(), proportion(design_of(shuffled), "v", by="g").to_frame(), rtol=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(responses)
def test_domains_add_up(rows):
    design = design_of(rows)
    whole, parts = total(design, "y").estimate.sum(), total(design, "y", by="g").estimate.sum()
    np.testing.assert_allclose(parts, whole, rtol=1e-9, atol=1e-6)
    assert proportion(design, "v").estimate.sum() == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(responses)
def test_bounds_lie_around_a_share_and_within_0_and_1(rows):
    found = proportion(design_of(rows), "v").to_frame()
    assert (
        (found.ci_low >= 0) & (found.ci_low <= found.estimate + 1e-12) & (found.estimate <= found.ci_high + 1e-12) & (found.ci_high <= 1)
    ).all()


def test_several_variables_in_one_call(schools):
    together = quantile(schools, ["api00", "enroll"], 0.5).to_frame()
    assert together["variable"].tolist() == ["api00", "enroll"]
    assert together["estimate"].tolist() == [quantile(schools, name, 0.5).estimate[0] for name in ("api00", "enroll")]


def test_the_deff_of_a_ratio_is_that_of_its_residuals(schools):
    """As R has it: the design effect of the total of the numerator less the ratio times the denominator."""
    found = ratio(schools, "api00", "api99")
    frame = schools.engine.frame.assign(residual=schools.engine.frame["api00"] - found.estimate[0] * schools.engine.frame["api99"])
    wanted = total(Design(frame, "w"), "residual")
    close(found.deff, wanted.deff)


def test_who_has_no_weight_counts_in_no_degree_of_freedom():
    frame = pd.DataFrame({"h": ["a", "a", "a", "b", "b"], "psu": [1, 1, 2, 1, 2], "w": [1.0, 1, 1, 1, 0]})
    assert Design(frame, "w").df == 3
    assert Design(frame, "w", "h", "psu").df == 1


DOMAINS = json.loads((REFERENCE / "domains.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "declared"), [("strata", {"strata": "stype"}), ("clusters", {"psu": ["dnum", "snum"]})], ids=["strata", "clusters"]
)
def test_a_domain_keeps_the_degrees_of_freedom_of_the_design(name, declared):
    """And R's, of the units that hold the domain, are those of a design where the others weigh nothing (docs/r.md)."""
    frame, wanted = pd.read_csv(REFERENCE / f"designs_{name}.csv"), DOMAINS[name]
    design, inside = Design(frame, "pw", **declared), (frame["stype"] == "H").to_numpy()
    alone = design.reweighted(design.weights * inside)
    assert [design.df, alone.df] == wanted["df"]
    for found, kind in ((mean(design, "api00", where=inside), "whole"), (mean(alone, "api00", where=inside), "domain")):
        close([found.estimate[0], found.se[0], found.low[0], found.high[0]], [wanted["mean"], wanted["se"], *wanted[kind]])
    share = proportion(alone, "awards", where=inside, interval="xlogit")
    close([share.low[1], share.high[1]], wanted["share"])


def test_the_numbers_told_of_domains_are_those_of_r():
    for document, comma in (("r.md", ","), ("decisions/0005-exact-where-r-is-approximate.md", ".")):
        text = (REFERENCE.parents[1] / "docs" / document).read_text(encoding="utf-8")
        told = [wanted[key] for wanted in (DOMAINS["strata"], DOMAINS["clusters"]) for key in ("mean", "se", "whole", "domain", "normal")]
        for value in np.hstack(told):
            assert f"{value:.2f}".replace(".", comma) in text
