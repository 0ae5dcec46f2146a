import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.amounts import is_plain, number


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


@pytest.mark.parametrize(("text", "minutes"), [("1 h 30", 90), ("1h", 60), ("2 heures", 120), ("0:45", 45), ("45 min", 45)])
def test_hours_count_as_minutes_where_those_are_asked_for(text, minutes):
    assert number(text, minutes=True) == minutes


def test_what_is_plain_needs_no_telling():
    assert is_plain("2,5", whole=False)
    assert not is_plain("2,0", whole=True)
    assert not is_plain("10 min", whole=True)


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_reads_as_itself(value):
    assert number(str(value), whole=True) == value
    assert number(f"{value:,}".replace(",", "\u202f"), whole=True) == value


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_not(text):
    found = number(text)
    assert found is None or found == found  # noqa: PLR0124 - not a number is unlike itself
