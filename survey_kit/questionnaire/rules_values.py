"""What a rule makes of columns: truths with three values, numbers, texts and dates, as arrays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a condition holds and where it doesn't; neither of both where it is missing."""

    yes: NDArray[np.bool_]
    no: NDArray[np.bool_]


Array = np.ndarray[Any, Any]
Values = Truth | Array  # numbers are float64 with NaN, texts object with None, dates datetime64 with NaT


def truth_of(value: Values) -> Truth:
    """Truth: values as a condition; a number is true when it isn't 0, as the code "1" of a yes/no question."""
    if isinstance(value, Truth):
        return value
    numbers = as_numbers(value)
    known = ~np.isnan(numbers)
    return Truth(known & (numbers != 0), known & (numbers == 0))


def known_where(value: Values) -> NDArray[np.bool_]:
    """ndarray of bool: where there is a value."""
    if isinstance(value, Truth):
        return value.yes | value.no
    return ~np.asarray(pd.isna(value))


def as_numbers(value: Values) -> NDArray[np.float64]:
    """ndarray of float: values as numbers, NaN where they are none."""
    if isinstance(value, Truth):
        return np.where(value.yes, 1.0, np.where(value.no, 0.0, np.nan))
    if value.dtype == float:
        return value
    return np.full(len(value), np.nan) if as_dates(value) is not None else _parsed(value)


def _parsed(texts: Array) -> NDArray[np.float64]:
    codes, distinct = pd.factorize(texts)
    numbers = np.array([_as_number(text) for text in distinct], dtype=float)
    return np.append(numbers, np.nan)[codes]


def _as_number(text: object) -> float:
    return float(str(text)) if _NUMBER.fullmatch(str(text)) else float("nan")


def as_texts(value: Values) -> Array:
    """ndarray of str: values as text, None where they are missing."""
    if isinstance(value, Truth):
        return pick(value.yes, "1", pick(value.no, "0", None))
    if value.dtype == object:
        return pick(np.asarray(pd.isna(value)), None, value)
    if (dates := as_dates(value)) is not None:
        return np.array([None if np.isnat(day) else str(day) for day in dates], dtype=object)
    return np.array([None if np.isnan(number) else f"{number:g}" for number in value], dtype=object)


def as_dates(value: Values) -> Array | None:
    """ndarray of datetime64 or None: values that are dates."""
    return value if not isinstance(value, Truth) and value.dtype.kind == "M" else None


def pick(condition: Array, yes: Any, no: Any) -> Array:
    """ndarray: one or the other by a condition, keeping None in a column of texts."""
    return np.asarray(np.where(condition, yes, no))


def from_series(series: pd.Series[Any]) -> Values:
    """Truth or ndarray: a column of responses."""
    kind = series.dtype
    if pd.api.types.is_bool_dtype(kind):
        known = series.notna().to_numpy(dtype=bool)
        ticked = series.fillna(value=False).to_numpy(dtype=bool)
        return Truth(ticked & known, ~ticked & known)
    if pd.api.types.is_datetime64_any_dtype(kind):
        return _naive(series)
    if pd.api.types.is_numeric_dtype(kind):
        return series.to_numpy(dtype=float, na_value=np.nan)
    return pick(series.isna().to_numpy(), None, series.astype("object").to_numpy())


def _naive(series: pd.Series[Any]) -> Values:
    plain = series.dt.tz_localize(None) if getattr(series.dtype, "tz", None) is not None else series
    return plain.to_numpy(dtype="datetime64[ns]")


def to_series(value: Values, index: pd.Index[Any]) -> pd.Series[Any]:
    """Series: boolean (nullable), Float64, text or dates."""
    if isinstance(value, Truth):
        made = pd.array(value.yes, dtype="boolean")
        made[~(value.yes | value.no)] = pd.NA
        return pd.Series(made, index=index)
    if value.dtype == float:
        return pd.Series(value, index=index).astype("Float64")
    return pd.Series(value, index=index)


def taken(value: Values, positions: Array) -> Values:
    """Truth or ndarray: the values at these positions."""
    return Truth(value.yes[positions], value.no[positions]) if isinstance(value, Truth) else value[positions]


def combinations(frame: pd.DataFrame) -> tuple[Array, Array]:
    """(ndarray, ndarray): which combination of values each row holds, and the first row of each combination."""
    held = np.zeros(len(frame), dtype=np.int64)
    for name in frame:
        codes = _codes(frame[name])
        held = pd.factorize(held * (int(codes.max(initial=0)) + 1) + codes)[0].astype(np.int64)
    first = np.zeros(int(held.max(initial=-1)) + 1, dtype=np.int64)
    first[held[::-1]] = np.arange(len(frame))[::-1]
    return held, first


def _codes(column: pd.Series[Any]) -> Array:
    codes = column.cat.codes.to_numpy() if isinstance(column.dtype, pd.CategoricalDtype) else pd.factorize(column)[0]
    return codes.astype(np.int64) + 1
