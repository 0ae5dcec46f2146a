"""The engine for tables in memory: one `bincount` over combined codes for each sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array, Product

Codes = NDArray[np.intp]
KEPT = 3
# More ways than these to tick the options of a set are not told apart.
MOST_PATTERNS: Final = 2048
# A column of whole numbers that lie within so many of each other is coded by a table of them.
CLOSE = 1_000_000


@dataclass(frozen=True, slots=True)
class MemoryEngine:
    """A pandas frame that answers for grouped sums. Codes and numbers of a column are worked out once, when they are first asked for."""

    frame: pd.DataFrame
    names: tuple[str, ...] = field(init=False, compare=False, repr=False)
    coded: dict[str, tuple[Codes, Sequence[Any]]] = field(default_factory=dict, compare=False, repr=False)
    numbers: dict[str, Array] = field(default_factory=dict, compare=False, repr=False)
    gapless: dict[str, tuple[Array, bool]] = field(default_factory=dict, compare=False, repr=False)
    same: dict[str, tuple[Array, float | None]] = field(default_factory=dict, compare=False, repr=False)
    middles: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    joined: dict[tuple[str, ...], Codes] = field(default_factory=dict, compare=False, repr=False)
    complete: dict[str, tuple[Codes, bool]] = field(default_factory=dict, compare=False, repr=False)
    added: dict[tuple[tuple[str, ...], Product], tuple[Array | None, Array]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """None: keeps the names of the columns, which are asked for at every turn."""
        object.__setattr__(self, "names", tuple(map(str, self.frame.columns)))

    @property
    def rows(self) -> int:
        """int: how many rows the frame has."""
        return len(self.frame)

    def is_number(self, name: str) -> bool:
        """bool: whether a column holds numbers or truth values, that can be summed."""
        return name in self.numbers or pd.api.types.is_numeric_dtype(self.frame[name].dtype)

    def levels(self, name: str) -> tuple[Any, ...]:
        """tuple: the categories of a column in their order; of a column that declares none, the values met, sorted."""
        return tuple(self.codes(name)[1])

    def mask(self, where: object) -> NDArray[np.bool_] | None:
        """ndarray of bool or None: the rows of a domain given as a mask, as {variable: [categories]} or as query text."""
        if where is None:
            return None
        if isinstance(where, str):
            where = self.frame.eval(where)
        if isinstance(where, Mapping):
            kept = np.ones(self.rows, dtype=bool)
            for name, wanted in where.items():
                kept &= self.frame[name].isin(list(wanted)).to_numpy(dtype=bool, na_value=False)
            return kept
        if isinstance(where, np.ndarray) and where.dtype == bool:
            return where
        return pd.array(np.asarray(where, dtype=object), dtype="boolean").to_numpy(dtype=bool, na_value=False)

    def sums(
        self,
        by: Sequence[str],
        products: Sequence[Product],
        *,
        needs: Sequence[str] = (),
        where: object = None,
        centre: Mapping[str, float] | None = None,
    ) -> Array:
        """ndarray, shape (levels of each `by` column ..., products): the sums.

        >>> engine = MemoryEngine(pd.DataFrame({"sex": ["F", "H", "F"], "days": [1.0, 2.0, 4.0]}))
        >>> engine.sums(["sex"], [(), ("days",)]).tolist()
        [[2.0, 5.0], [1.0, 2.0]]
        """
        cells, shape = self.cells(by, where, needs)
        inside = where is None and all(map(self._coded_whole, by)) and all(map(self._whole, needs))
        keep, middle = inside and not centre, centre or {}
        added: dict[Product, Array] = {}
        columns = []
        for product in products:
            times, varying = self._parted(product, middle)
            if varying not in added and keep and len(varying) < 2:
                added[varying] = self._again(tuple(by), varying, cells, prod(shape))
            elif varying not in added:
                added[varying] = self._sum(cells, varying, prod(shape), middle, inside=inside)
            columns.append(added[varying] if times == 1 else added[varying] * times)
        return np.stack(columns, axis=-1).reshape(*shape, len(products))

    def _parted(self, product: Product, centre: Mapping[str, float]) -> tuple[float, Product]:
        """float and tuple of str: what all rows have alike in a product, and the columns in which they differ."""
        alike = {name: value for name in product if name not in centre and (value := self._alike(name)) is not None}
        if not alike:
            return 1.0, product
        return prod(alike[name] for name in product if name in alike), tuple(name for name in product if name not in alike)

    def centred(self, name: str) -> tuple[str, float]:
        """str and float: a column of numbers less their middle, so that sums of squares keep their digits, and that middle."""
        own = f"(centred) {name}"
        if own not in self.middles:
            values = self.number(name)
            counted = values if self._whole(name) else values[~np.isnan(values)]
            self.middles[own] = float(counted.mean()) if len(counted) else 0.0
            self.numbers[own] = values - self.middles[own]
            self.gapless[own] = self.numbers[own], self._whole(name)
        return own, self.middles[own]

    def pattern(self, columns: Sequence[str]) -> tuple[str, Array] | None:
        """str and ndarray (patterns x columns, 0 and 1), or None: a column that tells which of some columns of truth values hold, as one of the ways that are met;
        None where they aren't missing together, or where there are too many ways.
        """
        name = f"(pattern) {' '.join(columns)}"
        values = [self.number(column) for column in columns]
        missing = np.isnan(values[0])
        if len(columns) >= 60 or any((np.isnan(each) != missing).any() for each in values):
            return None
        if name not in self.coded:
            bits = np.zeros(self.rows, dtype=np.int64)
            for place, each in enumerate(values):
                bits |= (each == 1).astype(np.int64) << place
            codes, levels = pd.factorize(bits, sort=True)
            self.coded[name] = np.where(missing, -1, codes).astype(np.intp), tuple(levels.tolist())
        levels = np.array(self.coded[name][1], dtype=np.int64)
        if len(levels) > MOST_PATTERNS:
            return None
        return name, ((levels[:, np.newaxis] >> np.arange(len(columns))) & 1).astype(float)

    def product(self, product: Product, centre: Mapping[str, float]) -> Array:
        """ndarray: a product of columns, row by row, missing where one of them is."""
        if not product:
            return np.ones(self.rows)
        factors = [self.number(name) - centre[name] if name in centre else self.number(name) for name in product]
        if len(factors) == 1:
            return factors[0]
        values = factors[0] * factors[1]
        for each in factors[2:]:
            values *= each
        return values

    def _again(self, by: tuple[str, ...], product: Product, cells: Codes, size: int) -> Array:
        """ndarray: the sums of one column, or counts, over all rows; the last few are kept, since variables share their domains' weights."""
        values = self.number(product[0]) if product else None
        known = self.added.pop((by, product), None)
        found = known[1] if known is not None and known[0] is values else self._sum(cells, product, size, {}, inside=True)
        while len(self.added) >= 2 * KEPT:
            self.added.pop(next(iter(self.added)))
        self.added[by, product] = values, found
        return found

    def _sum(self, cells: Codes, product: Product, size: int, centre: Mapping[str, float], *, inside: bool) -> Array:
        inside = inside or bool(cells.min(initial=0) >= 0)
        if not product:
            return np.bincount(cells if inside else cells[cells >= 0], minlength=size).astype(float)
        values = self.product(product, centre)
        known = all(self._whole(name) for name in product)
        if not (inside and known):
            counted = (cells >= 0) & ~np.isnan(values)
            cells, values = cells[counted], values[counted]
        return cast("Array", np.bincount(cells, weights=values, minlength=size))

    def cells(self, by: Sequence[str], where: object = None, needs: Sequence[str] = ()) -> tuple[Codes, tuple[int, ...]]:
        """Codes and shape: for each row the number of its cell, -1 when it has none, lies outside `where` or misses one of `needs`."""
        shape = [len(self.codes(name)[1]) for name in by]
        cells = self._join(tuple(by)) if len(by) > 1 else self.codes(by[0])[0] if by else np.zeros(self.rows, dtype=np.intp)
        if (kept := self.mask(where)) is not None:
            cells = np.where(kept, cells, -1)
        for name in needs:
            cells = cells if self._whole(name) else np.where(np.isnan(self.number(name)), -1, cells)
        return cells, tuple(shape)

    def codes(self, name: str) -> tuple[Codes, Sequence[Any]]:
        """Codes and levels of a column, worked out once."""
        if name not in self.coded:
            self.coded[name] = coded(self.frame[name] if name in self.frame else pd.Series(self.numbers[name]))
        return self.coded[name]

    def _whole(self, name: str) -> bool:
        """bool: whether a column of numbers has no gap; asked once, unless the column is only lent."""
        values = self.number(name)
        if self.gapless.get(name, (None, False))[0] is not values:
            self.gapless[name] = values, not np.isnan(values.sum())
        return self.gapless[name][1]

    def _alike(self, name: str) -> float | None:
        """float or None: the number that all rows have in a column, such as the weight of who is not weighted; it needn't be added up."""
        values = self.number(name)
        if self.same.get(name, (None, None))[0] is not values:
            first = float(values[0]) if len(values) else np.nan
            self.same[name] = values, first if len(values) and bool((values == first).all()) else None
        return self.same[name][1]

    def _coded_whole(self, name: str) -> bool:
        """bool: whether every row has a category of a column."""
        codes = self.codes(name)[0]
        if self.complete.get(name, (None, False))[0] is not codes:
            self.complete[name] = codes, bool(codes.min(initial=0) >= 0)
        return self.complete[name][1]

    def _joined(self, by: tuple[str, ...]) -> Codes:
        """Codes: of two columns or more together; the last few are kept, since variables are asked for by the same domains."""
        if by not in self.joined:
            while len(self.joined) >= KEPT:
                self.joined.pop(next(iter(self.joined)))
            self.joined[by] = self._join(by)
        return self.joined[by]

    def _prefix(self, by: tuple[str, ...]) -> Codes:
        return self.codes(by[0])[0] if len(by) == 1 else self._joined(by)

    def _join(self, by: tuple[str, ...]) -> Codes:
        cells, (codes, levels) = self._prefix(by[:-1]), self.codes(by[-1])
        combined = cells * len(levels)
        combined += codes
        return combined if all(map(self._coded_whole, by)) else np.where((cells < 0) | (codes < 0), -1, combined)

    def number(self, name: str) -> Array:
        """ndarray: the numbers of a column, NaN where missing, worked out once."""
        if name not in self.numbers:
            self.numbers[name] = self.frame[name].to_numpy(dtype=float, na_value=np.nan)
        return self.numbers[name]


