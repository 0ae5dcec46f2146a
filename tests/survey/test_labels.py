from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.survey.labels import base_codes, labels_first, lookup, read_choice
from survey_kit.survey.typed import BLANK, DONT_KNOW, NOT_ANSWERED, REFUSED
from tests.survey.hand import question

RHYTHM = question(
    "rhythm", "single", "0=jamais; 1=moins d'un jour par semaine; 2=un jour; 9+=autre; 98?=ne sait pas; 99#=ne souhaite pas répondre"
)
PRICE = question("price", "single", "0=gratuit seulement; 1=jusqu'à 5; 2=6 à 10; 3=11 à 15")
MINUTES = question("minutes", "single", "1=5; 2=10; 3=15; 4=20; 5=30; 6=plus")


@pytest.mark.parametrize(
    ("cell", "code", "note"),
    [
        ("2", "2", ""),
        (" un jour ", "2", ""),
        ("Un  JOUR", "2", "label_close"),
        ("moins d’un jour par semaine…", "1", "label_close"),
        ("moins d'un\xa0jour par semaine", "1", "label_close"),
        ("2 - un jour", "2", "label_close"),
        ("un jour (2)", "2", "label_close"),
        ("2,0", "2", "label_close"),
        ("-oth-", "9", ""),
    ],
)
def test_codes_labels_and_labels_written_nearly_so(cell, code, note):
    read = read_choice(cell, lookup(RHYTHM))
    assert (read.value, read.note) == (code, note)


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [("ne sait pas", "98", DONT_KNOW), ("99", None, REFUSED), ("NSP", None, DONT_KNOW), ("NA", None, BLANK), ("-99", None, NOT_ANSWERED)],
)
def test_answers_that_are_none_keep_their_kind(cell, value, kind):
    read = read_choice(cell, lookup(RHYTHM))
    assert (read.value, read.kind, read.note) == (value, kind, "")


def test_98_and_99_are_reserved_among_codes_that_are_numbers():
    assert [read_choice(code, lookup(PRICE)).kind for code in ("98", "99")] == [DONT_KNOW, REFUSED]
    assert read_choice("98", lookup(question("q", "single", "a=oui; b=non"))).note == "answer_unknown"


def test_a_text_beside_the_answers_is_the_text_of_other_where_there_is_one():
    assert (read_choice("une semaine sur deux", lookup(RHYTHM)).value, read_choice("une semaine sur deux", lookup(RHYTHM)).other) == (
        "9",
        "une semaine sur deux",
    )
    refused = read_choice("sept euros", lookup(PRICE))
    assert (refused.value, refused.kind, refused.note, refused.told["got"]) == (None, NOT_ANSWERED, "answer_unknown", "sept euros")


@pytest.mark.parametrize("cell", ["06-oct", "10-Jun", "2022-10-06"])
def test_a_range_that_a_spreadsheet_mangled_is_repaired_when_one_answer_fits(cell):
    read = read_choice(cell, lookup(PRICE))
    assert (read.value, read.note) == ("2", "range_repaired")


def test_a_mangled_range_that_fits_nothing_or_two_answers_is_refused():
    assert read_choice("08-oct", lookup(PRICE)).note == "answer_unknown"
    twice = replace(PRICE, choices=(*PRICE.choices, *question("x", "single", "7=de 6 à 10 euros").choices))
    assert read_choice("06-oct", lookup(twice)).note == "answer_unknown"


def test_a_range_written_otherwise_is_the_same_range():
    assert read_choice("6-10", lookup(PRICE)).value == "2"
    assert read_choice("de 11 à 15 euros", lookup(PRICE)).value == "3"


def test_codes_go_first_unless_the_column_can_only_hold_labels():
    known = lookup(MINUTES)
    assert not labels_first(["5", "1"], known)
    assert labels_first(["5", "10", "15", "plus"], known)
    assert read_choice("5", known).value == "5"
    assert read_choice("5", known, labels=True).value == "1"


def test_yes_and_no_in_three_languages():
    known = lookup(question("agreed", "yes_no", "1=oui; 0=non"))
    assert [read_choice(cell, known).value for cell in ("Oui", "YES", "ja", "Y", "1", "VRAI")] == ["1"] * 6
    assert [read_choice(cell, known).value for cell in ("Non", "no", "Nein", "N", "0", "FALSE")] == ["0"] * 6


def test_answers_outside_the_base_are_no_categories():
    assert base_codes(RHYTHM.choices) == ("0", "1", "2", "9", "98")


@settings(deadline=None)
@given(st.sampled_from(RHYTHM.choices))
def test_a_cell_of_its_own_label_or_code_is_that_answer(choice):
    known = lookup(RHYTHM)
    for cell in (choice.code, choice.labels["fr"], choice.labels["fr"].upper()):
        read = read_choice(cell, known)
        assert read.value == (None if choice.missing == "refused" else choice.code)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused(text):
    for asked in (RHYTHM, PRICE, MINUTES):
        read = read_choice(text, lookup(asked))
        assert read.value is None or asked.choice(read.value)
