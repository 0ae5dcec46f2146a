import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.model import Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.survey.recode import parts_of_questions, type_answers
from survey_kit.survey.survey import Match
from tests.survey.hand import answers, matches, question, told, typed

SET = question("motives", "multiple", "1=nature; 2=emploi")
MAIN = question("main", "single", "1=nature; 2=emploi", choices_from="motives")


def test_responses_and_missing_have_one_shape_and_the_rows_of_the_spreadsheet():
    found = typed({"motives": ("1", "2"), "main": ("1", "")}, SET, MAIN, separator=";")
    assert found.responses.index.tolist() == [2, 3]
    assert list(found.responses.columns) == list(found.missing.columns) == ["motives__1", "motives__2", "main"]
    assert found.missing.index.equals(found.responses.index)


def test_an_answer_that_was_not_ticked_before_is_kept_and_told():
    found = typed({"motives": ("1", "2", ""), "main": ("1", "1", "1")}, SET, MAIN, separator=";")
    assert found.responses["main"].tolist() == ["1", "1", "1"]
    assert told(found.notes) == [("choice_not_ticked", 3, "nature")]


def test_questions_without_a_column_have_none_in_the_responses():
    assert list(typed({"main": ("1",)}, SET, MAIN).responses.columns) == ["main"]


def test_proposals_are_not_used_and_names_may_begin_alike():
    export = answers({"a": ("1",), "b": ("2",), "c": ("3",)})
    book = Questionnaire("q", {}, (question("place", "integer"), question("place_of_work", "multiple", "x=X")))
    found = parts_of_questions(
        export,
        book,
        (
            Match("a", "place", 1.0, "code", position=0),
            Match("b", "place_of_work__x", 1.0, "code", position=1),
            Match("c", "place", 0.8, "close wording", used=False, position=2),
        ),
    )
    assert {name: [(part, column.heading) for part, column in parts] for name, parts in found.items()} == {
        "place": [("", "a")],
        "place_of_work": [("x", "b")],
    }


BOOK = read_questionnaire("haut-rouergue")
WHOLE = tuple(one for one in BOOK.questions if one.type not in {"matrix", "ranking"})


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=len(WHOLE), max_size=len(WHOLE)), min_size=1, max_size=2))
def test_typing_is_total(rows):
    export = answers({one.name: [row[place] for row in rows] for place, one in enumerate(WHOLE)}, separator=", ")
    found = type_answers(export, BOOK, matches(export))
    for one in WHOLE:
        for column in one.columns:
            empty = found.responses[column].isna()
            # what is missing has its reason; "don't know" has one though it may be a category
            assert ((found.missing[column] != "") == empty)[found.missing[column] != "dont_know"].all()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["jamais", "un jour", "2", "", "NSP", "03/04/2021", "27/08/2020", "espalion", "12 min"]), min_size=2, max_size=2
    )
)
def test_the_order_of_rows_is_irrelevant(cells):
    order = [1, 0]
    names = ("telework_frequency", "settled_month", "commune", "commute")
    export = answers(dict.fromkeys(names, cells))
    turned = answers({name: [cells[place] for place in order] for name in names})
    one, other = type_answers(export, BOOK, matches(export)), type_answers(turned, BOOK, matches(turned))
    expected = one.responses.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(other.responses.reset_index(drop=True), expected)
