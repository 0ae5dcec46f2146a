import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.segmentation.coding import informative, parts, pooled, recoded, trimmed, with_missing

FRAME = pd.DataFrame(
    {
        "mood": pd.Categorical(["low", "high", None, "mid"], ["low", "mid", "high"], ordered=True),
        "age": [20.0, 30.0, np.nan, 50.0],
        "needs__fibre": pd.array([True, False, None, True], dtype="boolean"),
        "needs__school": pd.array([True, True, False, True], dtype="boolean"),
        "place": ["a", "b", "b", None],
    }
)


def one(name, *, numbers=True, frame=FRAME):
    return parts(Design(frame), [name], numbers=numbers)[0]


def test_a_set_gives_a_part_an_option_and_one_block():
    found = parts(Design(FRAME), ["needs", "place"], numbers=True)
    assert [(part.name, part.block) for part in found] == [("needs__fibre", "needs"), ("needs__school", "needs"), ("place", "place")]
    assert found[0].codes.tolist() == [1, 0, -1, 1]


def test_ordered_answers_are_ranks_where_numbers_are_wanted():
    assert one("mood").numbers.tolist()[:2] == [1.0, 3.0]
    assert one("mood", numbers=False).levels == ("low", "mid", "high")
    assert one("age", numbers=False).levels == ("20", "30", "50")


def test_a_codebook_s_own_numbers_are_taken_and_its_missing_kinds_left_out():
    choices = (
        Choice("1", {"fr": "peu"}, number=0.0),
        Choice("2", {"fr": "assez"}, number=5.0),
        Choice("3", {"fr": "très"}, number=10.0),
        Choice("9", {"fr": "nsp"}, missing="dont_know"),
    )
    question = Question("view", "scale", {"fr": "Avis"}, choices=choices, ordered=True)
    comment = Question("comment", "text", {"fr": "Commentaire"})
    design = Design(pd.DataFrame({"view": pd.Categorical(list("1239"), list("1239")), "comment": list("abcd")}))
    object.__setattr__(design, "questionnaire", Questionnaire("q", {"fr": "Q"}, (question, comment)))
    found = parts(design, ["view"], numbers=True)[0].numbers
    assert found[:3].tolist() == [0.0, 5.0, 10.0]
    assert np.isnan(found[3])
    with pytest.raises(SurveyKitError) as caught:
        parts(design, ["comment"], numbers=True)
    assert caught.value.code == "segment_kind"


def test_missing_answers_can_be_a_category_of_their_own():
    assert with_missing(one("place")).levels == ("a", "b", "not_answered")
    assert with_missing(one("place")).codes.tolist() == [0, 1, 1, 2]
    assert with_missing(one("needs__school")) is not None


def test_categories_nobody_stands_behind_are_dropped():
    part = trimmed(one("mood", numbers=False), np.array([1.0, 1.0, 1.0, 0.0]))
    assert (part.levels, part.codes.tolist()) == (("low", "high"), [0, 1, -1, -1])


def test_rare_categories_are_put_together_and_told():
    frame = pd.DataFrame({"job": ["a"] * 50 + ["b"] * 45 + ["c"] * 3 + ["d"] * 2})
    part, note = pooled(one("job", frame=frame), np.ones(100), 0.05)
    assert part.levels == ("a", "b", "c / d")
    assert np.bincount(part.codes).tolist() == [50, 45, 5]
    assert note.values == {"categories": "c, d"}
    assert "c, d" in note.text("fr")


def test_one_rare_category_joins_the_rarest_of_the_others():
    frame = pd.DataFrame({"job": ["a"] * 60 + ["b"] * 37 + ["c"] * 3})
    assert pooled(one("job", frame=frame), np.ones(100), 0.05)[0].levels == ("a", "b / c")
    assert pooled(one("age"), np.ones(4), 0.05)[1] is None


def test_a_constant_or_empty_column_says_nothing():
    frame = pd.DataFrame({"one": ["a", "a"], "none": pd.array([None, None], dtype="string"), "number": [1.0, np.nan]})
    assert not any(informative(part) for part in parts(Design(frame), list(frame), numbers=True))
    assert informative(one("age"))
    assert informative(one("place"))


def test_others_are_read_by_the_categories_already_known():
    other = recoded(Design(pd.DataFrame({"place": ["b", "z", None]})), one("place"))
    assert other.codes.tolist() == [1, -1, -1]


def test_a_column_of_categories_holds_no_number_left_in_memory():
    assert np.isnan(one("place").numbers).all()
