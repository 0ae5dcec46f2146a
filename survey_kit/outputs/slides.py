"""The report as ten slides at the most, for a meeting of elected officials: native charts and real placeholders, all editable."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.charts.rows import text_of
from survey_kit.errors import wording
from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.deck import LANGUAGES, LAYOUTS, check_library, empty_deck
from survey_kit.outputs.fitted import Face, Sized, lines, shortened, size_for
from survey_kit.outputs.native import native
from survey_kit.outputs.slide_chart import insert_chart, labels_of
from survey_kit.outputs.workbook import printable
from survey_kit.report.alone import limits, whole_title
from survey_kit.report.document import Box, Findings
from survey_kit.wording import number, typography
from survey_kit.zipped import MADE, without_clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from survey_kit.outputs.native import Native
    from survey_kit.report.document import Figure, Report

MOST: Final = 10
# Slides that are not of a figure: the opening, the essentials, the limits.
AROUND: Final = 3
NUMBER: Final = (
    '<a:fld xmlns:a="{0}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{1}"/><a:t>{2}</a:t></a:fld>'
)
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
# Facts of the survey told on the last slide, in order.
TOLD: Final = ("field", "sampling", "mode", "period", "responses", "weights", "precision", "contact")

# Hyphens of names, which no title breaks.
UNBROKEN: Final = re.compile(r"(?<=\w)-(?=\w)")
# A title that so many sizes less would set on one line takes one line.
LESS: Final = 2
# A paragraph: its text, its level in the layout.
Told = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Room:
    """What a placeholder of a layout can hold: its width and height in points, the sizes that its text may have, the largest first.

    Of its two levels of paragraphs: their sizes as parts of it, their faces, the points above each.
    """

    width: float
    height: float
    sizes: tuple[float, ...]
    parts: tuple[float, float] = (1.0, 1.0)
    faces: tuple[Face, Face] = ("text", "text")
    before: tuple[float, float] = (0.0, 0.0)


# The placeholders of the layouts, by layout and index.
ROOMS: Final[dict[tuple[str, int], Room]] = {
    ("cover", 0): Room(845, 140, (40, 36, 32, 28, 24), faces=("heading", "text")),
    ("cover", 1): Room(845, 54, (20, 18, 16)),
    ("cover", 12): Room(845, 29, (14, 12, 10)),
    ("cover", 13): Room(209, 130, (44,), (1, 0.3), ("heading", "text"), (0, 2)),
    ("cover", 14): Room(374, 130, (14, 13, 12, 11, 10), faces=("strong", "text"), before=(0, 3)),
    ("cover", 15): Room(223, 130, (24, 22, 20, 18, 16), (1, 0.56), ("heading", "text"), (0, 2)),
    ("cover", 16): Room(302, 27, (13,), faces=("strong", "text")),
    ("essentials", 0): Room(873, 66, (26, 24, 22, 20, 18), faces=("heading", "text")),
    ("essentials", 1): Room(837, 385, (20, 19, 18, 17, 16, 15, 14), (1, 0.7), ("strong", "text"), (10, 2)),
    ("figure", 0): Room(873, 66, (26, 24, 22, 20, 18), faces=("heading", "text")),
    ("figure", 12): Room(873, 36, (14, 13, 12)),
    ("figure", 14): Room(873, 62, (12, 11.5, 11, 10.5, 10)),
    ("closing", 0): Room(873, 66, (26, 24, 22, 20, 18), faces=("heading", "text")),
    ("closing", 12): Room(398, 352, (18, 17, 16, 15, 14, 13, 12), (1, 0.83), ("heading", "text"), (8, 4)),
    ("closing", 13): Room(398, 352, (18, 17, 16, 15, 14, 13, 12), (1, 0.83), ("heading", "text"), (8, 4)),
}


def write_pptx(report: Report, path: str | Path) -> None:
    """None: writes the report as a presentation: what was asked, the findings, the most important figures, what can't be said.

    Raises: SurveyKitError when the library that writes presentations isn't there, or the file can't be written.
    """
    check_library()
    drawn = draw_pptx(report)
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(drawn)


def draw_pptx(report: Report) -> bytes:
    """bytes: the presentation. The same report gives the same bytes.

    Raises: SurveyKitError when the library that writes presentations isn't there.
    """
    drawing = _Drawing(report)
    drawing.cover()
    answers = drawing.answers()
    drawing.essentials()
    for figure, shown in _chosen(report)[: MOST - AROUND - answers]:
        drawing.figure(figure, shown)
    drawing.closing()
    return drawing.saved()


def _chosen(report: Report) -> list[tuple[Figure, Native]]:
    """list of figures with what their charts hold: the most important that a chart of another program can tell."""
    found = ((figure, native(figure.chart, report.lang)) for figure in report.figures if figure.chart is not None)
    return [(figure, shown) for figure, shown in found if shown is not None][: MOST - AROUND]


class _Drawing:
    """A presentation while its slides are drawn."""

    def __init__(self, report: Report) -> None:
        self.report, self.lang, self.language = report, report.lang, LANGUAGES[report.lang]
        self.deck = empty_deck(report.lang)
        self.titles: set[str] = set()
        self.stamp = self.typed(wording("page_synthetic", self.lang)) if report.synthetic else ""

    def typed(self, text: str) -> str:
        """str: a text as it is printed, without the signs that a file can't hold."""
        return printable(typography(text, self.lang))

    def cover(self) -> None:
        """None: title, territory, how many, when, who was asked."""
        report, slide = self.report, self._slide("cover")
        title = self._title(slide, "cover", report.title)
        subtitle = report.subtitle if not report.territory or report.territory in title else f"{report.territory} · {report.subtitle}"
        asked = [(report.about[key][1], 1) for key in ("field", "sampling") if key in report.about]
        told: dict[int, list[Told]] = {
            1: [(subtitle, 0)],
            12: [(report.owner or report.territory, 0)],
            13: [(number(report.respondents, self.lang), 0), (self.text("page_respondents"), 1)],
            14: [(self.text("slide_asked"), 0), *asked] if asked else [],
            15: [(report.period, 0), (self.text("page_period"), 1)] if report.period else [],
            16: [(self.stamp, 0)],
        }
        for index, paragraphs in told.items():
            self._fill(slide, ("cover", index), paragraphs)

    def answers(self) -> bool:
        """bool: whether there is a slide of answers to the questions asked, which is now drawn."""
        section = self.report.section("essentials")
        found = None if section is None else next((block for block in section.blocks if isinstance(block, Findings) and block.kind == "answers"), None)
        if found is None:
            return False
        slide = self._slide("essentials")
        self._title(slide, "essentials", found.title)
        told = [pair for one in found.items for pair in ((one.asked, 0), (one.sentence, 1), (one.detail, 1))]
        self._fill(slide, ("essentials", 1), told)
        self._foot(slide)
        return True

    def essentials(self) -> None:
        """None: the findings, each with what it rests on; those that nobody asked for are called exploratory."""
        section = self.report.section("essentials")
        if section is None:
            return
        slide = self._slide("essentials")
        heading = next((block.title for block in section.blocks if isinstance(block, Findings) and block.kind == "findings" and block.title), "")
        self._title(slide, "essentials", heading or section.title)
        told: list[Told] = []
        for block in section.blocks:
            if isinstance(block, Findings) and block.kind == "findings":
                told += [pair for one in block.items for pair in ((one.sentence, 0), (one.detail, 1))]
            elif isinstance(block, Box) and block.kind == "note":
                told += [(block.title, 0), *((text, 1) for text in block.paragraphs)]
        self._fill(slide, ("essentials", 1), told)
        if not any(isinstance(block, Findings) and block.kind == "findings" for block in section.blocks):
            _unnumbered(slide)
        self._foot(slide)

    def figure(self, figure: Figure, shown: Native) -> None:
        """None: the finding as title, its chart, and under it the base, the field, how to read it and the source."""
        slide = self._slide("figure")
        self._title(slide, "figure", whole_title(figure, self.lang), figure.number)
        room = ROOMS["figure", 12]
        self._fill(slide, ("figure", 12), [(shortened(self.typed(figure.measure), room.width, room.sizes[-1], 2), 0)])
        labels = labels_of(shown, text_of("chart_hidden", self.lang), self.text("slide_indicative"))
        frame = insert_chart(_holder(slide, 13), shown, labels, lang=self.lang, language=self.language, stamp=self.stamp)
        described = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 -- the library has no words for text alternatives
        described.set("name", self.typed(f"{figure.number} {figure.title}".strip()))
        described.set("descr", self.typed(figure.alt))
        self._fill(slide, ("figure", 14), [(text, 0) for text in self._around(figure)])
        self._foot(slide)
        self._speak(slide, figure, shown, labels)

    def closing(self) -> None:
        """None: what the survey doesn't say, how far it reaches, and how it was done."""
        about = self.report.about
        if not about and not limits(self.report):
            return
        slide = self._slide("closing")
        self._title(slide, "closing", self.text("slide_closing"))
        said: list[Told] = [pair for box in limits(self.report) for pair in ((box.title, 0), *((text, 1) for text in box.paragraphs))]
        self._fill(slide, ("closing", 12), said)
        facts = [(f"{about[key][0]}{self.text('page_colon')}{about[key][1]}", 1) for key in TOLD if key in about]
        self._fill(slide, ("closing", 13), [(self.text("slide_made"), 0), *facts] if facts else [])
        self._foot(slide)

    def saved(self) -> bytes:
        """bytes: the presentation, in its language, without the clock."""
        told = self.deck.core_properties
        told.title, told.author, told.subject = self.typed(self.report.title), self.typed(self.report.owner), self.stamp
        told.language, told.last_modified_by, told.keywords, told.comments = self.language, "survey_kit", "", ""
        for slide in self.deck.slides:
            _set_language(slide, self.language)
        made = io.BytesIO()
        self.deck.save(made)
        return without_clock(made.getvalue(), f"{self.report.created}T00:00:00Z" if len(self.report.created) == 10 else MADE)

    def _slide(self, kind: str) -> Any:
        return self.deck.slides.add_slide(self.deck.slide_layouts[LAYOUTS.index(kind)])

    def text(self, code: str, **values: object) -> str:
        """str: a text of the slides in the language of the report."""
        return wording(code, self.lang, **values)

    def _title(self, slide: Any, kind: str, text: str, also: str = "") -> str:
        """str: the title as it stands, unlike any other of the presentation."""
        told = UNBROKEN.sub("\u2011", self.typed(text))
        if told in self.titles:
            told = self.typed(f"{told} ({(also or str(len(self.titles) + 1)).lower()})")
        self.titles.add(told)
        self._fill(slide, (kind, 0), [(told, 0)])
        return told

    def _fill(self, slide: Any, where: tuple[str, int], told: Sequence[Told]) -> None:
        """None: fills a placeholder at the first of its sizes that its room allows; an empty one goes, with its prompt.

        What doesn't fit at the last is cut, line by line.
        """
        from pptx.util import Pt

        holder, room = _holder(slide, where[1]), ROOMS[where]
        shown = [(self.typed(text), level) for text, level in told if text]
        if not shown:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001
            return
        sized = [Sized(text, room.parts[level], room.faces[level], room.before[level]) for text, level in shown]
        size = size_for(sized, room.width, room.height, room.sizes)
        if not where[1]:
            size = next((less for less in room.sizes[:LESS] if lines(shown[0][0], room.width, less, "heading") == 1), size)
        frame = holder.text_frame
        for place, (text, level) in enumerate(cut_to(sized, shown, room, size)):
            paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
            paragraph.level = level
            run = paragraph.add_run()
            run.text = text
            if size != room.sizes[0]:
                run.font.size = Pt(round(size * room.parts[level] * 2) / 2)

    def _around(self, figure: Figure) -> Iterator[str]:
        """Iterator of str: the lines under a chart."""
        notes, colon = figure.notes, self.text("page_colon")
        universe = f"{self.text('page_universe')}{colon}{notes.universe}" if notes.universe else ""
        yield " ".join(part for part in (f"{figure.base}." if figure.base else "", universe) if part)
        others = f"{figure.chart.others}. " if figure.chart is not None and figure.chart.others else ""
        for key, text in (("reading", notes.reading), ("note", f"{others}{notes.note}"), ("source", notes.source)):
            if text:
                yield f"{self.text(f'page_{key}')}{colon}{text}"

    def _speak(self, slide: Any, figure: Figure, shown: Native, labels: Sequence[str]) -> None:
        """None: the notes of who presents: the question, what the chart tells, where it stands, labels that had to be cut."""
        told = [figure.subtitle, figure.alt, *self._around(figure)]
        if figure.number:
            told.append(self.text("slide_in_report", number=figure.number))
        cut = [whole for whole, label in zip(shown.categories, labels, strict=True) if label.endswith("…") or "… (" in label]
        if cut:
            told.append(self.text("slide_full_labels", labels=" ; ".join(cut)))
        slide.notes_slide.notes_text_frame.text = "\n".join(self.typed(text) for text in told)

    def _foot(self, slide: Any) -> None:
        """None: the foot and the number of the slide, in placeholders of the layout."""
        from copy import deepcopy

        from pptx.oxml import parse_xml

        parts = [self.report.owner or self.report.territory, self.report.title, self.stamp]
        for holder in slide.slide_layout.placeholders:
            kind = str(holder.placeholder_format.type)
            if not kind.startswith(("FOOTER", "SLIDE_NUMBER")):
                continue
            element = deepcopy(holder._element)  # noqa: SLF001
            _bare(element)
            element.nvSpPr.cNvPr.set("id", str(1 + max(int(one) for one in slide._element.xpath("//p:cNvPr/@id"))))  # noqa: SLF001
            slide.shapes._spTree.append(element)  # noqa: SLF001
            paragraph = slide.shapes[-1].text_frame.paragraphs[0]
            if kind.startswith("FOOTER"):
                paragraph.add_run().text = shortened(" · ".join(self.typed(part) for part in dict.fromkeys(parts) if part), 792.0, 10, 1)
            else:
                place = len(self.deck.slides)
                paragraph._p.append(parse_xml(NUMBER.format(DRAWING, self.language, place)))  # noqa: SLF001


