"""Horizontal bars with their numbers in aligned columns: single choice, multiple choice, a group of yes / no questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.lettering import wrap
from survey_kit.charts.marks import FULL, HALF, LABEL, Chart, Mark, bar, chart, hatched, label, line, span
from survey_kit.charts.rows import Row, leaders, rows_of, text_of, untold, values_of
from survey_kit.charts.scale import percent_axis
from survey_kit.charts.squares import nothing, squares
from survey_kit.wording import interval, number, percent

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Distribution

BAR: Final = 10.0
LABEL_SHARE: Final = 0.4
LABEL_SHARE_HALF: Final = 0.5
GAP: Final = 8.0
SECOND_LINE: Final = 7.0
FOOT: Final = 15.0
# Row heights by number of rows: the fewer, the airier.
ROWS: Final = ((5, 19.0), (8, 17.0), (11, 15.0))
TIGHT: Final = 14.4
# Columns of numbers: share, interval, count.
SHARE: Final = 34.0
COUNT: Final = 34.0
INTERVAL: Final = 46.0
INTERVAL_TOLD: Final = 66.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts of a bar chart stand, from left to right."""

    width: float
    room: float
    ends: tuple[float, ...]
    axis: tuple[int, ...]
    top: float
    indicative: bool
    lang: str

    @property
    def zero(self) -> float:
        return self.room

    @property
    def scale(self) -> float:
        return (self.ends[0] - SHARE - GAP - self.room) / self.axis[-1]

    def x(self, value: float) -> float:
        return self.zero + value * self.scale


def bars(
    distribution: Distribution,
    labels: Mapping[str, str],
    lang: str,
    *,
    width: float = FULL,
    ordered: bool = False,
    highlight: int | Collection[str] = 1,
    last: Collection[str] = (),
    sampling: str = "volunteer",
    keep: int = 0,
) -> Chart:
    """Chart: a bar an answer, with its share, its interval and its count in columns (the share alone at half width).

    `ordered` keeps the codebook's order (scales, classes); otherwise the largest share comes first and the codes of `last`
    ("other", "none", "don't know") at the end. `highlight` brings out the largest shares, or the codes named. A base of 15 to
    29 is hatched, one of 5 to 14 becomes squares, a smaller one a sentence. `keep` is how many answers without order are shown at the most.
    """
    if distribution.rule == "nothing" or not distribution.cells:
        return nothing(lang, width=width)
    if distribution.rule == "counts":
        return squares(distribution, labels, lang, width=width, ordered=ordered, last=last, keep=keep)
    rows = rows_of(distribution, labels, lang, ordered=ordered, last=last, keep=keep)
    return _draw(rows, leaders(rows, highlight, last), lang, width, sampling, indicative=distribution.rule == "indicative")


def grouped_bars(
    rows: Sequence[tuple[str, Distribution, str]],
    lang: str,
    *,
    width: float = FULL,
    highlight: int | Collection[str] = 1,
    sampling: str = "volunteer",
) -> Chart:
    """Chart: a bar a question, on one common base: (label, distribution, code of the answer shown), in the order given.

    The code of a row in `highlight` and in the values is the variable's name.
    """
    found = []
    for name, distribution, code in rows:
        cell = distribution.cell(code)
        if cell is not None and distribution.rule in {"full", "limited", "indicative"}:
            found.append(Row(distribution.variable, name, cell))
    if not found:
        return nothing(lang, width=width)
    indicative = any(distribution.rule == "indicative" for _, distribution, _ in rows)
    return _draw(tuple(found), leaders(found, highlight), lang, width, sampling, indicative=indicative)


def _draw(rows: Sequence[Row], first: frozenset[str], lang: str, width: float, sampling: str, *, indicative: bool) -> Chart:
    heads = _heads(rows, lang, width, sampling)
    plan = _plan(rows, first, lang, width, heads, indicative=indicative)
    lines = [wrap(row.label, plan.room - GAP - 4, LABEL, _face(row, first)) for row in rows]
    heights = [_row_height(len(rows)) + SECOND_LINE * (len(parts) - 1) for parts in lines]
    height = plan.top + sum(heights) + FOOT
    marks = [*_grid(plan, height), *_head_marks(plan, heads)]
    y = plan.top
    for row, parts, high in zip(rows, lines, heights, strict=True):
        marks += _row(plan, row, parts, y + high / 2, first=row.code in first)
        y += high
    looks = {row.code: "indicative" if indicative else "first" if row.code in first else "other" for row in rows}
    return chart("bars", width, height, marks, values_of(rows, looks=looks), others=untold(rows))


