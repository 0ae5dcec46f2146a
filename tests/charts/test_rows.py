"""Which answers are shown, in which order."""

from survey_kit.charts.rows import leaders, rows_of
from survey_kit.disclosure.released import Cell, Distribution

LABELS = {"a": "A", "b": "B", "c": "C", "other": "Autre"}


def codes(distribution, **options):
    return [row.code for row in rows_of(distribution, LABELS, "fr", **options)]


def test_the_largest_comes_first_and_other_last(drawn):
    found = drawn.distribution({"other": 60, "a": 5, "b": 30, "c": 12}, 107)
    assert codes(found, last=("other",)) == ["b", "c", "a", "other"]
    assert codes(found, ordered=True) == ["other", "a", "b", "c"]


def test_the_place_of_a_hidden_answer_tells_nothing(drawn):
    found = drawn.distribution({"a": None, "b": 3, "c": 12}, 30)
    assert codes(found) == ["c", "b", "a"]
    row = rows_of(found, LABELS, "fr")[-1]
    assert (row.percent, row.count, row.bounds) == (None, None, None)


def test_a_status_hides_a_value_even_when_it_came_along():
    found = Distribution("v", base=30, cells=(Cell("a", 3, 3.0, 10.0, 1.0, 2.0, 20.0, status="secondary"),))
    row = rows_of(found, LABELS, "fr")[0]
    assert (row.percent, row.count, row.bounds) == (None, None, None)


def test_rare_answers_merged_are_named_so():
    found = Distribution("v", base=30, cells=(Cell("merged", 9, 9.0, 30.0, merged=("x", "y", "z")), Cell("a", 21, 21.0, 70.0)))
    assert [row.label for row in rows_of(found, LABELS, "fr")] == ["A", "Réponses rares réunies (3)"]
    assert rows_of(found, LABELS | {"merged": "Autres"}, "fr")[-1].label == "Autres"


def test_more_than_fifteen_answers_show_twelve_and_tell_of_the_others(drawn):
    found = drawn.distribution({f"c{place}": 60 - place for place in range(16)}, 100)
    rows = rows_of(found, {}, "fr")
    assert len(rows) == 13
    assert rows[-1].label == "Autres (4 modalités, en annexe)"
    assert len(rows_of(drawn.distribution({f"c{place}": 60 - place for place in range(15)}, 100), {}, "fr")) == 15


def test_leaders_take_ties_and_leave_out_the_last(drawn):
    rows = rows_of(drawn.distribution({"a": 20, "b": 20, "c": 5, "other": 50}, 95), LABELS, "fr", last=("other",))
    assert leaders(rows, 1, ("other",)) == {"a", "b"}
    assert leaders(rows, 0) == frozenset()
    assert leaders(rows, ("c",)) == {"c"}


def test_where_there_is_little_room_the_first_answers_stand_and_scales_stay_whole(drawn):
    found = drawn.distribution({f"c{place}": 60 - place for place in range(9)}, 100)
    rows = rows_of(found, {}, "fr", keep=6)
    assert [row.code for row in rows] == ["c0", "c1", "c2", "c3", "c4", "c5", "others"]
    assert rows[-1].label == "Autres (3\u00a0réponses, au rapport complet)"
    assert len(rows_of(found, {}, "fr", keep=8)) == 9
    assert len(rows_of(found, {}, "fr", keep=6, ordered=True)) == 9
