"""Which answers a chart shows, in which order and under which labels."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from survey_kit.charts.marks import Value
from survey_kit.errors import wording
from survey_kit.wording import typography

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution

MERGED: Final = "merged"
OTHERS: Final = "others"
# Beyond 15 answers the first 12 are shown and the others are told to be in the annex.
MOST: Final = 15
SHOWN: Final = 12
NO_LOOKS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of a chart; `cell` is None for the row that stands for the answers not shown."""

    code: str
    label: str
    cell: Cell | None

    @property
    def percent(self) -> float | None:
        """float or None: the share, 0 to 100; None when it is kept back."""
        return self.cell.percent if self.cell is not None and not self.cell.status else None

    @property
    def count(self) -> int | None:
        """int or None: the respondents who gave the answer; None when it is kept back."""
        return self.cell.count if self.cell is not None and not self.cell.status else None

    @property
    def low(self) -> float | None:
        """float or None: the lower bound of the share."""
        return self.bounds[0] if self.bounds else None

    @property
    def high(self) -> float | None:
        """float or None: the upper bound of the share."""
        return self.bounds[1] if self.bounds else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """tuple of two floats or None: the interval of the share, 0 to 100."""
        if self.percent is None or self.cell is None or self.cell.low is None or self.cell.high is None:
            return None
        return self.cell.low, self.cell.high


def text_of(code: str, lang: str, **values: object) -> str:
    """str: a text of the charts in a language, with its typography."""
    return typography(wording(code, lang, **values), lang)


def label_of(cell: Cell, labels: Mapping[str, str], lang: str) -> str:
    """str: what an answer is called; rare answers merged are called so unless `labels` names them."""
    if cell.together and cell.code not in labels:
        return text_of("chart_merged", lang, number=cell.together)
    return typography(labels.get(cell.code, cell.code), lang)


def rows_of(
    distribution: Distribution,
    labels: Mapping[str, str],
    lang: str,
    *,
    ordered: bool = False,
    last: Collection[str] = (),
    keep: int = 0,
) -> tuple[Row, ...]:
    """tuple of Row: the answers, largest share first unless they are ordered.

    What is hidden comes after what is shown, so that its place tells nothing; then merged answers, then those of `last`
    ("other", "none", "don't know"). Beyond fifteen answers the first twelve stand, then one row for the others; where there is little room, the first
    `keep` of answers without order.
    """
    rows = [Row(cell.code, label_of(cell, labels, lang), cell) for cell in distribution.cells]
    if not ordered:
        rows.sort(key=lambda row: _rank(row, last))
    if keep and not ordered and len(rows) > keep + 1:
        return (*rows[:keep], Row(OTHERS, text_of("chart_others_elsewhere", lang, number=len(rows) - keep), None))
    if len(rows) <= MOST:
        return tuple(rows)
    return (*rows[:SHOWN], Row(OTHERS, text_of("chart_others", lang, number=len(rows) - SHOWN), None))


def leaders(rows: Collection[Row], highlight: int | Collection[str], last: Collection[str] = ()) -> frozenset[str]:
    """frozenset of str: the codes to bring out: those asked for, or as many as asked of the largest shares, ties included."""
    if not isinstance(highlight, int):
        return frozenset(highlight)
    shares = sorted((row.percent for row in rows if row.percent and row.code not in {*last, MERGED}), reverse=True)
    if not shares or not highlight:
        return frozenset()
    least = shares[min(highlight, len(shares)) - 1]
    return frozenset(row.code for row in rows if row.percent is not None and row.percent >= least and row.code not in {*last, MERGED})


def values_of(rows: Collection[Row], series: str = "", looks: Mapping[str, str] = NO_LOOKS) -> tuple[Value, ...]:
    """tuple of Value: what the rows print; `looks` are those of their bars, by code."""
    return tuple(
        Value(row.label, row.code, row.percent, row.low, row.high, row.count, series, looks.get(row.code, ""))
        for row in rows
        if row.cell is not None
    )


def untold(rows: Collection[Row]) -> str:
    """str: the label of the row that stands for the answers not shown; empty when all are."""
    return next((row.label for row in rows if row.code == OTHERS and row.cell is None), "")


def _rank(row: Row, last: Collection[str]) -> tuple[int, float]:
    size = row.percent if row.percent is not None else row.count
    if row.code in last:
        return 3, 0.0
    if row.code == MERGED:
        return 2, 0.0
    return (1, 0.0) if size is None else (0, -float(size))
