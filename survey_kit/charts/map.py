"""The map of profiles: where respondents are many, where answers stand, and the middle of each profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import FULL, LABEL, Chart, Mark, Value, bar, chart, label, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from survey_kit.disclosure.profile_map import ReleasedMap

HEIGHT: Final = 290.0
DISC: Final = 15.0
# Above and below the baseline of a label, and the room between two.
RISE, FALL, GAP = 8.0, 3.0, 2.0

Room = tuple[float, float, float, float]


def profile_map(told: ReleasedMap, names: Mapping[int, str], lang: str, *, width: float = FULL) -> Chart:
    """Chart: shaded where five respondents or more stand, a numbered square at the middle of each profile, the answers that find room."""
    marks: list[Mark] = [*_ground(told, width)]
    taken: list[Room] = []
    for segment, x, y in told.centres:
        left, top = min(max(x * width - DISC / 2, 0.0), width - DISC), min(max((1 - y) * HEIGHT - DISC / 2, 0.0), HEIGHT - DISC)
        marks += [bar(left, top, DISC, DISC, "centre"), label(left + DISC / 2, top + DISC - 4, str(segment), "centre", "middle")]
        taken.append((left - GAP, top - GAP, left + DISC + GAP, top + DISC + GAP))
    for answer in told.answers:
        text = answer.labels[lang]
        wide = text_width(text, LABEL)
        left = min(max(answer.x * width - wide / 2, 0.0), width - wide)
        foot = min(max((1 - answer.y) * HEIGHT, RISE), HEIGHT - FALL)
        room = (left - GAP, foot - RISE, left + wide + GAP, foot + FALL)
        if not any(_overlaps(room, other) for other in taken):
            taken.append(room)
            marks.append(label(left, foot, text, "label"))
    values = [Value(names.get(segment, ""), str(segment), None) for segment, _, _ in told.centres]
    return chart("map", width, HEIGHT, marks, values)


def _ground(told: ReleasedMap, width: float) -> Iterator[Mark]:
    """Iterator of Mark: the two axes, and the cells where respondents are many."""
    across, down = width / told.across, HEIGHT / told.down
    for column, row in told.cells:
        yield bar(column * across + 0.5, HEIGHT - (row + 1) * down + 0.5, across - 1, down - 1, "many")
    yield line(0, HEIGHT / 2, width, HEIGHT / 2, "grid")
    yield line(width / 2, 0, width / 2, HEIGHT, "grid")


def _overlaps(one: Room, other: Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
