from __future__ import annotations

import pytest

from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.questionnaire.reach import unreachable
from survey_kit.questionnaire.read import read_questionnaire

W = {"fr": "w"}
TICKS = (Choice("1", W), Choice("2", W), Choice("3", W), Choice("99", W, missing="refused"))
ASKED = (
    Question("a", "single", W, TICKS),
    Question("b", "single", W, TICKS, relevance="a in 1,2"),
    Question("n", "integer", W, bounds=(0, 12)),
    Question("s", "multiple", W, TICKS),
    Question("place", "place", W),
)


def never(rule, *more):
    questionnaire = Questionnaire("q", W, (*ASKED, *more, Question("last", "text", W, relevance=rule)))
    return [question.name for question in unreachable(questionnaire)]


@pytest.mark.parametrize(
    "rule", ["", "a = 1", "b = 1 and a = 2", "n > 11", "n = 3", "s has 1,2", "known(a)", "place = 12096", "a = 1 or b = 9"]
)
def test_what_can_be_asked(rule):
    assert never(rule) == []


@pytest.mark.parametrize(
    "rule",
    ["a = 1 and a = 2", "b = 1 and a = 3", "n > 12", "n < 3 and n > 5", "not known(a)", "s has 1 and not s has 1,2", "a in 1,2 and a > 2"],
)
def test_what_is_never_asked(rule):
    assert never(rule) == ["last"]


def test_what_hangs_on_a_question_never_asked():
    assert never("c = 1", Question("c", "single", W, TICKS, relevance="a = 1 and a = 2")) == ["c", "last"]


def test_a_rule_too_wide_to_enumerate_is_left_alone():
    many = tuple(Question(f"m{number}", "single", W, tuple(Choice(str(code), W) for code in range(20))) for number in range(5))
    assert never(" and ".join(f"m{number} = 1" for number in range(5)) + " and m1 = 2", *many) == []


def test_every_question_that_ships_can_be_asked():
    assert unreachable(read_questionnaire("haut-rouergue")) == ()
