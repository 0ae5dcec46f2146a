"""Bars of 100 % stacked from left to right: satisfaction scales, matrices, ordered answers by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.lettering import wrap
from survey_kit.charts.marks import FULL, LABEL, VALUE, Chart, Mark, Value, bar, chart, label, line
from survey_kit.charts.rows import Row, label_of, text_of, values_of
from survey_kit.wording import number, percent, rounded, typography

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Distribution

ROW: Final = 24.0
DEEP: Final = 17.0
BASE: Final = 36.0
SWATCH: Final = 9.0
LEGEND: Final = 13.0
LABEL_SHARE: Final = 0.34
# Looks by number of steps, from the first answer to the last.
_ORDINAL: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("strong",),
    2: ("strong", "light"),
    3: ("strong", "medium", "light"),
    4: ("strong", "medium", "light", "warm"),
    5: ("strong", "medium", "light", "warm", "blank"),
    6: ("strong", "medium", "light", "pale", "warm", "blank"),
    7: ("strong", "deep", "medium", "light", "pale", "warm", "blank"),
}
_POLES: Final[Mapping[int, tuple[str, ...]]] = {
    2: ("against", "for"),
    3: ("against", "neutral", "for"),
    4: ("against", "against-light", "for-light", "for"),
    5: ("against", "against-light", "neutral", "for-light", "for"),
    6: ("against", "against-medium", "against-light", "for-light", "for-medium", "for"),
    7: ("against", "against-medium", "against-light", "neutral", "for-light", "for-medium", "for"),
}
DARK: Final = frozenset({"strong", "deep", "for", "against"})
MOST_STEPS: Final = 7


@dataclass(frozen=True, slots=True)
class _Plan:
    width: float
    room: float
    looks: Mapping[str, str]
    turn: str  # the first code of the positive pole: a thick line stands before it
    lang: str

    @property
    def scale(self) -> float:
        return (self.width - self.room - BASE) / 100


def stacked(
    rows: Sequence[tuple[str, Distribution]],
    labels: Mapping[str, str],
    lang: str,
    *,
    width: float = FULL,
    poles: bool = False,
    outside: Collection[str] = (),
) -> Chart:
    """Chart: a bar of 100 % a row (label, distribution), its answers in the codebook's order, its base at the right.

    `poles` gives a satisfaction scale its two colours, with a line between dislike and like (or before the like, when the
    scale has a middle); the codes of `outside` ("don't know") come last and stay white. Rows keep the order given. At most
    seven steps, beside those of `outside`: draw more with `bars`.
    """
    codes = _codes(rows, outside)
    looks = _looks(codes, outside, poles=poles)
    room = min(max((text_width(typography(name, lang), LABEL) for name, _ in rows), default=0.0) + 14, width * LABEL_SHARE)
    plan = _Plan(width, room if any(name for name, _ in rows) else 0.0, looks, _turn(codes, outside) if poles else "", lang)
    legend, top = _legend(rows, labels, codes, plan)
    marks: list[Mark] = [*legend, label(width, top - 4, text_of("chart_base", lang), "head", "end")]
    values: list[Value] = []
    y = top
    for name, distribution in rows:
        parts = wrap(typography(name, lang), plan.room - 12, LABEL) if name else ("",)
        found = _cells(distribution, labels, codes, lang)
        marks += _row(plan, distribution, found, parts, y, units=not values)
        if distribution.rule not in {"counts", "nothing"}:
            told = looks if distribution.rule != "indicative" else {code: f"{look}-indicative" for code, look in looks.items()}
            values += values_of(found, typography(name, lang), told)
        y += ROW
    return chart("stacked", width, y, marks, values)


def _codes(rows: Sequence[tuple[str, Distribution]], outside: Collection[str]) -> tuple[str, ...]:
    """tuple of str: every code of the rows, in the order of the first that has it, those outside the scale last."""
    seen = dict.fromkeys(cell.code for _, distribution in rows for cell in distribution.cells)
    return (*(code for code in seen if code not in outside), *(code for code in seen if code in outside))


def _looks(codes: Sequence[str], outside: Collection[str], *, poles: bool) -> dict[str, str]:
    steps = [code for code in codes if code not in outside]
    table = _POLES if poles and len(steps) in _POLES else _ORDINAL
    looks = table.get(len(steps)) or (*_ORDINAL[MOST_STEPS][:-1], *("blank",) * (len(steps) - MOST_STEPS + 1))
    return dict(zip(steps, looks, strict=False)) | {code: "blank" for code in codes if code in outside}


def _turn(codes: Sequence[str], outside: Collection[str]) -> str:
    steps = [code for code in codes if code not in outside]
    return steps[(len(steps) + 1) // 2] if len(steps) > 1 else ""


def _cells(distribution: Distribution, labels: Mapping[str, str], codes: Sequence[str], lang: str) -> tuple[Row, ...]:
    """tuple of Row: the answers in the order of the codes."""
    by_code = {cell.code: cell for cell in distribution.cells}
    return tuple(Row(code, label_of(by_code[code], labels, lang), by_code[code]) for code in codes if code in by_code)


def _legend(
    rows: Sequence[tuple[str, Distribution]], labels: Mapping[str, str], codes: Sequence[str], plan: _Plan
) -> tuple[list[Mark], float]:
    """tuple of the legend's marks, over as many lines as it needs, and of the place where the rows begin."""
    cells = {cell.code: cell for _, distribution in reversed(rows) for cell in distribution.cells}
    marks: list[Mark] = []
    x, y = 0.0, 2.0
    for code in codes:
        name = label_of(cells[code], labels, plan.lang)
        size = SWATCH + 4 + text_width(name, LABEL)
        if x and x + size > plan.width:
            x, y = 0.0, y + LEGEND
        marks += (bar(x, y, SWATCH, SWATCH, f"{plan.looks[code]}-swatch"), label(x + SWATCH + 4, y + 7.5, name, "label"))
        x += size + 12
    return marks, y + (26.0 if x < plan.width - BASE else 31.0)


