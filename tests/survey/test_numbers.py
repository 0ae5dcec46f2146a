import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.survey.numbers import number_reader
from survey_kit.survey.typed import DONT_KNOW, NOT_ANSWERED
from tests.survey.hand import question

COMMUTE = question("commute", "integer", bounds=(0.0, 600.0), wordings={"fr": "Trajet, en minutes"})
PRICE = question("price", "decimal")


@pytest.mark.parametrize(
    ("text", "minutes"), [("1 h 30", 90), ("1h", 60), ("2 heures", 120), ("0:45", 45), ("1 h 05 min", 65), ("45 min", 45)]
)
def test_hours_are_minutes_where_minutes_are_asked_for(text, minutes):
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


def test_a_decimal_is_told_nowhere_where_decimals_are_asked_for():
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
