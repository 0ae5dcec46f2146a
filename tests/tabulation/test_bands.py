import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.tabulation import bands


@given(st.lists(st.one_of(st.none(), st.integers(-500, 5000)), max_size=80))
def test_every_number_lies_in_its_band(values):
    banded = bands.of_numbers(pd.Series(values, dtype="Int64"))
    assert banded.isna().tolist() == [value is None for value in values]
    assert len(banded.cat.categories) <= max(bands.MOST_VALUES, bands.MOST_BANDS)
    for value, band in zip(values, banded, strict=True):
        if value is not None and "-" in str(band).lstrip("-"):
            low, high = str(band).rsplit("-", 1) if not str(band).startswith("-") else (band, band)
            assert str(band).startswith("-") or int(low) <= value <= int(high)


def test_halves_keep_their_value():
    assert bands.of_numbers(pd.Series([0.5, 0, 2.0])).tolist() == ["0.5", "0", "2"]


def test_bands_of_decimals_share_their_bounds():
    values = pd.Series(np.linspace(0, 1, 40))
    assert bands.of_numbers(values).cat.categories.tolist()[:2] == ["0-0.2", "0.2-0.4"]


def test_dates_are_months_within_a_year_and_years_beyond():
    assert bands.of_dates(pd.Series(pd.to_datetime(["2022-04-01", "2022-06-12", None]))).tolist()[:2] == ["2022-04", "2022-06"]
    assert bands.of_dates(pd.Series(pd.to_datetime(["2015-04-01", "2022-06-12"]))).tolist() == ["2015", "2022"]
    assert bands.of_dates(pd.Series(pd.to_datetime([None, None]))).isna().all()


def test_places_come_the_most_frequent_first():
    found = bands.of_places(pd.Series(["12096", "12033", "12033", None]))
    assert found.cat.categories.tolist() == ["12033", "12096"]
