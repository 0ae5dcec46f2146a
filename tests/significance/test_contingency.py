import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion, total
from survey_kit.significance.contingency import contingency


def test_categories_that_nobody_gave_are_left_out():
    frame = pd.DataFrame({"row": pd.Categorical(list("aabb"), ["a", "b", "c"]), "column": list("xyxy"), "w": [1.0, 2, 3, 4]})
    table = contingency(Design(frame, "w"), "row", "column")
    assert (table.rows, table.cols, table.base) == (("a", "b"), ("x", "y"), 4)
    assert table.weight.tolist() == [[1, 2], [3, 4]]
    assert table.square.tolist() == [[1, 4], [9, 16]]
    assert table.shares.sum() == pytest.approx(1)


@pytest.mark.parametrize("name", ["plain", "strata", "clusters", "replicates"])
def test_its_covariance_is_that_of_totals_and_shares(designs, schools, name):
    design = designs[name].extended({"cell": schools["awards"] + schools["stype"]}) if name != "replicates" else designs[name]
    table = contingency(design, "awards", "stype")
    totals = table.covariance(np.eye(6), lambda cells: cells)
    both = np.kron(np.ones((2, 1)), np.eye(3))
    assert both.T @ totals @ both == pytest.approx(total(design, "stype").covariance, rel=1e-9, abs=1e-9)
    if name != "replicates":
        p = table.shares.reshape(-1)
        slopes = (np.eye(6) - p) / table.weight.sum()
        shares = table.covariance(slopes, lambda cells: cells / cells.sum(axis=-1, keepdims=True))
        assert shares == pytest.approx(proportion(design, "cell").covariance, rel=1e-9, abs=1e-15)


def test_a_set_makes_no_table():
    frame = pd.DataFrame({"row": list("abab"), "means__1": [True, False, True, False], "means__2": [False, True, True, True]})
    with pytest.raises(SurveyKitError) as caught:
        contingency(Design(frame), "row", "means")
    assert caught.value.code == "test_set"
    assert caught.value.values["got"] == "means__1"
