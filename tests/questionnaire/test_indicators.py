"""Key indicators are made where the questions are asked as the kit knows them, and nowhere else."""

from dataclasses import replace

import pytest

from survey_kit.questionnaire import rules
from survey_kit.questionnaire.indicators import KEY_CONCEPTS, key_indicators, made_of, upper_codes
from survey_kit.questionnaire.model import Choice, Item, Question, Questionnaire
from survey_kit.questionnaire.read import read_questionnaire


@pytest.fixture(scope="module")
def shipped():
    return read_questionnaire("haut-rouergue")


def codes(*given, numbers=()):
    return tuple(
        Choice(code, {"fr": code}, number=number) for code, number in zip(given, numbers or [None] * len(given), strict=True)
    )


def test_the_shipped_questionnaire_has_those_that_funders_ask_for(shipped):
    found = {each.name: made_of(each) for each in key_indicators(shipped)}
    assert found["telework_weekly"] == ("telework_frequency", ("2", "3", "4", "5", "6"))
    assert found["coworking_known"] == ("coworking_awareness", ("1", "2"))
    assert found["coworking_interested"] == ("coworking_intention", ("1", "2", "3", "4"))
    assert found["origin_elsewhere"] == ("origin", ("france", "abroad"))
    assert found["satisfied_1"] == ("satisfaction__1", ("4", "5"))
    assert len([name for name in found if name.startswith("satisfied_")]) == len(shipped.question("satisfaction").items)


def test_each_is_asked_of_whom_its_question_is_and_bears_its_wording_in_both_languages(shipped):
    for each in key_indicators(shipped):
        source = shipped.variable(made_of(each)[0].partition("__")[0])
        assert (each.relevance, each.universe, each.key) == (source.relevance, source.universe, True)
        assert {"fr", "en"} <= each.wordings.keys()
        assert each.wordings["fr"] != each.wordings["en"]
        assert rules.parse(each.rule).names == (made_of(each)[0],)
        assert each.identifying == source.identifying


def test_nothing_is_made_of_a_draft_nor_of_what_the_questionnaire_has_already(shipped):
    assert key_indicators(replace(shipped, drafted=True)) == ()
    extended = replace(shipped, derived=(*shipped.derived, *key_indicators(shipped)))
    assert key_indicators(extended) == ()


def test_answers_other_than_those_known_make_no_indicator():
    asked = (
        Question("aware", "single", {"fr": "?"}, codes("1", "2", "3"), concept="coworking_awareness"),
        Question("stay", "single", {"fr": "?"}, codes("yes", "no"), concept="staying"),
        Question("days", "single", {"fr": "?"}, codes("a", "b", numbers=(2.0, 3.0)), concept="telework_frequency"),
        Question("views", "matrix", {"fr": "?"}, codes("x", "y", "z"), (Item("a", {"fr": "a"}),), concept="satisfaction"),
    )
    assert key_indicators(Questionnaire("x", {"fr": "X"}, asked)) == ()


def test_codes_that_are_words_are_quoted_in_the_rule():
    asked = Question("days", "single", {"fr": "?"}, codes("never", "02", "3", numbers=(0.0, 2.0, 3.0)), concept="telework_frequency")
    (made,) = key_indicators(Questionnaire("x", {"fr": "X"}, (asked,)))
    assert made.rule == "days in '02',3"
    assert made_of(made) == ("days", ("02", "3"))


def test_marks_above_the_middle():
    numbered = Question("v", "scale", {}, codes(*"12345", numbers=(1.0, 2.0, 3.0, 4.0, 5.0)))
    assert upper_codes(numbered) == ("4", "5")
    assert upper_codes(Question("v", "scale", {}, codes("1", "2"))) == ()


def test_key_concepts_exist():
    from survey_kit.questionnaire.concepts import CONCEPTS

    assert set(KEY_CONCEPTS) <= CONCEPTS.keys()
