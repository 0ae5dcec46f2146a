from dataclasses import replace

import pandas as pd

from survey_kit.questionnaire import rules
from survey_kit.questionnaire.model import Question, Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.survey.derive import PLACES
from survey_kit.survey.origins import with_origins

BEFORE = Question("ou_avant", "place", {"fr": "Où habitiez-vous ?"}, concept="previous_place", relevance="arrive = 1", universe={"fr": "Nouveaux venus"})
NOW = Question("ou_ici", "place", {"fr": "Où habitez-vous ?"}, concept="commune")


def made(*questions):
    return with_origins(Questionnaire("q", {}, questions))


def values(questionnaire, concept, before, now="12096"):
    variable = replace(questionnaire.having(concept), relevance="")
    frame = pd.DataFrame({"ou_avant": [before], "ou_ici": [now]}, dtype=object)
    (value,) = rules.derive(variable, frame, questionnaire, PLACES)
    return value if isinstance(value, str) else None


def test_a_questionnaire_that_tells_origins_itself_is_left_as_it_is():
    shipped = read_questionnaire("haut-rouergue")
    assert with_origins(shipped) is shipped


def test_the_place_before_and_now_make_a_ladder_and_the_places_of_maps():
    found = made(BEFORE, NOW)
    assert {variable.concept for variable in found.derived} == {"origin", "previous_region", "previous_departement"}
    assert all(variable.relevance == "arrive = 1" and variable.universe == {"fr": "Nouveaux venus"} for variable in found.derived)
    assert found.having("origin").ordered
    assert all(variable.identifying for variable in found.derived)


def test_the_ladder_goes_from_the_same_commune_to_abroad():
    found = made(BEFORE, NOW)
    told = {before: values(found, "origin", before) for before in ("12096", "12202", "31555", "75056", "97411", "RE", "NC", "BE", "ZZ", "FR")}
    assert told == {
        "12096": "same_commune", "12202": "same_departement", "31555": "same_region", "75056": "france", "97411": "france", "RE": "france",
        "NC": "france", "BE": "abroad", "ZZ": "abroad", "FR": None,
    }  # fmt: skip


def test_the_same_region_is_that_of_the_home_wherever_it_is():
    found = made(BEFORE, NOW)
    assert values(found, "origin", "75056", "77186") == "same_region"
    assert values(found, "origin", "12202", "48095") == "same_region"


def test_places_of_maps_are_regions_and_departements_or_abroad():
    found = made(BEFORE)
    assert [values(found, "previous_region", place) for place in ("12096", "2A004", "97411", "BE", "FR")] == ["76", "94", "04", "ZZ", None]
    assert [values(found, "previous_departement", place) for place in ("12096", "2A004", "97411", "CH")] == ["12", "2A", "974", "ZZ"]
    assert found.having("origin") is None


def test_without_a_place_before_nothing_is_made():
    listed = replace(BEFORE, type="single")
    for questionnaire in (Questionnaire("q", {}, (NOW,)), Questionnaire("q", {}, (listed, NOW))):
        assert with_origins(questionnaire) is questionnaire


def test_a_name_that_is_taken_stays_that_of_the_question():
    taken = Question("origin", "text", {"fr": "Remarque"})
    found = made(BEFORE, NOW, taken)
    assert found.variable("origin") is taken
    assert found.having("origin") is None
