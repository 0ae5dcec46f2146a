import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.weighting.calibration import calibrate
from survey_kit.weighting.margins import controls
from survey_kit.weighting.raking import rake
from survey_kit.weighting.remembered import expanded, gram_matrix, pseudo_inverse

RANDOM = np.random.default_rng(5)
FRAME = pd.DataFrame(
    {
        "a": RANDOM.choice(list("pqr"), 60),
        "b": RANDOM.choice(list("stuv"), 60),
        "x": RANDOM.normal(50, 3, 60),
        "w": RANDOM.uniform(0.5, 3, 60),
    }
)
WEIGHTS = FRAME["w"].to_numpy()
TARGETS = {name: (FRAME.groupby(name)["w"].sum() * 1.0 + 3 * (1 if name == "b" else 4 / 3)).to_dict() for name in "ab"}


def full_matrix():
    return np.column_stack([pd.get_dummies(FRAME["a"]), pd.get_dummies(FRAME["b"]), FRAME["x"]]).astype(float)


def parts():
    found = controls(Design(FRAME, "w"), TARGETS | {"x": 1.0})
    return tuple(margin.codes for margin in found.margins), found.numbers


def test_the_gram_matrix_is_that_of_the_full_model_matrix():
    x = full_matrix()
    margins, numbers = parts()
    np.testing.assert_allclose(gram_matrix(margins, numbers, WEIGHTS), x.T @ (x * WEIGHTS[:, None]), rtol=1e-12)
    coefficients = RANDOM.normal(size=(8, 2))
    np.testing.assert_allclose(expanded(margins, numbers, coefficients), x @ coefficients)


def test_a_pseudo_inverse_bears_columns_that_say_the_same():
    gram = gram_matrix(*parts(), WEIGHTS)
    np.testing.assert_allclose(gram @ pseudo_inverse(gram) @ gram, gram, rtol=1e-9, atol=1e-9)


def test_residuals_are_those_of_weighted_least_squares():
    design = calibrate(Design(FRAME, "w"), TARGETS | {"x": 1.1 * float(WEIGHTS @ FRAME["x"])})
    scores = design.weights[:, None] * RANDOM.normal(0, 1, (60, 2))
    x, root = full_matrix(), np.sqrt(WEIGHTS)[:, None]
    inside = scores / design.weights[:, None]
    fitted = x @ np.linalg.lstsq(x * root, inside * root, rcond=None)[0]
    np.testing.assert_allclose(design.calibration[0](scores), (inside - fitted) * design.weights[:, None], atol=1e-10)


def test_a_raked_margin_has_no_score_left():
    design = rake(Design(FRAME, "w"), TARGETS)
    indicators = pd.get_dummies(FRAME["b"]).to_numpy(dtype=float)
    assert np.abs(design.calibration[0](design.weights[:, None] * indicators)).max() == pytest.approx(0, abs=1e-3)
