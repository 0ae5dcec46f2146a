import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.weighting.margins import controls
from survey_kit.weighting.targets import Targets

FRAME = pd.DataFrame(
    {
        "sex": pd.Categorical(["1", "2", "1", "2"], ["1", "2", "3"]),
        "band": [15, 15, 30, 30],
        "x": [1.0, 2, 3, 4],
        "gap": ["a", None, "b", "a"],
        "m__1": [True, False, True, True],
    }
)


def test_categories_are_codes_of_any_type():
    found = controls(Design(FRAME), {"sex": {"1": 10, "2": 20}, "band": {15: 12, "30": 18}})
    assert found.margins[0].totals.tolist() == [10, 20]
    assert found.margins[0].codes.tolist() == [0, 1, 0, 1]
    assert found.margins[1].codes.tolist() == [0, 0, 1, 1]


def test_labels_name_codes_where_no_code_is_so_named():
    choices = (Choice("1", {"fr": "2"}), Choice("2", {"fr": "Homme", "en": "Man"}))
    questionnaire = Questionnaire("q", {"fr": "Q"}, (Question("sex", "single", {"fr": "Sexe"}, choices),))
    responses = pd.DataFrame({"sex": pd.Categorical(["1", "2", "2"], ["1", "2"])})
    survey = Survey(responses, responses.isna().replace({False: "", True: "not_answered"}), questionnaire, Provenance("f", "", "table"))
    found = controls(Design(survey), {"sex": {"1": 1.0, "Man": 5.0}})
    assert found.margins[0].totals.tolist() == [1, 5]
    assert controls(Design(survey), {"sex": {"2": 5.0, "1": 1.0}}).margins[0].totals.tolist() == [1, 5]


def test_numbers_and_crossed_margins():
    found = controls(Design(FRAME), {("sex", "band"): {("1", 15): 1, ("2", 15): 2, ("1", 30): 3, ("2", 30): 4}, "x": 99.0})
    assert found.margins[0].totals.tolist() == [1, 3, 2, 4]
    assert found.margins[0].codes.tolist() == [0, 2, 1, 3]
    assert (found.names, found.totals.tolist()) == (("x",), [99.0])
    np.testing.assert_array_equal(found.numbers[:, 0], FRAME["x"])


def test_a_category_without_respondents_and_without_people_is_passed_over():
    assert len(controls(Design(FRAME), {"sex": {"1": 1.0, "2": 1.0, "3": 0}}).margins[0].totals) == 2


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        ({"sx": {"1": 1.0}}, "design_variable"),
        ({"m": {"1": 1.0}}, "domain_set"),
        ({"sex": {"1": 1.0, "2": 2.0, "9": 3.0}}, "targets_category"),
        ({"sex": {"1": 1.0}}, "targets_missing"),
        ({"sex": {"1": 1.0, "2": 2.0, "3": 3.0}}, "targets_empty"),
        ({"sex": {"1": 1.0, "2": 0.0}}, "targets_zero"),
        ({"sex": {"1": 1.0, "2": -2.0}}, "targets_faulty"),
        ({"sex": {"1": 1.0, "2": "many"}}, "targets_faulty"),
        ({"sex": {"1": 1.0, "2": float("nan")}}, "targets_faulty"),
        ({"x": float("inf")}, "targets_faulty"),
        ({"sex": 3.0}, "not_a_number"),
        ({"gap": {"a": 1.0, "b": 2.0}}, "targets_gaps"),
        ({("sex", "band"): {"1": 2.0}}, "targets_crossed"),
        ({"sex": {"1": 1.0, "2": 2.0}, "band": {15: 2.0, 30: 2.0}}, "targets_disagree"),
        (Targets({"sex": {"1": 0.4, "2": 0.4}}, shares=True), "targets_shares"),
    ],
)
def test_every_fault_is_named_before_anything_is_computed(targets, code):
    with pytest.raises(SurveyKitError) as caught:
        controls(Design(FRAME), targets)
    assert caught.value.code == code
    assert caught.value.message("fr")
    assert caught.value.message("en")


def test_categories_joined_share_one_total():
    frame = pd.DataFrame({"sex": ["1", "2", "3", "2"], "level": ["Bac + 2", "a", "b", "a"]})
    found = controls(Design(frame), {"sex": {"1": 4.0, "2 + 3": 6.0}, "level": {"Bac + 2": 5.0, "a + b": 5.0}})
    assert [margin.codes.tolist() for margin in found.margins] == [[0, 1, 1, 1], [0, 1, 1, 1]]
    assert found.margins[0].categories == ("1", "2 + 3")
