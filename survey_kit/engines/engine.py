"""What an estimator may ask of the table that holds the responses: grouped sums, wherever the table lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Product = tuple[str, ...]


class Engine(Protocol):
    """A table that can be asked for grouped sums of products of its columns.

    A row counts in a sum when each column named in `by`, in `needs` and in the product has a value, and when it is within `where`.
    The empty product counts rows. `centre` is taken off a column before it is multiplied, so that sums of squares keep their digits.
    """

    @property
    def rows(self) -> int:
        """int: how many rows the table has."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """tuple of str: its columns."""
        ...

    def is_number(self, name: str) -> bool:
        """bool: whether a column holds numbers or truth values, that can be summed."""
        ...

    def levels(self, name: str) -> tuple[Any, ...]:
        """tuple: the categories of a column in their order; of a column that declares none, the values met, sorted."""
        ...

    def mask(self, where: object) -> NDArray[np.bool_] | None:
        """ndarray of bool or None: the rows of a domain given as a mask, as {variable: [categories]} or as query text."""
        ...

    def centred(self, name: str) -> tuple[str, float]:
        """str and float: a column of numbers less their middle, so that sums of squares keep their digits, and that middle."""
        ...

    def sums(
        self,
        by: Sequence[str],
        products: Sequence[Product],
        *,
        needs: Sequence[str] = (),
        where: object = None,
        centre: Mapping[str, float] | None = None,
    ) -> Array:
        """ndarray, shape (levels of each `by` column ..., products): the sums."""
        ...
