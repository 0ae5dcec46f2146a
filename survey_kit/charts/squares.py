"""Squares, one a person: what is drawn of a base too small for percentages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.lettering import wrap
from survey_kit.charts.marks import HALF, LABEL, Chart, Mark, Value, bar, chart, label
from survey_kit.charts.rows import Row, rows_of, text_of, untold
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Distribution

ROW: Final = 18.0
SIDE: Final = 7.5
PITCH: Final = 9.0
TOP: Final = 14.0


def squares(
    distribution: Distribution,
    labels: Mapping[str, str],
    lang: str,
    *,
    width: float = HALF,
    ordered: bool = False,
    last: Collection[str] = (),
    keep: int = 0,
) -> Chart:
    """Chart: a square a person, with the count at the right, and no percentage: for a base of 5 to 14."""
    rows = rows_of(distribution, labels, lang, ordered=ordered, last=last, keep=keep)
    room = min(max((text_width(row.label, LABEL) for row in rows), default=0.0) + 14, width - 40 - PITCH * (distribution.base or 14))
    lines = [wrap(row.label, room - 12, LABEL) for row in rows]
    heights = [ROW + 9 * (len(parts) - 1) for parts in lines]
    marks: list[Mark] = [label(width, 8, text_of("chart_out_of", lang, base=distribution.base or 0), "head", "end")]
    y = TOP
    for row, parts, height in zip(rows, lines, heights, strict=True):
        marks += _row(row, parts, y, room=room, width=width, lang=lang)
        y += height
    values = (Value(row.label, row.code, None, count=row.count, look="first") for row in rows if row.cell is not None)
    return chart("squares", width, y + 2, marks, values, others=untold(rows))


def nothing(lang: str, *, width: float = HALF) -> Chart:
    """Chart: the sentence that stands where fewer than five people are concerned."""
    return chart("squares", width, 18, (label(0, 11, text_of("chart_nothing", lang), "hidden"),), ())


def _row(row: Row, parts: tuple[str, ...], y: float, *, room: float, width: float, lang: str) -> Iterator[Mark]:
    for place, part in enumerate(parts):
        yield label(room - 8, y + 8 + 9 * place, part, "label", "end")
    if row.cell is None:
        return
    if row.count is None:
        sign = text_of("chart_hidden", lang)
        yield label(room, y + 8, sign, "hidden")
        yield label(width, y + 8, sign, "hidden", "end")
        return
    yield from (bar(room + PITCH * place, y + 1, SIDE, SIDE, "first") for place in range(row.count))
    yield label(width, y + 8, number(row.count, lang), "share", "end")
