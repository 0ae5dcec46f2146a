"""What a Word file must know of its blocks before it is drawn: bookmarks, what captions count, lists, and charts.

Blocks are known by their `id()`: two tables may hold the same values, and still have a bookmark and a number each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.errors import wording
from survey_kit.report.document import Figure, Findings, Table
from survey_kit.wording import NO_BREAK

if TYPE_CHECKING:
    from survey_kit.report.document import Block, Finding, Report

# The first list of findings in numbering.xml, after those of bullets, chapters and annexes, and the one that the style itself names.
FIRST_FINDINGS: Final = 5
_COUNTED: Final = re.compile(r"^(.*?)(\d+)$")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart within the file: the relation that leads to it, its size in EMU, its place among all drawings, and its name."""

    relation: str
    width: int
    height: int
    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a caption: what is written before it, its value, and the field that counts it."""

    before: str
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class Index:
    """Bookmarks by anchor and by block, numbers, lists of findings, charts."""

    lang: str
    anchors: Mapping[str, int]
    owners: Mapping[int, int]
    numbers: Mapping[int, Number]
    lists: Mapping[int, int]
    pictures: Mapping[int, Picture]

    def bookmark(self, place: int) -> str:
        """str: the name of a bookmark; Word doesn't show those that begin so."""
        return f"_Ref{place:06d}"

    def mark(self, block: object) -> int | None:
        """int or None: the bookmark of a block."""
        return self.owners.get(id(block))

    def target(self, anchor: str) -> int | None:
        """int or None: the bookmark that stands for an anchor of the report."""
        return self.anchors.get(anchor)

    def number(self, block: object) -> Number | None:
        """Number or None: what the caption of a block counts."""
        return self.numbers.get(id(block))

    def list(self, block: object) -> int:
        """int: the list of Word that numbers findings."""
        return self.lists[id(block)]

    def picture(self, figure: object) -> Picture:
        """Picture: the chart of a figure or of a card."""
        return self.pictures[id(figure)]

    def see(self, finding: Finding) -> str:
        """str: where a finding sends its reader."""
        return wording("word_see", self.lang, reference=finding.reference)


def index(report: Report, pictures: Mapping[int, Picture]) -> Index:
    """Index: of a report. `pictures` gives the chart of a figure by the figure's `id()`."""
    blocks = [block for section in report.sections for block in section.blocks]
    owners = _owners(report)
    findings = [id(block) for block in blocks if isinstance(block, Findings)]
    return Index(
        report.lang,
        {anchor: place for place, anchor in enumerate(owners)},
        {id(owner): place for place, owner in enumerate(owners.values())},
        numbers(blocks),
        {block: place for place, block in enumerate(findings, FIRST_FINDINGS)},
        pictures,
    )


def numbers(blocks: list[Block]) -> dict[int, Number]:
    """dict of Number: by the `id()` of the figure or table; where a number isn't the next of its kind, its field says which it is."""
    found: dict[int, Number] = {}
    last: dict[str, int] = {}
    for block in blocks:
        counted = _COUNTED.match(block.number) if isinstance(block, Figure | Table) else None
        if counted is None:
            continue
        before, value = counted[1], int(counted[2])
        series = re.sub(r"\W+", "_", before.strip()) or "Figure"
        told = "" if value == last.get(series, 0) + 1 else f" \\r {value}"
        last[series] = value
        found[id(block)] = Number(before.replace(" ", NO_BREAK), counted[2], f"SEQ {series} \\* ARABIC{told}")
    return found


def _owners(report: Report) -> dict[str, object]:
    """dict: anchor to the section, figure or table that bears it, the first where two would."""
    found: dict[str, object] = {}
    for section in report.sections:
        found.setdefault(section.key, section)
        for block in section.blocks:
            if isinstance(block, Figure | Table) and block.id:
                found.setdefault(block.id, block)
    return found
