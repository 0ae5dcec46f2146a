import numpy as np
import pytest

from survey_kit.analyses.differences import Difference, difference, independent, of_means


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (1.0, 5.0, "established"),
        (-5.0, -0.6, "established"),
        (0.4, 5.0, "borderline"),
        (-0.5, 5.0, "borderline"),
        (-6.0, 0.2, "borderline"),
        (-3.0, 2.0, "not_established"),
        (np.nan, np.nan, "not_established"),
    ],
)
def test_the_nearer_bound_decides(low, high, verdict):
    assert Difference(50, 48, 2, 1, low, high).verdict == verdict


def test_words_of_a_sample_and_of_volunteers():
    found = Difference(50, 40, 10, 1, 8, 12)
    assert (found.word("probability"), found.word("probability", "en")) == ("établi", "established")
    assert found.word("volunteer") == "écart net parmi les répondants"
    assert "signif" not in "".join(Difference(50, 40, 10, 1, *ends).word("volunteer") for ends in ((8, 12), (-9, 12), (0, 12)))


def test_the_published_example_is_borderline():
    se, df = independent((0.89 * 0.11 / 1000, 0.86 * 0.14 / 1000), (np.inf, np.inf))
    found = difference(0.86, 0.89, se, df)
    assert (round(found.points, 1), round(found.high - found.points, 1), found.verdict) == (-3.0, 2.9, "borderline")
    assert found.relative == pytest.approx(100 * -3 / 89)


def test_satterthwaite_lies_between_the_smaller_df_and_their_sum():
    se, df = independent((2.0, 3.0), (10, 20))
    assert se == pytest.approx(5**0.5)
    assert 10 < df < 30
    assert df == pytest.approx(25 / (4 / 10 + 9 / 20))


@pytest.mark.parametrize(("gap", "verdict"), [(0.05, "not_established"), (0.95, "borderline"), (1.05, "borderline"), (1.2, "established"), (-1.2, "established")])
@pytest.mark.parametrize("unit", [1e-3, 1, 1e6])
def test_means_are_borderline_whatever_their_unit(gap, verdict, unit):
    """`gap` is in half widths of the interval: within a tenth of one of the bound at zero it is borderline."""
    half = 1.959963984540054 * 3 * unit
    found = of_means(100 * unit + gap * half, 100 * unit, 3 * unit, np.inf)
    assert found.verdict == verdict
    assert (found.low, found.high) == pytest.approx((found.points - half, found.points + half))
