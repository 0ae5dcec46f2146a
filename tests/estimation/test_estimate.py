import pandas as pd

from survey_kit.design.design import Design
from survey_kit.errors import wording
from survey_kit.estimation.estimate import Estimates
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


def test_it_tells_how_many_rows_of_what():
    frame = pd.DataFrame({"y": [1, 2, 3, 4], "v": list("xyxx"), "g": ["a", "a", "a", "b"], "w": [2.0, 3, 4, 5]})
    assert repr(mean(Design(frame, "w"), "y")) == "Estimates: 1 row of y, base 4, 95% intervals on 3 degrees of freedom. to_frame() shows them."
    by = proportion(Design(frame, "w"), ["v", "y"], by="g", level=0.9)
    assert repr(by).startswith("Estimates: 12 rows of v, y by g, bases 1 to 3, 90% intervals on 3")
    assert "no intervals" in repr(mean(Design(frame, sampling="census"), "y"))
    assert repr(mean(Design(frame, "w"), "y", where={"v": ["x"]}, by=())).count("\n") == 0


def test_a_design_effect_that_was_not_asked_for_is_told():
    """The weights add up to the base: there is no correction for drawing without replacement to make."""
    found = mean(Design(pd.DataFrame({"y": [1, 2, 3, 5]})), "y")
    assert repr(found).splitlines()[1] == wording("deff_wr", "en")
    assert "deff_wr" in Estimates.to_frame.__doc__
    assert found.deff == mean(Design(pd.DataFrame({"y": [1, 2, 3, 5]})), "y", deff="wr").deff
