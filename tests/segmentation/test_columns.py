import numpy as np
import pytest

from survey_kit.segmentation.axes import make_axes
from survey_kit.segmentation.columns import columns
from tests.segmentation.made import kinds, parts_of


def known_of(seed=0):
    parts, weights = parts_of(kinds(seed=seed)[0])
    return columns(parts, weights), parts, weights


def test_eigenvalues_are_those_of_the_factors():
    known, parts, weights = known_of()
    want = make_axes(parts, weights, "famd").eigenvalues
    np.testing.assert_allclose(known.eigenvalues()[: len(want)], want, rtol=1e-9)


def test_indicators_leave_gaps_empty_and_sums_stay_within_questions():
    known, _, _ = known_of()
    given = known.indicators()
    assert given.sum() == (known.codes >= 0).sum()
    totals = known.totals(given)
    np.testing.assert_array_equal(totals, known.codes >= 0)
    assert known.by_question(given).shape == given.shape


def test_masses_add_up_and_each_question_is_a_block():
    known, parts, _ = known_of()
    assert known.masses.sum() == pytest.approx(1)
    assert len(known.blocks) == len(parts)
    assert known.rows == 165
    assert known.categories == sum(known.widths)


def test_numbers_alone_have_axes_too():
    parts, weights = parts_of(kinds()[0][["n0", "n1", "w"]])
    known = columns(parts, weights)
    assert known.eigenvalues().sum() == pytest.approx(2, rel=0.05)
