"""The texts of a report that somebody may edit, each under an id: titles, standfirsts, findings and answers, titles of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.report.document import Figure, Findings

if TYPE_CHECKING:
    from survey_kit.report.document import Block, Finding, Report, Section

COVER: Final = "cover"
DETAIL: Final = "-detail"
# Section and entry of an id.
Slot = tuple[str, str]


def slots(report: Report) -> dict[Slot, str]:
    """dict: section and entry to the text that stands there, in the order in which they are read; empty texts are none."""
    found = {(COVER, "subtitle"): report.subtitle}
    for section in report.sections:
        found |= {(section.key, entry): text for entry, text in _of_section(section)}
    return {slot: text for slot, text in found.items() if text}


def _of_section(section: Section) -> Iterator[tuple[str, str]]:
    yield "title", section.title
    yield "standfirst", section.standfirst
    for block in section.blocks:
        if isinstance(block, Figure):
            yield block.id, block.title
        elif isinstance(block, Findings):
            for item in block.items:
                yield item.key, item.sentence
                yield f"{item.key}{DETAIL}", item.detail


def with_texts(report: Report, texts: Mapping[Slot, str]) -> Report:
    """Report: with texts in the place of those that stand there; a figure that is drawn once more for two pages has the same title there."""
    if not texts:
        return report
    titles = {entry: text for (_, entry), text in texts.items() if entry.startswith("figure-")}
    return replace(
        report,
        subtitle=texts.get((COVER, "subtitle"), report.subtitle),
        sections=tuple(_section(section, {entry: text for (key, entry), text in texts.items() if key == section.key}) for section in report.sections),
        short=tuple(replace(figure, title=titles.get(figure.id, figure.title)) for figure in report.short),
    )


def _section(section: Section, texts: Mapping[str, str]) -> Section:
    if not texts:
        return section
    return replace(
        section,
        title=texts.get("title", section.title),
        standfirst=texts.get("standfirst", section.standfirst),
        blocks=tuple(_block(block, texts) for block in section.blocks),
    )


def _block(block: Block, texts: Mapping[str, str]) -> Block:
    if isinstance(block, Figure):
        return replace(block, title=texts.get(block.id, block.title))
    if isinstance(block, Findings):
        return replace(block, items=tuple(_item(item, texts) for item in block.items))
    return block


def _item(item: Finding, texts: Mapping[str, str]) -> Finding:
    return replace(item, sentence=texts.get(item.key, item.sentence), detail=texts.get(f"{item.key}{DETAIL}", item.detail))
