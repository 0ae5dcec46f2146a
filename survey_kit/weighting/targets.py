"""Known totals of the population, as they are given: what they count, of whom, of when and from where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from survey_kit.errors import SurveyKitError

Key = str | tuple[str, ...]
Totals = Mapping[Key, Mapping[Any, float | None] | float]
# Crossed variables and categories are joined by it in a file.
CROSSED: Final = " x "


@dataclass(frozen=True, slots=True)
class Targets:
    """Control totals: by variable (or tuple of variables crossed) the total of each category, of a numeric variable its total.

    With `shares` the numbers are shares of `population` (of the sum of the weights when it is not told). `universe`, `ages` (first and last year of
    age), `year` and `source` say of whom they are, of when and from where. A category "sans réponse" stands for those without an answer: with a total, or
    with None to keep the share that they have.

    >>> Targets({"sex": {"F": 17500, "M": 16917}}, universe="Résidents", year=2021).label
    'Résidents, 2021'
    """

    totals: Totals
    universe: str = ""
    ages: tuple[int, int] | None = None
    year: int | None = None
    source: str = ""
    shares: bool = False
    population: float | None = None
    places: Mapping[Key, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    @property
    def label(self) -> str:
        """str: whom they describe, in one line: universe, ages, year, source, as far as they are told."""
        ages = f"{self.ages[0]}-{self.ages[1]}" if self.ages else ""
        return ", ".join(text for text in (self.universe, ages, str(self.year or ""), self.source) if text)


def as_totals(targets: Targets, population: float) -> Targets:
    """Targets: shares turned into totals of a population; totals as they are.

    Raises: SurveyKitError when shares of a variable are not between 0 and 1 or don't add up to 1.
    """
    if not targets.shares:
        return targets
    whole = targets.population or population
    found: dict[Key, Mapping[Any, float | None] | float] = {}
    for name, shares in targets.totals.items():
        if not isinstance(shares, Mapping):
            raise SurveyKitError("targets_shares_number", where=written(name))
        told = [value for value in shares.values() if value is not None]
        total = sum(told)
        if not 0.999 < total < 1.001 or any(value < 0 for value in told):
            raise SurveyKitError("targets_shares", where=written(name), got=f"{total:g}")
        found[name] = {key: value if value is None else value / total * whole for key, value in shares.items()}
    return replace(targets, totals=found, shares=False)


def written(name: object) -> str:
    """str: a name, or several crossed, as a file writes them.

    >>> written(("sex", "age"))
    'sex x age'
    """
    return CROSSED.join(map(str, name)) if isinstance(name, tuple) else str(name)
