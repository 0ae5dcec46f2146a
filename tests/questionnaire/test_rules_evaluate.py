from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.questionnaire import rules_evaluate
from survey_kit.questionnaire.model import Choice, Derived, Question, Questionnaire
from survey_kit.questionnaire.rules_evaluate import asked, derive, evaluate
from survey_kit.questionnaire.rules_parse import parse

LABELS = {"fr": "x"}
RHYTHM = (Choice("0", LABELS, number=0.0), Choice("1", LABELS, number=0.5), Choice("98", LABELS, missing="dont_know"))
CODEBOOK = Questionnaire(
    "q",
    LABELS,
    (
        Question("rhythm", "single", LABELS, RHYTHM, aliases=("A26",)),
        Question("word", "single", LABELS, (Choice("jamais", LABELS), Choice("souvent", LABELS))),
        Question("motives", "multiple", LABELS, (Choice("1", LABELS), Choice("3", LABELS))),
        Question("children", "integer", LABELS),
        Question("settled", "month", LABELS),
        Question("submitted", "datetime", LABELS),
        Question("place", "place", LABELS),
        Question("agreed", "yes_no", LABELS, (Choice("1", LABELS), Choice("0", LABELS))),
    ),
)
FRAME = pd.DataFrame(
    {
        "rhythm": pd.Categorical(["0", "1", "98", None], ["0", "1", "98"]),
        "word": pd.Series(["jamais", "souvent", None, "souvent"], dtype="object"),
        "motives__1": pd.array([True, False, None, False], dtype="boolean"),
        "motives__3": pd.array([False, True, None, False], dtype="boolean"),
        "children": pd.array([0, 2, None, 3], dtype="Int64"),
        "settled": pd.to_datetime(["2021-12-01", "2022-05-01", None, "2017-05-01"]),
        "submitted": pd.to_datetime(["2022-05-31 23:00", "2022-05-01 00:00", "2022-05-02 08:00", None]),
        "place": pd.Series(["01004", "12096", "BE", None], dtype="object"),
        "agreed": pd.Categorical(["1", "0", None, "1"], ["1", "0"]),
    }
).set_axis([5, 7, 9, 11])


def told(text, **functions):
    return [None if pd.isna(value) else value for value in evaluate(parse(text), FRAME, CODEBOOK, functions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rhythm in 0,1", [True, True, False, None]),
        ("rhythm not in 0,1", [False, False, True, None]),
        ("A26 >= 1", [False, True, True, None]),
        ("rhythm >= 1 & rhythm != 98", [False, True, False, None]),
        ("word = 'jamais'", [True, False, None, False]),
        ("word != 'jamais'", [False, True, None, True]),
        ("word > 3", [None, None, None, None]),
        ("motives has 3", [False, True, None, False]),
        ("motives has 1,3", [True, True, None, False]),
        ("motives in 1,3", [True, True, None, False]),
        ("motives", [True, True, None, False]),
        ("children > 1 or rhythm = 0", [True, True, None, True]),
        ("children > 1 and rhythm = 0", [False, False, False, None]),
        ("not children > 1", [True, False, None, False]),
        ("place = 1004", [True, False, False, None]),
        ("place in 'BE'", [False, False, True, None]),
        ("known(children)", [True, True, False, True]),
        ("not not agreed", [True, False, None, True]),
        ("absent = 1", [None, None, None, None]),
        ("known(children) and children = 2", [False, True, False, False]),
        ("children > 0 if agreed else rhythm = 1", [False, True, None, True]),
    ],
)
def test_conditions_have_three_values(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("number(rhythm)", [0.0, 0.5, None, None]),
        ("number(children) * 2 - 1", [-1.0, 3.0, None, 5.0]),
        ("0 if rhythm = 0 else children", [0.0, 2.0, None, None]),
        ("months_between(settled, submitted)", [5.0, 0.0, None, None]),
        ("year(submitted) - 2000", [22.0, 22.0, 22.0, None]),
        ("1 / children", [None, 0.5, None, 1 / 3]),
        ("-children", [0.0, -2.0, None, -3.0]),
        ("population(place)", [None, None, None, None]),
    ],
)
def test_numbers_are_missing_where_an_operand_is(text, expected):
    assert told(text) == expected