def _heads(rows: Sequence[Row], lang: str, width: float, sampling: str) -> tuple[tuple[str, float], ...]:
    """tuple of (head, column width): share, then interval and count where there is room and where there are any."""
    shown: list[tuple[str, float]] = [(text_of("chart_share", lang), SHARE)]
    if width <= HALF:
        return tuple(shown)
    if any(row.bounds for row in rows):
        shown.append((text_of(f"chart_interval_{sampling}", lang), INTERVAL if sampling == "probability" else INTERVAL_TOLD))
    return (*shown, (text_of("chart_count", lang), COUNT))


def _plan(
    rows: Sequence[Row], first: frozenset[str], lang: str, width: float, heads: Sequence[tuple[str, float]], *, indicative: bool
) -> _Plan:
    longest = max(text_width(row.label, LABEL, _face(row, first)) for row in rows)
    room = min(longest + GAP + 6, width * (LABEL_SHARE if width > HALF else LABEL_SHARE_HALF))
    ends = tuple(width - sum(size for _, size in heads[place + 1 :]) for place in range(len(heads)))
    highest = max((max(row.percent, row.bounds[1] if row.bounds else 0.0) for row in rows if row.percent is not None), default=0.0)
    deepest = max(len(head.split("|")) for head, _ in heads)
    return _Plan(width, room, ends, percent_axis(highest), 5 + 9 * deepest, indicative, lang)


def _face(row: Row, first: frozenset[str]) -> str:
    return "600" if row.code in first else "400"


def _row_height(rows: int) -> float:
    return next((height for most, height in ROWS if rows <= most), TIGHT)


def _grid(plan: _Plan, height: float) -> Iterator[Mark]:
    for tick in plan.axis:
        x = plan.x(tick)
        yield line(x, plan.top - 1, x, height - FOOT + 2, "grid" if tick else "zero")
        text = percent(tick, plan.lang) if tick == plan.axis[-1] else str(tick)
        yield label(x, height - 4, text, "axis", "middle")


def _head_marks(plan: _Plan, heads: Sequence[tuple[str, float]]) -> Iterator[Mark]:
    for (head, _), end in zip(heads, plan.ends, strict=True):
        parts = head.split("|")
        for place, part in enumerate(parts):
            yield label(end, plan.top - 6 - 9 * (len(parts) - 1 - place), part, "head", "end")


def _row(plan: _Plan, row: Row, parts: Sequence[str], middle: float, *, first: bool) -> Iterator[Mark]:
    for place, part in enumerate(parts):
        y = middle + 2.8 + (place - (len(parts) - 1) / 2) * 9
        yield label(plan.zero - GAP, y, part, "first" if first else "label", "end")
    if row.cell is None:
        return
    if row.percent is None:
        yield from _hidden(plan, middle)
        return
    yield from _bar(plan, row.percent, middle, first=first)
    if row.bounds:
        yield span(plan.x(row.bounds[0]), plan.x(row.bounds[1]), middle)
    yield from _numbers(plan, row, middle)


def _bar(plan: _Plan, share: float, middle: float, *, first: bool) -> Iterator[Mark]:
    if not share:
        return
    if plan.indicative:
        yield from hatched(plan.zero, middle - BAR / 2, share * plan.scale, BAR)
    else:
        yield bar(plan.zero, middle - BAR / 2, share * plan.scale, BAR, "first" if first else "other")


def _numbers(plan: _Plan, row: Row, middle: float) -> Iterator[Mark]:
    y = middle + 2.8
    yield label(plan.ends[0], y, percent(row.percent or 0.0, plan.lang), "share-indicative" if plan.indicative else "share", "end")
    if len(plan.ends) == 3 and row.bounds:
        yield label(plan.ends[1], y, interval(*row.bounds, plan.lang), "column", "end")
    if len(plan.ends) > 1 and row.count is not None:
        yield label(plan.ends[-1], y, number(row.count, plan.lang), "column", "end")


def _hidden(plan: _Plan, middle: float) -> Iterator[Mark]:
    sign = text_of("chart_hidden", plan.lang)
    yield label(plan.zero + 4, middle + 2.8, sign, "hidden")
    for end in plan.ends:
        yield label(end, middle + 2.8, sign, "hidden", "end")
