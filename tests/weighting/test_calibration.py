import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import total
from survey_kit.weighting.calibration import Function, calibrate

RANDOM = np.random.default_rng(4)
FRAME = pd.DataFrame(
    {
        "sex": RANDOM.choice(list("FH"), 80),
        "age": RANDOM.choice(list("abc"), 80),
        "income": RANDOM.gamma(4, 500, 80),
        "w": RANDOM.uniform(1, 4, 80),
    }
)
SUM = FRAME["w"].sum()


def targets(women=0.5, shift=1.05):
    return {
        "sex": {"F": women * SUM, "H": (1 - women) * SUM},
        "age": {name: share * SUM for name, share in zip("abc", (0.3, 0.3, 0.4), strict=True)},
        "income": shift * float(FRAME["w"] @ FRAME["income"]),
    }


@pytest.mark.parametrize(
    ("distance", "bounds"), [("linear", None), ("linear", (0.3, 3)), ("raking", None), ("raking", (0.3, 3)), ("logit", (0.3, 3))]
)
def test_every_total_is_met_within_the_bounds(distance, bounds):
    design = calibrate(Design(FRAME, "w"), targets(), distance, bounds)
    known = targets()
    for name in ("sex", "age"):
        sums = FRAME.assign(w=design.weights).groupby(name)["w"].sum()
        np.testing.assert_allclose(sums[list(known[name])], list(known[name].values()), rtol=1e-8)
    np.testing.assert_allclose(design.weights @ FRAME["income"], known["income"], rtol=1e-8)
    if bounds:
        ratio = design.weights / FRAME["w"]
        assert bounds[0] - 1e-12 <= ratio.min() <= ratio.max() <= bounds[1] + 1e-12


@settings(max_examples=30, deadline=None)
@given(st.floats(0.35, 0.65), st.floats(0.9, 1.1))
def test_known_totals_have_no_error_left(women, shift):
    design = calibrate(Design(FRAME, "w"), targets(women, shift), "raking")
    found = total(design, "income")
    assert found.estimate[0] == pytest.approx(shift * float(FRAME["w"] @ FRAME["income"]))
    assert found.se[0] < 1e-7 * found.estimate[0]


def test_totals_that_are_met_already_change_nothing():
    known = {"sex": FRAME.groupby("sex")["w"].sum().to_dict()}
    np.testing.assert_allclose(calibrate(Design(FRAME, "w"), known, "logit", (0.5, 2)).weights, FRAME["w"])


@pytest.mark.parametrize(
    "function", [Function("linear", -np.inf, np.inf), Function("raking", -np.inf, np.inf), Function("logit", 0.4, 3.0)]
)
def test_slopes_are_those_of_the_factors(function):
    u = np.linspace(-0.5, 0.5, 9)
    slopes = function.factors(u)[1]
    np.testing.assert_allclose(slopes, (function.factors(u + 1e-6)[0] - function.factors(u - 1e-6)[0]) / 2e-6, rtol=1e-6)
    assert function.factors(np.zeros(1))[0][0] == pytest.approx(1)
    assert function.factors(np.zeros(1))[1][0] == pytest.approx(1)


def test_bounds_that_can_not_hold_name_the_worst_total():
    with pytest.raises(SurveyKitError) as caught:
        calibrate(Design(FRAME, "w"), targets(0.9), "logit", (0.95, 1.05))
    assert caught.value.code == "not_converged"
    assert caught.value.where


@pytest.mark.parametrize(
    ("distance", "bounds", "code"),
    [
        ("square", None, "distance_unknown"),
        ("logit", None, "logit_bounds"),
        ("linear", (1.2, 2), "calibrate_bounds"),
        ("logit", (0.5, np.inf), "calibrate_bounds"),
    ],
)
def test_what_is_refused(distance, bounds, code):
    with pytest.raises(SurveyKitError) as caught:
        calibrate(Design(FRAME, "w"), targets(), distance, bounds)
    assert caught.value.code == code
    assert caught.value.message("en")
