import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.weighting.raking import rake
from survey_kit.weighting.unanswered import UNANSWERED, filled, named, shared_out

FRAME = pd.DataFrame({"sex": ["F", "F", "M", None], "w": [1.0, 2.0, 3.0, 2.0]})


def test_an_answer_that_goes_by_that_name_stays_an_answer():
    assert list(named({"No answer": 1}, ("F", "M"))) == [UNANSWERED[0]]
    assert list(named({"no answer": 1}, ("F", "no answer"))) == ["no answer"]


def test_those_without_an_answer_come_last():
    codes, levels = filled(np.array([0, -1, 1]), ("F", "M"))
    assert codes.tolist() == [0, 2, 1]
    assert levels == ("F", "M", UNANSWERED[0])


def test_nothing_is_shared_out_where_all_have_answered():
    assert shared_out({"F": 1, UNANSWERED[0]: None}, np.zeros(2, dtype=bool), np.ones(2)) == {"F": 1}


def test_their_share_stays_and_the_others_meet_theirs():
    design = rake(Design(FRAME, weights="w"), {"sex": {"F": 50, "M": 50, "no answer": None}})
    np.testing.assert_allclose(design.weights, [12.5, 25, 37.5, 25])


def test_a_total_of_their_own_is_met():
    design = rake(Design(FRAME, weights="w"), {"sex": {"F": 50, "M": 40, "sans réponse": 10}})
    np.testing.assert_allclose(np.bincount([0, 0, 1, 2], weights=design.weights), [50, 40, 10])


def test_elsewhere_a_total_must_be_told():
    with pytest.raises(SurveyKitError) as caught:
        rake(Design(FRAME.dropna(), weights="w"), {"sex": {"F": None, "M": 4}})
    assert caught.value.code == "targets_faulty"
