import numpy as np
import pytest

from survey_kit.segmentation.axes import make_axes
from survey_kit.segmentation.columns import columns
from survey_kit.segmentation.laws import simulated
from survey_kit.segmentation.traits import along_a_scale, between_poles
from tests.segmentation.made import gradient, kinds, parts_of


def fitted(family, frame):
    parts, weights = parts_of(frame)
    known = columns(parts, weights)
    start = make_axes(parts, weights, "famd").places(parts, 1)[:, 0]
    return known, family(known, start, weights.sum() ** 2 / (weights**2).sum())


@pytest.mark.parametrize("family", [between_poles, along_a_scale])
@pytest.mark.parametrize("heaped", [False, True])
def test_a_gradient_fitted_draws_as_much_along_its_axis_and_across_it(family, heaped):
    known, laws = fitted(family, gradient(heaped=heaped))
    observed, axes = known.eigenvalues(), simulated(known, laws, 60, np.random.default_rng(0))
    assert abs(axes[:, 0].mean() / observed[0] - 1) < 0.12
    assert axes[:, 1].min() * 0.97 < observed[1] < axes[:, 1].max() * 1.03


@pytest.mark.parametrize("family", [between_poles, along_a_scale])
def test_kinds_hold_more_across_the_axis_than_any_gradient(family):
    known, laws = fitted(family, kinds()[0])
    assert known.eigenvalues()[1] > simulated(known, laws, 60, np.random.default_rng(0))[:, 1].max()


@pytest.mark.parametrize("family", [between_poles, along_a_scale])
def test_laws_are_laws(family):
    known, laws = fitted(family, gradient())
    np.testing.assert_allclose(known.totals(laws.chances), 1)
    assert laws.sizes.sum() == pytest.approx(1)
    assert (laws.spreads > 0).all()
