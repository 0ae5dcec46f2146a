import numpy as np
import openpyxl
import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.handover.reduced import lines, reduced, write_reduced
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey

YES_NO = (Choice("1", {"fr": "oui"}), Choice("2", {"fr": "non"}))
QUESTIONS = (
    Question(
        "gender",
        "single",
        {"fr": "Vous êtes"},
        (Choice("1", {"fr": "une femme"}), Choice("2", {"fr": "un homme"})),
        short={"fr": "Sexe"},
        identifying=True,
    ),
    Question("birth_year", "integer", {"fr": "Année de naissance"}, identifying=True),
    Question("job", "single", {"fr": "Métier"}, YES_NO, identifying=True),
    Question("health", "single", {"fr": "Santé"}, YES_NO, sensitive=True),
    Question("uses", "multiple", {"fr": "Usages"}, YES_NO),
    Question("comment", "text", {"fr": "Commentaire"}),
    Question("sent", "datetime", {"fr": "Envoi"}, role="submitted"),
)
COUNT = 80


@pytest.fixture
def survey():
    random = np.random.default_rng(1)
    responses = pd.DataFrame(
        {
            "gender": random.choice(["1", "2"], COUNT),
            "birth_year": pd.array(random.integers(1950, 2002, COUNT), dtype="Int64"),
            "job": random.choice(["1", "2"], COUNT),
            "health": random.choice(["1", "2"], COUNT),
            "uses__1": pd.array(random.random(COUNT) < 0.5, dtype="boolean"),
            "uses__2": pd.array([True] * 2 + [False] * (COUNT - 2), dtype="boolean"),
            "comment": ["dit"] * COUNT,
            "sent": pd.Timestamp("2022-05-01"),
        },
        index=range(2, COUNT + 2),
    )
    missing = pd.DataFrame("", index=responses.index, columns=responses.columns)
    return Survey(responses, missing, Questionnaire("q", {"fr": "Q"}, QUESTIONS), Provenance("e.csv", "", "table"))


def test_without_leave_to_coarsen_what_to_coarsen_is_listed(survey):
    with pytest.raises(SurveyKitError) as caught:
        reduced(survey)
    assert caught.value.code == "handover_alone"
    assert "clés effacées pour 8 répondants" in caught.value.message("fr")


def test_nobody_is_alone_by_the_keys(survey):
    made = reduced(survey, coarsen=True)
    assert made.frame.groupby(["gender", "birth_year"]).size().min() >= 5
    assert made.smallest >= 5
    assert len(made.frame) == COUNT


def test_what_would_tell_who_somebody_is_stays_behind(survey):
    made = reduced(survey, coarsen=True)
    assert {"job", "comment", "sent"}.isdisjoint(made.frame.columns)
    assert made.left_out == ("Métier", "Commentaire")
    assert made.frame.index.tolist() == list(range(COUNT))


def test_answers_of_too_few_people_are_blanked(survey):
    frame = reduced(survey, coarsen=True).frame
    assert set(frame["uses__1"]) == {"oui", "non"}
    assert set(frame["uses__2"]) == {"non", ""}


def test_an_answer_that_a_whole_group_gives_is_told(survey):
    survey.responses["health"] = survey.responses["gender"]
    made = reduced(survey, ["gender"], coarsen=True)
    assert made.told_by_class == {"Santé": COUNT}
    assert any("Santé" in line and str(COUNT) in line for line in lines(made, "fr"))
    assert "pas anonyme" in lines(made, "fr")[-1]


def test_keys_that_leave_nobody_alone_are_kept_as_they_are(survey):
    made = reduced(survey, ["gender"])
    assert made.keys == {"Sexe": "en détail"}
    assert made.blanked == 0


@pytest.mark.parametrize(("keys", "fewest", "code"), [(["comment"], 5, "handover_key"), (["gender"], COUNT + 1, "handover_few")])
def test_what_can_not_be_done_is_refused(survey, keys, fewest, code):
    with pytest.raises(SurveyKitError) as caught:
        reduced(survey, keys, fewest)
    assert caught.value.code == code


def test_the_workbook_says_what_it_is_worth(survey, tmp_path):
    write_reduced(reduced(survey, coarsen=True), tmp_path / "r.xlsx", synthetic=True, lang="fr")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["Réponses", "À lire"]
    assert "pseudonyme" in list(book["À lire"].values)[-1][0]
    assert "fictives" in list(book["Réponses"].values)[1][-1]
