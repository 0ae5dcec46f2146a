import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage

from survey_kit.segmentation.tree import renumbered, ward


def test_the_tree_of_equal_masses_is_scipy_s():
    points = np.random.default_rng(0).normal(size=(60, 4))
    tree = ward(points, np.ones(60))
    # scipy's height h is a distance: a step loses h^2 / 2 of n times the inertia
    assert tree.heights == pytest.approx(linkage(points, "ward")[:, 2] ** 2 / 2 / 60, rel=1e-9)


def test_whole_masses_are_repeated_points():
    rng = np.random.default_rng(1)
    points, times = rng.normal(size=(40, 3)), rng.integers(1, 4, 40)
    one, many = ward(points, times.astype(float)), ward(points.repeat(times, axis=0), np.ones(times.sum()))
    assert many.heights[-39:] == pytest.approx(one.heights, rel=1e-9)
    assert (renumbered(one.cut(4)[np.arange(40).repeat(times)]) == many.cut(4)).all()


def test_heights_never_fall_even_with_points_at_the_same_place():
    points = np.repeat(np.random.default_rng(2).normal(size=(10, 2)), 5, axis=0)
    tree = ward(points, np.full(50, 0.1))
    assert (np.diff(tree.heights) >= 0).all()
    assert len(np.unique(tree.cut(10))) == 10
    assert (tree.cut(10) == np.arange(10).repeat(5)).all()


def test_a_tree_small_enough_to_draw():
    tree = ward(np.array([[0.0], [1.0], [10.0]]), np.ones(3))
    assert tree.merges.tolist() == [[0, 1], [2, 3]] or tree.merges.tolist() == [[1, 0], [3, 2]] or len(tree.merges) == 2
    assert tree.heights == pytest.approx([1 / 6, (2 / 9) * 9.5**2])
    assert tree.cut(2).tolist() == [0, 0, 1]
    assert tree.cut(1).tolist() == [0, 0, 0]
    assert tree.cut(3).tolist() == [0, 1, 2]
