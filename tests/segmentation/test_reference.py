"""Factors, trees and descriptions beside FactoMineR's on made-up answers: tests/reference/factors.R (R 4.2.2, FactoMineR 2.7), tolerance 1e-8, signs of axes free."""

import json

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.segmentation.agreement import adjusted_rand
from survey_kit.segmentation.clusters import consolidated, distinct, forest, within
from survey_kit.segmentation.description import describe_segments
from survey_kit.segmentation.factors import factors

NEAR = 1e-8
QUESTIONS = ["q1", "q2", "q3", "q4", "q5"]


@pytest.fixture(scope="module")
def want(root):
    return json.loads((root / "tests" / "reference" / "factors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers(root):
    return pd.read_csv(root / "tests" / "reference" / "factors.csv")


def design_of(answers, kind):
    return Design(answers, weights="w" if kind == "weighted" else None)


def table(entry):
    return pd.DataFrame(entry["data"], index=entry["rows"]).astype(float)


def own(made, values, *, active=True):
    lines = made.categories[made.categories["active"] == active]
    names = np.where(lines["category"] == "", lines["variable"], lines["variable"] + "=" + lines["category"].astype(str))
    return lines.assign(name=names).pivot_table(index="name", columns="axis", values=values, sort=True)


def same(ours, theirs, flip=1.0):
    theirs = table(theirs)
    np.testing.assert_allclose(ours.loc[theirs.index].to_numpy() * flip, theirs.to_numpy()[:, : ours.shape[1]], atol=NEAR, rtol=0)


def flipped(made, entry):
    return np.sign((made.coordinates.to_numpy() * table(entry).to_numpy()).sum(axis=0))


def same_axes(made, theirs):
    """Axes of no inertia are left out here, and those beyond the ones asked for there."""
    count = len(theirs["eig"])
    found = np.append(made.eigenvalues, np.zeros(count))[:count]
    np.testing.assert_allclose(found, theirs["eig"], atol=NEAR, rtol=0)


@pytest.mark.parametrize("kind", ["plain", "weighted"])
def test_multiple_correspondence(answers, want, kind):
    made, theirs = factors(design_of(answers, kind), QUESTIONS, supplementary=["other"]), want["mca"][kind]
    same_axes(made, theirs)
    flip = flipped(made, theirs["ind"])
    np.testing.assert_allclose(made.coordinates.to_numpy() * flip, table(theirs["ind"]), atol=NEAR, rtol=0)
    np.testing.assert_allclose(made.contributions.to_numpy(), table(theirs["ind_contrib"]), atol=NEAR, rtol=0)
    np.testing.assert_allclose(made.cos2.to_numpy(), table(theirs["ind_cos2"]), atol=NEAR, rtol=0)
    for values, key, sign in (("coordinate", "coord", flip), ("contribution", "contrib", 1), ("cos2", "cos2", 1), ("v_test", "v", flip)):
        same(own(made, values), theirs[key], sign)
    for values, key, sign in (("coordinate", "sup", flip), ("cos2", "sup_cos2", 1), ("v_test", "sup_v", flip)):
        same(own(made, values, active=False), theirs[key], sign)
    eta2 = made.variables[made.variables["active"]].pivot_table(index="variable", columns="axis", values="eta2")
    same(eta2, theirs["eta2"])


def test_specific_correspondence(answers, want):
    made, theirs = factors(design_of(answers, "weighted"), QUESTIONS, exclude=[("q2", "d"), ("q4", "e")]), want["specific"]
    flip = flipped(made, theirs["ind"])
    np.testing.assert_allclose(made.coordinates.to_numpy() * flip, table(theirs["ind"]), atol=NEAR, rtol=0)
    same(own(made, "coordinate"), theirs["coord"], flip)
    same(own(made, "contribution"), theirs["contrib"])


@pytest.mark.parametrize("kind", ["plain", "weighted"])
def test_mixed_factors(answers, want, kind):
    names = ["q1", "q2", "q3", "age", "days"]
    made, theirs = factors(design_of(answers, kind), names, "famd"), want["famd"][kind]
    same_axes(made, theirs)
    flip = flipped(made, theirs["ind"])
    np.testing.assert_allclose(made.coordinates.to_numpy() * flip, table(theirs["ind"]), atol=NEAR, rtol=0)
    np.testing.assert_allclose(made.cos2.to_numpy(), table(theirs["ind_cos2"]), atol=NEAR, rtol=0)
    for values, key, sign in (("coordinate", "coord", flip), ("contribution", "contrib", 1), ("v_test", "v", flip)):
        same(own(made, values), theirs[key], sign)
    same(own(made, "coordinate"), theirs["numbers"], flip)
    same(own(made, "contribution"), theirs["numbers_contrib"])


@pytest.mark.parametrize("kind", ["plain", "weighted"])
@pytest.mark.parametrize("count", [3, 4])
def test_trees_and_a_consolidation_that_is_no_worse(answers, want, kind, count):
    design, theirs = design_of(answers, kind), want["tree"][kind][str(count)]
    places = factors(design, QUESTIONS).coordinates.to_numpy()
    points = distinct(places, design.weights)
    trees = forest(points)
    assert adjusted_rand(trees.cut(count)[points.rows], np.array(theirs["cluster"])) == 1.0
    np.testing.assert_allclose(trees.tree.heights[::-1][:10], theirs["gains"], atol=NEAR, rtol=0)
    plain = type(points)(places, design.weights, np.arange(len(places)))
    assert within(points, consolidated(points, trees.cut(count))) <= within(plain, np.array(theirs["moved"]) - 1) + 1e-12


def test_shares_in_a_segment_are_those_of_catdes(answers, want):
    told = describe_segments(Design(answers), answers["q1"], ["q2"]).set_index(["segment", "category"])
    for segment, entry in want["described"].items():
        theirs = pd.DataFrame(entry["data"], index=entry["rows"], columns=entry["cols"])
        for row, line in theirs.iterrows():
            mine = told.loc[(segment.split("=")[1], row.split("=")[-1])]
            np.testing.assert_allclose([100 * mine["share_in"], 100 * mine["share_all"]], [line["Mod/Cla"], line["Global"]], rtol=NEAR)
