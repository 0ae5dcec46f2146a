"""Circles on the map of France, their area in proportion to how many respondents came from there: never counts as shades of land."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import dist, sqrt
from typing import TYPE_CHECKING, Final

from survey_kit.charts.geography import geography
from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import LABEL, VALUE, Chart, Disc, Label, Mark, Value, bar, chart, disc, label, line, shape
from survey_kit.charts.rows import text_of
from survey_kit.wording import number, typography

if TYPE_CHECKING:
    from survey_kit.charts.geography import Point

# Wider than half a page, since its table stands beside it.
WIDTH: Final = 236.0
# The radius of one respondent, in points, unless circles would then stand on each other; the largest circle; what the smallest must keep.
UNIT: Final = 2.25
LARGEST: Final = 26.0
SMALLEST: Final = 1.5
# Between the edge of a circle and its name; around a text.
GAP: Final = 3.0
AROUND: Final = 1.0
LINE: Final = 9.0
# The height of letters above their baseline, of what goes below it.
RISE, FALL = 6.6, 2.2
# So many of the largest circles have a number and a name: in a crowd of départements the names of the smallest would be those that find room.
MOST_NAMED: Final = 20
# Circles and names, beyond which a number without its name says too little of which circle it is.
CROWD: Final = 36
STEPS: Final = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)
MOST_STEPS: Final = 3
FOOT: Final = 12.0
SWATCH: Final = 9.0

Room = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of France: its code and name, the départements that make it, how many respondents came from there and their share."""

    code: str
    name: str
    departements: tuple[str, ...]
    count: int
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A spot with its circle."""

    spot: Spot
    middle: Point
    radius: float

    @property
    def room(self) -> Room:
        (x, y), radius = self.middle, self.radius + AROUND
        return x - radius, y - radius, x + radius, y + radius


def circles(
    spots: Sequence[Spot],
    parts: Sequence[Collection[str]],
    home: Collection[str],
    lang: str,
    *,
    home_name: str = "",
    threshold: int = 5,
    width: float = WIDTH,
) -> Chart:
    """Chart: a circle for each spot that lies on the map, the largest first, with its number; names where they find room.

    `parts` are the départements of each part that the land is drawn in, `home` those of the territory, told as `home_name`. Spots that the map doesn't
    hold (overseas) have no circle: they stand in the table beside it. Parts of fewer respondents than the threshold have none either.
    """
    france = geography()
    scale = width / france.width
    land = france.height * scale
    marks: list[Mark] = [shape(france.outline(part), "land", scale) for part in parts]
    marks += [shape(rings, "home", scale)] if (rings := france.outline(home)) else []
    drawn = _drawn(spots, scale)
    marks += [disc(*each.middle, each.radius, "first") for each in drawn]
    keys = list(_keys(drawn, lang, land))
    taken = [*(each.room for each in drawn), *_legend_rooms(keys)]
    for each in drawn[:MOST_NAMED]:
        marks += _named(each, taken, lang, width, land)
    foot = list(_foot(home_name if rings else "", lang, land, threshold))
    values = [Value(each.spot.name, each.spot.code, each.spot.percent, count=each.spot.count, look="first") for each in drawn]
    return chart("circles", width, land + FOOT * (1 + bool(rings and home_name)) - 4, [*marks, *keys, *foot], values)


def on_the_map(spot: Spot) -> bool:
    """bool: whether the map holds it."""
    return geography().middle(spot.departements) is not None


def _drawn(spots: Sequence[Spot], scale: float) -> list[_Drawn]:
    """list: the spots that the map holds, the largest first, so that a small one is never under a large one."""
    ranked = sorted((spot for spot in spots if spot.count > 0), key=lambda spot: (-spot.count, spot.code))
    placed = [(spot, (middle[0] * scale, middle[1] * scale)) for spot in ranked if (middle := geography().middle(spot.departements)) is not None]
    unit = _unit([(middle, spot.count) for spot, middle in placed])
    return [_Drawn(spot, middle, unit * sqrt(spot.count)) for spot, middle in placed]


def _unit(placed: Sequence[tuple[Point, int]]) -> float:
    """float: the radius of one respondent: smaller where a circle would be too large, or stand on another; never so small that one can't be seen."""
    if not placed:
        return UNIT
    counts = [count for _, count in placed]
    apart = [dist(one, other) / (sqrt(some) + sqrt(more)) for (one, some), (other, more) in combinations(placed, 2)]
    return min(UNIT, LARGEST / sqrt(max(counts)), max(min(apart, default=UNIT), SMALLEST / sqrt(min(counts))))


