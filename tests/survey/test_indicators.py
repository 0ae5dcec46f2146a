"""Columns of key indicators say of each respondent what their rule does."""

import pytest

from survey_kit.example.shapes import write_example
from survey_kit.questionnaire import rules
from survey_kit.questionnaire.indicators import key_indicators, made_of
from survey_kit.study.study import Study, load
from survey_kit.survey.indicators import with_indicators


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    path = tmp_path_factory.mktemp("indicators") / "e.csv"
    write_example(path)
    return load(Study(path))


def test_a_column_is_what_its_rule_makes_of_the_answers(survey):
    made = with_indicators(survey)
    for each in key_indicators(survey.questionnaire):
        told = rules.derive(each, survey.responses, survey.questionnaire).astype(object)
        assert told.where(told.notna(), None).tolist() == made.responses[each.name].astype(object).where(told.notna(), None).tolist()


def test_why_an_answer_is_missing_is_kept(survey):
    made = with_indicators(survey)
    for each in key_indicators(survey.questionnaire):
        source = made_of(each)[0]
        gone = made.responses[each.name].isna()
        assert gone.equals(survey.responses[source].isna())
        assert made.missing.loc[gone, each.name].tolist() == survey.missing.loc[gone, source].tolist()
        assert not made.missing.loc[~gone, each.name].any()


def test_done_twice_it_changes_nothing_and_the_survey_given_stays(survey):
    made = with_indicators(survey)
    assert with_indicators(made) is made
    assert "coworking_known" in made.questionnaire.variable("coworking_known").name
    assert survey.questionnaire.variable("coworking_known") is None
    assert "coworking_known" not in survey.responses


def test_an_export_without_the_question_gets_no_column(survey):
    from dataclasses import replace

    shorter = replace(survey, responses=survey.responses.drop(columns="staying"), missing=survey.missing.drop(columns="staying"))
    made = with_indicators(shorter)
    assert made.questionnaire.variable("staying_for_good") is None
    assert "coworking_known" in made.responses
