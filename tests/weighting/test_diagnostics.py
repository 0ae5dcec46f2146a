import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.weighting.calibration import calibrate
from survey_kit.weighting.diagnostics import weight_diagnostics
from survey_kit.weighting.raking import rake
from survey_kit.weighting.trimming import trim_weights

FRAME = pd.DataFrame({"sex": list("FFFHHH"), "x": [1.0, 2, 3, 4, 5, 60], "w": [1.0, 1, 1, 1, 1, 3]})
TARGETS = {"sex": {"F": 60, "H": 40}}


def test_spread_extremes_and_margins():
    found = weight_diagnostics(rake(Design(FRAME, "w"), TARGETS))
    weights = np.array([20, 20, 20, 8, 8, 24.0])
    np.testing.assert_allclose([found.deff, found.effective_base], [6 * (weights**2).sum() / 1e4, 1e4 / (weights**2).sum()])
    np.testing.assert_allclose([found.smallest, found.largest, found.ratio_low, found.ratio_high], [0.48, 1.44, 8, 20])
    assert found.to_frame()[["variable", "category", "target", "before", "after"]].to_numpy().tolist() == [
        ["sex", "F", 60.0, 3.0, 60.0],
        ["sex", "H", 40.0, 5.0, 40.0],
    ]
    assert found.iterations <= 2
    assert found.negative == 0


def test_trimming_shows_which_margin_it_left():
    found = weight_diagnostics(trim_weights(rake(Design(FRAME, "w"), TARGETS), upper=21))
    assert found.worst is not None
    assert found.worst.variable == "sex"
    assert abs(found.worst.error) > 0.01


def test_negative_weights_are_counted():
    found = weight_diagnostics(calibrate(Design(FRAME, "w"), {"sex": {"F": 60, "H": 40}, "x": 200.0}))
    assert found.negative > 0
    assert found.lines[-1].variable == "x"


def test_without_weighting_there_is_no_margin():
    found = weight_diagnostics(Design(FRAME))
    assert (found.deff, found.worst, len(found.to_frame())) == (1.0, None, 0)
