import os

import numpy as np

from survey_kit.disclosure.solver import smallest


def test_the_cheapest_values_that_meet_the_equations():
    found = smallest(np.array([1.0, 3.0]), np.array([[1.0, -2.0]]), [np.array([[-1.0, 0.0]])], np.array([1.0, 0.0]), np.full(2, 9.0), whole=True)
    assert found.tolist() == [2.0, 1.0]
    half = smallest(np.array([1.0, 3.0]), np.array([[1.0, -2.0]]), [], np.array([1.0, 0.0]), np.full(2, 9.0), whole=False)
    assert half.tolist() == [1.0, 0.5]


def test_none_where_there_are_none():
    assert smallest(np.ones(2), np.array([[1.0, 1.0]]), [], np.ones(2), np.full(2, 9.0), whole=True) is None


def test_nothing_is_written_and_the_standard_output_is_given_back(capfd):
    smallest(np.ones(2), np.array([[1.0, -1.0]]), [], np.ones(2), np.full(2, 9.0), whole=True)
    os.write(1, b"still here")
    assert capfd.readouterr().out == "still here"
