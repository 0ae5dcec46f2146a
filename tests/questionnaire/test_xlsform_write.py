from __future__ import annotations

import pytest

from survey_kit.questionnaire.model import Choice, Derived, Item, Question, Questionnaire
from survey_kit.questionnaire.xlsform_write import heading, sheets

W = {"fr": "w"}
TICKS = (Choice("1", W), Choice("7", W, exclusive=True))


def rows(questionnaire, sheet):
    headings, *others = sheets(questionnaire)[sheet]
    return [{key: value for key, value in zip(headings, row, strict=True) if value} for row in others]


def survey(*questions):
    return rows(Questionnaire("q", W, questions), "survey")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question("a", "single", W, TICKS), {"type": "select_one a"}),
        (
            Question("a", "multiple", W, TICKS),
            {"type": "select_multiple a", "constraint": "(not(selected(., '7')) or count-selected(.) = 1)"},
        ),
        (Question("a", "scale", W, TICKS, ordered=True), {"type": "select_one a", "kit_type": "scale"}),
        (Question("a", "ranking", W, TICKS), {"type": "rank a"}),
        (Question("a", "datetime", W), {"type": "dateTime"}),
        (Question("a", "month", W), {"type": "date", "kit_type": "month", "appearance": "month-year"}),
        (Question("a", "place", W), {"type": "text", "kit_type": "place"}),
        (Question("a", "datetime", W, role="submitted"), {"type": "end", "role": "submitted"}),
        (Question("a", "decimal", W, role="weight"), {"type": "hidden", "kit_type": "decimal", "role": "weight"}),
        (Question("a", "integer", W, bounds=(0.0, 1.5)), {"type": "integer", "bounds": "0; 1.5", "constraint": ". >= 0 and . <= 1.5"}),
        (Question("a", "text", W, core=False, sensitive=True), {"type": "text", "optional": "true", "sensitive": "true"}),
        (Question("a", "text", W, concept="age", chapter=""), {"type": "text", "concept": "age", "chapter": "none"}),
    ],
)
def test_each_kind_of_question(question, expected):
    (row,) = survey(question)
    assert row == {"name": "a", "label::Français (fr)": "w", **expected}


def test_a_matrix_is_a_table_of_questions():
    matrix = Question("m", "matrix", W, TICKS, items=(Item("1", W, ("M1",)), Item("2", W)))
    assert [(row["type"], row.get("name"), row.get("code"), row.get("alias")) for row in survey(matrix)] == [
        ("begin_group", "m", None, None),
        ("select_one m", "m_1", "1", "M1"),
        ("select_one m", "m_2", "2", None),
        ("end_group", None, None, None),
    ]


def test_a_rule_that_xpath_would_not_give_back_is_written_beside():
    first = Question("a", "single", W, TICKS, aliases=("A1",))
    plain, aliased, beyond = survey(
        first,
        Question("b", "text", W, relevance="a = 1"),
        Question("c", "text", W, relevance="A1 = 1"),
        Question("d", "text", W, relevance="number(a) = 1"),
    )[1:]
    assert (plain["relevant"], plain.get("asked_if")) == ("${a} = '1'", None)
    assert (aliased["relevant"], aliased["asked_if"]) == ("${a} = '1'", "A1 = 1")
    assert (beyond.get("relevant"), beyond["asked_if"]) == (None, "number(a) = 1")


def test_lists_are_written_once_and_shared():
    questionnaire = Questionnaire(
        "q", W, (Question("a", "single", W, TICKS), Question("b", "single", W, TICKS), Question("c", "scale", W, TICKS))
    )
    assert [row["list_name"] for row in rows(questionnaire, "choices")] == ["a", "a", "c", "c"]
    assert [row["type"] for row in rows(questionnaire, "survey")] == ["select_one a", "select_one a", "select_one c"]


def test_derived_variables_and_facts_have_their_sheets():
    derived = Derived("d", "single", W, cases=(("x", "a > 1"), ("y", "")), choices=(Choice("x", W), Choice("y", W)), needs="known(a)")
    questionnaire = Questionnaire(
        "q", W, (Question("a", "integer", W),), (derived,), {"path": W}, W, ("12096",), {}, "source", drafted=True
    )
    assert rows(questionnaire, "derived") == [
        {"name": "d", "type": "single", "label::Français (fr)": "w", "needs": "known(a)", "list_name": "d"}
    ]
    assert [(row["code"], row["condition"]) for row in rows(questionnaire, "cases")] == [("x", "a > 1"), ("y", "else")]
    assert [row["key"] for row in rows(questionnaire, "survey_kit")] == ["title", "territory", "source", "drafted", "chapter", "commune"]
    assert rows(questionnaire, "settings")[0]["form_id"] == "q"


def test_headings_of_translated_columns():
    assert (heading("label", "fr"), heading("label", "oc"), heading("short", "en")) == (
        "label::Français (fr)",
        "label::oc (oc)",
        "short_en",
    )
