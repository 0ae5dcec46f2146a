"""The variance from replicates, counted by hand."""

import numpy as np
import pandas as pd

from survey_kit.design.replicates import ReplicateDesign
from survey_kit.estimation.asked import Sums
from survey_kit.estimation.replication import replicate_sums, variance, variances

FRAME = pd.DataFrame(
    {"y": [1.0, 2.0, 6.0], "g": ["a", "a", "b"], "w": [1.0] * 3, "r1": [0.0, 1.5, 1.5], "r2": [1.5, 0, 1.5], "r3": [1.5, 1.5, 0]}
)
NAMES = ["r1", "r2", "r3"]


def test_sums_under_each_replicate():
    found = replicate_sums(ReplicateDesign(FRAME, "w", NAMES), Sums(("g",), ((), ("y",)), 2))
    assert found.tolist() == [[[1.5, 3.0], [1.5, 9.0]], [[1.5, 1.5], [1.5, 9.0]], [[3.0, 4.5], [0.0, 0.0]]]


def test_the_jackknife_of_a_mean_is_the_variance_over_n():
    design = ReplicateDesign(FRAME, "w", NAMES)
    thetas = np.array([[4.0], [3.5], [1.5]])
    np.testing.assert_allclose(variance(thetas, design), FRAME["y"].var() / 3)
    about_the_estimate = ReplicateDesign(FRAME, "w", NAMES, mse=True)
    np.testing.assert_allclose(variance(thetas, about_the_estimate, np.array([2.0])), 2 / 3 * (4 + 2.25 + 0.25))


def test_a_replicate_without_a_number_is_left_out():
    design = ReplicateDesign(FRAME, "w", NAMES)
    found = variances(np.array([[[4.0]], [[2.0]], [[np.nan]]]), design, np.zeros((1, 1)))
    np.testing.assert_allclose(found, 2 / 3 * 2)


def test_without_any_replicate_there_is_no_variance():
    found = variances(np.full((3, 2, 1), np.nan), ReplicateDesign(FRAME, "w", NAMES), np.zeros((2, 1)))
    assert np.isnan(found).all()
