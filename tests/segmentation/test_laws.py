import numpy as np
import pytest

from survey_kit.segmentation.columns import columns
from survey_kit.segmentation.laws import Laws, drawn, simulated
from tests.segmentation.made import kinds, parts_of


@pytest.fixture(scope="module")
def known():
    return columns(*parts_of(kinds(2000)[0]))


@pytest.fixture(scope="module")
def laws(known):
    random = np.random.default_rng(3)
    chances = np.concatenate([random.dirichlet(np.ones(width), 2) for width in known.widths], axis=1)
    return Laws(np.array([0.25, 0.75]), chances, np.array([[0.0, 5.0], [1.0, -5.0]]), np.ones((2, 2)))


def test_draws_follow_the_laws_and_keep_the_gaps(known, laws):
    codes, numbers = drawn(known, laws, np.random.default_rng(0))
    np.testing.assert_array_equal(codes < 0, known.codes < 0)
    np.testing.assert_array_equal(np.isnan(numbers), np.isnan(known.numbers))
    want = laws.sizes @ laws.chances
    shares = known.indicators(codes).mean(axis=0) / known.by_question(known.indicators(codes).mean(axis=0))
    assert np.abs(shares - want).max() < 0.05
    assert np.nanmean(numbers[:, 1] > 0) == pytest.approx(0.25, abs=0.04)


def test_memberships_find_the_node_that_a_respondent_came_from(known, laws):
    held, likelihood = laws.memberships(known, known.indicators())
    np.testing.assert_allclose(held.sum(axis=1), 1)
    right = known.numbers[:, 1] > 1
    assert held[right & ~np.isnan(known.numbers[:, 1]), 0].mean() > 0.95
    assert np.isfinite(likelihood)


def test_simulated_axes_are_those_of_the_laws(known, laws):
    axes = simulated(known, laws, 3, np.random.default_rng(1))
    assert axes.shape == (3, known.categories + 2)
    assert (axes[:, 0] > 1.5 * axes[:, 1]).all()  # two nodes, one axis
