import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import LONELY, SAMPLINGS, Design
from survey_kit.design.replicates import as_replicates
from survey_kit.errors import SurveyKitError

FRAME = pd.DataFrame(
    {"w": [1.0, 2.0, 3.0], "x": ["a", "b", "a"], "m__1": [True, False, True], "m__2": [False, False, True], "m__other": ["z", None, None]}
)


def test_without_weights_each_response_stands_for_itself():
    design = Design(FRAME)
    assert (design.weights.tolist(), design.base, design.df, design.sampling) == ([1, 1, 1], 3, 2, "probability")


def test_a_design_is_frozen():
    with pytest.raises(AttributeError):
        Design(FRAME).sampling = "census"


def test_a_set_is_found_by_its_columns():
    assert Design(FRAME).members("m") == (("m__1", "1"), ("m__2", "2"))
    assert Design(FRAME).members("x") == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([1.0, np.nan, 2.0], "weights_missing"),
        ([1.0, np.inf, 2.0], "weights_missing"),
        ([1.0, -1.0, 2.0], "weights_negative"),
        ([0.0, 0.0, 0.0], "weights_zero"),
        (["a", "b", "c"], "weights_text"),
    ],
)
def test_weights_are_checked_before_anything(values, code):
    with pytest.raises(SurveyKitError) as caught:
        Design(FRAME.assign(w=values), weights="w")
    assert caught.value.code == code


def test_an_unknown_column_names_the_nearest():
    with pytest.raises(SurveyKitError) as caught:
        Design(FRAME, weights="ww")
    assert caught.value.code == "design_variable"
    assert "w" in str(caught.value.expected)


def test_an_unknown_sampling_is_refused():
    with pytest.raises(SurveyKitError) as caught:
        Design(FRAME, sampling="panel")
    assert caught.value.code == "sampling_unknown"


def test_a_table_without_respondents_is_told_as_such():
    with pytest.raises(SurveyKitError) as caught:
        Design(pd.DataFrame({"w": pd.Series(dtype=float)}), weights="w")
    assert caught.value.code == "design_empty"


def test_a_domain_of_a_category_that_nobody_has_is_refused():
    design = Design(pd.DataFrame({"g": ["a", "b"], "c": pd.Categorical(["x", "x"], ["x", "y"])}))
    with pytest.raises(SurveyKitError) as caught:
        design.mask({"g": ["a", "z"]})
    assert caught.value.code == "where_category"
    assert "a, b" in caught.value.message("en")
    assert not design.mask({"c": ["y"]}).any()


def test_it_tells_how_many_were_found_weighted_and_drawn():
    frame = pd.DataFrame({"w": [1.0, 2, 3, 4], "h": list("aabb"), "p": [1, 2, 1, 2]})
    assert repr(Design(frame)) == "Design: 4 responses (probability), weights of 1, 4 in all; drawn one by one, 3 degrees of freedom."
    told = repr(Design(frame, "w", strata="h", sampling="quota"))
    assert told == "Design: 4 responses (quota), weights from 1 to 4, 10 in all; 2 strata, 4 primary units, 2 degrees of freedom."
    assert "; 2 primary units, 1 degrees" in repr(Design(frame, "w", psu="p"))
    assert repr(as_replicates(Design(frame, "w", strata="h"), "JKn")).endswith("4 JKn replicates, 2 degrees of freedom.")


def test_its_docstring_explains_what_it_is_made_from():
    for name in ("data", "weights", "strata", "psu", "fpc", "lonely_psu", "sampling"):
        assert f"\n    {name}: " in Design.__doc__
    assert all(word in Design.__doc__ for word in (*LONELY, *SAMPLINGS))
