"""Axes."""

import pytest

from survey_kit.charts.scale import number_axis, percent_axis


@pytest.mark.parametrize(
    ("highest", "axis"),
    [
        (0, (0, 5)),
        (5, (0, 5)),
        (24, (0, 5, 10, 15, 20, 25)),
        (43.2, (0, 10, 20, 30, 40, 50)),
        (50.1, (0, 20, 40, 60)),
        (100, (0, 20, 40, 60, 80, 100)),
    ],
)
def test_percent_axes_begin_at_zero_and_take_in_the_highest(highest, axis):
    assert percent_axis(highest) == axis


@pytest.mark.parametrize("highest", [0.3, 1, 7, 22, 60, 999, 12345])
def test_number_axes_are_round_and_short(highest):
    axis = number_axis(highest)
    assert axis[0] == 0
    assert axis[-2] < highest <= axis[-1]
    assert len(axis) <= 8


def test_an_axis_of_nothing_has_a_length():
    assert number_axis(0) == (0.0, 1.0)
