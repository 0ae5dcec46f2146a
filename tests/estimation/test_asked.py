import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.estimation.asked import Sums

FRAME = pd.DataFrame({"w": [1.0, 2, 3, 4], "d": ["a", "b", "a", "b"], "y": [1.0, np.nan, 5, 6]})


def test_sums_are_weighted_and_miss_nobody_elsewhere():
    found = Sums(("d",), ((), ("y",)), 2, ("y",)).of(Design(FRAME, "w"))
    assert found.tolist() == [[4, 16], [4, 24]]


def test_a_row_that_misses_what_is_needed_has_no_cell():
    cells, size = Sums(("d",), (("y",),), 1, ("y",)).cells(Design(FRAME, "w"))
    assert cells.tolist() == [0, -1, 0, 1]
    assert size == 2


def test_values_are_0_where_they_are_missing():
    (values,) = Sums(("d",), (("y",),), 1).values(Design(FRAME, "w"))
    assert values.tolist() == [1, 0, 5, 6]
