from __future__ import annotations

import pytest

from survey_kit.questionnaire.build import YES_NO, build, default_chapter, default_choices, default_number
from survey_kit.questionnaire.model import Choice, Question
from survey_kit.questionnaire.raw import Raw


def raw(value):
    if isinstance(value, dict):
        return Raw({str(key): raw(below) for key, below in value.items()}, "l. 1", 1)
    return Raw(tuple(map(raw, value))) if isinstance(value, list) else Raw(str(value), "l. 1", 1)


def made(question, **top):
    return build(raw({"name": "q", "title": "Q", **top, "questions": [{"name": "a", "wording": "A", **question}]}))


def codes(question, **top):
    return [fault.code for fault in made(question, **top)[1]]


def test_a_shared_list_and_a_shared_universe_are_taken_by_name():
    top = {"lists": {"rhythm": {"0": "jamais", "1": {"fr": "un jour", "number": 1}}}, "universes": {"all": {"fr": "Tous", "en": "All"}}}
    questionnaire, faults = made({"type": "single", "choices": "rhythm", "universe": "all"}, **top)
    assert faults == []
    assert questionnaire.questions[0].choices == (Choice("0", {"fr": "jamais"}), Choice("1", {"fr": "un jour"}, number=1.0))
    assert questionnaire.questions[0].universe == {"fr": "Tous", "en": "All"}
    assert made({"type": "text", "universe": "Tous"}, **top)[0].questions[0].universe == {"fr": "Tous"}


def test_what_goes_without_saying():
    multiple = Question("m", "multiple", {}, (Choice("1", {"fr": "x"}, exclusive=True, opens_text=True),))
    assert default_choices(Question("a", "single", {}, choices_from="m"), {"m": multiple}) == (Choice("1", {"fr": "x"}),)
    assert default_choices(Question("a", "yes_no", {}), {}) == YES_NO
    assert (default_chapter("motives"), default_chapter("")) == ("path", "")
    assert (default_number("scale", "3", ""), default_number("scale", "98", "dont_know"), default_number("single", "3", "")) == (
        3.0,
        None,
        None,
    )
    question = made({"type": "single", "choices": {"1": "x"}, "concept": "motives"})[0].questions[0]
    assert (question.chapter, question.core, question.ordered) == ("path", True, False)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"type": "single", "choices": "absente"}, "questionnaire_list"),
        ({"type": "single", "choices": ["a"]}, "questionnaire_not_mapping"),
        ({"type": "scale", "scale": [5, 1]}, "questionnaire_scale"),
        ({"type": "scale", "scale": "x"}, "questionnaire_scale"),
        ({"type": "integer", "bounds": [1, "x"]}, "questionnaire_bounds_shape"),
        ({"type": "integer", "bounds": [2, 1]}, "questionnaire_bounds"),
        ({"type": "single", "choices": {"1": {"fr": "x", "missing": "none"}}}, "questionnaire_value"),
        ({"type": "single", "choices": {"1": {"fr": "x", "nombre": "1"}}}, "questionnaire_key"),
        ({"type": "text", "concept": "motif"}, "questionnaire_value"),
        ({"type": "text", "chapter": "fin"}, "questionnaire_value"),
        ({"type": "text", "role": "poids"}, "questionnaire_value"),
        ({}, "questionnaire_required"),
    ],
)
def test_what_a_question_may_not_say(question, code):
    assert code in codes(question)


def test_a_questionnaire_without_questions():
    assert [fault.code for fault in build(raw({"name": "q"}))[1]] == ["questionnaire_empty"]


def test_the_last_case_may_be_else():
    cases = {"x": "a > 1", "y": "sinon"}
    derived = {"name": "d", "type": "single", "wording": "D", "choices": {"x": "X", "y": "Y"}, "cases": cases}
    questionnaire, faults = made({"type": "integer"}, derived=[derived])
    assert faults == []
    assert questionnaire.derived[0].cases == (("x", "a > 1"), ("y", ""))


def test_a_misspelt_type_is_one_fault_not_two():
    top = {"name": "q", "title": "Q"}
    questions = [
        {"name": "a", "wording": "A", "type": "multipel", "choices": {"1": "x"}},
        {"name": "b", "wording": "B", "type": "single", "choices_from": "a"},
    ]
    assert [fault.code for fault in build(raw({**top, "questions": questions}))[1]] == ["questionnaire_value"]
