"""The map of profiles: where respondents are many, where answers stand, and the middle of each profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import FULL, LABEL, Chart, Mark, Value, bar, chart, label, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from survey_kit.disclosure.profile_map import ReleasedMap

HEIGHT: Final = 290.0
ONE_AXIS: Final = 170.0
DISC: Final = 15.0
# Above and below the baseline of a label, and the room between two.
RISE, FALL, GAP = 8.0, 3.0, 2.0
LINE: Final = 13.0

Room = tuple[float, float, float, float]


def profile_map(told: ReleasedMap, names: Mapping[int, str], lang: str, *, width: float = FULL) -> Chart:
    """Chart: shaded where five respondents or more stand, a numbered square at the middle of each profile, the answers that find room."""
    height = HEIGHT if told.axes > 1 else ONE_AXIS
    marks: list[Mark] = [*_ground(told, width, height)]
    taken: list[Room] = []
    for segment, x, y in told.centres:
        left, top = min(max(x * width - DISC / 2, 0.0), width - DISC), min(max((1 - y) * height - DISC / 2, 0.0), height - DISC)
        marks += [bar(left, top, DISC, DISC, "centre"), label(left + DISC / 2, top + DISC - 4, str(segment), "centre", "middle")]
        taken.append((left - GAP, top - GAP, left + DISC + GAP, top + DISC + GAP))
    for answer in told.answers:
        text = answer.labels[lang]
        wide = text_width(text, LABEL)
        left = min(max(answer.x * width - wide / 2, 0.0), width - wide)
        for foot in _feet(answer.y, told.axes, height):
            room = (left - GAP, foot - RISE, left + wide + GAP, foot + FALL)
            if not any(_overlaps(room, other) for other in taken):
                taken.append(room)
                marks.append(label(left, foot, text, "label"))
                break
    values = [Value(names.get(segment, ""), str(segment), None) for segment, _, _ in told.centres]
    return chart("map", width, height, marks, values)


def _ground(told: ReleasedMap, width: float, height: float) -> Iterator[Mark]:
    """Iterator of Mark: the two axes, and the cells where respondents are many."""
    across, down = width / told.across, height / told.down
    for column, row in told.cells:
        yield bar(column * across + 0.5, height - (row + 1) * down + 0.5, across - 1, down - 1, "many")
    yield line(0, height / 2, width, height / 2, "grid")
    yield line(width / 2, 0, width / 2, height, "grid")


def _feet(y: float, axes: int, height: float) -> Iterator[float]:
    """Iterator of float: where the baseline of an answer may stand: at its own height, or of one axis alone, where height says nothing, nearest to the middle."""
    foot = min(max((1 - y) * height, RISE), height - FALL)
    yield foot
    for step in range(1, int(height / 2 / LINE)) if axes == 1 else ():
        yield from (foot - step * LINE, foot + step * LINE)


def _overlaps(one: Room, other: Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
