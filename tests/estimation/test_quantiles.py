import numpy as np
import pytest

from survey_kit.estimation.quantiles import at


@pytest.mark.parametrize("probability", [0.1, 0.25, 1 / 3, 0.5, 0.9, 1.0])
def test_a_quantile_is_the_inverse_of_the_distribution_function(probability):
    values = np.array([1.0, 2.0, 3.0, 5.0, 8.0, 13.0])
    assert at(values, np.ones(6), probability) == np.quantile(values, probability, method="inverted_cdf")


def test_weights_repeat_values():
    assert at(np.array([1.0, 2.0]), np.array([3.0, 1.0]), 0.75) == 1.0
    assert at(np.array([1.0, 2.0]), np.array([3.0, 1.0]), 0.76) == 2.0
