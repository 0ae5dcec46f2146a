import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.weighting.trimming import trim_weights


def design(weights):
    return Design(pd.DataFrame({"w": weights}), "w")


@given(st.lists(st.floats(0.1, 50), min_size=2, max_size=30))
def test_the_sum_stays_and_the_bounds_hold(weights):
    mean = float(np.mean(weights))
    found = trim_weights(design(weights), mean * 0.6, mean * 1.7).weights
    assert found.sum() == pytest.approx(sum(weights))
    assert mean * 0.6 - 1e-9 <= found.min() <= found.max() <= mean * 1.7 + 1e-9


def test_one_pass_shares_out_what_was_cut_off():
    assert trim_weights(design([1.0, 2.0, 9.0]), upper=6, strict=False).weights.tolist() == [2.5, 3.5, 6.0]


def test_weights_within_the_bounds_stay():
    assert trim_weights(design([1.0, 2.0]), 0.5, 3).weights.tolist() == [1, 2]


@pytest.mark.parametrize(("bounds", "code"), [({}, "trim_nothing"), ({"upper": 2}, "trim_impossible"), ({"lower": 5}, "trim_impossible")])
def test_what_is_refused(bounds, code):
    with pytest.raises(SurveyKitError) as caught:
        trim_weights(design([1.0, 2.0, 9.0]), **bounds)
    assert caught.value.code == code
    assert caught.value.message("en")
