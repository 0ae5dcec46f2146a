from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.loaders.moments import moment, mostly_times, read_moments


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20/10/2021 10:32:24", "2021-10-20 10:32:24"),
        ("20/10/2021", "2021-10-20"),
        ("20.10.2021 7:05", "2021-10-20 07:05:00"),
        ("3/4/21", "2021-04-03"),
        ("2026/07/29 3:08:24 PM UTC+3", "2026-07-29 15:08:24"),
        ("2026/07/29 12:08:24 AM UTC+3", "2026-07-29 00:08:24"),
        ("2026/07/29 12:08:24 PM GMT", "2026-07-29 12:08:24"),
        ("2022/04/03 10:32:24 AM CEST", "2022-04-03 10:32:24"),
        ("2017-12-28T10:01:27.000-05:00", "2017-12-28 10:01:27"),
        ("2017-12-28T10:01:27Z", "2017-12-28 10:01:27"),
        ("2017-12-28 10:01", "2017-12-28 10:01:00"),
        ("31/02/2022", ""),
        ("32/13/2022", ""),
        ("10/10/2022 25:00", ""),
        ("hier", ""),
        ("", ""),
    ],
)
def test_a_time_is_read(text, iso):
    assert moment(text) == iso


def test_a_column_is_read_in_the_order_that_its_values_show():
    assert read_moments(["03/04/2022 9:00", "25/04/2022 9:00"], "month").values[0] == "2022-04-03 09:00:00"
    assert read_moments(["03/04/2022 9:00", "04/25/2022 9:00"], "day").values[0] == "2022-03-04 09:00:00"
    assert read_moments(["03/04/2022 9:00", "04/25/2022 9:00"]).order == "month"


def test_a_column_that_shows_no_order_takes_the_usual_one_and_says_so():
    found = read_moments(["03/04/2022 9:00", "05/06/2022 9:00"])
    assert (found.order, found.ambiguous) == ("day", True)
    assert read_moments(["25/04/2022"]).ambiguous is False
    assert read_moments(["2022-04-03 10:00:00", ""]).ambiguous is False


def test_what_cannot_be_read_stays_as_written():
    found = read_moments(["2022/04/03 10:00", "bientôt", "bientôt", ""])
    assert found.values == ("2022-04-03 10:00:00", "bientôt", "bientôt", "")


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2099, 1, 1)))  # noqa: DTZ001
def test_french_and_american_times_are_read_back(when):
    iso = f"{when:%Y-%m-%d %H:%M:%S}"
    assert moment(f"{when:%d/%m/%Y %H:%M:%S}") == iso
    assert moment(f"{when.month}/{when.day}/{when.year} {when:%I:%M:%S %p}", "month") == iso
    assert moment(iso) == iso


def test_a_column_of_times_may_hold_a_wrong_one():
    assert mostly_times(["20/10/2021", "hier", "10/20/2021"])
    assert mostly_times(["", ""])
    assert not mostly_times(["hier", "demain", "20/10/2021"])
