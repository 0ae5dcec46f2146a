from __future__ import annotations

import pandas as pd

from survey_kit.questionnaire import rules
from survey_kit.questionnaire.read import read_questionnaire


def frame(**columns):
    return pd.DataFrame({name: pd.Series(values, dtype="object") for name, values in columns.items()})


def test_a_rule_is_parsed_and_evaluated_on_the_shipped_questionnaire():
    questionnaire = read_questionnaire("haut-rouergue")
    answers = frame(activity=["1", "3", "7", None], remote_feasible=["1", "3", None, "2"])
    relevance = questionnaire.question("telework_frequency").relevance
    assert list(rules.evaluate(rules.parse(relevance), answers, questionnaire).fillna(value=False)) == [True, False, False, False]
    assert list(rules.asked(relevance, answers, questionnaire)) == [True, False, False, False]


def derived(name, answers, **functions):
    questionnaire = read_questionnaire("haut-rouergue")
    variable = next(one for one in questionnaire.derived if one.name == name)
    return [None if pd.isna(value) else value for value in rules.derive(variable, answers, questionnaire, functions)]


def test_days_of_telework_count_the_jobs_that_cannot_be_done_at_a_distance():
    answers = frame(
        activity=["1", "1", "3", "7"], remote_feasible=["1", "3", "2", None], telework_frequency=["3", None, None, None]
    ).assign(telework_days=pd.array([2.0, None, None, None], dtype="Float64"))
    assert derived("telework_days", answers) == [2.0, None, None, None]
    assert derived("telework_days_employed", answers) == [2.0, 0.0, None, None]


def test_newcomers_have_their_main_residence_there_for_at_most_60_months():
    answers = frame(situation=["1", "1", "2", "3", "1"]).assign(months_settled=pd.array([60, 61, 3, None, None], dtype="Int64"))
    assert derived("newcomer", answers) == ["1", "0", "0", "0", None]


def test_types_of_newcomers_in_their_order():
    answers = frame(
        situation=["1"] * 8,
        occupation=["7", "3", "3", "4", "6", "5", "6", "3"],
        job_on_arrival=["7", "4", "1", "2", "3", "3", "3", "7"],
        activity=["7", "3", "1", "1", "1", "5", "1", "7"],
        remote_feasible=[None, "1", "1", "2", "3", None, "3", None],
        telework_frequency=[None, "6", "4", "3", None, None, None, None],
        employer_location=[None, "1", "4", "1", "1", None, "1", None],
        dwelling=["1", "1", "1", "1", "3", "1", None, "1"],
    ).assign(age=pd.array([70, 40, 40, 40, 40, 40, 40, 57], dtype="Int64"))
    assert derived("newcomer_type", answers) == ["T4", "T3", "T1", "T2", "T5", "T5", "T6", "T6"]


def test_neo_rural_is_missing_until_distances_are_known():
    answers = frame(situation=["1"] * 2, commune=["12033", "12096"], previous_place=["31555", "75056"]).assign(
        months_settled=pd.array([12, 12], dtype="Int64")
    )
    people = {"12033": 1500.0, "12096": 4607.0, "31555": 500_000.0, "75056": 2_000_000.0}

    def population(place):
        return place.map(people)

    assert derived("neo_rural", answers, population=population) == [None, None]
    far = derived("neo_rural", answers, population=population, distance_km=lambda one, _other: pd.Series(120.0, index=one.index))
    assert far == ["1", "0"]


def test_origin_goes_from_the_same_commune_to_abroad():
    def departement(place):
        return place.str[:2].where(place.str.len() == 5)

    def region(place):
        return departement(place).map({"12": "76", "31": "76", "75": "11"})

    def abroad(place):
        return place.isin(["BE"]).astype("boolean").where(place.notna())

    answers = frame(situation=["1"] * 7, commune=["12096"] * 7, previous_place=["12096", "12202", "31555", "75056", "BE", "FR", None])
    expected = ["same_commune", "same_departement", "same_region", "france", "abroad", None, None]
    assert derived("origin", answers, departement=departement, region=region, abroad=abroad) == expected


def test_age_bands():
    answers = frame(situation=["1"] * 7).assign(age=pd.array([17, 18, 29, 30, 59, 75, None], dtype="Int64"))
    assert derived("age_band", answers) == [None, "18-29", "18-29", "30-44", "45-59", "75+", None]