def cut_to(sized: Sequence[Sized], shown: Sequence[Told], room: Room, size: float) -> list[Told]:
    """list of paragraphs: as they are where they fit, else each cut to its part of the lines that there are."""
    if sum(text.height(room.width, size) for text in sized) <= room.height or len(room.sizes) == 1:
        return list(shown)
    over = sum(text.height(room.width, size) for text in sized) / room.height
    return [
        (
            shortened(text, room.width, size * one.part, max(int(lines(text, room.width, size * one.part, one.face) / over), 1), one.face),
            level,
        )
        for one, (text, level) in zip(sized, shown, strict=True)
    ]


def _unnumbered(slide: Any) -> None:
    """None: sets what are no findings without the numbers of findings."""
    from pptx.oxml import parse_xml

    for look in slide.shapes._spTree.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph/@idx='1']//a:pPr"):  # noqa: SLF001
        look.set("marL", "0")
        look.set("indent", "0")
        look.append(parse_xml(f'<a:buNone xmlns:a="{DRAWING}"/>'))


def _holder(slide: Any, index: int) -> Any:
    return next(holder for holder in slide.placeholders if holder.placeholder_format.idx == index)


def _bare(element: Any) -> None:
    """None: leaves a copied placeholder nothing of its own: places, styles and texts come from the layout."""
    from pptx.oxml import parse_xml

    element.find(f"{{{element.nsmap['p']}}}spPr").clear()
    body = element.find(f"{{{element.nsmap['p']}}}txBody")
    body[:] = [parse_xml(f'<a:{name} xmlns:a="{DRAWING}"/>') for name in ("bodyPr", "lstStyle", "p")]


def _set_language(slide: Any, language: str) -> None:
    """None: says of every text of a slide and of its notes in which language it is."""
    from pptx.oxml import parse_xml

    trees = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]  # noqa: SLF001
    for tree in trees:
        for run in tree.iter(f"{{{DRAWING}}}r"):
            look = run.find(f"{{{DRAWING}}}rPr")
            if look is None:
                look = parse_xml(f'<a:rPr xmlns:a="{DRAWING}"/>')
                run.insert(0, look)
            look.set("lang", language)
