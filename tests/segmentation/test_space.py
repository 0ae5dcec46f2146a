import numpy as np
import pandas as pd

from survey_kit.segmentation.factors import factors
from survey_kit.segmentation.space import MOST, shrinkage


def test_an_axis_of_chance_is_left_out_and_a_strong_one_hardly_shrunk():
    np.testing.assert_allclose(shrinkage(np.array([100.0, 2.0, 1.0, 0.4])), [np.sqrt(0.99), np.sqrt(0.5)])
    assert len(shrinkage(np.full(40, 2.0))) == MOST


def test_of_unrelated_answers_little_is_left():
    from survey_kit.design.design import Design

    chance = np.random.default_rng(0)
    frame = pd.DataFrame({name: chance.choice(list("abc"), 4000) for name in "vwxyz"})
    kept = shrinkage(factors(Design(frame), list("vwxyz"), method="famd", axes=5).eigenvalues)
    assert (kept < 0.35).all()
