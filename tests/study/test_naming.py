import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Question, Questionnaire
from survey_kit.study.naming import variable
from survey_kit.survey.survey import Match, Provenance, Survey

QUESTIONS = (
    Question("gender", "text", {"fr": "Vous êtes"}, aliases=("A91",), short={"fr": "Sexe", "en": "Gender"}),
    Question("Sexe_2", "text", {"fr": "Encore"}, short={"fr": "gender"}),
    Question("years", "text", {"fr": "Quel âge ?"}, short={"fr": "Âge"}),
    Question("old", "text", {"fr": "Votre âge ?"}, short={"fr": "AGE"}),
)


@pytest.fixture
def survey():
    responses = pd.DataFrame({"gender": ["F"], "Sexe_2": ["F"]})
    provenance = Provenance("e.csv", "", "table", matches=(Match("Vous êtes :", "gender", 0.9, "close"),))
    return Survey(responses, responses.isna().replace(False, ""), Questionnaire("q", {"fr": "Q"}, QUESTIONS), provenance)


@pytest.mark.parametrize("name", ["gender", "A91", "Sexe", "Gender", "Vous êtes :"])
def test_a_variable_goes_by_all_that_people_call_it(survey, name):
    assert variable(survey, name) == "gender"


@pytest.mark.parametrize("name", ["a91", "vous etes :", "GENDER "])
def test_capitals_accents_and_spaces_don_t_matter(survey, name):
    assert variable(survey, name) == "gender"


def test_a_name_that_several_answer_to_is_refused_with_theirs(survey):
    with pytest.raises(SurveyKitError) as caught:
        variable(survey, "âge")
    assert caught.value.code == "variable_several"
    assert "old, years" in caught.value.message("en")


def test_an_unknown_name_is_refused_with_those_near_it(survey):
    with pytest.raises(SurveyKitError) as caught:
        variable(survey, "Sexes")
    assert caught.value.code == "variable_unknown"
    assert "Sexe" in caught.value.message("fr")
