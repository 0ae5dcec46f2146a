"""Blocks of designs by stages: sets, domains without anybody, missing answers."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.estimation.estimators import mean, proportion, total

FRAME = pd.DataFrame(
    {
        "m__a": pd.array([True, True, False, None, False, True], dtype="boolean"),
        "m__b": pd.array([True, False, False, None, True, True], dtype="boolean"),
        "g": pd.Categorical(list("xxyyxy"), list("xyz")),
        "y": [1.0, None, 3.0, 4.0, 5.0, 8.0],
        "p": [1, 1, 2, 2, 3, 3],
        "w": [1.0, 2.0, 1.0, 1.0, 3.0, 2.0],
    }
)
CLUSTERED = Design(FRAME, "w", psu="p")


def test_options_of_a_set_are_means_of_their_own():
    found = proportion(CLUSTERED, "m", interval="wald")
    alone = [mean(CLUSTERED, name) for name in ("m__a", "m__b")]
    np.testing.assert_allclose(found.se, [each.se[0] for each in alone])
    np.testing.assert_allclose(found.covariance, mean(CLUSTERED, ["m__a", "m__b"]).covariance)


def test_a_domain_without_anybody_has_no_row():
    for found in (mean(CLUSTERED, "y", by="g"), total(CLUSTERED, "y", by="g"), proportion(CLUSTERED, "m", by="g")):
        assert set(found.to_frame()["g"]) == {"x", "y"}
        assert np.isfinite(found.covariance).all()


def test_missing_answers_leave_no_unit_out():
    found = mean(CLUSTERED, "y")
    assert found.df == 2
    assert found.to_frame()["base"].tolist() == [5]


@pytest.mark.parametrize("interval", ["logit", "likelihood", "beta", "asin", "xlogit", "wilson"])
def test_intervals_lie_around_their_share(interval):
    found = proportion(CLUSTERED, "g", interval=interval)
    assert ((found.low <= found.estimate) & (found.estimate <= found.high)).all()
    assert ((found.low >= 0) & (found.high <= 1)).all()


def test_nobody_and_no_category_give_nothing_to_tell():
    frame = pd.DataFrame({"a": pd.Categorical([None] * 4, []), "h": list("xxyy"), "y": pd.array([None] * 4, dtype="Float64")})
    for design in (Design(frame), Design(frame, strata="h"), Design(frame.head(0), strata="h")):
        assert len(proportion(design, "a", by="h").estimate) == 0
        assert np.isnan(mean(design, "y").estimate).all()
