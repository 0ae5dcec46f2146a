"""Numbers, dates and places as categories that a table can show: whole values or bands, years or months, codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

MOST_VALUES: Final = 12
MOST_BANDS: Final = 8
MONTHS_SHOWN: Final = 15
BOUNDS: Final = re.compile(r"(-?[\d.]+)-(-?[\d.]+)")
STEPS: Final = tuple(step * 10**power for power in range(-2, 12) for step in (1, 2, 5))


def of_numbers(values: pd.Series) -> pd.Series:
    """Series of categories: each value met when there are few, else bands of equal width named by their bounds.

    >>> of_numbers(pd.Series([1, 2, 2])).cat.categories.tolist()
    ['1', '2']
    >>> of_numbers(pd.Series(range(100))).cat.categories.tolist()[:2]
    ['0-19', '20-39']
    """
    numbers = pd.Series(values.to_numpy(dtype=float, na_value=np.nan), index=values.index)
    met = np.unique(numbers.dropna())
    if len(met) <= MOST_VALUES:
        names = [f"{value:g}" for value in met]
        return _categories(_codes(numbers, met), names, values.index)
    low, high = float(met[0]), float(met[-1])
    step = next(step for step in STEPS if np.floor(high / step) - np.floor(low / step) < MOST_BANDS)
    first = int(np.floor(low / step))
    names = [
        _band(position * step, step, whole=bool((met == met.round()).all())) for position in range(first, int(np.floor(high / step)) + 1)
    ]
    codes = np.where(numbers.isna(), -1, np.floor(numbers.fillna(low) / step) - first)
    return _categories(codes, names, values.index)


def of_dates(values: pd.Series) -> pd.Series:
    """Series of categories: months ("2022-04") when they span little more than a year, else years ("2022")."""
    dates = pd.to_datetime(values)
    known = dates.dropna()
    if known.empty:
        return pd.Series(pd.Categorical(dates.map(str).where(dates.notna())), index=values.index)
    months = (known.max().year - known.min().year) * 12 + known.max().month - known.min().month
    form = "%Y-%m" if months < MONTHS_SHOWN else "%Y"
    return pd.Series(pd.Categorical(dates.dt.strftime(form).where(dates.notna()), ordered=True), index=values.index)


def of_places(values: pd.Series) -> pd.Series:
    """Series of categories: the codes met, the most frequent first."""
    text = values.astype("string").astype(object).where(values.notna())
    order = text.value_counts().sort_index().sort_values(ascending=False, kind="stable").index
    return pd.Series(pd.Categorical(text, list(order)), index=values.index)


def _categories(codes: np.ndarray, names: list[str], index: pd.Index) -> pd.Series:
    return pd.Series(pd.Categorical.from_codes(np.asarray(codes, dtype=np.intp).tolist(), pd.Index(names), ordered=True), index=index)


def _codes(numbers: pd.Series, met: np.ndarray) -> np.ndarray:
    return np.where(numbers.isna(), -1, np.searchsorted(met, numbers.fillna(met[0] if len(met) else 0)))


def _band(low: float, step: float, *, whole: bool) -> str:
    """str: the bounds of a band; of whole numbers both are in it, of others the upper one is not."""
    if whole and step >= 1:
        return f"{low:g}" if step == 1 else f"{low:g}-{low + step - 1:g}"
    return f"{low:g}-{low + step:g}"


def holding(value: str | float | None, names: Sequence[str]) -> str | None:
    """str or None: the category that a value stands in, among values and bands as they are named here.

    >>> holding(7.0, ["0-4", "5-9"]), holding(0.5, ["0", "0.5"]), holding("a", ["b"])
    ('5-9', '0.5', None)
    """
    if pd.isna(value):
        return None
    text = str(value) if isinstance(value, str) else f"{value:g}"
    if text in names:
        return text
    if isinstance(value, str):
        return None
    bounds = [(name, match) for name in names if (match := BOUNDS.fullmatch(name))]
    inside = [name for name, match in bounds if float(match[1]) <= float(value) <= float(match[2])]
    return inside[-1] if inside else None
