"""What a special analysis gives back: named quantities on a base, assumptions told apart from measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number; `low` and `high` where it is a scenario or an interval; `assumption` when it was assumed, not measured."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    assumption: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """The quantities of an analysis, and how many respondents they rest on."""

    name: str
    base: int
    quantities: tuple[Quantity, ...]

    def __getitem__(self, name: str) -> Quantity:
        """Quantity: by its name.

        Raises: KeyError when there is none.
        """
        found = next((quantity for quantity in self.quantities if quantity.name == name), None)
        if found is None:
            raise KeyError(name)
        return found
