"""A chart that stands alone in a file: its title and subtitle above it, what must be known to read it and its source below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import wrap
from survey_kit.charts.marks import SMALL, VALUE, label
from survey_kit.wording import typography

if TYPE_CHECKING:
    from survey_kit.charts.marks import Chart, Label

# Points: around everything, the size and lines of a title, the lines of other texts, the room between parts.
MARGIN: Final = 12.0
TITLE, TITLE_LINE = 12.0, 15.5
SUBTITLE_LINE, NOTE_LINE = 11.5, 10.2
GAP: Final = 7.0
# More lines than any text of a report takes: none is cut.
MOST: Final = 40
# The part of its width that a line holds: faces that stand in for ours may be wider.
HOLDS: Final = 0.94


@dataclass(frozen=True, slots=True)
class Framed:
    """A chart, the lines of text around it, where it stands and how large the whole is, in points."""

    chart: Chart
    labels: tuple[Label, ...]
    left: float
    top: float
    width: float
    height: float


def framed(chart: Chart, title: str, subtitle: str, notes: Sequence[str], lang: str, *, stamp: str = "") -> Framed:
    """Framed: the stamp first, then title and subtitle, the chart, and a paragraph a note."""
    above: list[Label] = []
    y = MARGIN
    for text, look, size, face, step in (
        (stamp, "stamp", VALUE, "600", SUBTITLE_LINE),
        (title, "title", TITLE, "600", TITLE_LINE),
        (subtitle, "subtitle", VALUE, "400", SUBTITLE_LINE),
    ):
        lines = list(_lines(text, chart.width, size, face, lang))
        above += [label(MARGIN, y + size + step * place, line, look) for place, line in enumerate(lines)]
        y += step * len(lines) + (2.0 if lines else 0.0)
    top = round(y + GAP, 1)
    y = top + chart.height + GAP
    below: list[Label] = []
    for note in notes:
        for line in _lines(note, chart.width, SMALL, "400", lang):
            below.append(label(MARGIN, y + SMALL, line, "note"))
            y += NOTE_LINE
    return Framed(chart, (*above, *below), MARGIN, top, round(chart.width + 2 * MARGIN, 1), round(y + MARGIN, 1))


def _lines(text: str, room: float, size: float, face: str, lang: str) -> Iterator[str]:
    if text:
        yield from wrap(typography(text, lang), room * HOLDS, size, face, MOST)
