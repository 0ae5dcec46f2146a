"""Upright columns: numbers by value, now beside wished, and thresholds accepted "at least" so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.lettering import wrap
from survey_kit.charts.marks import FULL, HALF, LABEL, VALUE, Chart, Kind, Mark, bar, chart, hatched, label, line, span
from survey_kit.charts.rows import Row, label_of, text_of, values_of
from survey_kit.charts.scale import percent_axis
from survey_kit.charts.squares import nothing, squares
from survey_kit.wording import percent, rounded, typography

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution

LEFT: Final = 28.0
RIGHT: Final = 2.0
WIDEST: Final = 26.0
PAIRED: Final = 19.0
APART: Final = 3.0
HEIGHT: Final = 120.0
LINE: Final = 9.0
HALFWAY: Final = 50


@dataclass(frozen=True, slots=True)
class _Plan:
    width: float
    top: float
    bottom: float
    axis: tuple[int, ...]
    slot: float
    column: float
    lang: str

    def y(self, value: float) -> float:
        return self.bottom - value * (self.bottom - self.top) / self.axis[-1]

    def centre(self, place: int) -> float:
        return LEFT + self.slot * (place + 0.5)


def columns(distribution: Distribution, labels: Mapping[str, str], lang: str, *, width: float = FULL, highlight: str = "") -> Chart:
    """Chart: a column a value or class, in the codebook's order; the one of code `highlight` is brought out, or else all are."""
    if distribution.rule in {"nothing", "counts"} or not distribution.cells:
        return _small(distribution, labels, lang, width)
    rows = _rows(distribution, labels, lang)
    looks = {row.code: "first" if highlight in {"", row.code} else "other" for row in rows}
    return _columns("columns", rows, looks, lang, width=width, indicative=distribution.rule == "indicative")


def paired_columns(
    now: Distribution,
    wished: Distribution,
    labels: Mapping[str, str],
    lang: str,
    *,
    names: tuple[str, str],
    width: float = FULL,
) -> Chart:
    """Chart: two columns an answer of the same scale, the first outlined ("now"), the second full ("wished")."""
    if {now.rule, wished.rule} & {"nothing", "counts"}:
        return _small(now, labels, lang, width)
    codes = tuple(dict.fromkeys(cell.code for cell in (*now.cells, *wished.cells)))
    series = [_aligned(distribution, labels, codes, lang) for distribution in (now, wished)]
    plan = _plan((*series[0], *series[1]), len(codes), lang, width, legend=True, paired=True)
    marks = [*_grid(plan), *_pair_legend(names, lang)]
    for rows, side, look in zip(series, (-1, 1), ("outlined", "first"), strict=True):
        indicative = (now if side < 0 else wished).rule == "indicative"
        shift = side * (plan.column + APART) / 2
        for place, row in enumerate(rows):
            marks += _column(plan, row, plan.centre(place) + shift, look, indicative=indicative)
    marks += _foot(plan, [rows[place].label for place in range(len(codes)) for rows in series[:1]])
    told = zip(series, names, (now, wished), ("outlined", "first"), strict=True)
    values = [value for rows, name, one, look in told for value in values_of(rows, typography(name, lang), _looks(rows, look, one))]
    return chart("columns", width, _height(plan, [row.label for row in series[0]]), marks, values)


def thresholds(distribution: Distribution, labels: Mapping[str, str], lang: str, *, width: float = HALF) -> Chart:
    """Chart: a column a threshold, of those who accept at least so much (see `at_least`), with a dashed line at 50 %.

    The last threshold that half of the respondents still accept is brought out.
    """
    if distribution.rule in {"nothing", "counts"} or not distribution.cells:
        return _small(distribution, labels, lang, width)
    rows = _rows(distribution, labels, lang)
    above = [row.code for row in rows if (row.percent or 0.0) > HALFWAY]
    looks = {row.code: "first" if above and row.code == above[-1] else "other" for row in rows}
    axis = (0, 25, 50, 75, 100)
    return _columns("thresholds", rows, looks, lang, width=width, axis=axis, indicative=distribution.rule == "indicative")


def at_least(distribution: Distribution, codes: Sequence[str]) -> Distribution:
    """Distribution: of the same base, the share of those who gave each code or one after it in `codes`, in increasing order.

    No interval comes with a sum of shares; a sum that takes in a hidden answer is hidden.
    """
    cells = [distribution.cell(code) for code in codes]
    return replace(distribution, cells=tuple(_sum(code, cells[place:]) for place, code in enumerate(codes)))


def _sum(code: str, cells: Sequence[Cell | None]) -> Cell:
    from survey_kit.disclosure.released import Cell

    known = {cell.code: cell for cell in cells if cell is not None}
    if any(cell.status or cell.count is None or cell.percent is None for cell in known.values()):
        return Cell(code, None, None, None, status="secondary")
    weighted = sum(cell.weighted_count or 0.0 for cell in known.values())
    return Cell(code, sum(cell.count or 0 for cell in known.values()), weighted, sum(cell.percent or 0.0 for cell in known.values()))


