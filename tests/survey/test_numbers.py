import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.survey.numbers import is_plain, number, number_reader
from survey_kit.survey.typed import DONT_KNOW, NOT_ANSWERED
from tests.survey.hand import question

COMMUTE = question("commute", "integer", bounds=(0.0, 600.0), wordings={"fr": "Trajet, en minutes"})
PRICE = question("price", "decimal")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("12,5", 12.5), ("1 234,5", 1234.5), ("1\u202f234", 1234), ("1.234,50 €", 1234.5), ("1,234.50", 1234.5), ("€ 12", 12), ("12 €", 12), ("10 min", 10),
        ("environ 3 jours par semaine", 3), ("~ 4", 4), ("5 %", 5), ("-2", -2), ("1e-05", 1e-05), ("deux", 2), ("aucun", 0), ("1 234 567", 1234567),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "beaucoup", "10-15", "12 chaises", "1,2,3", "1 23", "1h30", "12 34", "++3"])
def test_what_is_no_single_number_is_none(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"), [("1 h 30", 90), ("1h", 60), ("2 heures", 120), ("0:45", 45), ("1 h 05 min", 65), ("45 min", 45)]
)
def test_hours_are_minutes_where_minutes_are_asked_for(text, minutes):
    assert number(text, minutes=True) == minutes
    assert number_reader(COMMUTE)(text).value == minutes


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("45", 45, ""), ("45 min", 45, "number_changed"), ("11,0", 11, "number_changed"), ("1 h 30", 90, "number_changed"), ("700", None, "number_outside"),
        ("-1", None, "number_outside"), ("12,5", None, "number_not_whole"), ("loin", None, "number_unread"),
    ],
)  # fmt: skip
def test_changes_and_refusals_are_told(text, value, note):
    read = number_reader(COMMUTE)(text)
    assert (read.value, read.note) == (value, note)
    assert read.kind == (NOT_ANSWERED if value is None else 0)


def test_a_decimal_is_plain_where_decimals_are_asked_for():
    assert is_plain("2,5", whole=False)
    assert not is_plain("2,0", whole=True)
    assert number_reader(PRICE)("2,5").note == ""


def test_words_for_no_answer_are_no_refusal():
    assert (number_reader(COMMUTE)("NSP").kind, number_reader(COMMUTE)("NSP").note) == (DONT_KNOW, "")
    assert number_reader(COMMUTE)("-99").kind == NOT_ANSWERED


@settings(deadline=None)
@given(st.one_of(st.text(), st.from_regex(r"[-+]?[\d .,']{1,40}(min|h|€)?", fullmatch=True)))
def test_reading_is_total(text):
    for asked in (COMMUTE, PRICE):
        read = number_reader(asked)(text)
        assert read.value is None or abs(read.value) <= 1e15


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_reads_as_itself(value):
    assert number(str(value), whole=True) == value
    assert number(f"{value:,}".replace(",", "\u202f"), whole=True) == value
