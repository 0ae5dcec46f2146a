import pandas as pd
import pytest

from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.study.inspection import inspection, kept_and_refused, lines
from survey_kit.survey.survey import Match, Provenance, Survey

QUESTIONS = (
    Question("v", "single", {"fr": "Votre choix", "en": "Your choice"}, (Choice("a", {"fr": "A"}),)),
    Question("few", "text", {"fr": "Peu"}),
)


@pytest.fixture
def survey():
    responses = pd.DataFrame({"v": pd.Categorical(["a"] * 6, ["a"]), "few": ["x", "y", None, None, None, None]})
    matches = (Match("Choix", "v", 1.0, "wording"), Match("Pe", "few", 0.7, "close", used=False))
    provenance = Provenance(
        "f.csv",
        "",
        "table",
        received=8,
        columns=3,
        left_out={"consent_refused": 2},
        personal={"email": 1},
        matches=matches,
        unmatched=("Z",),
    )
    return Survey(responses, responses.isna().astype(object), Questionnaire("q", {}, QUESTIONS), provenance)


def test_the_object_holds_what_the_design_promises(survey):
    found = inspection(survey)
    assert (found["platform"], found["questionnaire"], found["received"], found["respondents"], found["columns"]) == ("table", "q", 8, 6, 3)
    assert found["matched"] == [{"column": "Choix", "variable": "v", "confidence": 1.0}]
    assert found["proposed"][0]["variable"] == "few"
    assert found["unmatched"] == ["Z"]


def test_a_base_of_one_to_four_is_kept_back(survey):
    assert {variable["name"]: variable["base"] for variable in inspection(survey)["variables"]} == {"v": 6, "few": None}
    assert any("n = s" in line for line in lines(survey))


def test_labels_follow_the_language(survey):
    assert inspection(survey, "en")["variables"][0]["label"] == "Your choice"


def test_what_was_left_out_is_told_with_its_reason(survey):
    told = kept_and_refused(survey, "fr")
    assert "2" in told[0]
    assert "1" in told[1]