def _row(plan: _Plan, distribution: Distribution, cells: Sequence[Row], parts: Sequence[str], y: float, *, units: bool) -> Iterator[Mark]:
    for place, part in enumerate(parts):
        yield label(plan.room - 8, y + 11.5 + (place - (len(parts) - 1) / 2) * 9, part, "label", "end")
    if distribution.base is not None:
        yield label(plan.width, y + 11.5, number(distribution.base, plan.lang), "column", "end")
    if distribution.rule in {"counts", "nothing"}:
        code = "chart_counts_only" if distribution.rule == "counts" else "chart_nothing"
        yield label(plan.room, y + 11.5, text_of(code, plan.lang), "hidden")
        return
    yield from _segments(plan, cells, y, units=units, indicative=distribution.rule == "indicative")


def _segments(plan: _Plan, cells: Sequence[Row], y: float, *, units: bool, indicative: bool) -> Iterator[Mark]:
    x = plan.room
    shown = [row for row in cells if row.percent is not None]
    for row in shown:
        size = (row.percent or 0.0) * plan.scale
        yield bar(x, y, size, DEEP, plan.looks[row.code])
        if row.code == plan.turn and x > plan.room:
            yield line(x, y - 3, x, y + DEEP + 3, "pole")
        yield from _printed(plan, row, x, y, size, units=units and row is shown[0], indicative=indicative)
        x += size
    if len(shown) < len(cells):
        yield from _masked(plan, x, y, len(cells) - len(shown))


def _printed(plan: _Plan, row: Row, x: float, y: float, size: float, *, units: bool, indicative: bool) -> Iterator[Mark]:
    text = percent(row.percent or 0.0, plan.lang) if units else f"{rounded(row.percent or 0.0, 0):.0f}"
    if units and size < text_width(text, VALUE, "600") + 4:
        text = f"{rounded(row.percent or 0.0, 0):.0f}"
    if size > max(11.0, text_width(text, VALUE, "600") + 3):
        look = "inside-light" if plan.looks[row.code] in DARK else "inside"
        yield label(x + size / 2, y + 11.5, text, f"{look}-indicative" if indicative else look, "middle")


def _masked(plan: _Plan, x: float, y: float, number_masked: int) -> Iterator[Mark]:
    """Iterator of Mark: one dashed segment for all that is kept back; a single one has no length, which would tell its size."""
    end = plan.width - BASE
    if number_masked > 1 and end - x > 8:
        yield bar(x, y, end - x, DEEP, "masked")
    yield label((x + end) / 2 if number_masked > 1 else x + 6, y + 11.5, text_of("chart_hidden", plan.lang), "hidden", "middle")
