from __future__ import annotations

from survey_kit.questionnaire.model import Choice, Derived, Item, Question, Questionnaire, label

TICKS = (
    Choice("1", {"fr": "oui"}),
    Choice("9", {"fr": "autre"}, opens_text=True),
    Choice("98", {"fr": "ne sait pas"}, missing="dont_know"),
)


def test_a_label_falls_back_to_french_then_to_any():
    assert label({"fr": "oui", "en": "yes"}, "en") == "yes"
    assert label({"fr": "oui"}, "en") == "oui"
    assert label({"oc": "òc"}, "en") == "òc"
    assert label({}, "fr") == ""


def test_the_columns_that_a_question_takes():
    assert Question("q", "multiple", {}, TICKS).columns == ("q__1", "q__9", "q__other")
    assert Question("q", "multiple", {}, TICKS).answer_columns == ("q__1", "q__9")
    assert Question("q", "single", {}, TICKS).columns == ("q", "q__other")
    assert Question("q", "matrix", {}, TICKS[:1], items=(Item("1", {}), Item("2", {}))).columns == ("q__1", "q__2")
    assert Question("q", "ranking", {}, TICKS[:1] * 3).columns == ("q__1", "q__2", "q__3")
    assert Question("q", "ranking", {}, TICKS[:1] * 3, maximum=2).columns == ("q__1", "q__2")
    assert Question("q", "integer", {}).columns == ("q",)


def test_short_labels_stand_in_for_long_ones():
    long, short = {"fr": "un libellé bien long"}, {"fr": "court"}
    for made in (Choice("1", long, short=short), Item("1", long, short=short), Question("q", "text", long, short=short)):
        assert made.title("fr") == "court"
    assert Choice("1", long).title("fr") == Item("1", long).title("en") == Derived("d", "integer", long).title("fr") == long["fr"]


def test_variables_are_found_by_name_alias_concept_and_role():
    question = Question("q", "single", {}, TICKS, aliases=("A26",), concept="motives", role="consent")
    derived = Derived("d", "single", {}, choices=TICKS, concept="origin")
    questionnaire = Questionnaire("x", {}, (question,), (derived,))
    assert questionnaire.question("A26") is questionnaire.question("q") is questionnaire.role("consent") is question
    assert questionnaire.having("origin") is derived
    assert questionnaire.having("motives") is question
    assert (questionnaire.question("d"), questionnaire.having("age"), questionnaire.role("weight")) == (None, None, None)
    assert question.choice("98") is derived.choice("98") is TICKS[2]
    assert question.choice("7") is None
