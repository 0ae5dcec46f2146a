"""What a chart is made of: bars, lines, intervals and labels, each with a place in points and the name of its look.

One unit is one point, so text has its true size in print. A look is a name ("first", "grid", "hidden"): the colours,
strokes and type behind it stand in the templates. Places are rounded to a tenth of a point, so the same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

FULL: Final = 482.0
HALF: Final = 235.0
# Type sizes: labels, values, axis and column heads (the floor of the design).
LABEL: Final = 8.0
VALUE: Final = 8.5
SMALL: Final = 7.5

Kind = Literal["bars", "stacked", "columns", "thresholds", "scenario", "squares", "map", "gaps", "circles"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval with its two caps: from `low` to `high` along one axis, at `at` on the other."""

    low: float
    high: float
    at: float
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its baseline."""

    x: float
    y: float
    text: str
    look: str
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle by its middle and radius."""

    x: float
    y: float
    radius: float
    look: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline of several rings."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    look: str


Mark = Bar | Line | Interval | Label | Disc | Shape


@dataclass(frozen=True, slots=True)
class Value:
    """A value that the chart prints, for the tests, the text alternative and charts of other programs: None where the gate keeps it back.

    `look` is that of its bar.
    """

    label: str
    code: str
    percent: float | None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    series: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn: its size in points, its marks and the values that it prints; `others` tells of answers that it leaves out."""

    kind: Kind
    width: float
    height: float
    marks: tuple[Mark, ...]
    values: tuple[Value, ...]
    others: str = ""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """tuple of Bar: in drawing order."""
        return tuple(mark for mark in self.marks if isinstance(mark, Bar))

    @property
    def lines(self) -> tuple[Line, ...]:
        """tuple of Line: in drawing order."""
        return tuple(mark for mark in self.marks if isinstance(mark, Line))

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """tuple of Interval: in drawing order."""
        return tuple(mark for mark in self.marks if isinstance(mark, Interval))

    @property
    def discs(self) -> tuple[Disc, ...]:
        """tuple of Disc: in drawing order."""
        return tuple(mark for mark in self.marks if isinstance(mark, Disc))

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """tuple of Shape: in drawing order."""
        return tuple(mark for mark in self.marks if isinstance(mark, Shape))

    @property
    def labels(self) -> tuple[Label, ...]:
        """tuple of Label: in drawing order."""
        return tuple(mark for mark in self.marks if isinstance(mark, Label))


def chart(kind: Kind, width: float, height: float, marks: Iterable[Mark], values: Iterable[Value], *, others: str = "") -> Chart:
    """Chart: of those marks and values."""
    return Chart(kind, round(width, 1), round(height, 1), tuple(marks), tuple(values), others)


def bar(x: float, y: float, width: float, height: float, look: str) -> Bar:
    """Bar: with its places rounded and no negative width."""
    return Bar(round(x, 1), round(y, 1), round(max(width, 0), 1), round(max(height, 0), 1), look)


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Line:
    """Line: with its places rounded."""
    return Line(round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), look)


def span(low: float, high: float, at: float, *, upright: bool = False) -> Interval:
    """Interval: with its places rounded."""
    return Interval(round(low, 1), round(high, 1), round(at, 1), upright)


def label(x: float, y: float, text: str, look: str, anchor: Anchor = "start") -> Label:
    """Label: with its place rounded."""
    return Label(round(x, 1), round(y, 1), text, look, anchor)


def disc(x: float, y: float, radius: float, look: str) -> Disc:
    """Disc: with its place rounded, its radius to a thousandth: areas are told by it."""
    return Disc(round(x, 1), round(y, 1), round(radius, 3), look)


def shape(rings: Iterable[Iterable[tuple[float, float]]], look: str, scale: float = 1.0) -> Shape:
    """Shape: with its places scaled and rounded."""
    return Shape(tuple(tuple((round(x * scale, 1), round(y * scale, 1)) for x, y in ring) for ring in rings), look)


def hatched(x: float, y: float, width: float, height: float, step: float = 3.2) -> Iterator[Mark]:
    """Iterator of Mark: an outlined rectangle and its hatches at 45°, cut to it (a pattern looks different in each viewer)."""
    yield bar(x, y, width, height, "indicative")
    offset = step - height
    while offset < width:
        start, end = max(offset, 0.0), min(offset + height, width)
        if end > start:
            yield line(x + start, y + height - (start - offset), x + end, y + height - (end - offset), "hatch")
        offset += step
