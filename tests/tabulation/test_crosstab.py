"""Tables against plain pandas, and percentages' intervals against the estimation kernel on the same base."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion
from survey_kit.questionnaire.model import Choice, Item, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.table import TOTAL

DRAWN = np.random.default_rng(3)
N = 120
FRAME = pd.DataFrame(
    {
        "v": pd.Categorical(DRAWN.choice(list("abc"), N), list("abcd")),
        "g": pd.Categorical(DRAWN.choice(list("xy"), N)),
        "n": pd.array(DRAWN.integers(0, 60, N), dtype="Int64"),
        "m__1": pd.array(DRAWN.random(N) < 0.3, dtype="boolean"),
        "m__2": pd.array(DRAWN.random(N) < 0.6, dtype="boolean"),
        "w": DRAWN.uniform(0.5, 2, N),
    }
)


@pytest.fixture(scope="module")
def design():
    return Design(FRAME, weights="w")


def cells(table, column=TOTAL):
    frame = table.to_frame()
    return frame[(frame["column"] == column) & (frame["statistic"] == "count") & (frame["row"] != TOTAL)].set_index("row")


@pytest.mark.parametrize("column", [TOTAL, "x", "y"])
def test_counts_and_column_percentages_are_those_of_pandas(design, column):
    found = cells(tabulate(design, ["v"], ["g"]), column)
    part = FRAME if column == TOTAL else FRAME[FRAME["g"] == column]
    assert found["value"].tolist() == part["v"].value_counts().reindex(list("abcd")).tolist()
    weights = part.groupby("v", observed=False)["w"].sum()
    np.testing.assert_allclose(found["column_percent"].astype(float), 100 * weights / weights.sum(), rtol=1e-12)
    assert (found["base"] == len(part)).all()
    np.testing.assert_allclose(found["effective_base"].astype(float), part["w"].sum() ** 2 / (part["w"] ** 2).sum(), rtol=1e-12)


@pytest.mark.parametrize("percent", ["row", "total"])
def test_the_interval_belongs_to_the_percentage_asked_for(design, percent):
    found = cells(tabulate(design, ["v"], ["g"], percent=percent), "x").loc["b"]
    indicator = ((FRAME["v"] == "b") & (FRAME["g"] == "x")).rename("cell")
    inside = (FRAME["v"] == "b").to_numpy() if percent == "row" else None
    share = proportion(Design(FRAME.assign(cell=indicator), weights="w"), "cell", where=inside).to_frame().set_index("category").loc[True]
    np.testing.assert_allclose(
        [found[f"{percent}_percent"], found["se"], found["ci_low"], found["ci_high"]],
        100 * share[["estimate", "se", "ci_low", "ci_high"]].astype(float),
        rtol=1e-9,
    )


def test_a_set_is_in_per_cent_of_respondents(design):
    found = cells(tabulate(design, ["m"], ["g"]), "y")
    part = FRAME[FRAME["g"] == "y"]
    np.testing.assert_allclose(
        found["column_percent"].astype(float),
        [100 * (part[f"m__{code}"].astype(float) * part["w"]).sum() / part["w"].sum() for code in "12"],
    )


def test_numbers_get_bands_and_measures():
    frame = tabulate(Design(FRAME), ["n"]).to_frame()
    assert frame[frame["row"] == "0-9"]["value"].iloc[0] == FRAME["n"].between(0, 9).sum()
    measures = frame[~frame["statistic"].isin(["count"])].set_index("statistic")["value"]
    assert measures["mean"] == pytest.approx(FRAME["n"].mean())
    assert measures["median"] == np.quantile(FRAME["n"].astype(float), 0.5, method="inverted_cdf")


def test_nets_put_answers_together(design):
    frame = tabulate(design, ["v"], nets={"v": {"A or B": ["a", "b"]}}).to_frame()
    net = frame[frame["statistic"] == "net"].iloc[0]
    both = (
        proportion(Design(FRAME.assign(both=FRAME["v"].isin(["a", "b"])), weights="w"), "both").to_frame().set_index("category").loc[True]
    )
    np.testing.assert_allclose(
        [net["column_percent"], net["se"], net["ci_low"], net["ci_high"]],
        100 * both[["estimate", "se", "ci_low", "ci_high"]].astype(float),
        rtol=1e-9,
    )
    assert net["value"] == FRAME["v"].isin(["a", "b"]).sum()


@pytest.mark.parametrize(("sampling", "low", "high"), [("volunteer", 90, 100), ("census", np.nan, np.nan)])
def test_a_net_of_all_answers_has_the_bounds_that_a_share_of_all_has(sampling, low, high):
    frame = FRAME.assign(w=DRAWN.uniform(0.1, 3, N))
    net = tabulate(Design(frame, weights="w", sampling=sampling), ["v"], nets={"v": {"all": list("abcd")}}).to_frame().query("row == 'all'").iloc[0]
    assert net["column_percent"] == 100
    if sampling == "census":
        assert np.isnan([net["ci_low"], net["ci_high"]]).all()
    else:
        assert low < net["ci_low"] < net["ci_high"] == high


def test_nets_of_rows_have_the_rows_own_percentage_and_interval(design):
    frame = tabulate(design, ["v"], ["g"], percent="row", nets={"v": {"A or B": ["a", "b"]}}).to_frame()
    net = frame[(frame["statistic"] == "net") & (frame["column"] == "x")].iloc[0]
    inside = FRAME["v"].isin(["a", "b"]).to_numpy()
    share = proportion(design, "g", where=inside).to_frame().set_index("category").loc["x"]
    np.testing.assert_allclose(
        [net["row_percent"], net["se"], net["ci_low"], net["ci_high"]], 100 * share[["estimate", "se", "ci_low", "ci_high"]].astype(float), rtol=1e-9
    )


def survey_of(**columns):
    questions = (
        Question("mat", "matrix", {}, (Choice("1", {}), Choice("2", {})), items=(Item("i", {}), Item("j", {}))),
        Question("text", "text", {}),
        Question("day", "date", {}),
    )
    responses = pd.DataFrame(columns)
    missing = responses.isna().astype(object).where(responses.isna(), "").replace({True: "not_asked"})
    return Survey(responses, missing, Questionnaire("q", {}, questions), Provenance("f", "", "table"))


def test_a_matrix_is_a_distribution_an_item_a_text_only_a_count():
    survey = survey_of(
        mat__i=pd.Categorical(["1", "2", None], ["1", "2"]),
        mat__j=pd.Categorical(["1", "1", "1"], ["1", "2"]),
        text=["a", None, "b"],
        day=pd.to_datetime(["2022-04-01", "2022-05-01", None]),
    )
    table = tabulate(Design(survey), ["mat", "text", "day"])
    by_name = {strip.name: strip for strip in table.strips}
    assert set(by_name) == {"mat__i", "mat__j", "text", "day"}
    assert (by_name["mat__i"].base, dict(by_name["mat__i"].missing)) == (2, {"not_asked": 1})
    assert by_name["mat__i"].measures[0].value == 1.5
    assert (by_name["text"].base, by_name["text"].codes) == (2, ())
    assert by_name["day"].codes == ("2022-04", "2022-05")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"rows": ["zzz"]}, "design_variable"),
        ({"rows": ["v"], "columns": ["m"]}, "column_set"),
        ({"rows": ["v"], "percent": "cell"}, "percent_unknown"),
        ({"rows": ["v"], "nets": {"v": {"N": ["q"]}}}, "net_unknown"),
        ({"rows": ["m"], "nets": {"m": {"N": ["9"]}}}, "net_unknown"),
        ({"rows": ["v"], "correction": "tukey"}, "correction_unknown"),
    ],
)
def test_what_is_refused(design, arguments, code):
    with pytest.raises(SurveyKitError) as caught:
        tabulate(design, **arguments)
    assert caught.value.code == code


def test_answers_that_mean_not_concerned_are_no_answers_and_dont_know_is_one():
    choices = (Choice("1", {"fr": "oui"}), Choice("98", {"fr": "?"}, missing="dont_know"), Choice("99", {"fr": "-"}, missing="refused"))
    book = Questionnaire("q", {}, (Question("v", "single", {"fr": "v"}, choices), Question("n", "integer", {"fr": "n"})))
    frame = pd.DataFrame(
        {"v": pd.Categorical(["1"] * 6 + ["98"] * 2 + [None] * 2, ["1", "98", "99"]), "n": pd.array([1] * 8 + [None] * 2, "Int64")}
    )
    missing = pd.DataFrame({"v": [""] * 6 + ["dont_know"] * 2 + ["refused"] * 2, "n": [""] * 8 + ["dont_know"] * 2})
    table = tabulate(Design(Survey(frame, missing, book, Provenance("f", "0", "table"))), ["v", "n"])
    assert [(strip.codes, dict(strip.missing)) for strip in table.strips] == [(("1", "98"), {"refused": 2}), (("1",), {"dont_know": 2})]


def test_a_banner_of_numbers_goes_by_bands(design):
    found = cells(tabulate(design, ["v"], ["n"]), "0-9")
    part = FRAME[FRAME["n"] < 10]
    assert found["value"].tolist() == part["v"].value_counts().reindex(list("abcd")).tolist()
    assert set(tabulate(design, ["v"], ["n"]).to_frame()["column_variable"]) == {"", "n"}


def test_years_are_dated_not_averaged():
    frame = tabulate(Design(pd.DataFrame({"born": [1950, 1971, 1984, 2001]})), ["born"]).to_frame()
    assert set(frame["statistic"]) == {"count"}
