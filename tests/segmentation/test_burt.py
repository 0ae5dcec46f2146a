import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.segmentation.burt import burt, filling, moments, standard, table
from survey_kit.segmentation.coding import parts


def read(frame):
    return parts(Design(frame), list(frame), numbers=True)


FRAME = pd.DataFrame({"a": ["x", "x", "y", None], "b": ["u", "v", "v", "v"], "n": [1.0, 3.0, np.nan, 5.0]})


def test_a_missing_answer_follows_its_question_s_margin():
    found = burt(read(FRAME), np.ones(4))
    assert found.shares == pytest.approx([2 / 3, 1 / 3, 1 / 4, 3 / 4])
    dense = np.array([[1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 0, 1], [2 / 3, 1 / 3, 0, 1]])
    assert found.product[:4, :4] == pytest.approx(dense.T @ dense / 4)
    assert (filling(read(FRAME), found.shares)[4] == [*found.shares[:2], 0, 0]).all()


def test_numbers_stand_beside_and_gaps_weigh_nothing():
    found = burt(read(FRAME), np.ones(4))
    assert (found.centres[0], found.spreads[0] ** 2) == pytest.approx((3.0, 8 / 3))
    assert moments(read(FRAME)[2], np.array([1.0, 0, 0, 1.0])) == (3.0, 2.0)
    assert standard(read(FRAME), found.centres, found.spreads)[2, 0] == 0
    assert found.product[4, 4] == pytest.approx(3 / 4)


def test_the_table_has_a_column_for_each_question_s_gaps():
    assert table(read(FRAME)).toarray().astype(int).tolist() == [
        [1, 0, 1, 0, 0, 0],
        [1, 0, 0, 1, 0, 0],
        [0, 1, 0, 1, 0, 0],
        [0, 0, 0, 1, 1, 0],
    ]
