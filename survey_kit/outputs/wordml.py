"""The report as WordprocessingML: what the templates of `templates/word/` need, prepared, and the text that they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from survey_kit.errors import wording
from survey_kit.outputs.png import UNPRINTABLE
from survey_kit.outputs.shapes import shapes
from survey_kit.outputs.wordindex import index
from survey_kit.report.arrange import paired
from survey_kit.report.document import Facts, Findings
from survey_kit.report.html import environment, layout, page_words
from survey_kit.report.paging import begins_page

if TYPE_CHECKING:
    from jinja2 import Environment

    from survey_kit.outputs.typefaces import Typeface
    from survey_kit.outputs.wordindex import Index, Picture
    from survey_kit.report.arrange import Drawn
    from survey_kit.report.document import Notes, Report, Section, Table

LOCALES: Final = {"fr": "fr-FR", "en": "en-GB"}
STYLES: Final = (
    "long_title", "owner", "fact", "cover_stamp", "lead", "key_value", "key_label", "key_detail", "asked", "finding", "finding_detail", "box_title",
    "box_text",    "warning_title", "warning_text", "annex_caption", "subcaption", "picture", "notes", "table_text", "table_number", "dense_text",
    "dense_number", "gap", "running", "caption_number", "note_name", "cover_value", "stamp", "indicative", "merged", "base_row",
    "report_table", "dense_table", "fact_table", "key_table", "pair_table",
)  # fmt: skip
PARTS: Final = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "rels",
    "word/_rels/document.xml.rels": "document_rels",
    "word/_rels/fontTable.xml.rels": "font_rels",
    "word/document.xml": "document",
    "word/styles.xml": "styles",
    "word/theme/theme1.xml": "theme",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/fontTable.xml": "fonts",
    "word/header1.xml": "header",
    "word/footer1.xml": "footer",
}
# Lists of numbering.xml.
CHAPTERS, ANNEXES = 2, 3
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TWENTIETHS: Final = 20
_HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its width in twentieths of a point, and whether it holds numbers."""

    width: int
    numeric: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as it is drawn: its bookmark, whether it begins a page, the list that numbers it (0: none), and what its heading says."""

    section: Section
    blocks: tuple[Drawn, ...]
    place: int
    begins: bool
    list: int
    said: str
    contents: bool


def package(report: Report, faces: Sequence[Typeface]) -> dict[str, str]:
    """dict of str: the parts of the file around its text, by their names."""
    chosen = _environment(report.lang)
    values = {
        "report": report,
        "words": page_words(report.lang),
        "locale": LOCALES.get(report.lang, LOCALES["fr"]),
        "names": {name: wording(f"word_style_{name}", report.lang) for name in STYLES},
        "lists": sum(isinstance(block, Findings) for section in report.sections for block in section.blocks),
        "faces": list(faces),
    }
    return {part: _text(chosen, name, values) for part, name in PARTS.items()}


def body(report: Report, pictures: Mapping[int, Picture]) -> str:
    """str: the text of the document, from its cover on. `pictures` gives the chart of a figure by the figure's `id()`."""
    chosen = _environment(report.lang)
    found = index(report, pictures)
    chapters = tuple(_chapters(report, found))
    values = {
        "report": report,
        "words": page_words(report.lang) | {"cover": wording("word_cover", report.lang)},
        "index": found,
        "chapters": chapters,
        "contents_within": any(chapter.contents for chapter in chapters),
        "hills": shapes(chosen.get_template("hills.svg.j2").render()),
    }
    return _text(chosen, "body", values)


def columns(table: Table, width: float) -> tuple[Column, ...]:
    """tuple of Column: as pages have them, in twentieths of a point; the first takes what the others leave."""
    found = layout(table, width)
    others = [Column(round(column.width * TWENTIETHS), column.numeric) for column in found[1:]]
    return (Column(round(width * TWENTIETHS) - sum(column.width for column in others), numeric=False), *others)


@cache
def _environment(lang: str) -> Environment:
    found = environment(lang).overlay()
    words = page_words(lang)
    found.filters = environment(lang).filters | {
        "columns": columns,
        "told": lambda notes: _told(notes, words),
        "parts": lambda text, whole: _HYPHEN.split(text) if whole else [text],
    }
    return found


def _text(chosen: Environment, name: str, values: Mapping[str, object]) -> str:
    return UNPRINTABLE.sub("", chosen.get_template(f"word/{name}.xml.j2").render(values))


def _told(notes: Notes, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """list of (name, text): the notes that say something, in their order."""
    named = {"universe": notes.universe, "reading": notes.reading, "note": notes.note, "source": notes.source}
    return [(words[name], text) for name, text in named.items() if text]


def _chapters(report: Report, found: Index) -> Iterator[Chapter]:
    """Iterator of Chapter: numbered by a list of Word as long as the numbers follow one another, else as typed."""
    first = next((s.key for s in report.sections if not s.annex and any(isinstance(b, Facts) for b in s.blocks)), "")
    counts = {False: 0, True: 0}
    for section, begins in zip(report.sections, begins_page(report.sections), strict=True):
        reached = counts[section.annex]
        following = LETTERS[reached : reached + 1] if section.annex else str(reached + 1)
        listed = bool(section.number) and section.number == following
        counts[section.annex] += listed
        named = section.theme or section.title
        yield Chapter(
            section,
            section.blocks if section.annex else paired(section.blocks),
            found.anchors[section.key],
            begins,
            (ANNEXES if section.annex else CHAPTERS) if listed else 0,
            named if listed or not section.number else f"{section.number}  {named}",
            section.key == first,
        )
