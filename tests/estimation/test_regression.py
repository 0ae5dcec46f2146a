import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.design.replicates import as_replicates
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.quadratic_forms import f_tail
from survey_kit.estimation.regression import glm, linear

REFERENCE = Path(__file__).parents[1] / "reference"
R = json.loads((REFERENCE / "significance.json").read_text(encoding="utf-8"))
SCHOOLS = pd.read_csv(REFERENCE / "schools.csv", na_values=["NA"], keep_default_na=False)
SCHOOLS["cluster"] = np.arange(len(SCHOOLS)) // 5
CLUSTERS = Design(SCHOOLS, "w", psu="cluster")
DESIGNS = {
    "plain": Design(SCHOOLS, "w"),
    "strata": Design(SCHOOLS, "w", strata="stype"),
    "clusters": CLUSTERS,
    "replicates": as_replicates(CLUSTERS, "JK1"),
}
FORMULAS = {
    "gaussian": "api00 ~ enroll + stype",
    "binomial": '(awards == "Yes") ~ enroll + stype',
    "poisson": "enroll ~ stype + awards",
}


def _as_r(name):
    return name.replace("Intercept", "(Intercept)").replace("[T.", "").replace("]", "")


@pytest.mark.parametrize("family", FORMULAS)
@pytest.mark.parametrize("name", DESIGNS)
def test_r_gives_the_same_once_it_goes_on_to_the_end(name, family):
    known = R[name][family]
    fit = glm(DESIGNS[name], FORMULAS[family], family)
    order = [known["exact"]["names"].index(_as_r(term)) for term in fit.terms.columns]
    k = len(order)
    assert fit.coefficients == pytest.approx(np.array(known["exact"]["coef"])[order], rel=1e-8)
    covariance = np.array(known["exact"]["vcov"]).reshape(k, k)[np.ix_(order, order)]
    # R's information is that of the iteration before its last: what nearly cancels keeps fewer digits.
    assert fit.covariance / np.outer(fit.se, fit.se) == pytest.approx(covariance / np.outer(fit.se, fit.se), rel=1e-8, abs=1e-8)
    assert fit.df == known["exact"]["df"]
    if name != "replicates":
        test = fit.term_test("stype")
        assert [test.statistic, test.p_value, test.ddf] == pytest.approx([known["Wald"][key] for key in ("F", "p", "ddf")], rel=1e-7)


def test_the_dispersion_counts_the_rows_that_weigh_anything():
    frame = pd.read_csv(REFERENCE / "designs_strata.csv")
    frame["w"] = np.where(np.arange(1, len(frame) + 1) % 4 == 0, 0.0, frame["pw"])
    wanted = json.loads((REFERENCE / "zero_weights.json").read_text(encoding="utf-8"))["strata"]["dispersion"]
    assert glm(Design(frame, "w", strata="stype"), "api00 ~ enroll").dispersion == pytest.approx(wanted, rel=1e-8)


@pytest.mark.parametrize("family", ["binomial", "poisson"])
def test_r_stops_early(family):
    # With its default tolerance, R's coefficients are right to 1e-8 or so and its covariance, one iteration behind, to 1e-4.
    fit, known = glm(DESIGNS["plain"], FORMULAS[family], family), R["plain"][family]["default"]
    order = [known["names"].index(_as_r(term)) for term in fit.terms.columns]
    assert fit.coefficients == pytest.approx(np.array(known["coef"])[order], rel=1e-6)
    off = np.abs(fit.se / np.sqrt(np.diagonal(np.array(known["vcov"]).reshape(len(order), -1))[order]) - 1).max()
    assert 1e-12 < off < 1e-3


def test_the_frame_holds_t_tests_and_intervals():
    fit = glm(CLUSTERS, "api00 ~ enroll + C(stype)", level=0.9)
    frame = fit.to_frame()
    assert frame.columns.tolist() == ["term", "estimate", "se", "t", "p_value", "ci_low", "ci_high"]
    assert frame["term"].tolist() == ["Intercept", "C(stype)[T.H]", "C(stype)[T.M]", "enroll"]
    assert frame["t"].to_numpy() == pytest.approx(frame["estimate"] / frame["se"])
    assert ((frame["ci_low"] < frame["estimate"]) & (frame["estimate"] < frame["ci_high"])).all()


def test_term_tests_agree_where_they_must():
    fit = glm(CLUSTERS, "api00 ~ enroll + stype")
    wald, one = fit.term_test("C(stype)" if "C(stype)" in fit.terms.names else "stype"), fit.term_test("enroll")
    assert (wald.df, wald.ddf) == (2, fit.df)
    t = fit.to_frame().set_index("term").loc["enroll", "t"]
    assert one.statistic == pytest.approx(t**2)
    working, ratio = fit.term_test("enroll", "WorkingWald"), fit.term_test("enroll", "LRT")
    assert ratio.statistic == pytest.approx(working.statistic)  # of a linear model they are the same
    assert working.p_value == pytest.approx(one.p_value)  # and of a single coefficient all are F
    both = fit.term_test(["stype", "enroll"], df=np.inf)
    assert both.p_value == f_tail(both.statistic / 3, 3, np.inf)
    assert fit.term_test("~ enroll + stype", df=np.inf) == fit.term_test("enroll + stype", df=np.inf)


def test_missing_values_are_counted_and_the_design_stays():
    fit = glm(DESIGNS["plain"], "miss ~ awards")
    assert (fit.base, fit.left_out, fit.df) == (SCHOOLS["miss"].notna().sum(), SCHOOLS["miss"].isna().sum(), len(SCHOOLS) - 2)
    assert [note.code for note in fit.notes] == ["test_left_out"]


