"""A scenario as a range, from its low to its high assumption: an estimate, never an interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.lettering import wrap
from survey_kit.charts.marks import FULL, LABEL, SMALL, VALUE, Chart, Mark, Value, bar, chart, label, line
from survey_kit.charts.rows import text_of
from survey_kit.charts.scale import number_axis
from survey_kit.wording import number, typography

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Quantity

ROW: Final = 34.0
DEEP: Final = 10.0
TOP: Final = 22.0
LINE: Final = 12.0
FOOT: Final = 15.0
GAP: Final = 8.0
LOW: Final = 16.0  # room for the low number where the box begins near zero
RIGHT: Final = 18.0
LABEL_SHARE: Final = 0.34


@dataclass(frozen=True, slots=True)
class _Plan:
    width: float
    room: float
    axis: tuple[float, ...]
    lang: str
    decimals: int
    lines: int  # that the legend takes

    @property
    def top(self) -> float:
        return TOP + LINE * (self.lines - 1)

    @property
    def scale(self) -> float:
        return (self.width - self.room - RIGHT) / self.axis[-1]

    def x(self, value: float) -> float:
        return self.room + value * self.scale

    def text(self, value: float) -> str:
        return number(value, self.lang, self.decimals)


def scenario(rows: Sequence[tuple[str, Quantity]], lang: str, *, unit: str = "", width: float = FULL, decimals: int = 0) -> Chart:
    """Chart: a box from low to high a row (label, quantity), a mark at the central value, the three numbers printed."""
    known = [(name, quantity) for name, quantity in rows if quantity.value is not None]
    highest = max((quantity.high or quantity.value or 0.0 for _, quantity in known), default=0.0)
    longest = max((text_width(typography(name, lang), VALUE, "600") for name, _ in known), default=0.0)
    room = min(longest + GAP + LOW + 2, width * LABEL_SHARE)
    lines = 1 if room + _legend_width(lang) <= width else 2
    plan = _Plan(width, room, number_axis(highest), lang, decimals, lines)
    height = plan.top + ROW * len(known) + FOOT
    marks: list[Mark] = [*_grid(plan, height), *_legend(plan, unit)]
    for place, (name, quantity) in enumerate(known):
        marks += _row(plan, name, quantity, plan.top + ROW * (place + 0.5) + 4)
    values = (Value(name, quantity.name, quantity.value, quantity.low, quantity.high) for name, quantity in known)
    return chart("scenario", width, height, marks, values)


def _grid(plan: _Plan, height: float) -> Iterator[Mark]:
    decimals = next(places for places in range(3) if places == 2 or round(plan.axis[1], places) == round(plan.axis[1], 6))
    for tick in plan.axis:
        yield line(plan.x(tick), plan.top - 2, plan.x(tick), height - FOOT + 2, "grid" if tick else "zero")
        yield label(plan.x(tick), height - 4, number(tick, plan.lang, decimals), "axis", "middle")


def _legend_width(lang: str) -> float:
    return 18 + text_width(text_of("chart_range", lang), LABEL) + 20 + text_width(text_of("chart_centre", lang), LABEL)


def _legend(plan: _Plan, unit: str) -> Iterator[Mark]:
    """Iterator of Mark: the box and the mark in words, one under the other from the left edge where a line doesn't hold both."""
    told, centre = text_of("chart_range", plan.lang), text_of("chart_centre", plan.lang)
    left = plan.room if plan.lines == 1 else 0.0
    yield bar(left, 3, 14, 8, "range")
    yield label(left + 18, 10, told, "label")
    x, y = (left + 18 + text_width(told, LABEL) + 14, 10.0) if plan.lines == 1 else (7.0, 10 + LINE)
    yield line(x, y - 8, x, y + 2, "centre")
    yield label(x + 6 if plan.lines == 1 else 18, y, centre, "label")
    if unit and x + 16 + text_width(centre, LABEL) + text_width(unit, SMALL) < plan.width:
        yield label(plan.width, y, typography(unit, plan.lang), "head", "end")


def _row(plan: _Plan, name: str, quantity: Quantity, y: float) -> Iterator[Mark]:
    parts = wrap(typography(name, plan.lang), plan.room - GAP - LOW, VALUE, "600")
    for place, part in enumerate(parts):
        yield label(plan.room - GAP - LOW, y + 3 + (place - (len(parts) - 1) / 2) * 10, part, "share", "end")
    if quantity.low is not None and quantity.high is not None:
        low, high = plan.x(quantity.low), plan.x(quantity.high)
        yield bar(low, y - DEEP / 2, high - low, DEEP, "range")
        yield label(low - 4, y + 3, plan.text(quantity.low), "share", "end")
        yield label(high + 4, y + 3, plan.text(quantity.high), "share")
    centre = plan.x(quantity.value or 0.0)
    yield line(centre, y - 8, centre, y + 8, "centre")
    yield label(centre, y - 10.5, plan.text(quantity.value or 0.0), "centre", "middle")
