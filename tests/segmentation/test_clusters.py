"""FactoMineR 2.7 (HCPC on 20 axes) gives the tree's parts and inertia where its values are at hand."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.segmentation.agreement import adjusted_rand
from survey_kit.segmentation.clusters import by_size, centred, consolidated, distinct, forest, lloyd, nearest, total, transferred, within
from survey_kit.segmentation.factors import factors

REFERENCE = Path(__file__).resolve().parents[3] / "shared/reference/segmentation"
referenced = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference values are not at hand")


def blobs(rows, seed=0):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, rows)
    return np.array([[0, 0], [6, 0], [0, 6]])[truth] + rng.normal(size=(rows, 2)), truth


@referenced
@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("kind", ["u", "w"])
def test_the_tree_is_factominer_s_and_the_consolidation_is_no_worse(kind, count):
    frame = pd.read_csv(REFERENCE / "tea.csv", keep_default_na=False)
    design = Design(frame, weights="w" if kind == "w" else None)
    places = factors(design, list(frame.columns[:18]), axes=20).coordinates.to_numpy()
    points = distinct(places, design.weights)
    trees = forest(points)
    want = json.loads((REFERENCE / f"tea_hcpc_{kind}_k{count}_tree.json").read_text())
    theirs = np.array(list(want["cluster"].values()), dtype=int)
    assert adjusted_rand(trees.cut(count)[points.rows], theirs) == 1.0
    gains = trees.tree.heights[::-1]
    known = np.array(want["inert.gain"])[:20]
    assert np.abs(gains[: len(known)] - known).max() < 1e-8
    moved = json.loads((REFERENCE / f"tea_hcpc_{kind}_k{count}_consol.json").read_text())
    there = np.array(list(moved["cluster"].values()), dtype=int) - 1
    rows = np.arange(len(places))
    ours = consolidated(points, trees.cut(count))
    plain = type(points)(places, design.weights, rows)
    assert within(points, ours) <= within(plain, there) + 1e-12
    assert adjusted_rand(ours[points.rows], there) > 0.7


def test_no_single_move_lowers_the_inertia_of_a_consolidated_partition():
    places, _ = blobs(60)
    points = distinct(places, np.random.default_rng(1).uniform(0.2, 3, 60))
    labels = consolidated(points, forest(points).cut(3))
    best = within(points, labels)
    for row in range(60):
        for part in range(3):
            other = labels.copy()
            other[row] = part
            assert len(np.unique(other)) < 3 or within(points, other) >= best - 1e-12
    assert (transferred(points, labels, 3) == labels).all()


def test_rows_at_the_same_place_are_one_point():
    points = distinct(np.array([[1.0, 2.0], [0.0, 0.0], [1.0, 2.0]]), np.array([1.0, 2.0, 3.0]))
    assert points.masses.tolist() == [2.0, 4.0]
    assert points.rows.tolist() == [1, 0, 1]
    assert total(points) == pytest.approx(5 * (2 / 3) * (1 / 3))


def test_order_of_rows_and_halves_change_nothing():
    places, _ = blobs(80)
    masses = np.random.default_rng(1).uniform(0.5, 2, 80)

    def parted(rows, weights):
        points = distinct(places[rows], weights)
        return consolidated(points, forest(points).cut(4))[points.rows]

    plain, order = parted(np.arange(80), masses), np.random.default_rng(2).permutation(80)
    assert (parted(order, masses[order]) == plain[order]).all()
    twice = np.arange(80).repeat(2)
    assert (parted(twice, masses.repeat(2) / 2) == plain[twice]).all()


def test_many_points_are_grouped_before_the_tree_and_moved_after_it():
    places, truth = blobs(6000)
    points = distinct(places, np.ones(6000))
    trees = forest(points)
    assert trees.tree.points <= 500
    assert adjusted_rand(consolidated(points, trees.cut(3))[points.rows], truth) > 0.98


def test_centres_weigh_their_points_and_an_empty_part_keeps_its_own():
    places = np.array([[0.0], [1.0], [10.0]])
    centres, weight = centred(places, np.array([1.0, 3.0, 1.0]), np.array([0, 0, 1]), 2)
    assert centres.ravel().tolist() == [0.75, 10.0]
    assert weight.tolist() == [4.0, 1.0]
    assert nearest(places, centres).tolist() == [0, 0, 1]
    assert lloyd(places, np.ones(3), np.array([[0.0], [9.0], [500.0]])).tolist() == [0, 0, 1]


def test_the_heaviest_part_comes_first():
    assert by_size(np.array([5, 5, 2]), np.array([1.0, 1.0, 9.0])).tolist() == [2, 2, 1]
