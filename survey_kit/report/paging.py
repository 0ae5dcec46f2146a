"""Which sections begin a page: each of them, unless the one before leaves two fifths of a page and this one can begin below it.

Heights are estimated from the charts' own and from how wide text is; where an estimate is off, the section simply runs on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Final

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import FULL, HALF
from survey_kit.report.arrange import ASIDE, Beside, Joined, Pair, joined, paired, table_beside
from survey_kit.report.document import Box, Bullets, Cards, Facts, Figure, Findings, KeyFigures, Notes, Paragraph, Table

if TYPE_CHECKING:
    from survey_kit.report.arrange import Drawn
    from survey_kit.report.document import Block, Card, Section

# Points: the printed height of a page, the room left from which another section may begin, the gap above it.
PAGE: Final = 725.0
HALF_EMPTY: Final = 0.6
GAP: Final = 22.0
SAID: Final = 397.0
TITLE: Final = 20.0
# A short quotation counts as one word, with the sign that follows it.
_WORDS: Final = re.compile(r"«[^»]{1,24}»\S*|“[^”]{1,24}”\S*|\S+")
THEME: Final = 68.0
FACT: Final = 190.0
HEADING: Final = 66.0
# What a block leaves under it, which may fall below the page.
UNDER: Final = 8.0
# Words break early: a line holds a little less than its width.
HOLDS: Final = 0.96
# Tables of higher rows may break over pages: thirty of one line.
TALL: Final = 480.0
# The contents: their heading, and an entry.
CONTENTS: Final = 20.0
ENTRY: Final = 18.4


def begins_page(sections: Sequence[Section]) -> tuple[bool, ...]:
    """tuple of bool: for each section, whether it begins a page."""
    begins: list[bool] = []
    end = PAGE
    for place, section in enumerate(sections):
        before = sections[place - 1]
        begin = end if place and section.annex == before.annex and not (section.alone or before.alone) else PAGE
        _, begun, end = laid(section, begin, len(sections))
        begins.append(begun)
    return tuple(begins)


def laid(section: Section, end: float, entries: int = 0) -> tuple[int, bool, float]:
    """Tuple of how many pages the section begins, whether its own head begins one, and where it ends on its last.

    `end` is where the section before ends on its page; `entries` is how many lines the contents have, where they stand in this section.
    """
    parts = [(head(section), False), *_stacked(section, entries)]
    fits = end <= PAGE * HALF_EMPTY and end + GAP + sum(height for height, _ in parts[:2]) - UNDER <= PAGE
    place, count = (end + GAP, 0) if fits else (0.0, 1)
    for height, breaks in parts:
        over = place + height - UNDER > PAGE
        count += max(int((place + height) // PAGE), 1) if over and breaks else over
        place = (place + height) % PAGE if over and breaks else height if over else place + height
    return count, not fits, place


def filled(section: Section) -> Section:
    """Section: its blocks in an order that fills its pages: where the next doesn't fit, the first of those after it that does comes before.

    The first block, which the title speaks of, stays the first, and tables that go on for pages the last.
    """
    waiting = list(paired(section.blocks))
    placed: list[Drawn] = waiting[:1]
    place = head(section) + sum(block_height(block) for block in placed)
    waiting = waiting[1:]
    while waiting:
        fits = next((block for block in waiting if place + block_height(block) - UNDER <= PAGE), None)
        block = waiting[0] if fits is None or breaks(fits) else fits
        waiting.remove(block)
        placed.append(block)
        place = block_height(block) if fits is None else place + block_height(block)
    return replace(section, blocks=tuple(each for block in placed for each in _parted(block)))


def _parted(block: Drawn) -> tuple[Block, ...]:
    """tuple of blocks: what was drawn together, one by one."""
    if isinstance(block, Pair | Beside):
        return block.figures if isinstance(block, Pair) else block.facts
    return block.tables if isinstance(block, Joined) else (block,)


def breaks(block: Drawn) -> bool:
    """bool: whether it may go on over pages: one that would leave most of a page empty before it."""
    return isinstance(block, Joined) or (isinstance(block, Table) and _rows(block, FULL) > TALL)


def _stacked(section: Section, entries: int) -> list[tuple[float, bool]]:
    """list of (height, whether it may break): of the blocks; facts may stand beside the contents, which take a line a section."""
    blocks = joined(section.blocks) if section.annex else paired(section.blocks)
    facts = sum(block_height(block) for block in blocks if isinstance(block, Facts))
    others = [(block_height(block), breaks(block)) for block in blocks if not isinstance(block, Facts)]
    beside = 0.0 if section.annex or not entries else CONTENTS + ENTRY * entries
    return [(max(facts, beside), False), *others] if facts else others


def head(section: Section) -> float:
    """float: the height of a section's head, in points."""
    key = (33 if section.number else 4) + 11 * lines(section.theme, THEME, 8, "600")
    said = 10 + 23.5 * title_lines(section.title) + 15.5 * lines(section.standfirst, SAID, 11)
    return max(key, said) + 13


def block_height(block: Drawn) -> float:
    """float: the height of a block, in points."""
    return next(height(block) for kind, height in _HEIGHTS.items() if isinstance(block, kind))


def lines(text: str, room: float, size: float, face: str = "400") -> int:
    """int: how many lines a text takes, none for no text.

    >>> lines("", 100, 9), lines("un", 100, 9)
    (0, 1)
    """
    return ceil(text_width(text, size, face) / (room * HOLDS)) if text else 0


