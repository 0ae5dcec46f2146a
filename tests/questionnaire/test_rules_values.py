from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from survey_kit.questionnaire.rules_values import (
    Truth,
    as_dates,
    as_numbers,
    as_texts,
    combinations,
    from_series,
    known_where,
    taken,
    to_series,
    truth_of,
)

DAYS = pd.Series(pd.to_datetime(["2022-05-01 10:00", None]))


@pytest.mark.parametrize(
    ("series", "numbers", "texts"),
    [
        (pd.Series(["1", "x", None, "2.5", "nan", "inf", "1e3"], dtype="object"), [1, None, None, 2.5, None, None, None], None),
        (pd.Series(pd.Categorical(["b", "1", None], ["b", "1"])), [None, 1, None], ["b", "1", None]),
        (pd.Series(pd.array([True, False, None], dtype="boolean")), [1, 0, None], ["1", "0", None]),
        (pd.Series([True, False]), [1, 0], ["1", "0"]),
        (pd.Series(pd.array([1, None], dtype="Int64")), [1, None], ["1", None]),
        (pd.Series(["a", None], dtype="str"), [None, None], ["a", None]),
        (pd.Series([0.5, None]), [0.5, None], ["0.5", None]),
        (DAYS, [None, None], ["2022-05-01T10:00:00.000000000", None]),
    ],
)
def test_columns_as_numbers_and_as_texts(series, numbers, texts):
    value = from_series(series)
    assert [None if np.isnan(number) else number for number in as_numbers(value)] == numbers
    assert texts is None or list(as_texts(value)) == texts


def test_dates_lose_their_time_zone():
    local = from_series(pd.Series(pd.to_datetime(["2022-05-01 23:30+02:00"])))
    assert str(as_dates(local)[0])[:16] == "2022-05-01T23:30"
    assert as_dates(from_series(pd.Series([1.0]))) is None


def test_a_truth_is_yes_no_or_missing():
    truth = truth_of(np.array([2.0, 0.0, np.nan]))
    assert (list(truth.yes), list(truth.no), list(known_where(truth))) == ([True, False, False], [False, True, False], [True, True, False])
    back = to_series(truth, pd.RangeIndex(3))
    assert str(back.dtype) == "boolean"
    assert back.isna().tolist() == [False, False, True]
    assert truth_of(truth) is truth


def test_combinations_of_answers_give_the_rows_back():
    frame = pd.DataFrame({"a": pd.Categorical(["x", "y", None, "x", None]), "b": pd.array([1, 1, None, 1, 2], dtype="Int64")})
    held, first = combinations(frame)
    assert first.tolist() == [0, 1, 2, 4]
    pd.testing.assert_frame_equal(frame.iloc[first].iloc[held].reset_index(drop=True), frame)
    assert taken(np.array([5.0, 6.0]), np.array([1, 0, 1])).tolist() == [6, 5, 6]
    assert taken(Truth(np.array([True, False]), np.array([False, True])), np.array([1])).no.tolist() == [True]
    assert combinations(frame.iloc[:0])[0].tolist() == []
