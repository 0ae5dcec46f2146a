import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.tabulation.measures import measures
from survey_kit.tabulation.stubs import stubs


def test_numbers_have_a_mean_a_median_and_quartiles_by_column():
    frame = pd.DataFrame({"n": [1.0, 2, 3, 10, 20, 30], "g": list("xxxyyy")})
    design = Design(frame)
    (stub,) = stubs(design, "n")
    found = measures(design, stub, "g")
    assert {name: by_column["y"].value for name, by_column in found.items()} == {"mean": 20, "q1": 10, "median": 20, "q3": 30}
    np.testing.assert_allclose(found["mean"]["x"].se ** 2, frame["n"][:3].sub(2).pow(2).sum() / 9 * 6 / 5)


def test_categories_have_none():
    design = Design(pd.DataFrame({"v": list("ab")}))
    (stub,) = stubs(design, "v")
    assert measures(design, stub, None) == {}
