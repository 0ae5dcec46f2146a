"""Axes on small tables worked by hand; FactoMineR's values are in test_factors.py and test_reference.py."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.segmentation import coding
from survey_kit.segmentation.axes import make_axes

FRAME = pd.DataFrame({"car": list("yyynn"), "train": list("nnnyy"), "bike": list("yynnn"), "km": [1.0, 2.0, 3.0, 4.0, 5.0]})


def parts_of(*names, numbers=False):
    return coding.parts(Design(FRAME), list(names), numbers=numbers)


def test_two_questions_that_say_the_same_make_one_axis_of_all_the_inertia():
    made = make_axes(parts_of("car", "train"), np.ones(5), "mca")
    np.testing.assert_allclose(made.eigenvalues, [1.0], atol=1e-12)
    places = made.places(parts_of("car", "train"), 1)[:, 0]
    # Shares .6 and .4, mean 0 and variance 1.
    np.testing.assert_allclose(np.abs(places), [(2 / 3) ** 0.5] * 3 + [1.5**0.5] * 2, atol=1e-9)


def test_distances_are_the_sums_of_squares_on_all_axes():
    parts = parts_of("car", "bike", "km", numbers=True)
    made = make_axes(parts, np.array([1.0, 2.0, 1.0, 0.5, 0.5]), "famd")
    places = made.places(parts, len(made.eigenvalues))
    np.testing.assert_allclose((places**2).sum(axis=1), made.distances(parts), atol=1e-9)
    assert made.eigenvalues.sum() == pytest.approx(made.inertia)


def test_an_excluded_category_that_isn_t_there_is_refused():
    with pytest.raises(SurveyKitError) as caught:
        make_axes(parts_of("car", "train"), np.ones(5), "mca", [("car", "z")])
    assert caught.value.code == "segment_excluded"