def _named(each: _Drawn, taken: list[Room], lang: str, width: float, height: float) -> Iterator[Mark]:
    """Iterator of Mark: the number of a circle, within it where it fits, and its name beside it where that finds room."""
    (x, y), told = each.middle, number(each.spot.count, lang)
    inside = text_width(told, VALUE, "600") + 3 <= 2 * each.radius and each.radius >= RISE
    if inside:
        yield label(x, y + 3, told, "inside", "middle")
    after = "" if inside else f" : {told}" if lang == "fr" else f": {told}"
    bare = ((told,),) if not inside and len(taken) <= CROWD else ()
    for lines in (*_lines(typography(each.spot.name, lang), typography(after, lang)), *bare):
        for left, top, room in _places(each, lines):
            if room[0] >= 0 and room[1] >= 0 and room[2] <= width and room[3] <= height and not any(_overlaps(room, other) for other in taken):
                taken.append(room)
                yield from (label(left, top + RISE + LINE * at, part, "name") for at, part in enumerate(lines))
                return


def _lines(name: str, after: str) -> Iterator[tuple[str, ...]]:
    """Iterator of tuple of str: the name and what follows it on one line, then on the two that take the least room: the name breaks after a hyphen, or
    at a space.
    """
    yield (f"{name}{after}",)
    breaks = [place for place, sign in enumerate(name[:-1]) if sign in "- "]
    halves = [(name[: place + 1].rstrip(" "), f"{name[place + 1 :]}{after}") for place in breaks]
    if halves:
        yield min(halves, key=lambda parts: max(text_width(part, LABEL) for part in parts))


def _places(each: _Drawn, lines: Sequence[str]) -> Iterator[tuple[float, float, Room]]:
    """Iterator of left, top and room of a name: to the right of its circle, to the left, above, below, then at the corners."""
    (x, y), radius = each.middle, each.radius
    wide, high = max(text_width(part, LABEL) for part in lines), LINE * (len(lines) - 1) + RISE + FALL
    beside, corner = radius + GAP, radius * 0.75 + GAP
    for left, top in (
        (x + beside, y - high / 2), (x - beside - wide, y - high / 2), (x - wide / 2, y - beside - high), (x - wide / 2, y + beside),
        (x + corner, y - corner - high), (x - corner - wide, y - corner - high), (x + corner, y + corner), (x - corner - wide, y + corner),
    ):  # fmt: skip
        yield left, top, (left - AROUND, top - AROUND, left + wide + AROUND, top + high + AROUND)


def _keys(drawn: Sequence[_Drawn], lang: str, height: float) -> Iterator[Mark]:
    """Iterator of Mark: what the sizes mean: circles within each other, on one foot, at the left, where the sea is."""
    if not drawn:
        return
    unit = drawn[0].radius / sqrt(drawn[0].spot.count)
    sizes: list[int] = []
    for step in reversed([step for step in STEPS if step <= drawn[0].spot.count]):
        if len(sizes) < MOST_STEPS and (not sizes or 2 * unit * (sqrt(sizes[-1]) - sqrt(step)) >= LINE):
            sizes.append(step)
    largest = unit * sqrt(sizes[0])
    foot = height * 0.72
    yield label(0, foot - 2 * largest - 6, text_of("chart_respondents", lang), "first")
    for size in sizes:
        radius = unit * sqrt(size)
        yield disc(largest + 1, foot - radius, radius, "legend")
        yield line(largest + 1, foot - 2 * radius, 2 * largest + 6, foot - 2 * radius, "lead")
        yield label(2 * largest + 8, foot - 2 * radius + 2.6, number(size, lang), "axis")


def _legend_rooms(keys: Sequence[Mark]) -> list[Room]:
    """list of one room, that which the legend takes; none without a legend."""
    texts = [mark for mark in keys if isinstance(mark, Label)]
    rounds = [mark for mark in keys if isinstance(mark, Disc)]
    if not texts or not rounds:
        return []
    right = max(mark.x + text_width(mark.text, LABEL, "600") for mark in texts)
    return [(0.0, min(mark.y for mark in texts) - RISE, right, max(mark.y + mark.radius for mark in rounds))]


def _foot(home: str, lang: str, height: float, threshold: int) -> Iterator[Mark]:
    """Iterator of Mark: what the shades of the land mean."""
    told = [("home", text_of("chart_home", lang, name=home))] if home else []
    for place, (look, text) in enumerate([*told, ("land", text_of("chart_no_circle", lang, threshold=threshold))]):
        y = height + FOOT * place
        yield bar(0.5, y, SWATCH, 7, look)
        yield label(SWATCH + 5, y + 6.2, text, "axis")


def _overlaps(one: Room, other: Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
