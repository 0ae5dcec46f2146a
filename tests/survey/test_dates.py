from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.answers import Column
from survey_kit.survey.cells import cells_of
from survey_kit.survey.dates import moment, order_of, read_dates
from survey_kit.survey.typed import NOT_ANSWERED
from tests.survey.hand import told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-04-03", (2021, 4, 3)), ("2021/04/03", (2021, 4, 3)), ("03/04/2021", (2021, 4, 3)), ("3.4.21", (2021, 4, 3)), ("2021-04", (2021, 4, 1)), ("04/2021", (2021, 4, 1)),
        ("avril 2021", (2021, 4, 1)), ("avr-21", (2021, 4, 1)), ("avr. 2021", (2021, 4, 1)), ("April 2021", (2021, 4, 1)), ("2021 avril", (2021, 4, 1)), ("3 avril 2021", (2021, 4, 3)),
        ("le 1er mai 2020", (2020, 5, 1)), ("lundi 3 avril 2021", (2021, 4, 3)), ("Apr 3, 2021", (2021, 4, 3)), ("3-avr-21", (2021, 4, 3)), ("44287", (2021, 4, 1)), ("août 1999", (1999, 8, 1)),
    ],
)  # fmt: skip
def test_dates_as_people_and_spreadsheets_write_them(text, day):
    found = moment(text)
    assert found is not None
    assert found.at == datetime(*day)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2021-04-03 10:20:30", (10, 20, 30)), ("2021-04-03T10:20:30.000-05:00", (10, 20, 30)), ("03/04/2021 à 9h05", (9, 5, 0)),
        ("2021/04/03 3:08:24 PM UTC+3", (15, 8, 24)), ("3/4/2021 12:00 AM", (0, 0, 0)),
    ],
)  # fmt: skip
def test_hours_of_the_clock(text, clock):
    found = moment(text, unit="datetime")
    assert found is not None
    assert found.at == datetime(2021, 4, 3, *clock)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", "2021", "13/13/2020", "31/02/2020", "bientôt", "12345678", "3000-01-01", "99:99"])
def test_what_is_no_date(text):
    assert moment(text) is None


@pytest.mark.parametrize(
    ("texts", "month_first", "doubtful"),
    [
        (["27/08/2014", "03/04/2014"], False, False),
        (["08/27/2014", "03/04/2014"], True, False),
        (["03/04/2014"], False, True),
        (["04/04/2014", "2014-01-01"], False, False),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_column(texts, month_first, doubtful):
    assert order_of(texts) == (month_first, doubtful)


def read(*texts, unit="month"):
    cells = cells_of(Column(0, "Depuis", texts), tuple(range(2, len(texts) + 2)))
    reads, notes = read_dates(cells, unit, frozenset({"N/A"}))
    return [reads[place] for place in cells.held], notes


def test_a_month_is_its_first_day_and_what_is_written_otherwise_is_told():
    reads, notes = read("2021-04-01 00:00:00", "2020-11-15 00:00:00", "avril 2021", "", "N/A", "jadis")
    assert [str(one.value)[:10] if one.value is not None else None for one in reads] == [
        "2021-04-01",
        "2020-11-01",
        "2021-04-01",
        None,
        None,
        None,
    ]
    assert [one.note for one in reads] == ["", "", "date_changed", "", "", "date_unread"]
    assert reads[5].kind == NOT_ANSWERED
    assert notes == ()


def test_a_column_of_another_form_is_told_once():
    reads, notes = read("04/2021", "05/2021", "05/2020")
    assert {one.note for one in reads} == {""}
    assert told(notes) == [("date_form", 0, "04/2021")]


def test_an_order_that_nothing_tells_is_french_and_told():
    reads, notes = read("03/04/2021", unit="date")
    assert str(reads[0].value)[:10] == "2021-04-03"
    assert [note.code for note in notes] == ["date_order_supposed", "date_form"]


def test_american_dates_are_read_when_the_column_shows_it():
    reads, _ = read("8/27/2014 11:29", "8/3/2014 9:05 PM", unit="datetime")
    assert [str(one.value)[:16] for one in reads] == ["2014-08-27T11:29", "2014-08-03T21:05"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5), st.sampled_from(["date", "datetime", "month"]))
def test_reading_is_total(texts, unit):
    read(*texts, unit=unit)


@settings(deadline=None)
@given(st.dates(min_value=datetime(1900, 1, 1).date(), max_value=datetime(2099, 12, 31).date()))  # noqa: DTZ001
def test_an_iso_day_reads_as_itself(day):
    reads, _ = read(day.isoformat(), unit="date")
    assert str(reads[0].value)[:10] == day.isoformat()