def test_types_and_index_of_what_comes_back():
    assert str(evaluate(parse("children > 1"), FRAME, CODEBOOK).dtype) == "boolean"
    assert str(evaluate(parse("children + 1"), FRAME, CODEBOOK).dtype) == "Float64"
    assert list(evaluate(parse("children + 1"), FRAME, CODEBOOK).index) == [5, 7, 9, 11]


def test_functions_are_handed_in():
    def departement(place):
        return place.where(place.isna(), place.str[:2]).where(place != "BE")

    assert told("departement(place) = 12", departement=departement) == [False, True, None, None]
    assert told("departement(place) in '01','12'", departement=departement) == [True, True, None, None]
    assert told("departement(place)", departement=departement) == ["01", "12", None, None]


def test_dates_are_compared_as_dates():
    assert told("settled <= submitted") == [True, True, None, None]


def test_asked_as_an_online_form_shows_it():
    assert list(asked("", FRAME, CODEBOOK)) == [True, True, True, True]
    assert list(asked("children > 1", FRAME, CODEBOOK)) == [False, True, False, True]  # no answer: not shown
    without = FRAME.drop(columns="children")
    assert list(asked("children > 1", without, CODEBOOK)) == [True, True, True, True]  # no column: nothing known against it
    assert list(asked("children > 1 and rhythm = 0", without, CODEBOOK)) == [True, False, False, True]


def derived(kind, **fields):
    return [None if pd.isna(value) else value for value in derive(Derived("made", kind, LABELS, **fields), FRAME, CODEBOOK)]


def test_derived_values_have_the_type_of_the_variable():
    assert derived("integer", rule="children + 1") == [1, 3, None, 4]
    assert derived("decimal", rule="number(rhythm)") == [0.0, 0.5, None, None]
    assert derived("yes_no", rule="children > 1") == ["0", "1", None, "1"]
    assert derived("single", rule="word") == ["jamais", "souvent", None, "souvent"]


def test_cases_stop_at_what_is_undecided():
    cases = (("few", "children <= 2 and children > 0"), ("other", ""))
    assert derived("single", cases=cases) == ["other", "few", None, "other"]
    assert derived("single", cases=(("a", "rhythm = 1"), ("b", "children >= 0"))) == ["b", "a", None, None]
    assert derived("single", cases=(("a", "children = 7"),)) == [None, None, None, None]


def test_relevance_and_needs_keep_a_derived_variable_missing():
    assert derived("integer", rule="children", relevance="rhythm = 1") == [None, 2, None, None]
    assert derived("integer", rule="children", needs="population(place)") == [None, None, None, None]
    assert derived("integer", rule="children", needs="children > 2") == [None, None, None, 3]
    assert derived("yes_no", rule="children > 9 and population(place) > 3", needs="population(place)") == [None] * 4


THREE = st.sampled_from([True, False, None])


@given(THREE, THREE)
def test_de_morgan(one, other):
    frame = pd.DataFrame({"a": pd.array([one], dtype="boolean"), "b": pd.array([other], dtype="boolean")})
    left = evaluate(parse("not (a and b)"), frame, CODEBOOK)
    right = evaluate(parse("not a or not b"), frame, CODEBOOK)
    pd.testing.assert_series_equal(left, right)
    pandas = ~(frame["a"] & frame["b"])
    assert left.isna().equals(pandas.isna())
    assert left.fillna(False).equals(pandas.fillna(False))


@pytest.mark.parametrize(
    "text",
    [
        "rhythm >= 1 and motives has 3 or A26 = 0",
        "0 if rhythm = 0 else children * 2",
        "months_between(settled, submitted)",
        "word",
        "absent = 1",
        "1 + 1",
        "motives",
    ],
)
def test_a_large_table_is_evaluated_as_its_rows_are(text, monkeypatch):
    many = pd.concat([FRAME] * 3).sample(frac=1, random_state=1).reset_index(drop=True)
    plain = evaluate(parse(text), many, CODEBOOK)
    monkeypatch.setattr(rules_evaluate, "MANY_ROWS", 5)
    pd.testing.assert_series_equal(evaluate(parse(text), many, CODEBOOK), plain)


def test_a_derived_variable_is_made_where_the_question_of_its_relevance_was_not_in_the_export():
    made = Derived("made", "integer", LABELS, rule="children", relevance="rhythm = 1")
    values = derive(made, FRAME.drop(columns="rhythm"), CODEBOOK)
    assert [None if pd.isna(value) else value for value in values] == [0, 2, None, 3]
