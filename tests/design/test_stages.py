"""How units were drawn: ids within strata, populations, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.design.stages import drawn_weights, lonely, stages
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean

FRAME = pd.DataFrame(
    {
        "h": ["a", "a", "a", "b", "b", "b"],
        "p": [1, 1, 2, 1, 2, 2],
        "s": [1, 2, 1, 1, 1, 2],
        "N": [10, 10, 10, 4, 4, 4],
        "M": [4, 4, 5, 3, 8, 8],
        "text": ["x"] * 6,
        "gap": [1, 2, None, 4, 5, 6],
        "zero": [0, 0, 0, 4, 4, 4],
        "share": [0.2, 0.2, 0.2, 0.5, 0.5, 0.5],
    }
)


def test_ids_are_taken_within_their_stratum():
    first, second = stages(FRAME, ["h"], ["p", "s"], ["N", "M"])
    assert first.units.tolist() == [0, 0, 1, 2, 3, 3]
    assert first.strata.tolist() == [0, 0, 1, 1]
    assert first.starts.tolist() == [0, 2]
    assert second.count == 6
    assert second.parents.tolist() == [0, 0, 1, 2, 3, 3]
    assert second.share.tolist() == [0.2, 0.2, 0.5, 0.5]


def test_weights_come_from_the_population_when_none_are_given():
    found = Design(FRAME, strata="h", psu=["p", "s"], fpc=["N", "M"])
    assert found.weights.tolist() == [10.0, 10.0, 25.0, 6.0, 8.0, 8.0]
    assert found.df == 2
    np.testing.assert_array_equal(drawn_weights(found.stages), found.weights)


def test_an_error_names_three_strata_and_says_how_many_more():
    frame = pd.DataFrame({"h": list("zyxwvuu"), "y": range(7)})
    (first,) = stages(frame, ["h"], [], [])
    assert [first.name(place) for place in range(2)] == ["h = z", "h = y"]
    told = lonely("lonely_psu", first, 1, first.lone)
    assert (told.code, told.where, told.got) == ("lonely_psu", "h = z; h = y; h = x (+2)", 5)
    assert "h = x (+2)" in told.message("en")
    assert lonely("lonely_psu", first, 1, first.lone & (np.arange(6) < 3)).where == "h = z; h = y; h = x"


def test_a_stratum_of_a_later_stage_is_named_by_where_it_lies():
    _, second = stages(FRAME, ["h"], ["p", "s"], ["N", "M"])
    assert second.name(1) == "h = a, p = 2"
    assert stages(FRAME, ["h", "M"], ["p", "s"], [])[1].name(1) == "h = a, p = 2, M = 5"
    with pytest.raises(SurveyKitError) as caught:
        mean(Design(FRAME, strata="h", psu=["p", "s"], fpc=["N", "M"]), "M")
    assert (caught.value.where, caught.value.values["stage"]) == ("h = a, p = 2; h = b, p = 1", 2)


def test_a_unit_that_is_all_there_is_is_not_lone():
    (first,) = stages(FRAME.assign(h=list("abbbcc"), N=[1, 3, 3, 3, 2, 2]), ["h"], [], ["N"])
    assert first.lone.tolist() == [False, False, False]
    assert stages(FRAME.assign(h=list("abbbcc")), ["h"], [], [])[0].lone.tolist() == [True, False, False]


def test_fractions_say_the_same_as_counts():
    (counted,), (shared,) = (stages(FRAME, ["h"], ["p"], [name]) for name in ("N", "share"))
    np.testing.assert_allclose(counted.population, shared.population)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"strata": "nothing"}, "design_variable"),
        ({"strata": "gap"}, "design_gaps"),
        ({"strata": "h", "fpc": "text"}, "fpc_text"),
        ({"strata": "h", "fpc": "zero"}, "fpc_not_positive"),
        ({"fpc": "N"}, "fpc_varies"),
        ({"strata": "h", "psu": ["p", "s"], "fpc": ["N", "s"]}, "fpc_varies"),
        ({"psu": "text", "strata": "h", "fpc": "share", "lonely_psu": "ignore"}, "lonely_unknown"),
        ({"strata": "h", "psu": ["p", "s"], "fpc": "N"}, "fpc_stages"),
    ],
)
def test_what_is_refused(options, code):
    with pytest.raises(SurveyKitError) as caught:
        Design(FRAME, **options)
    assert caught.value.code == code


def test_a_population_smaller_than_what_was_drawn_is_refused():
    with pytest.raises(SurveyKitError) as caught:
        Design(FRAME.assign(N=2), fpc="N")
    assert caught.value.code == "fpc_small"
