import numpy as np
import pandas as pd
import pytest

from survey_kit.questionnaire.model import Questionnaire
from survey_kit.survey.routing import Route, route
from survey_kit.survey.typed import BLANK, GIVEN, Held, kind_names
from tests.survey.hand import plain, question, shown, told, typed

FEASIBLE = question("feasible", "single", "1=oui; 2=en partie; 3=non; 98?=ne sait pas")
RHYTHM = question("rhythm", "single", "0=jamais; 1=souvent", relevance="feasible in 1,2")
WHY = question("why", "multiple", "1=a; 2=b", relevance="rhythm = 0")


def test_a_blank_is_not_asked_or_not_answered_by_the_rule():
    found = typed({"feasible": ("1", "1", "3", "", "98"), "rhythm": ("1", "", "", "", "")}, FEASIBLE, RHYTHM)
    assert shown(found, "rhythm") == [("1", ""), (None, "not_answered"), (None, "not_asked"), (None, "not_asked"), (None, "not_asked")]
    assert found.notes == ()


def test_an_answer_against_the_rule_is_set_aside_and_told_by_row():
    found = typed({"feasible": ("3", "1"), "rhythm": ("souvent", "souvent")}, FEASIBLE, RHYTHM)
    assert shown(found, "rhythm") == [(None, "not_asked"), ("1", "")]
    assert told(found.notes) == [("routing_contradiction", 2, "1")]
    assert found.notes[0].column == "rhythm"


def test_an_answer_is_kept_where_the_filter_is_not_known():
    found = typed({"feasible": ("", ""), "rhythm": ("1", "")}, FEASIBLE, RHYTHM)
    assert shown(found, "rhythm") == [("1", ""), (None, "not_asked")]
    assert found.notes == ()


def test_a_filter_that_the_export_lacks_decides_nothing():
    assert shown(typed({"rhythm": ("1", "")}, FEASIBLE, RHYTHM), "rhythm") == [("1", ""), (None, "not_answered")]


def test_what_was_set_aside_opens_no_further_question():
    found = typed({"feasible": ("3",), "rhythm": ("0",), "why": ("1;2",)}, FEASIBLE, RHYTHM, WHY, separator=";")
    assert shown(found, "why__1") == [(True, "")]  # its own filter is no longer known
    assert [note.code for note in found.notes] == ["routing_contradiction"]


def test_a_set_is_told_once_a_row():
    found = typed({"rhythm": ("1", "0"), "why": ("1;2", "")}, RHYTHM, WHY, separator=";")
    assert shown(found, "why__1") == [(None, "not_asked"), (None, "not_answered")]
    assert [note[:2] for note in told(found.notes)] == [("routing_contradiction", 2)]


def test_what_the_platform_says_was_not_shown_was_not_asked():
    found = typed({"feasible": ("1",), "rhythm": ("N/A",)}, FEASIBLE, RHYTHM, not_asked=frozenset({"N/A"}))
    assert shown(found, "rhythm") == [(None, "not_asked")]


@pytest.mark.parametrize(("kinds", "named"), [([GIVEN, BLANK], ["", "not_answered"])])
def test_a_question_for_everybody(kinds, named):
    going = Route(Questionnaire("q", {}, (FEASIBLE,)), (2, 3))
    held = Held(pd.Series(pd.Categorical(["1", None], ["1", "2"])), np.array(kinds, dtype=np.int8))
    assert route(FEASIBLE, {"feasible": held}, going, {}) == []
    assert kind_names(going.columns["feasible"].kinds).tolist() == named
    assert plain(going.columns["feasible"].values) == ["1", None]
