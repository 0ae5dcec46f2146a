import pandas as pd

from survey_kit.handover.ladders import ladder
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey


def choices(*codes):
    return tuple(Choice(code, {"fr": f"réponse {code}"}) for code in codes)


def steps(question, answers, fewest=2):
    responses = pd.DataFrame({question.name: answers})
    survey = Survey(
        responses,
        responses.isna().replace({True: "not_answered", False: ""}),
        Questionnaire("q", {"fr": "Q"}, (question,)),
        Provenance("f", "", "table"),
    )
    return [(step.name, step.values.tolist()) for step in ladder(survey, question, fewest, "fr")]


def test_rare_answers_join_then_nothing_is_told():
    found = steps(Question("a", "single", {"fr": "A"}, choices("1", "2", "3")), ["1", "1", "2", "3", None])
    assert found == [
        ("step_whole", ["réponse 1", "réponse 1", "réponse 2", "réponse 3", ""]),
        ("step_rare", ["réponse 1", "réponse 1", "…", "…", ""]),
        ("step_left_out", [""] * 5),
    ]


def test_ordered_answers_join_their_neighbours():
    found = steps(Question("a", "single", {"fr": "A"}, choices("1", "2", "3"), ordered=True), ["1", "2", "3"])
    assert found[1] == ("step_neighbours", ["réponse 1 / réponse 2", "réponse 1 / réponse 2", "réponse 3"])


def test_numbers_come_in_wider_and_wider_bands():
    found = steps(Question("a", "integer", {"fr": "A"}), pd.array([18, 33, 47, 80, None], dtype="Int64"))
    counts = [len(set(values) - {""}) for _, values in found]
    assert counts == sorted(counts, reverse=True)
    assert found[0][1][0] == "10–20"
    assert found[0][1][-1] == ""


def test_dates_become_years():
    found = steps(Question("a", "date", {"fr": "A"}), pd.to_datetime(["2021-12-05", "2022-03-01", "2022-05-01"]))
    assert dict(found)["step_years"] == ["2021", "2022", "2022"]


def test_communes_become_their_group_then_their_departement():
    found = dict(steps(Question("a", "place", {"fr": "A"}), ["12145", "12202", "12176"]))
    assert found["step_communes"][0] == "Millau"
    assert len(set(found["step_epci"])) == 2
    assert set(found["step_departements"]) == {"Aveyron"}
