import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.weighting.targets import Targets
from survey_kit.weighting.universe import refuse_other_universe

QUESTIONS = (
    Question("years", "integer", {"fr": "Âge"}, concept="age"),
    Question("sent", "datetime", {"fr": "Envoyé"}, role="submitted"),
    Question("sex", "single", {"fr": "Sexe"}),
)
RESPONSES = pd.DataFrame({"years": [22, 67], "sent": pd.to_datetime(["2022-04-03", "2022-06-01"]), "sex": pd.Categorical(["F", "H"])})
SURVEY = Survey(
    RESPONSES,
    pd.DataFrame("", index=RESPONSES.index, columns=RESPONSES.columns),
    Questionnaire("q", {"fr": "Q"}, QUESTIONS, universe={"fr": "Nouveaux arrivants", "en": "Newcomers"}),
    Provenance("f.csv", "", "table"),
)
TOTALS = {"sex": {"F": 10.0, "H": 12.0}}


@pytest.mark.parametrize(
    "targets",
    [Targets(TOTALS), Targets(TOTALS, "nouveaux  ARRIVANTS"), Targets(TOTALS, "Newcomers", (18, 75), 2019), Targets(TOTALS, year=2023)],
)
def test_targets_of_the_survey_are_taken(targets):
    refuse_other_universe(Design(SURVEY), targets)


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        (Targets(TOTALS, "Résidents"), "targets_universe"),
        (Targets(TOTALS, ages=(18, 64)), "targets_ages"),
        (Targets(TOTALS, year=2010), "targets_year"),
        (Targets(TOTALS, year=2025), "targets_year"),
    ],
)
def test_targets_of_others_are_refused(targets, code):
    with pytest.raises(SurveyKitError) as caught:
        refuse_other_universe(Design(SURVEY), targets)
    assert caught.value.code == code
    assert caught.value.message("fr")
    assert caught.value.message("en")


def test_a_plain_table_is_checked_by_its_ages_alone():
    frame = pd.DataFrame({"age": [20, 30], "sex": ["F", "H"]})
    refuse_other_universe(Design(frame), Targets(TOTALS, "Résidents", (18, 64), 1999))
    with pytest.raises(SurveyKitError):
        refuse_other_universe(Design(frame), Targets(TOTALS, ages=(25, 64)))
