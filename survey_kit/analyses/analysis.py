"""What a special analysis gives back: named quantities on a base, assumptions told apart from measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number; `low` and `high` where it is a scenario or an interval; `assumption` when it was assumed, not measured.

    `counts` says that it counts respondents. One that was rounded up to whole numbers has `factors`, what the sum behind it (`Analysis.total`) was
    multiplied by for the value, low and high.
    """

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    assumption: bool = False
    counts: bool = False
    factors: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The quantities of an analysis, how many respondents they rest on, and how many of them add anything (0: all alike).

    `source` is the variable that they come from, `total` the sum behind them, `largest` the part of it that the largest respondent makes.
    """

    name: str
    base: int
    quantities: tuple[Quantity, ...]
    contributors: int = 0
    source: str = ""
    largest: float = 0.0
    total: float = 0.0

    def __getitem__(self, name: str) -> Quantity:
        """Quantity: by its name.

        Raises: KeyError when there is none.
        """
        found = next((quantity for quantity in self.quantities if quantity.name == name), None)
        if found is None:
            raise KeyError(name)
        return found
