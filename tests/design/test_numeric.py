import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.design.numeric import numeric
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey

CHOICES = (Choice("1", {"fr": "un"}), Choice("2", {"fr": "deux"}), Choice("98", {"fr": "ne sait pas"}, missing="dont_know"))
SCALE = Question("s", "scale", {"fr": "note"}, CHOICES)
RHYTHM = Question("r", "single", {"fr": "rythme"}, (Choice("1", {"fr": "un peu"}, number=0.5), Choice("2", {"fr": "trop"}, number=5)))
PLAIN = Question("p", "single", {"fr": "couleur"}, (Choice("1", {"fr": "bleu"}), Choice("2", {"fr": "vert"})))


@pytest.fixture
def design():
    columns = {
        "s": (["1", "2", "2", "98", None], "1 2 98"),
        "r": (["1", "2", "2", "1", None], "1 2"),
        "p": (["1", "2", "2", "1", None], "1 2"),
    }
    responses = pd.DataFrame({name: pd.Categorical(values, codes.split()) for name, (values, codes) in columns.items()})
    survey = Survey(responses, responses.astype(object), Questionnaire("q", {}, (SCALE, RHYTHM, PLAIN)), Provenance("f", "", "table"))
    return Design(survey)


def test_a_scale_counts_by_its_codes_without_those_who_dont_know(design):
    found = mean(design, "s").to_frame().iloc[0]
    assert (found.estimate, found.base) == (pytest.approx(5 / 3), 3)


def test_a_choice_counts_by_the_number_that_the_codebook_gives_it(design):
    assert mean(design, "r").estimate.tolist() == [2.75]


def test_plain_categories_are_no_numbers(design):
    with pytest.raises(SurveyKitError) as caught:
        numeric(design, "p")
    assert caught.value.code == "not_a_number"
