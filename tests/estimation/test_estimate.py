import pandas as pd

from survey_kit.design.design import Design
from survey_kit.estimation.estimators import mean, proportion

COLUMNS = ["estimate", "se", "ci_low", "ci_high", "deff", "df", "base", "weighted_base"]


def test_the_frame_has_the_columns_that_others_script_against():
    design = Design(pd.DataFrame({"y": [1, 2, 3, 4], "g": ["a", "b", "a", "b"]}))
    assert list(mean(design, "y", by="g").to_frame()) == ["variable", "category", "g", *COLUMNS]
    assert list(proportion(design, ["y", "g"]).to_frame()) == ["variable", "category", *COLUMNS]


def test_domains_of_a_simple_design_do_not_vary_together():
    design = Design(pd.DataFrame({"v": ["x", "y", "x", "y"], "g": ["a", "b", "a", "a"]}))
    found = proportion(design, "v", by="g")
    assert found.covariance.shape == (4, 4)
    assert abs(found.covariance[:2, 2:]).max() < 1e-12
    assert abs(found.covariance[0, 1] + found.covariance[0, 0]) < 1e-12


def test_effective_base_is_kishs():
    block = proportion(Design(pd.DataFrame({"v": ["x", "y", "x"], "w": [1.0, 2.0, 3.0]}), weights="w"), "v").blocks[0]
    assert abs(block.effective_base - 36 / 14) < 1e-12
