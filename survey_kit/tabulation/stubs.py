"""The lines of distributions that a variable makes in a table: one, or one an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pandas as pd

from survey_kit.questionnaire.model import MISSING_KINDS
from survey_kit.tabulation import bands
from survey_kit.tabulation.plan import kind, nominal

if TYPE_CHECKING:
    from survey_kit.design.design import Design

BANDED: Final = {"number": bands.of_numbers, "date": bands.of_dates, "place": bands.of_places}
RECODED: Final = "(shown) "
# The options of a ranking, each with whether it was ranked.
NAMED: Final = "(named) "


@dataclass(frozen=True, slots=True)
class Stub:
    """One line of distributions: the variable, the item of a matrix or rank, as what it is tabulated, the column that holds it."""

    variable: str
    item: str
    kind: str
    column: str
    nominal: bool

    @property
    def name(self) -> str:
        """str: the column of the responses."""
        return f"{self.variable}__{self.item}" if self.item else self.variable


def stubs(design: Design, name: str) -> Iterator[Stub]:
    """Iterator of Stub: the lines of a variable: of a matrix one an item; of a ranking one a rank, then one of who ranked each option.

    Raises: SurveyKitError when the variable is unknown.
    """
    known = design.variable(name)
    if known is None:
        yield _plain_stub(design, name)
        return
    shape = kind(known)
    if shape in {"matrix", "ranking"}:
        items = [column.removeprefix(f"{known.name}__") for column in getattr(known, "answer_columns", ()) if column in design.engine.names]
        for item in items:
            yield Stub(known.name, item, "scale" if shape == "matrix" else "category", f"{known.name}__{item}", nominal=False)
        if shape == "ranking" and items:
            yield Stub(known.name, "", shape, f"{NAMED}{known.name}", nominal=False)
        return
    column = f"{RECODED}{known.name}" if shape in BANDED else known.name
    yield Stub(known.name, "", shape, column, nominal(known))


def _plain_stub(design: Design, name: str) -> Stub:
    """Stub: of a variable without a codebook, by what its column holds."""
    if name not in design.engine.names and design.members(name):
        return Stub(name, "", "set", name, nominal=False)
    column = design.column(name)
    frame = frame_of(design)
    if pd.api.types.is_datetime64_any_dtype(frame[column]):
        return Stub(name, "", "date", f"{RECODED}{name}", nominal=False)
    numbers = design.engine.is_number(column) and not pd.api.types.is_bool_dtype(frame[column].dtype)
    if numbers:
        return Stub(name, "", "number", f"{RECODED}{name}", nominal=False)
    ordered = isinstance(frame[column].dtype, pd.CategoricalDtype) and frame[column].cat.ordered
    return Stub(name, "", "category", column, nominal=not ordered)


def recoded(design: Design, listed: Sequence[Stub]) -> dict[str, pd.Series]:
    """dict: for each line that needs one, the column that is tabulated: numbers in bands, dates in months or years, options ranked or not."""
    frame = frame_of(design)
    made = {stub.column: BANDED[stub.kind](frame[stub.variable]) for stub in listed if stub.kind in BANDED}
    for stub in listed:
        made |= _named(design, stub) if stub.kind == "ranking" else {}
    return made


def _named(design: Design, stub: Stub) -> dict[str, pd.Series]:
    """dict: for each option of a ranking whether it was ranked, missing of who ranked nothing."""
    known, frame = design.variable(stub.variable), frame_of(design)
    ranks = [column for column in getattr(known, "answer_columns", ()) if column in frame]
    codes = [choice.code for choice in getattr(known, "choices", ()) if not choice.missing]
    answered = frame[ranks].notna().any(axis=1)
    return {
        f"{stub.column}__{code}": (frame[ranks].astype(object) == code).any(axis=1).astype("boolean").where(answered) for code in codes
    }


def frame_of(design: Design) -> pd.DataFrame:
    """DataFrame: the responses of a design."""
    frame: pd.DataFrame = getattr(design.engine, "frame")  # noqa: B009 - only tables in memory have bands and missing kinds
    return frame


def answered(frame: pd.DataFrame, stub: Stub) -> pd.Series:
    """Series of bool: who answered the question of a line."""
    if stub.kind in {"set", "ranking"}:
        first = next(column for column in frame if str(column).startswith(f"{stub.column}__"))
        return frame[first].notna()
    return frame[stub.column].notna()


def missing_kinds(design: Design, stub: Stub) -> Mapping[str, int]:
    """Mapping: how many stand outside the base, by missing kind; without a codebook's kinds, how many are missing."""
    known, frame = design.missing, frame_of(design)
    if known is None:
        return MappingProxyType({})
    column = stub.name if stub.name in known else next((name for name in frame if str(name).startswith(f"{stub.name}__")), None)
    if column is None or column not in known:
        return MappingProxyType({})
    outside = known[column][frame[column].isna()] if column in frame else known[column]
    kinds = outside.value_counts()
    return MappingProxyType({name: int(kinds[name]) for name in MISSING_KINDS if kinds.get(name)})