def title_lines(title: str) -> int:
    """int: how many lines a section's title takes; what its template keeps whole goes to the next line whole.

    >>> title_lines("Un titre"), title_lines("Parmi les premiers attraits : « paysages, cadre de vie » et « nature »")
    (1, 2)
    """
    count, used = 1, 0.0
    for word in _WORDS.findall(title):
        size = text_width(f"{word} ", TITLE, "600")
        count, used = (count, used + size) if used + size <= SAID * HOLDS else (count + 1, size)
    return count


def _paragraph(block: Paragraph) -> float:
    return 13.6 * lines(block.text, FULL, 9.6) + 6


def _bullets(block: Bullets) -> float:
    return sum(13.6 * lines(item, FULL - 11, 9.6) + 2 for item in block.items) + 6


def _facts(block: Facts) -> float:
    return 14.5 + sum(11.5 * lines(fact, FACT, 8.5) + 5.6 for _, fact in block.rows) + 12


def _key_figures(block: KeyFigures) -> float:
    return 54 + max((11.5 * lines(one.label, 112, 9) + 10 * lines(one.detail, 112, 7.5) for one in block.figures), default=0)


def _findings(block: Findings) -> float:
    asked = sum(12.2 * lines(one.asked, 388, 9, "600") + 1.5 for one in block.items if one.asked)
    return asked + findings_head(block) + sum(16.5 + 15.5 * lines(one.sentence, 380, 12.2, "600") + 12.2 * lines(one.detail, 388, 9) for one in block.items) + 13


def findings_head(block: Findings) -> float:
    """float: the height of the title and the note over findings, in points."""
    return (16 + 13.2 * lines(block.note, FULL, 9) if block.note else 16.0) if block.title else 0.0


def _box(block: Box) -> float:
    return 35 + sum(13.6 * lines(text, FULL - 25, 9.6) + 6 for text in block.paragraphs) + 6


def _notes(notes: Notes, room: float) -> float:
    told = [text for text in (notes.universe, notes.reading, notes.note, notes.source) if text]
    return 5 + sum(10.2 * lines(f"Lecture : {text}", room, 7.5) for text in told) if told else 0.0


def _table(block: Table, room: float = FULL) -> float:
    caption = 13.5 * lines(f"{block.number} {block.caption}", room, 10.5, "600") + 11.5 * lines(block.subtitle, room, 8.5) + 3
    return caption + 28 + _rows(block, room) + _notes(block.notes, room) + 12


def _rows(block: Table, room: float) -> float:
    return sum(16.0 + 11.0 * (lines(row.label, room * 0.55, 8.5) - 1) for row in block.rows)


def _inner(block: Table, room: float) -> float:
    """float: the height of a table within a figure, its rows close to one another."""
    heads = max(lines(heading, HEADING, 8.2, "600") for heading in block.headings)
    return 24 + 10.4 * heads + sum(13.2 + 10.4 * (lines(row.label, room * 0.55, 8.2) - 1) for row in block.rows)


def _figure(block: Figure) -> float:
    room = HALF if block.chart is not None and block.chart.width <= HALF else FULL
    title = 13.5 * lines(f"{block.number} {block.title}", room, 10.5, "600") + 11.5 * lines(block.subtitle, room, 8.5)
    inner = _inner(block.table, ASIDE if table_beside(block) else room) if block.table is not None else 0.0
    chart = block.chart.height if block.chart is not None else 0.0
    if table_beside(block):
        return 22 + title + max(chart, inner) + _notes(block.notes, room)
    return 22 + title + chart + inner + _notes(block.notes, room)


def _pair(block: Pair) -> float:
    told = 10.2 * lines(f"Source : {block.source}", FULL, 7.5) + 6 if block.source else 0.0
    return max(_figure(replace(figure, notes=block.around(figure))) for figure in block.figures) + told


def _joined(block: Joined) -> float:
    asked = sum(28 + 10.2 * (lines(table.subtitle, FULL, 7.5) - 1) for table in block.tables)
    return 42 + asked + sum(13.6 for _ in block.whole.rows)


def _cards(cards: Cards) -> float:
    """float: lines of cards, each as high as the highest of them."""
    room = (FULL - 14.2 * (cards.across - 1)) / cards.across
    found = [cards.items[at : at + cards.across] for at in range(0, len(cards.items), cards.across)]
    return sum(max(_card(card, room) for card in line) + 12 for line in found)


def _card(card: Card, room: float) -> float:
    title = max(16 * lines(card.name, room, 12.5, "600"), 32)
    chart = 5 + card.chart.height if card.chart is not None else 0
    more = 5 + 11.5 * lines(card.more, room, 8.5) if card.more else 0
    return 10.5 + title + 27 + 10 * (lines(card.detail, room, 7.5) + lines(card.spread, room, 7.5)) + chart + more + 8.5 + 11.5 * lines(card.firm, room, 8.5, "600")


_HEIGHTS: Final[dict[type, Callable[..., float]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Facts: _facts,
    KeyFigures: _key_figures,
    Findings: _findings,
    Cards: _cards,
    Box: _box,
    Table: _table,
    Figure: _figure,
    Pair: _pair,
    Joined: _joined,
}
