"""The engine for tables in memory: one `bincount` over combined codes for each sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array, Product

Codes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class MemoryEngine:
    """A pandas frame that answers for grouped sums. Codes and numbers of a column are worked out once, when they are first asked for."""

    frame: pd.DataFrame
    coded: dict[str, tuple[Codes, tuple[Any, ...]]] = field(default_factory=dict, compare=False, repr=False)
    numbers: dict[str, Array] = field(default_factory=dict, compare=False, repr=False)

    @property
    def rows(self) -> int:
        """int: how many rows the frame has."""
        return len(self.frame)

    @property
    def names(self) -> tuple[str, ...]:
        """tuple of str: its columns."""
        return tuple(map(str, self.frame.columns))

    def is_number(self, name: str) -> bool:
        """bool: whether a column holds numbers or truth values, that can be summed."""
        return name in self.numbers or pd.api.types.is_numeric_dtype(self.frame[name].dtype)

    def levels(self, name: str) -> tuple[Any, ...]:
        """tuple: the categories of a column in their order; of a column that declares none, the values met, sorted."""
        return self._codes(name)[1]

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
        cells, shape = self._cells(by, where)
        for name in needs:
            cells = np.where(np.isnan(self._number(name)), -1, cells)
        columns = [self._sum(cells, product, prod(shape), centre or {}) for product in products]
        return np.stack(columns, axis=-1).reshape(*shape, len(products))

    def _sum(self, cells: Codes, product: Product, size: int, centre: Mapping[str, float]) -> Array:
        values = np.ones(self.rows) if not product else np.multiply.reduce([self._number(name) - centre.get(name, 0.0) for name in product])
        counted = (cells >= 0) & ~np.isnan(values)
        return cast("Array", np.bincount(cells[counted], weights=values[counted], minlength=size))

    def _cells(self, by: Sequence[str], where: object) -> tuple[Codes, tuple[int, ...]]:
        """Codes and shape: for each row the number of its cell, -1 when it has none or lies outside `where`."""
        cells = np.zeros(self.rows, dtype=np.intp)
        shape = []
        for name in by:
            codes, levels = self._codes(name)
            cells = np.where((cells < 0) | (codes < 0), -1, cells * len(levels) + codes)
            shape.append(len(levels))
        if (kept := self.mask(where)) is not None:
            cells = np.where(kept, cells, -1)
        return cells, tuple(shape)

    def _codes(self, name: str) -> tuple[Codes, tuple[Any, ...]]:
        if name not in self.coded:
            self.coded[name] = coded(self.frame[name] if name in self.frame else pd.Series(self.numbers[name]))
        return self.coded[name]

    def _number(self, name: str) -> Array:
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
    codes, levels = pd.factorize(values, sort=True, use_na_sentinel=True)
    return np.asarray(codes, dtype=np.intp), tuple(levels.tolist())
