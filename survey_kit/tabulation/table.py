"""A table as a frozen value: the distribution of each stub variable in each banner column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from survey_kit.wording import counted, few

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.engines.engine import Array
    from survey_kit.questionnaire.model import Questionnaire

Percent = Literal["column", "row", "total"]
PERCENTS: Final = ("column", "row", "total")
TOTAL: Final = "Total"
# Between the variables, and the categories, of nested columns.
NESTED: Final = " × "
COLUMNS: Final = (
    "row_variable",
    "row",
    "column_variable",
    "column",
    "statistic",
    "value",
    "base",
    "weighted_base",
    "effective_base",
    "weighted_count",
    "column_percent",
    "row_percent",
    "total_percent",
    "se",
    "ci_low",
    "ci_high",
    "deff",
    "letters",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean, median, quartile or mean rank with its se and bounds, in the variable's unit; `row` is the option that a mean rank is of, `largest` the part
    of the sum behind a mean that the largest respondent makes.
    """

    name: str
    value: float
    se: float
    low: float
    high: float
    row: str = ""
    largest: float = 0.0


@dataclass(frozen=True, slots=True)
class Net:
    """Answers put together (`codes`): how many gave any of them and their share, with the se and bounds of the percentage asked for, as shares."""

    name: str
    codes: tuple[str, ...]
    count: int
    weighted_count: float
    share: float
    se: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One stub variable (or item of a matrix) within one banner column.

    `count` is unweighted; `share` is the column percentage as a share, with its `covariance`; `se`, `low`, `high` and `deff` belong to the
    percentage asked for, as shares. `missing` counts who stands outside the base, by missing kind.
    `letter` is the column's own, `letters` beside each code are those of the columns that it exceeds: functions of the shares of all columns
    of the banner variable and of their covariance, told only where none of these cells is masked. `answers` is how many options were ticked in all,
    where the shares are of answers.
    """

    variable: str
    item: str
    kind: str
    codes: tuple[str, ...]
    column_variable: str
    column: str
    base: int
    weighted_base: float
    effective_base: float
    count: Array
    weighted_count: Array
    share: Array
    covariance: Array
    se: Array
    low: Array
    high: Array
    deff: Array
    df: float
    nominal: bool = False
    measures: tuple[Measure, ...] = ()
    nets: tuple[Net, ...] = ()
    missing: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    letter: str = ""
    letters: tuple[str, ...] = ()
    answers: int | None = None

    @property
    def multiple(self) -> bool:
        """bool: whether a respondent can stand in several cells."""
        return self.kind in {"set", "ranking"}

    @property
    def name(self) -> str:
        """str: the column of the responses that it tells of."""
        return f"{self.variable}__{self.item}" if self.item else self.variable


@dataclass(frozen=True, slots=True)
class Association:
    """Of a line and a banner variable: Cramér's V (0 to 1), and where it is tested Rao and Scott's F with its degrees of freedom and p-value."""

    variable: str
    item: str
    column_variable: str
    base: int
    cramers_v: float
    f: float = np.nan
    df: float = np.nan
    ddf: float = np.nan
    p_value: float = np.nan


@dataclass(frozen=True, slots=True)
class Table:
    """Strips of one call of `tabulate`, with what lines and columns have to do with each other and what the gate must know of the study."""

    strips: tuple[Strip, ...]
    percent: Percent
    sampling: str
    weighted: bool
    questionnaire: Questionnaire | None = None
    associations: tuple[Association, ...] = ()

    def __repr__(self) -> str:
        """str: how many rows of what."""
        rows = sum(len(strip.codes) + 1 + len(strip.nets) + len(strip.measures) + len(strip.missing) for strip in self.strips)
        stubs = list(dict.fromkeys(each.name for each in self.strips))
        banner = list(dict.fromkeys(each.column_variable for each in self.strips if each.column_variable))
        of = (few(stubs) or "nothing") + (f" by {few(banner)}" if banner else "")
        base = max((each.base for each in self.strips), default=0)
        return f"Table: {counted(rows, 'row')}, {self.percent} percentages of {of}, base {base}. to_frame() shows them."

    def to_frame(self) -> pd.DataFrame:
        """DataFrame, long: a row a cell, total, net, measure or kind of missing answer. `value` is the unweighted count of a cell or of who is missing, the
        measure itself of a measure; percentages, se and bounds are 0 to 100, those of measures in the variable's unit. `letters` is the column's own
        in the row "Total", and beside each code those of the columns that it exceeds; empty where nothing was tested.
        """
        import pandas as pd

        whole = self.totals()
        records = [record for strip in self.strips for record in _records(strip, whole.get(strip.name))]
        return pd.DataFrame.from_records(records, columns=list(COLUMNS))

    def totals(self) -> dict[str, Strip]:
        """dict: variable to its strip in the column "Total"."""
        return {strip.name: strip for strip in self.strips if strip.column == TOTAL}


def _records(strip: Strip, whole: Strip | None) -> Iterator[dict[str, Any]]:
    common = {
        "row_variable": strip.name,
        "column_variable": strip.column_variable,
        "column": strip.column,
        "base": strip.base,
        "weighted_base": strip.weighted_base,
        "effective_base": strip.effective_base,
        "letters": "",
    }
    for position, code in enumerate(strip.codes):
        yield common | {"row": code, "statistic": "count"} | _cell(strip, whole, position) | _letters(strip, position)
    yield common | {
        "row": TOTAL,
        "statistic": "count",
        "value": strip.base,
        "weighted_count": strip.weighted_base,
        "column_percent": 100.0 if strip.base else np.nan,
        "letters": strip.letter,
    }
    for net in strip.nets:
        yield common | {"row": net.name, "statistic": "net"} | _net(net, whole)
    for measure in strip.measures:
        numbers = {"value": measure.value, "se": measure.se, "ci_low": measure.low, "ci_high": measure.high}
        yield common | {"row": measure.row, "statistic": measure.name} | numbers
    for kind, count in strip.missing.items():
        yield common | {"row": kind, "statistic": "missing", "value": count}


def _letters(strip: Strip, position: int) -> dict[str, str]:
    return {"letters": strip.letters[position]} if strip.letters else {}


def _cell(strip: Strip, whole: Strip | None, position: int) -> dict[str, Any]:
    weighted = float(strip.weighted_count[position])
    found = {"value": int(strip.count[position]), "weighted_count": weighted, "deff": float(strip.deff[position])}
    found |= {
        name: 100 * float(values[position])
        for name, values in (("column_percent", strip.share), ("se", strip.se), ("ci_low", strip.low), ("ci_high", strip.high))
    }
    if whole is not None and strip.codes[position] in whole.codes:
        found |= _of_whole(weighted, float(whole.weighted_count[whole.codes.index(strip.codes[position])]), whole.weighted_base)
    return found


def _net(net: Net, whole: Strip | None) -> dict[str, Any]:
    found = {"value": net.count, "weighted_count": net.weighted_count, "column_percent": 100 * net.share}
    found |= {"se": 100 * net.se, "ci_low": 100 * net.low, "ci_high": 100 * net.high}
    across = next((each.weighted_count for each in whole.nets if each.name == net.name), None) if whole is not None else None
    if whole is not None and across is not None:
        found |= _of_whole(net.weighted_count, across, whole.weighted_base)
    return found


def _of_whole(weighted: float, across: float, base: float) -> dict[str, float]:
    return {"row_percent": 100 * weighted / across if across else np.nan, "total_percent": 100 * weighted / base if base else np.nan}
