import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.segmentation.agreement import adjusted_rand
from survey_kit.segmentation.classes import answers, fitted, started
from survey_kit.segmentation.coding import parts


def two_kinds(rows=300, seed=0):
    """DataFrame and ndarray: respondents of two kinds, who answer four questions and a number unlike each other; some answers missing."""
    chance = np.random.default_rng(seed)
    kind = chance.integers(0, 2, rows)
    frame = pd.DataFrame({name: np.where(chance.random(rows) < 0.85, kind, 1 - kind).astype(str) for name in "abcd"}, dtype=object)
    frame["n"] = kind * 3 + chance.normal(size=rows)
    return frame.mask(chance.random(frame.shape) < 0.05), kind


def known_of(frame, weights=None):
    design = Design(frame if weights is None else frame.assign(w=weights), weights=None if weights is None else "w")
    return answers(parts(design, list(frame), numbers=True), design.weights)


def labels(known, start):
    return fitted(known, started(start, 2)).labels


def test_two_kinds_are_found_from_a_rough_start():
    frame, kind = two_kinds()
    known = known_of(frame)
    rough = np.where(np.random.default_rng(2).random(len(kind)) < 0.2, 1 - kind, kind)
    assert adjusted_rand(labels(known, rough), kind) > 0.9


def test_memberships_add_up_and_tell_how_sure_they_are():
    frame, kind = two_kinds()
    known = known_of(frame)
    found = fitted(known, started(kind, 2))
    np.testing.assert_allclose(found.membership.sum(axis=1), 1)
    np.testing.assert_allclose(found.sizes.sum(), 1)
    assert 0.8 < found.certainty <= 1


def test_one_class_gives_everybody_s_shares():
    frame, _ = two_kinds()
    known = known_of(frame)
    found = fitted(known, started(np.zeros(len(known.masses), dtype=int), 1))
    assert found.certainty == 1
    assert (found.labels == 0).all()


@pytest.mark.parametrize("factor", [1.0, 3.0])
def test_respondents_repeated_weigh_as_their_weight(factor):
    frame, _ = two_kinds(120)
    twice = pd.concat([frame, frame], ignore_index=True)
    known, repeated = known_of(frame, np.full(120, factor)), known_of(twice, np.full(240, factor / 2))
    np.testing.assert_allclose(known.masses.sum() * 2, repeated.masses.sum())
    np.testing.assert_allclose(known.shares, repeated.shares)


def test_a_start_is_nearly_sure():
    assert started(np.array([0, 1]), 2).tolist() == [[0.9, pytest.approx(0.1)], [pytest.approx(0.1), 0.9]]
