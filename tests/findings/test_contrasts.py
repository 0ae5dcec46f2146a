import math

import pytest

from survey_kit.findings.contrasts import Side, contrast


def test_bounds_are_those_of_newcombe():
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: 56/70 - 48/80, Wilson bounds of each.
    def wilson(count, base, z=1.959964):
        part, half = count / base, z * math.sqrt(count / base * (1 - count / base) / base + z * z / (4 * base * base))
        return Side(*(100 * each for each in (part, (part + z * z / (2 * base) - half) / (1 + z * z / base), (part + z * z / (2 * base) + half) / (1 + z * z / base))))

    found = contrast(wilson(56, 70), wilson(48, 80))
    assert (round(found.low / 100, 4), round(found.high / 100, 4)) == (0.0524, 0.3339)
    assert found.verdict == "clear"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (Side(24, 17, 33), Side(20, 13, 29), "chance"),
        (Side(46, 33, 60), Side(12, 7, 20), "clear"),
        (Side(12, 7, 20), Side(46, 33, 60), "clear"),
        (Side(30, 25, 35), Side(37, 32, 42), "edge"),
        (Side(30, None, None), Side(31, None, None), "whole"),
    ],
)
def test_a_difference_is_called_by_how_far_it_is_from_chance(one, other, verdict):
    assert contrast(one, other).verdict == verdict


def test_the_extremes_of_many_are_judged_more_strictly():
    pair = Side(40, 32, 48), Side(28, 21, 35)
    assert contrast(*pair).verdict == "clear"
    assert contrast(*pair, 6).verdict == "chance"


def test_means_have_no_edge_of_points():
    assert contrast(Side(2.4, 2.2, 2.6), Side(1.9, 1.7, 2.1), near=0).verdict == "clear"
    assert contrast(Side(2.4, 2.2, 2.6), Side(2.3, 2.1, 2.5), near=0).verdict == "chance"
