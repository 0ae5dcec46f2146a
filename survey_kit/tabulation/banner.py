"""The columns of a table: the categories of a banner variable, or of several nested in each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from survey_kit.errors import SurveyKitError
from survey_kit.tabulation.plan import kind
from survey_kit.tabulation.stubs import BANDED, frame_of, stubs
from survey_kit.tabulation.table import NESTED

if TYPE_CHECKING:
    from survey_kit.design.design import Design

COLUMN: Final = "(column) "
Banner = Sequence["str | Sequence[str]"] | str


@dataclass(frozen=True, slots=True)
class Heads:
    """A variable of the banner, or several nested in each other: its name, the variables, the column that holds its categories."""

    name: str
    variables: tuple[str, ...]

    @property
    def column(self) -> str:
        """str: the column of the responses that parts them."""
        return f"{COLUMN}{self.name}"


def heads(design: Design, banner: Banner | None) -> tuple[Heads, ...]:
    """Tuple of Heads: those asked for, a name each, or several names that are nested.

    Raises: SurveyKitError when a variable is unknown or makes no columns.
    """
    listed = () if banner is None else (banner,) if isinstance(banner, str) else tuple(banner)
    nested = [tuple(_column(design, name) for name in ((each,) if isinstance(each, str) else each)) for each in listed]
    return tuple(Heads(NESTED.join(names), names) for names in nested)


def _column(design: Design, name: str) -> str:
    known = design.variable(name)
    if design.members(name) or (known is not None and kind(known) in {"text", "matrix", "ranking", "set"}):
        raise SurveyKitError("column_set", where=name)
    return design.column(name)


def parted(design: Design, banner: Sequence[Heads]) -> dict[str, pd.Series]:
    """dict: for each of the banner the column whose categories are the table's: numbers in bands, dates in months or years, nested ones joined."""
    single = {name: _categories(design, name) for head in banner for name in head.variables}
    return {head.column: _joined([single[name] for name in head.variables]) for head in banner}


def _categories(design: Design, name: str) -> pd.Series:
    shape, values = next(stubs(design, name)).kind, frame_of(design)[name]
    return BANDED[shape](values) if shape in BANDED else values


def _joined(parts: Sequence[pd.Series]) -> pd.Series:
    """Series: categories of several variables in each other, in their order; missing where one is."""
    if len(parts) == 1:
        return parts[0]
    coded = [part.astype("category") for part in parts]
    names = [[str(category) for category in each.cat.categories] for each in coded]
    codes = coded[0].cat.codes.to_numpy().astype(int)
    known = codes >= 0
    for each in coded[1:]:
        own = each.cat.codes.to_numpy().astype(int)
        codes, known = codes * len(each.cat.categories) + own, known & (own >= 0)
    every = pd.Index([NESTED.join(each) for each in product(*names)])
    return pd.Series(pd.Categorical.from_codes(np.where(known, codes, -1).tolist(), every), index=parts[0].index)
