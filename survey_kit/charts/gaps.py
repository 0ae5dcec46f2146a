"""What sets a profile apart: a bar an answer, as long as the points between the profile and everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.lettering import wrap
from survey_kit.charts.marks import LABEL, SMALL, Chart, Mark, Value, bar, chart, label, line
from survey_kit.wording import number, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

BAR: Final = 8.0
LINE: Final = 9.5
ROW: Final = 15.5
HEAD: Final = 13.0
# Room for "+41" after the bar; between it and "57 % contre 38 %" at the right end.
POINTS: Final = 24.0
BESIDE: Final = 6.0


@dataclass(frozen=True, slots=True)
class Trait:
    """An answer with its percentages in the profile and overall, and both as printed beside the bar."""

    label: str
    inside: float
    everybody: float
    told: str

    @property
    def points(self) -> float:
        """float: the difference of the two percentages as they are printed, so that readers can redo it."""
        return rounded(self.inside) - rounded(self.everybody)


def gaps(found: Sequence[Trait], head: str, lang: str, *, widest: float, width: float) -> Chart:
    """Chart: the gaps in the order given, on a scale that reaches `widest` points, the same on every card."""
    marks: list[Mark] = [label(0, SMALL, head, "head")]
    top = HEAD
    room = width - POINTS - BESIDE - max((text_width(gap.told, SMALL) for gap in found), default=0.0)
    for gap in found:
        drawn, top = _row(gap, lang, top, room / widest, width)
        marks += drawn
    marks.append(line(0, HEAD + 4, 0, top - 3, "zero"))
    return chart("gaps", width, top, marks, [Value(gap.label, "", gap.inside) for gap in found])


def _row(gap: Trait, lang: str, top: float, scale: float, width: float) -> tuple[list[Mark], float]:
    """list of marks, and where the next row begins: the answer on a line or two, then its bar and numbers."""
    texts = list(_texts(gap, top, width))
    foot = top + LINE * len(texts) + 3
    reach = gap.points * scale
    return [
        *texts,
        bar(0, foot, reach, BAR, "first"),
        label(reach + 3, foot + BAR - 1, f"+{number(gap.points, lang, 0)}", "share"),
        label(width, foot + BAR - 1, gap.told, "axis", "end"),
    ], foot + ROW


def _texts(gap: Trait, top: float, width: float) -> Iterator[Mark]:
    for place, text in enumerate(wrap(gap.label, width, LABEL)):
        yield label(3, top + LINE * (place + 1), text, "label")
