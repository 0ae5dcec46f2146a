import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.estimation.linearization import Scores, variance


def test_the_kernel_is_the_usual_variance_of_a_total():
    z = np.array([[1.0, 2.0], [4.0, 0.0], [7.0, -2.0], [0.0, 1.0]])
    found = variance(Scores(z.T @ z, z.sum(axis=0)), Design(pd.DataFrame({"a": range(4)})))
    np.testing.assert_allclose(found, 4 * np.cov(z, rowvar=False))


def test_one_unit_says_nothing():
    assert np.isnan(variance(Scores(np.ones((1, 1)), np.ones(1)), Design(pd.DataFrame({"a": [1]})))).all()
