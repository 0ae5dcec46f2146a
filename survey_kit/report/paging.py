"""Which sections begin a page: each of them, unless the one before leaves more than half a page and this one can begin below it.

Heights are estimated from the charts' own and from how wide text is; where an estimate is off, the section simply runs on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import FULL, HALF
from survey_kit.report.document import Box, Bullets, Facts, Figure, Findings, KeyFigures, Notes, Paragraph, Table

if TYPE_CHECKING:
    from survey_kit.report.document import Block, Section

# Points: the printed height of a page, the room left from which another section may begin, the gap above it.
PAGE: Final = 725.0
HALF_EMPTY: Final = 0.5
GAP: Final = 22.0
SAID: Final = 397.0
THEME: Final = 68.0
FACT: Final = 190.0
# Words break early: a line holds a little less than its width.
HOLDS: Final = 0.96
# The contents: their heading, and an entry.
CONTENTS: Final = 20.0
ENTRY: Final = 18.4


def begins_page(sections: Sequence[Section]) -> tuple[bool, ...]:
    """tuple of bool: for each section, whether it begins a page."""
    begins: list[bool] = []
    end = PAGE
    for place, section in enumerate(sections):
        parts = [head(section), *_stacked(section, len(sections))]
        alike = place > 0 and section.annex == sections[place - 1].annex
        fits = alike and end <= PAGE * HALF_EMPTY and end + GAP + sum(parts[:2]) <= PAGE
        begins.append(not fits)
        end = _end(parts, end + GAP if fits else 0.0)
    return tuple(begins)


def _stacked(section: Section, entries: int) -> list[float]:
    """list of float: the heights of the blocks; facts may stand beside the contents, which take a line a section."""
    facts = [block_height(block) for block in section.blocks if isinstance(block, Facts)]
    others = [block_height(block) for block in section.blocks if not isinstance(block, Facts)]
    return [max(sum(facts), 0.0 if section.annex else CONTENTS + ENTRY * entries), *others] if facts else others


def _end(parts: Sequence[float], start: float) -> float:
    """float: where the last part ends on its page, none of them broken."""
    place = start
    for part in parts:
        place = place + part if place + part <= PAGE else part % PAGE
    return place


def head(section: Section) -> float:
    """float: the height of a section's head, in points."""
    key = (33 if section.number else 4) + 11 * lines(section.theme, THEME, 8, "600")
    said = 10 + 23.5 * lines(section.title, SAID, 20, "600") + 15.5 * lines(section.standfirst, SAID, 11)
    return max(key, said) + 13


def block_height(block: Block) -> float:
    """float: the height of a block, in points."""
    return next(height(block) for kind, height in _HEIGHTS.items() if isinstance(block, kind))


def lines(text: str, room: float, size: float, face: str = "400") -> int:
    """int: how many lines a text takes, none for no text.

    >>> lines("", 100, 9), lines("un", 100, 9)
    (0, 1)
    """
    return ceil(text_width(text, size, face) / (room * HOLDS)) if text else 0


def _paragraph(block: Paragraph) -> float:
    return 13.6 * lines(block.text, FULL, 9.6) + 6


def _bullets(block: Bullets) -> float:
    return sum(13.6 * lines(item, FULL - 11, 9.6) + 2 for item in block.items) + 6


def _facts(block: Facts) -> float:
    return 14.5 + sum(11.5 * lines(fact, FACT, 8.5) + 5.6 for _, fact in block.rows) + 12


def _key_figures(block: KeyFigures) -> float:
    return 54 + max((11.5 * lines(one.label, 112, 9) + 10 * lines(one.detail, 112, 7.5) for one in block.figures), default=0)


def _findings(block: Findings) -> float:
    return sum(16.5 + 15.5 * lines(one.sentence, 380, 12.2, "600") + 12.2 * lines(one.detail, 388, 9) for one in block.items) + 13


def _box(block: Box) -> float:
    return 35 + sum(13.6 * lines(text, FULL - 25, 9.6) + 6 for text in block.paragraphs) + 6


def _notes(notes: Notes, room: float) -> float:
    told = [text for text in (notes.universe, notes.reading, notes.note, notes.source) if text]
    return 5 + sum(10.2 * lines(f"Lecture : {text}", room, 7.5) for text in told) if told else 0.0


def _table(block: Table, room: float = FULL) -> float:
    caption = 13.5 * lines(f"{block.number} {block.caption}", room, 10.5, "600") + 11.5 * lines(block.subtitle, room, 8.5) + 3
    rows = sum(16.0 + 11.0 * (lines(row.label, room * 0.55, 8.5) - 1) for row in block.rows)
    return caption + 28 + rows + _notes(block.notes, room) + 12


def _figure(block: Figure) -> float:
    room = HALF if block.chart is not None and block.chart.width <= HALF else FULL
    title = 13.5 * lines(f"{block.number} {block.title}", room, 10.5, "600") + 11.5 * lines(block.subtitle, room, 8.5)
    inner = _table(block.table, room) if block.table is not None else 0.0
    chart = block.chart.height if block.chart is not None else 0.0
    return 22 + title + chart + inner + _notes(block.notes, room)


_HEIGHTS: Final[dict[type, Callable[..., float]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Facts: _facts,
    KeyFigures: _key_figures,
    Findings: _findings,
    Box: _box,
    Table: _table,
    Figure: _figure,
}