def _small(distribution: Distribution, labels: Mapping[str, str], lang: str, width: float) -> Chart:
    if distribution.rule == "nothing" or not distribution.cells:
        return nothing(lang, width=width)
    return squares(distribution, labels, lang, width=width, ordered=True)


def _rows(distribution: Distribution, labels: Mapping[str, str], lang: str) -> tuple[Row, ...]:
    return tuple(Row(cell.code, label_of(cell, labels, lang), cell) for cell in distribution.cells)


def _aligned(distribution: Distribution, labels: Mapping[str, str], codes: Sequence[str], lang: str) -> tuple[Row, ...]:
    """tuple of Row: one a code, without a cell where this distribution hasn't that answer."""
    found = {row.code: row for row in _rows(distribution, labels, lang)}
    return tuple(found.get(code) or Row(code, typography(labels.get(code, code), lang), None) for code in codes)


def _columns(
    kind: Kind, rows: Sequence[Row], looks: Mapping[str, str], lang: str, *, width: float, axis: tuple[int, ...] = (), indicative: bool
) -> Chart:
    plan = _plan(rows, len(rows), lang, width)
    plan = replace(plan, axis=axis or plan.axis)
    marks = [*_grid(plan, dashed=HALFWAY if axis else -1)]
    for place, row in enumerate(rows):
        marks += _column(plan, row, plan.centre(place), looks[row.code], indicative=indicative)
    names = [row.label for row in rows]
    marks += _foot(plan, names)
    return chart(
        kind, width, _height(plan, names), marks, values_of(rows, looks=dict.fromkeys(looks, "indicative") if indicative else looks)
    )


def _looks(rows: Sequence[Row], look: str, distribution: Distribution) -> dict[str, str]:
    """dict of str: code to the look of its columns, hatched on a small base."""
    return {row.code: "indicative" if distribution.rule == "indicative" else look for row in rows}


def _plan(rows: Sequence[Row], slots: int, lang: str, width: float, *, legend: bool = False, paired: bool = False) -> _Plan:
    highest = max((max(row.percent, row.bounds[1] if row.bounds else 0.0) for row in rows if row.percent is not None), default=0.0)
    slot = (width - LEFT - RIGHT) / max(slots, 1)
    column = min(PAIRED, (slot - APART - 6) / 2) if paired else min(WIDEST, slot * 0.62)
    top = 32.0 if legend else 16.0
    return _Plan(width, top, top + HEIGHT, percent_axis(highest), slot, column, lang)


def _grid(plan: _Plan, dashed: int = -1) -> Iterator[Mark]:
    for tick in plan.axis:
        look = "zero" if not tick else "half" if tick == dashed else "grid"
        yield line(LEFT, plan.y(tick), plan.width - RIGHT, plan.y(tick), look)
        text = percent(tick, plan.lang) if tick == plan.axis[-1] else str(tick)
        yield label(LEFT - 4, plan.y(tick) + 2.6, text, "axis", "end")


def _column(plan: _Plan, row: Row, centre: float, look: str, *, indicative: bool) -> Iterator[Mark]:
    if row.cell is None:
        return
    if row.percent is None:
        yield label(centre, plan.bottom - 3, text_of("chart_hidden", plan.lang), "hidden", "middle")
        return
    top = plan.y(row.percent)
    left = centre - plan.column / 2
    if indicative and row.percent:
        yield from hatched(left, top, plan.column, plan.bottom - top)
    elif row.percent:
        yield bar(left, top, plan.column, plan.bottom - top, look)
    if row.bounds:
        yield span(plan.y(row.bounds[0]), plan.y(row.bounds[1]), centre, upright=True)
    yield from _above(plan, row, centre, look, indicative=indicative)


def _above(plan: _Plan, row: Row, centre: float, look: str, *, indicative: bool) -> Iterator[Mark]:
    text = f"{rounded(row.percent or 0.0, 0):.0f}"
    y = plan.y(max(row.percent or 0.0, row.bounds[1] if row.bounds else 0.0)) - 4
    size = text_width(text, VALUE, "600") + 2
    yield bar(centre - size / 2, y - 7, size, 8, "patch")
    strong = "share" if look == "first" else "value"
    yield label(centre, y, text, "share-indicative" if indicative else strong, "middle")


def _foot(plan: _Plan, names: Sequence[str]) -> Iterator[Mark]:
    for place, name in enumerate(names):
        for depth, part in enumerate(_foot_lines(plan, name)):
            yield label(plan.centre(place), plan.bottom + 11 + depth * LINE, part, "label", "middle")


def _foot_lines(plan: _Plan, name: str) -> tuple[str, ...]:
    return wrap(name, plan.slot - 4, LABEL, most=4)


def _height(plan: _Plan, names: Sequence[str]) -> float:
    return plan.bottom + 6 + LINE * max(len(_foot_lines(plan, name)) for name in names)


def _pair_legend(names: tuple[str, str], lang: str) -> Iterator[Mark]:
    x = LEFT
    for name, look, text in zip(names, ("outlined", "first"), ("label", "first"), strict=True):
        told = typography(name, lang)
        yield bar(x, 3, 9, 9, look)
        yield label(x + 13, 10.5, told, text)
        x += 13 + text_width(told, LABEL, "600") + 18
