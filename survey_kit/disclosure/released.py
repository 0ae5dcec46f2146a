"""Released values: the only ones that findings, charts, the report and the outputs may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.wording import counted, few

if TYPE_CHECKING:
    import pandas as pd

# A threshold that hides nothing: what is released by it is for the office alone.
INTERNAL: Final = 1
Status = Literal["", "primary", "secondary"]
# What a base allows: percentages, percentages with n beside, grey italic "indicatif", counts only, nothing.
BaseRule = Literal["full", "limited", "indicative", "counts", "nothing"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer of a distribution. Percentages, se and bounds are 0 to 100; None where the gate keeps them back.

    `code` is the codebook's; a cell made of rare answers merged together has the code "merged", says of how many in `number` and lists them in
    `merged`, except places: such a list would say where someone lives, or comes from, among few.
    """

    code: str
    count: int | None
    weighted_count: float | None
    percent: float | None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    deff: float | None = None
    status: Status = ""
    merged: tuple[str, ...] = ()
    number: int = 0

    @property
    def together(self) -> int:
        """int: how many answers were put together in it, 0 when it is one answer."""
        return self.number or len(self.merged)


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean, median or quartile ("mean", "median", "q1", "q3") in the variable's unit, or the mean rank ("mean_rank") of the option `row`, None where
    the gate keeps it back.
    """

    name: str
    value: float | None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers to one variable (or one item of a matrix) within one domain, with the base that they rest on.

    `missing` counts who stands outside the base by missing kind, None where the gate keeps the count back. `nets` are answers put together, each
    under its name, its answers in `merged`; `column_variable` and `column` name the domain, empty for the whole population.
    """

    variable: str
    item: str = ""
    multiple: bool = False
    base: int | None = None
    weighted_base: float | None = None
    effective_base: float | None = None
    cells: tuple[Cell, ...] = ()
    measures: tuple[Measure, ...] = ()
    missing: Mapping[str, int | None] = field(default_factory=lambda: MappingProxyType({}))
    rule: BaseRule = "full"
    nets: tuple[Cell, ...] = ()
    column_variable: str = ""
    column: str = ""

    def cell(self, code: str) -> Cell | None:
        """Cell or None: the one with that code, also when it was merged into another."""
        return next((cell for cell in self.cells if code == cell.code or code in cell.merged), None)

    def measure(self, name: str) -> Measure | None:
        """Measure or None: the one with that name."""
        return next((measure for measure in self.measures if measure.name == name), None)

    def net(self, codes: Collection[str]) -> Cell | None:
        """Cell or None: the answers put together that are just these."""
        return next((cell for cell in self.nets if set(cell.merged) == set(codes)), None)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a special analysis, low and high where it is a scenario; `assumption` when it was assumed, not measured; `step` what it was rounded up to."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    assumption: bool = False
    step: int = 1


@dataclass(frozen=True, slots=True)
class ReleasedAnalysis:
    """What may be said of a special analysis: its name ("coworking_demand", ...), its base and its quantities."""

    name: str
    base: int | None
    quantities: tuple[Quantity, ...] = ()

    def quantity(self, name: str) -> Quantity | None:
        """Quantity or None: the one with that name."""
        return next((quantity for quantity in self.quantities if quantity.name == name), None)


@dataclass(frozen=True, slots=True)
class ReleasedAssociation:
    """What a line and a banner variable have to do with each other: Cramér's V, and Rao and Scott's test where it is allowed."""

    variable: str
    item: str
    column_variable: str
    base: int
    cramers_v: float
    f: float | None = None
    df: float | None = None
    ddf: float | None = None
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class ReleasedGap:
    """What sets a domain apart from the whole, in points: an answer to a variable, the column that it is told of, the difference with its bounds (None of a
    census), and whether it is more than chance would make ("established", "borderline", "not_established").
    """

    variable: str
    category: str
    column: str
    points: float
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Released:
    """Everything that is published together, after the gate.

    `frame` is long, a row a cell or a measure, with the columns of `Table.to_frame()`, then `item`, `status`, `rule`
    and `merged`; `distributions` holds the same numbers by variable, those of the whole population only, and `columns` those of each
    banner column, where column percentages were asked for.
    `percent` says which percentage was asked for in crossed tables; `gaps` hold columns against the whole.
    """

    frame: pd.DataFrame
    distributions: tuple[Distribution, ...] = ()
    analyses: tuple[ReleasedAnalysis, ...] = ()
    threshold: int = 5
    sampling: str = "volunteer"
    weighted: bool = False
    percent: Literal["column", "row", "total"] = "column"
    associations: tuple[ReleasedAssociation, ...] = ()
    columns: tuple[Distribution, ...] = ()
    gaps: tuple[ReleasedGap, ...] = ()

    @property
    def internal(self) -> bool:
        """bool: whether nothing was hidden, so that it must stay in the office."""
        return self.threshold <= INTERNAL

    def __repr__(self) -> str:
        """str: how many rows of what, and how many of them are hidden."""
        names = list(dict.fromkeys(self.frame.get("row_variable", ())))
        hidden = sum(status != "" for status in self.frame.get("status", ()))
        of = f"{counted(len(self.frame), 'row')} of {few(names) or 'nothing'}" + (f", {counted(len(self.analyses), 'analysis', 'analyses')}" if self.analyses else "")
        return f"Released: {of}; threshold {self.threshold}, {self.sampling}, {counted(hidden, 'row')} hidden. to_frame() shows them."

    def to_frame(self) -> pd.DataFrame:
        """DataFrame: a row a cell or measure; a suppressed cell is missing, column `status` says why."""
        return self.frame.copy()

    def distribution(self, variable: str, item: str = "") -> Distribution | None:
        """Distribution or None: that of a variable, or of one item of a matrix."""
        return next((d for d in self.distributions if d.variable == variable and d.item == item), None)

    def items(self, variable: str) -> tuple[Distribution, ...]:
        """tuple of Distribution: all of a variable, one for each item of a matrix."""
        return tuple(d for d in self.distributions if d.variable == variable)

    def within(self, variable: str, column_variable: str, item: str = "") -> tuple[Distribution, ...]:
        """tuple of Distribution: those of a variable within each column of a banner variable, in its order."""
        return tuple(d for d in self.columns if (d.variable, d.item, d.column_variable) == (variable, item, column_variable))

    def analysis(self, name: str) -> ReleasedAnalysis | None:
        """ReleasedAnalysis or None: by its name."""
        return next((analysis for analysis in self.analyses if analysis.name == name), None)
