import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.weighting import raking
from survey_kit.weighting.raking import post_stratify, rake

FRAME = pd.DataFrame({"sex": list("FFHHHF"), "age": list("abaabb"), "w": [1.0, 2, 1, 1, 3, 1], "y": range(6)})
TARGETS = {"sex": {"F": 40, "H": 60}, "age": {"a": 50, "b": 50}}

rows = st.lists(st.tuples(st.sampled_from("FH"), st.sampled_from("abc"), st.floats(0.2, 5)), min_size=12, max_size=60)


def design_of(drawn):
    cells = [(sex, age, 1.0) for sex in "FH" for age in "abc"]  # nobody's cell is empty, so that any margins can be met
    return Design(pd.DataFrame(cells + drawn, columns=["sex", "age", "w"]), "w")


@settings(max_examples=50, deadline=None)
@given(rows, st.floats(10, 90), st.floats(10, 45), st.floats(10, 45))
def test_every_margin_is_met(drawn, women, young, middle):
    targets = {"sex": {"F": women, "H": 100 - women}, "age": {"a": young, "b": middle, "c": 100 - young - middle}}
    design = rake(design_of(drawn), targets)
    frame = design.engine.frame.assign(w=design.weights)
    for name, totals in targets.items():
        sums = frame.groupby(name)["w"].sum()
        np.testing.assert_allclose(sums[list(totals)], list(totals.values()), rtol=1e-8)


def test_raking_starts_from_the_weights_that_are_there():
    """Within a crossed cell weights keep their proportions: 1 to 2 stays 1 to 2."""
    weights = rake(Design(FRAME.assign(w=[1.0, 2, 1, 2, 3, 6]), "w"), TARGETS).weights
    assert weights[1] / weights[5] == pytest.approx(2 / 6)
    assert weights[2] / weights[3] == pytest.approx(1 / 2)


def test_a_sort_and_a_table_of_cells_give_the_same(monkeypatch):
    whole = rake(Design(FRAME, "w"), TARGETS).weights
    monkeypatch.setattr(raking, "TABLE", 0)
    np.testing.assert_array_equal(rake(Design(FRAME, "w"), TARGETS).weights, whole)


def test_post_stratification_meets_crossed_categories():
    crossed = {("sex", "age"): {("F", "a"): 10, ("F", "b"): 20, ("H", "a"): 30, ("H", "b"): 40}}
    design = post_stratify(Design(FRAME, "w"), crossed)
    np.testing.assert_allclose(design.weights, [10, 40 / 3, 15, 15, 40, 20 / 3])


def test_contradicting_margins_name_the_worst_of_them():
    frame = pd.DataFrame({"a": list("xxyy"), "b": list("ppqq")})
    with pytest.raises(SurveyKitError) as caught:
        rake(Design(frame), {"a": {"x": 10, "y": 30}, "b": {"p": 20, "q": 20}}, max_iterations=50)
    assert caught.value.code == "not_converged"
    assert caught.value.where in {"a = x", "a = y", "b = p", "b = q"}
    assert "50" in caught.value.message("fr")


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda d: post_stratify(d, TARGETS), "post_stratify_margins"),
        (lambda d: post_stratify(d, {"y": 12.0}), "post_stratify_margins"),
        (lambda d: rake(d, TARGETS | {"y": 12.0}), "rake_number"),
    ],
)
def test_what_is_refused(call, code):
    with pytest.raises(SurveyKitError) as caught:
        call(Design(FRAME, "w"))
    assert caught.value.code == code
    assert caught.value.message("en")


def test_the_first_design_keeps_its_weights():
    design = Design(FRAME, "w")
    raked = rake(design, TARGETS)
    assert design.weights.tolist() == FRAME["w"].tolist()
    assert raked.design_weights.tolist() == FRAME["w"].tolist()
    assert raked.calibration[0].iterations > 0
    assert raked.calibration[0].error <= 1e-9
