from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from survey_kit.findings.leading import lead, most_hidden
from survey_kit.questionnaire.model import Choice, Question


def first(found):
    return [cell.code for cell in found.first]


def test_one_answer_ahead(made):
    found = lead(made.distribution({"a": 90, "b": 40, "c": 35}))
    assert first(found) == ["a"]
    assert [cell.code for cell in found.after] == ["b", "c"]
    assert [found.ties, found.flat, found.partial] == [False, False, False]


def test_intervals_that_overlap_are_ties(made):
    found = lead(made.distribution({"a": 60, "b": 55, "c": 20, "d": 30}))
    assert first(found) == ["a", "b"]
    assert found.ties
    assert not found.flat


def test_nothing_stands_out(made):
    assert lead(made.distribution({"a": 42, "b": 41, "c": 41, "d": 41})).flat
    assert lead(made.distribution({"a": 50, "b": 50, "c": 50})).flat
    assert not lead(made.distribution({"a": 50, "b": 50})).flat


def test_answers_left_aside(made):
    assert first(lead(made.distribution({"other": 90, "a": 40}), skip={"other"})) == ["a"]
    assert lead(made.distribution({"a": 0}, 40)) is None
    assert lead(made.distribution({}, 40)) is None


def test_a_hidden_answer_may_be_ahead(made):
    hidden = made.distribution({"a": 50, "b": 50, "c": None}, 165)
    assert lead(hidden).partial
    assert not lead(made.distribution({"a": 100, "b": 60, "c": None}, 165)).partial
    assert lead(made.distribution({"a": 100, "b": 60, "c": 2}, 165, multiple=True)).partial


def test_without_intervals_only_equals_are_ties(made):
    bare = made.distribution({"a": 60, "b": 59, "c": 46})
    bare = replace(bare, cells=tuple(replace(cell, low=None, high=None) for cell in bare.cells))
    assert first(lead(bare)) == ["a"]


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 80), min_size=1))
def test_no_answer_shown_stands_above_the_first(made, counts):
    if sum(counts.values()) < 5:
        return
    found = lead(made.distribution(counts))
    if found is not None:
        top = found.first[0].percent
        assert all(cell.percent <= top for cell in (*found.first, *found.after))
        assert all(not cell.status for cell in (*found.first, *found.after))


def test_what_is_shown_bounds_what_is_hidden(made):
    none = Choice("none", {}, exclusive=True)
    counts = {"a": 100, "b": 60, "c": 2}
    three = Question("v", "multiple", {}, (Choice("a", {}),), maximum=1)
    some = made.distribution(counts, 165, multiple=True)
    assert most_hidden(Question("v", "multiple", {}, ()), some) == 165
    assert most_hidden(three, some) == 165 - 160
    alone = made.distribution({**counts, "none": 20}, 165, multiple=True)
    assert most_hidden(Question("v", "multiple", {}, (none,)), alone) == 145
    assert not lead(alone, {"none"}, 145).partial
    assert lead(alone, {"none"}, 165).partial
    protected = made.distribution({"a": 100, "b": None, "none": 20}, 165, multiple=True)
    assert lead(protected, {"none"}, 145).partial
    assert not lead(protected, {"none"}, 90).partial
