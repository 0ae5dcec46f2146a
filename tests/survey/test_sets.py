from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.hand import plain, question, shown, told, typed

PLACES = question("places", "multiple", "1=chez moi; 2=coworking, tiers-lieu; 3+=autre; 4!=nulle part")
BOXES = {"places__1": "places__1", "places__2": "places__2"}


def rows(found, *codes):
    """list of lists: the columns of the set, row by row."""
    return [plain(found.responses[f"places__{code}"][row] for code in codes) for row in found.responses.index]


def test_a_column_an_option_gives_true_false_and_missing():
    found = typed(
        {"places__1": ("Oui", "Non", "N/A", ""), "places__2": ("Non", "Non", "N/A", "Oui"), "places__4": ("Non", "Non", "N/A", "")},
        replace(PLACES, choices=tuple(choice for choice in PLACES.choices if choice.code != "3")),
        ticked=frozenset({"Oui"}), unticked=frozenset({"Non"}), not_asked=frozenset({"N/A"}),
    )  # fmt: skip
    assert rows(found, 1, 2, 4) == [[True, False, False], [None, None, None], [None, None, None], [False, True, False]]
    assert found.missing["places__1"].tolist() == ["", "not_answered", "not_asked", ""]
    assert found.responses["places__1"].dtype == "boolean"
    assert found.notes == ()


def test_answers_joined_in_a_cell_hold_the_sign_that_joins_them():
    found = typed(
        {"places": ("chez moi, coworking, tiers-lieu", "coworking, tiers-lieu", "", "chez moi, au jardin, à la mer")},
        PLACES,
        separator=", ",
    )
    assert rows(found, 1, 2, 3, 4) == [[True, True, False, False], [False, True, False, False], [None] * 4, [True, False, True, False]]
    assert shown(found, "places__other") == [(None, "not_asked"), (None, "not_asked"), (None, "not_answered"), ("au jardin, à la mer", "")]


def test_a_piece_that_is_no_answer_is_refused_and_the_rest_kept():
    closed = replace(PLACES, choices=PLACES.choices[:2])
    found = typed({"places": ("chez moi; au jardin", "au jardin")}, closed, separator="; ")
    assert rows(found, 1, 2) == [[True, False], [None, None]]
    assert told(found.notes) == [("answer_unknown", 2, "au jardin"), ("answer_unknown", 3, "au jardin")]
    assert found.missing["places__1"].tolist() == ["", "not_answered"]


def test_labels_written_nearly_so_are_counted():
    found = typed({"places": ("Chez moi;", "Chez moi;")}, PLACES, separator=";")
    assert rows(found, 1) == [[True], [True]]
    assert [(note.code, note.values["count"]) for note in found.notes] == [("label_close", 2)]


def test_columns_filled_from_the_left_are_read_by_their_answers():
    found = typed(
        {"places__1": ("coworking, tiers-lieu", "chez moi", ""), "places__2": ("chez moi", "coworking, tiers-lieu", "")},
        PLACES,
        variables=BOXES,
    )
    assert rows(found, 1, 2) == [[True, True], [True, True], [None, None]]


def test_a_column_may_hold_the_option_itself():
    found = typed({"places__1": ("chez moi", ""), "places__2": ("", "coworking, tiers-lieu")}, PLACES)
    assert rows(found, 1, 2) == [[True, False], [False, True]]
    # options that have no column in this export were offered to nobody
    assert found.missing["places__4"].tolist() == ["not_asked", "not_asked"]


def test_the_text_of_other_ticks_it():
    found = typed({"places__1": ("1", "0"), "places__other": ("au jardin", "")}, PLACES)
    assert rows(found, 1, 3) == [[True, True], [None, None]]
    assert shown(found, "places__other") == [("au jardin", ""), (None, "not_answered")]


def test_an_option_that_excludes_the_others_gives_way_and_is_told():
    found = typed({"places": ("1;4", "4")}, PLACES, separator=";")
    assert rows(found, 1, 4) == [[True, False], [False, True]]
    assert told(found.notes) == [("exclusive_removed", 2, "nulle part")]


def test_more_than_the_maximum_is_kept_and_told():
    found = typed({"places": ("1;2", "1")}, replace(PLACES, maximum=1), separator=";")
    assert rows(found, 1, 2) == [[True, True], [True, False]]
    assert told(found.notes) == [("more_than_maximum", 2, 2)]


def test_an_option_that_is_no_answer_says_so_of_the_whole_set():
    asked = question("places", "multiple", "1=chez moi; 98?=ne sait pas; 99#=refus")
    found = typed({"places": ("98", "99", "1;98", "ne sait pas")}, asked, separator=";")
    assert rows(found, 1) == [[None], [None], [True], [None]]
    assert found.missing["places__1"].tolist() == ["dont_know", "refused", "", "dont_know"]


def test_a_cell_that_says_neither_yes_nor_no_is_told():
    found = typed({"places__1": ("bof", "oui")}, PLACES)
    assert rows(found, 1) == [[None], [True]]
    assert told(found.notes) == [("tick_unread", 2, "bof")]


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.sampled_from(["", ", ", ";"]))
def test_any_text_is_typed(cells, separator):
    for heading in ("places", "places__2", "places__other"):
        found = typed({heading: tuple(cells)}, PLACES, separator=separator)
        assert set(found.missing["places__1"]) <= {"", "not_asked", "not_answered", "dont_know", "refused", "not_applicable"}
