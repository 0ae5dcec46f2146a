import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.formulas import Terms, matrices, term_names

FRAME = pd.DataFrame(
    {"y": [1.0, 2.0, np.nan, 4.0], "x": [1, 2, 3, 4], "two words": [0.5, 1, 2, 3], "c": list("abab"), "d": ["u", None, "v", "v"]}
)


def test_columns_are_found_bare_quoted_and_within_functions():
    found = matrices(Design(FRAME), 'y ~ np.log(x) + Q("two words") + C(c)')
    assert found.variables == ("y", "x", "two words", "c")
    assert found.rows.tolist() == [0, 1, 3]
    assert found.y.tolist() == [1, 2, 4]
    assert found.terms.columns == ("Intercept", "C(c)[T.b]", "np.log(x)", 'Q("two words")')
    assert found.x[:, 2] == pytest.approx(np.log([1, 2, 4]))


def test_gaps_in_text_leave_a_row_out():
    assert matrices(Design(FRAME), "x ~ d").rows.tolist() == [0, 2, 3]


def test_a_response_in_two_categories_is_the_second():
    found = matrices(Design(FRAME), "c ~ x")
    assert (found.y.tolist(), found.response_levels) == ([0, 1, 0, 1], 2)


def test_terms_are_named_in_any_order():
    terms = Terms(("Intercept", "a", "b", "a:b"), ("Intercept", "a", "b", "a:b"), ((0,), (1,), (2,), (3,)))
    assert terms.positions(["b:a", "a"]) == [1, 3]
    with pytest.raises(SurveyKitError) as caught:
        terms.positions(["c"])
    assert caught.value.code == "term_unknown"
    assert term_names("~ a + b:a") == ("a", "b:a")
    assert term_names(["a", "C(b)"]) == ("a", "C(b)")


@pytest.mark.parametrize(
    ("formula", "factor", "category"),
    [("x ~ one", "one", "a"), ("x ~ c + C(w)", "C(w)", 1), ("x ~ y:one", "one", "a"), ("x ~ truth", "truth", True), ("y ~ x + d2", "d2", "v")],
)
def test_a_factor_with_one_category_is_refused_as_by_r(formula, factor, category):
    """R: "contrasts can be applied only to factors with 2 or more levels"; of `d2` one is left where y is known."""
    frame = FRAME.assign(one="a", w=1, truth=True, d2=["v", "v", "u", "v"])
    with pytest.raises(SurveyKitError) as caught:
        matrices(Design(frame), formula)
    assert (caught.value.code, caught.value.got, caught.value.expected) == ("model_one_category", factor, category)


@pytest.mark.parametrize("formula", ["y ~ x +", "~ x", "y ~ C(x, unknown)", "y ~ f(x)", "y ~ 0"])
def test_what_cannot_be_read_is_told(formula):
    with pytest.raises(SurveyKitError) as caught:
        matrices(Design(FRAME), formula)
    assert caught.value.code in {"formula_invalid", "formula_sides", "design_variable"}
