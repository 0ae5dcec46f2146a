"""The worked example: ten respondents, days a month 0 0 0 2 2 5.5 5.5 10 15, and one who doesn't know."""

import pandas as pd
import pytest

from survey_kit.analyses.coworking import coworking_demand
from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError

DAYS = [0, 0, 0, 2, 2, 5.5, 5.5, 10, 15, None]


@pytest.fixture
def design():
    return Design(pd.DataFrame({"days": DAYS}), sampling="volunteer")


def test_the_worked_example_comes_out(design):
    demand = coworking_demand(design, "days")
    assert demand.base == 9
    assert demand["days"].value == 40
    assert (demand["answers"].value, demand["dont_know"].value, demand.contributors) == (9, 1, 6)
    assert round(demand["desks_average"].value, 3) == 1.951
    assert [round(value, 3) for value in (demand["desks"].low, demand["desks"].value, demand["desks"].high)] == [0.634, 1.268, 2.537]
    assert (demand["whole_desks"].low, demand["whole_desks"].value, demand["whole_desks"].high) == (1, 2, 3)


def test_weights_count_by_what_they_are_to_their_mean():
    frame = pd.DataFrame({"days": DAYS, "w": [1, 1, 1, 2, 2, 3, 3, 4, 4, 1]})
    for scale in (1, 455):
        demand = coworking_demand(Design(frame.assign(w=frame["w"] * scale), weights="w", sampling="volunteer"), "days")
        # 2 x 2 x 2 + 2 x 3 x 5.5 + 4 x 10 + 4 x 15 = 141 of weights that add up to 22, of ten respondents.
        assert demand["days"].value == demand.total == pytest.approx(141 * 10 / 22)


def test_desks_by_occupancy_divide_instead(design):
    assert coworking_demand(design, "days", occupancy=(0.5, 0.8))["desks_by_occupancy"].low == pytest.approx(40 / 20.5 / 0.8)


def test_assumptions_are_told_apart(design):
    assert {quantity.name for quantity in coworking_demand(design, "days").quantities if quantity.assumption} == {
        "opening_days",
        "peak",
        "carried_out",
        "occupancy",
    }


@pytest.mark.parametrize("wrong", [{"opening_days": 0}, {"occupancy": (0.8, 0.5)}, {"carried_out": (0.5, 0.25, 1)}, {"peak": -1}])
def test_assumptions_must_hold_together(design, wrong):
    with pytest.raises(SurveyKitError) as caught:
        coworking_demand(design, "days", **wrong)
    assert caught.value.code == "demand_assumptions"


def test_without_a_variable_there_is_no_demand(design):
    with pytest.raises(SurveyKitError) as caught:
        coworking_demand(design)
    assert caught.value.code == "demand_variable"
