import numpy as np

from survey_kit.segmentation.clumps import gathered


def test_three_clumps_are_closer_together_than_their_axes_alone_would_make_them():
    random = np.random.default_rng(0)
    places = np.array([[0, 0], [4, 0], [2, 4]])[random.integers(0, 3, 150)] + random.normal(size=(150, 2)) * 0.6
    assert gathered(places, np.ones(150), 3, 99, random) == 0.01


def test_two_unrelated_axes_are_no_clumps_however_heaped():
    random = np.random.default_rng(1)
    places = random.choice([-2.0, 2.0], (150, 2), p=[0.5, 0.5]) + random.normal(size=(150, 2)) * 0.4
    assert gathered(places, np.ones(150), 4, 99, random) > 0.05