def test_nullable_columns_and_absent_categories_are_read():
    frame = pd.DataFrame(
        {
            "y": pd.array([True, False, None, True, False, False], dtype="boolean"),
            "x": pd.array([1, 2, 3, None, 4, 9], dtype="Int64"),
            "c": pd.Categorical(list("aabbab"), ["a", "b", "z"]),
        }
    )
    fit = glm(Design(frame), "y ~ C(c)", "binomial")
    assert fit.terms.columns == ("Intercept", "C(c)[T.b]")
    assert glm(Design(frame), "x ~ c").base == 5


@pytest.mark.parametrize(
    ("formula", "family", "code"),
    [
        ("api00 ~ enroll", "gamma", "family_unknown"),
        ("api00 ~ (enroll", "gaussian", "formula_invalid"),
        ("api00", "gaussian", "formula_sides"),
        ("", "gaussian", "formula_sides"),
        ("~ api00", "gaussian", "formula_sides"),
        ("api00 ~ nothing(enroll)", "gaussian", "formula_invalid"),
        ("api00 ~ enrol", "gaussian", "design_variable"),
        ("api00 ~ enroll", "binomial", "model_response"),
        ("stype ~ enroll", "gaussian", "model_response"),
        ("I(-enroll) ~ stype", "poisson", "model_response"),
        ("api00 ~ enroll + I(2 * enroll)", "gaussian", "model_singular"),
        ('(stype == "H") ~ stype', "binomial", "model_not_converged"),
    ],
)
def test_what_cannot_be_fitted_is_told(formula, family, code):
    with pytest.raises(SurveyKitError) as caught:
        glm(DESIGNS["plain"], formula, family)
    assert caught.value.code == code
    assert "{" not in caught.value.message("en") + caught.value.message("fr")


def test_gaps_everywhere_are_told():
    with pytest.raises(SurveyKitError) as caught:
        glm(Design(pd.DataFrame({"a": [1.0, np.nan, np.nan], "b": [1, 2, 3]})), "a ~ b")
    assert caught.value.code == "model_empty"


def test_a_category_without_any_is_told():
    frame = pd.DataFrame({"y": [0, 0, 1, 1, 0, 0], "c": list("aaabbb"), "d": list("uvvuvv")})
    frame.loc[frame["c"] == "a", "y"] = 0
    for family in ("binomial", "poisson"):
        with pytest.raises(SurveyKitError) as caught:
            glm(Design(frame), "y ~ c", family)
        assert caught.value.code == "model_not_converged"


def test_terms_and_methods_are_checked():
    fit = glm(DESIGNS["plain"], "api00 ~ enroll")
    for call, code in ((("stype",), "term_unknown"), (("enroll", "Score"), "test_statistic_unknown")):
        with pytest.raises(SurveyKitError) as caught:
            fit.term_test(*call)
        assert caught.value.code == code


def test_a_census_has_no_p_values_and_volunteers_are_told():
    fit = glm(Design(SCHOOLS, sampling="census"), "api00 ~ enroll")
    assert fit.to_frame()[["p_value", "ci_low", "ci_high"]].isna().all(axis=None)
    with pytest.raises(SurveyKitError) as caught:
        fit.term_test("enroll")
    assert caught.value.code == "test_census"
    assert [note.code for note in glm(Design(SCHOOLS, sampling="volunteer"), "api00 ~ enroll").notes] == ["test_untold"]


@pytest.mark.parametrize("family", FORMULAS)
def test_a_response_that_is_always_the_same_is_not_explained(family):
    """R gives the slopes of its rounding, with p-values."""
    with pytest.raises(SurveyKitError) as caught:
        glm(Design(SCHOOLS.assign(same=1 / 3), "w"), "same ~ enroll", family)
    assert caught.value.code == "model_constant"
    assert glm(Design(SCHOOLS.assign(same=1 / 3), "w"), "same ~ 1", family).df == Design(SCHOOLS, "w").df


rows = st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.2, 5)), min_size=8, max_size=25)


@given(rows, st.floats(0.1, 10))
def test_scaling_weights_changes_nothing(values, factor):
    frame = pd.DataFrame(values, columns=["y", "x", "w"])
    if frame["x"].round(3).nunique() < 3 or np.ptp(frame["y"]) < 1e-6:
        return
    here = glm(Design(frame, "w"), "y ~ x")
    there = glm(Design(frame.assign(w=frame["w"] * factor), "w"), "y ~ x")
    assert there.coefficients == pytest.approx(here.coefficients, rel=1e-7, abs=1e-7)
    assert there.se == pytest.approx(here.se, rel=1e-6, abs=1e-7)
    x = np.column_stack([np.ones(len(frame)), frame["x"]])
    assert linear(Design(frame, "w"), frame["y"].to_numpy(), x, np.arange(len(frame)))[0] == pytest.approx(
        here.coefficients, rel=1e-6, abs=1e-7
    )


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5), st.integers(1, 4)), min_size=6, max_size=15))
def test_whole_weights_are_repeated_rows(values):
    frame = pd.DataFrame(values, columns=["y", "x", "w"])
    if frame["x"].round(3).nunique() < 3 or np.ptp(frame["y"]) < 1e-6:
        return
    repeated = frame.loc[frame.index.repeat(frame["w"])].reset_index(drop=True)
    here, there = glm(Design(frame, "w"), "y ~ x"), glm(Design(repeated), "y ~ x")
    assert there.coefficients == pytest.approx(here.coefficients, rel=1e-7, abs=1e-7)


def test_it_tells_what_was_fitted():
    fit = glm(DESIGNS["plain"], "api00 ~ enroll")
    assert repr(fit) == "Fit: api00 ~ enroll (gaussian), 2 coefficients, base 200, 198 degrees of freedom. to_frame() shows them."
