"""How the blocks of a section share a page: half-width figures in pairs, facts beside the contents, tables of the annex as blocks of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import HALF, LABEL
from survey_kit.charts.rows import MERGED
from survey_kit.report.document import Facts, Figure, Table

if TYPE_CHECKING:
    from survey_kit.report.document import Block, Notes, Section

# So many questions at most make a table of the annex: the drawing of very long tables takes long.
MOST_JOINED: Final = 60
# What half a page's width holds: answers; points of a label (two lines) and of a title (three lines) of its size.
MOST_HALF: Final = 12
MOST_APART: Final = 5
LABEL_ROOM: Final = 170.0
TITLE: Final = 10.5
TITLE_ROOM: Final = 560.0
# The width of a table beside its chart.
ASIDE: Final = 228.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two half-width figures side by side."""

    figures: tuple[Figure, ...]

    @property
    def source(self) -> str:
        """str: the source that they have in common, told once under both; else empty."""
        return self.figures[0].notes.source if len({figure.notes.source for figure in self.figures}) == 1 else ""

    def around(self, figure: Figure) -> Notes:
        """Notes: what stands under one of them."""
        return replace(figure.notes, source="") if self.source else figure.notes


@dataclass(frozen=True, slots=True)
class Beside:
    """Facts that stand beside the contents."""

    facts: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Tables of the same columns drawn as one, a block of rows each; `whole` holds all rows, for the widths of the columns."""

    tables: tuple[Table, ...]

    @property
    def whole(self) -> Table:
        """Table: every row of every table, under the headings of the first."""
        rows = tuple(row for table in self.tables for row in table.rows)
        return Table("", "", "", max((table.headings for table in self.tables), key=len), rows)


Drawn: TypeAlias = "Block | Pair | Beside | Joined"


def arranged(sections: Sequence[Section]) -> tuple[tuple[Section, tuple[Drawn, ...]], ...]:
    """tuple of section and its blocks: the first facts of the report stand beside the contents."""
    found = [joined(section.blocks) if section.annex else paired(section.blocks) for section in sections]
    for place, (section, blocks) in enumerate(zip(sections, found, strict=True)):
        if not section.annex and any(isinstance(block, Facts) for block in blocks):
            found[place] = _beside(blocks)
            break
    return tuple(zip(sections, found, strict=True))


def paired(blocks: Sequence[Block]) -> tuple[Drawn, ...]:
    """tuple of blocks: two half-width figures that follow each other become a pair."""
    found: list[Drawn] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Figure) and isinstance(before, Figure) and half(block) and half(before):
            found[-1] = Pair((before, block))
        else:
            found.append(block)
    return tuple(found)


def joined(blocks: Sequence[Block]) -> tuple[Drawn, ...]:
    """tuple of blocks: tables that follow each other and have the same columns become blocks of one table."""
    found: list[Drawn] = []
    for block in blocks:
        before = found[-1] if found else None
        if (
            isinstance(block, Table)
            and isinstance(before, Joined)
            and len(before.tables) < MOST_JOINED
            and _alike(before.tables[-1], block)
        ):
            found[-1] = Joined((*before.tables, block))
        elif isinstance(block, Table) and block.number:
            found.append(Joined((block,)))
        else:
            found.append(block)
    return tuple(block.tables[0] if isinstance(block, Joined) and len(block.tables) == 1 else block for block in found)


def half(figure: Figure) -> bool:
    """bool: whether the figure takes half the width of a page."""
    return figure.chart is not None and figure.chart.width <= HALF


def table_beside(figure: Figure) -> bool:
    """bool: whether the table of the figure stands beside its chart: that of a map, which leaves it room."""
    return figure.chart is not None and figure.table is not None and figure.chart.kind == "circles"


def fit_side_by_side(first: Figure, second: Figure) -> bool:
    """bool: whether two figures can be told as well at half width, and are about as high."""
    rows = [0 if figure.chart is None else len(figure.chart.values) for figure in (first, second)]
    return _fits_half(first) and _fits_half(second) and abs(rows[0] - rows[1]) <= MOST_APART


def _fits_half(figure: Figure) -> bool:
    """bool: whether its bars can be told at half width: not too many, each label within two lines, the title within three."""
    chart = figure.chart
    if chart is None or figure.table is not None or chart.kind != "bars" or len(chart.values) > MOST_HALF:
        return False
    longest = max((text_width(value.label, LABEL, "600") for value in chart.values if value.code != MERGED), default=0.0)
    return longest <= LABEL_ROOM and text_width(figure.title, TITLE, "600") <= TITLE_ROOM


def _alike(first: Table, second: Table) -> bool:
    """bool: whether the columns are the same, as far as both have any: a lone count stands in the first."""
    return bool(second.number) and all(one == other for one, other in zip(first.headings[1:], second.headings[1:], strict=False))


def _beside(blocks: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Facts))
    facts = tuple(block for block in takewhile(lambda block: isinstance(block, Facts), blocks[first:]) if isinstance(block, Facts))
    return (*blocks[:first], Beside(facts), *blocks[first + len(facts) :])
