"""What an estimator asks of a design: weighted sums by domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from survey_kit.design.design import WEIGHTS
from survey_kit.engines.memory import MemoryEngine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array, Product


@dataclass(frozen=True, slots=True)
class Sums:
    """Weighted sums that an estimator asks for: of `products` (weight left out) by domain, or of one product by domain and level.

    `width` is the number of sums of a domain: as many as products, or as levels when the last of `by` is the variable itself.
    """

    by: tuple[str, ...]
    products: tuple[Product, ...]
    width: int
    needs: tuple[str, ...] = ()
    mask: NDArray[np.bool_] | None = None
    centre: Mapping[str, float] = field(default_factory=dict)

    def of(self, design: Design) -> Array:
        """ndarray, domains x sums."""
        products = [(WEIGHTS, *each) for each in self.products]
        return design.engine.sums(self.by, products, needs=self.needs, where=self.mask, centre=self.centre).reshape(-1, self.width)

    def cells(self, design: Design) -> tuple[Codes, int]:
        """Codes and int: the cell of each row (-1 outside), and how many there are."""
        engine = _in_memory(design)
        cells, shape = engine.cells(self.by, self.mask, self.needs)
        return cells, int(np.prod(shape, dtype=int))

    def values(self, design: Design) -> Iterator[Array]:
        """Iterator of ndarray: each product by row, 0 where it is missing."""
        engine = _in_memory(design)
        for each in self.products:
            yield np.nan_to_num(engine.product(each, self.centre))


def _in_memory(design: Design) -> MemoryEngine:
    if not isinstance(design.engine, MemoryEngine):  # pragma: no cover - there is no other engine yet
        raise TypeError(type(design.engine).__name__)
    return design.engine
