import numpy as np
import pytest

from survey_kit.segmentation.agreement import adjusted_rand, crossed, jaccard


def test_agreement_of_a_table_worked_by_hand():
    # Hubert and Arabie's index of a 2 x 2 table: 3, 1 / 1, 3: pairs kept 6, expected 144 / 28, most 12
    one, other = np.array([1, 1, 1, 1, 2, 2, 2, 2]), np.array([1, 1, 1, 2, 1, 2, 2, 2])
    assert crossed(one, other).tolist() == [[3, 1], [1, 3]]
    assert adjusted_rand(one, other) == pytest.approx((6 - 144 / 28) / (12 - 144 / 28))
    assert crossed(one, other, np.full(8, 0.5))[0, 0] == 1.5


def test_one_part_agrees_with_itself():
    assert adjusted_rand(np.zeros(5), np.zeros(5)) == 1.0


def test_a_part_is_like_the_one_nearest_to_it():
    found = jaccard(np.array([1, 1, 1, 2, 2]), np.array([2, 2, 1, 1, 1]), 2)
    assert found == pytest.approx([2 / 3, 2 / 3])
