import pandas as pd

from survey_kit.questionnaire.model import Choice, Derived, Questionnaire
from survey_kit.survey.derive import derive
from survey_kit.survey.recode import type_answers
from tests.survey.hand import answers, choices, matches, question, shown

SITUATION = question("situation", "single", "1=ici; 2=projet")
RHYTHM = question("rhythm", "single", "0=jamais; 1=souvent; 98?=ne sait pas; 99#=refus", relevance="situation = 1")
HOME = question("home", "place")


def derived(columns, *variables, functions=None, questions=(SITUATION, RHYTHM, HOME)):
    export = answers(columns)
    book = Questionnaire("q", {}, questions, variables)
    return derive(type_answers(export, book, matches(export)), book, functions)


def test_a_variable_made_of_answers_has_their_reasons_for_being_missing():
    made = Derived("works", "yes_no", {}, rule="rhythm = 1", choices=choices("1=oui; 0=non"))
    found = derived({"situation": ("1", "1", "2", "1", "1"), "rhythm": ("1", "0", "", "", "99")}, made)
    assert shown(found, "works") == [("1", ""), ("0", ""), (None, "not_asked"), (None, "not_answered"), (None, "refused")]
    assert found.responses["works"].cat.categories.tolist() == ["1", "0"]


def test_a_number_of_an_answer_that_means_dont_know_is_dont_know():
    counted = question("counted", "single")
    counted = type(counted)("counted", "single", {}, choices=(Choice("a", {}, number=2.0), Choice("98", {}, missing="dont_know")))
    made = Derived("days", "decimal", {}, rule="number(counted)")
    found = derived({"counted": ("a", "98", "")}, made, questions=(counted,))
    assert shown(found, "days") == [(2.0, ""), (None, "dont_know"), (None, "not_answered")]
    assert found.responses["days"].dtype == "Float64"


def test_variables_are_made_in_order_one_of_another():
    first = Derived("twice", "integer", {}, rule="2 * n")
    second = Derived("big", "single", {}, cases=(("yes", "twice > 5"), ("no", "")), choices=choices("yes=oui; no=non"), ordered=True)
    found = derived({"n": ("3", "1", "")}, first, second, questions=(question("n", "integer"),))
    assert shown(found, "big") == [("yes", ""), ("no", ""), (None, "not_answered")]
    assert found.responses["big"].cat.ordered


def test_relevance_says_of_whom_it_is_made():
    made = Derived("r", "single", {}, rule="rhythm", relevance="situation = 1", choices=choices("0=jamais; 1=souvent"))
    found = derived({"situation": ("2", "1"), "rhythm": ("", "1")}, made)
    assert shown(found, "r") == [(None, "not_asked"), ("1", "")]


def test_functions_of_places_are_handed_in():
    made = Derived("within", "single", {}, rule="departement(home)", choices=choices("12=Aveyron; 48=Lozère"))
    people = Derived("small", "yes_no", {}, rule="population(home) < 10000", choices=choices("1=oui; 0=non"))
    found = derived({"home": ("Espalion", "Paris", "Belgique", "")}, made, people)
    assert shown(found, "within") == [("12", ""), (None, "not_applicable"), (None, "not_applicable"), (None, "not_answered")]
    assert shown(found, "small") == [("1", ""), ("0", ""), (None, "not_applicable"), (None, "not_answered")]


def test_what_needs_a_file_that_is_not_there_is_missing_for_all():
    made = Derived(
        "far", "yes_no", {}, rule="distance_km(home, home) > 50", needs="distance_km(home, home)", choices=choices("1=oui; 0=non")
    )
    assert shown(derived({"home": ("Espalion",)}, made), "far") == [(None, "not_asked")]
    given = {"distance_km": lambda one, _other: pd.Series(60.0, index=one.index)}
    assert shown(derived({"home": ("Espalion",)}, made, functions=given), "far") == [("1", "")]


def test_a_variable_of_which_an_answer_is_not_in_the_export_was_not_asked():
    made = Derived("both", "yes_no", {}, rule="rhythm = 1 and situation = 1", choices=choices("1=oui; 0=non"))
    assert shown(derived({"situation": ("1", "2")}, made), "both") == [(None, "not_asked"), ("0", "")]
    # and where it has no value at all it is not made
    assert "both" not in derived({"situation": ("1", "1")}, made).responses


def test_a_variable_without_any_of_its_answers_is_not_made():
    made = Derived("works", "yes_no", {}, rule="rhythm = 1", choices=choices("1=oui; 0=non"))
    assert "works" not in derived({"situation": ("1",)}, made).responses