def coded(values: pd.Series) -> tuple[Codes, tuple[Any, ...]]:
    """Codes and levels: integers from 0, -1 where missing; the levels in the column's own order, else sorted."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return np.asarray(values.cat.codes, dtype=np.intp), tuple(values.cat.categories)
    if pd.api.types.is_bool_dtype(values.dtype):
        truth = values.astype("boolean")
        return np.where(truth.isna(), -1, truth.fillna(value=False).to_numpy(dtype=np.int64)).astype(np.intp), (False, True)
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iu" and len(values):
        whole = values.to_numpy()
        low, high = int(whole.min()), int(whole.max())
        if high - low < CLOSE:
            return _close(whole, low, high)
    codes, levels = pd.factorize(values, sort=True, use_na_sentinel=True)
    return np.asarray(codes, dtype=np.intp), tuple(levels.tolist())


def _close(whole: NDArray[Any], low: int, high: int) -> tuple[Codes, tuple[Any, ...]]:
    """Codes and levels of whole numbers that lie close together: read off a table of them, without a hash."""
    shifted = whole.astype(np.intp)
    if low:
        shifted -= low
    met = np.bincount(shifted, minlength=high - low + 1) > 0
    if met.all():
        return shifted, tuple(range(low, high + 1))
    return (np.cumsum(met) - 1)[shifted], tuple((np.flatnonzero(met) + low).tolist())
