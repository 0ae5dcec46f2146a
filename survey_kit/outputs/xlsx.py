"""The tables as a workbook: what must be known, a table of contents, a sheet a chapter, and all of it once more in long form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.blocks import Block, Line, Told, analysis_block, chapters
from survey_kit.outputs.crossed import crossed_blocks
from survey_kit.outputs.long import long_rows
from survey_kit.outputs.workbook import BAND, COUNT, DECIMAL, GREY, INK, PRIMARY, ROW, SHARE, TINT, WARM, Book, Style, break_pages, page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from survey_kit.disclosure.released import Released
    from survey_kit.outputs.blocks import Holds, Look, Value
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.report.document import Report

CODE_WIDTH, CODE_MOST, LABEL_WIDTH, VALUE_WIDTH, LONG_WIDTH = 12.5, 18.0, 58.0, 14.0, 15.0
# How much narrower the letters of a code are than those that widths count.
SMALL: Final = 0.85
CONTENTS_WIDTH, ABOUT_WIDTH = 92.0, 96.0
# Columns of numbers beside each other on a page that can still be read.
READABLE: Final = 14
# A column's width counts digits, which are wider than letters are on average.
LETTER: Final = 1.1
SIGNS_PER_WIDTH: Final = 1.05
FIRST_BLOCK: Final = 5
YEAR, ASSUMED = "0", "0.0#"
LONGEST_CODE, LONGEST_TITLE, TITLE_END = 24, 98, 40
ITEM_SPACE: Final = 1.6
SOURCE: Final = ("file", "sha256", "received", "respondents")
FORMATS: Final[dict[Holds, str]] = {"count": COUNT, "weighted": DECIMAL, "percent": SHARE, "value": DECIMAL}
H1 = Style(bold=True, size=16, colour=PRIMARY)
STAMP = Style(bold=True, size=10, colour=WARM)
TITLE = Style(bold=True, size=11, colour=PRIMARY, fill=BAND)
HEAD = Style(bold=True, size=9, colour=INK, rule="medium", align="right", wrap=True)
HEAD_LEFT = Style(bold=True, size=9, colour=INK, rule="medium", wrap=True)
BANNER = Style(bold=True, size=8.5, colour=PRIMARY, rule="thin", align="center")
NOTE = Style(size=8.5, colour=GREY)
LINK = Style(colour=PRIMARY)
TEXT = Style()
FACT = Style(bold=True)
LOOKS: Final[dict[Look, Style]] = {
    "answer": Style(rule="thin"),
    "merged": Style(rule="thin"),
    "net": Style(rule="thin", bold=True),
    "indicative": Style(rule="thin", italic=True, colour=GREY),
    "hidden": Style(rule="thin", colour=GREY),
    "base": Style(rule="thin", bold=True, fill=TINT),
    "measure": Style(rule="thin"),
    "assumption": Style(rule="thin", italic=True),
    "outside": Style(rule="thin", colour=GREY, size=9),
    "heading": Style(rule="thin", bold=True, size=9),
    "item": Style(bold=True, rule="thin", colour=PRIMARY),
}


def write_xlsx(report: Report, path: str | Path) -> None:
    """None: writes every released table of a report as a workbook.

    Raises: SurveyKitError when the file can't be written.
    """
    write_drawn(report_workbook(report), path)


def write_drawn(drawn: bytes, path: str | Path) -> None:
    """None: writes a workbook that is drawn already.

    Raises: SurveyKitError when the file can't be written.
    """
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(drawn)


def report_workbook(report: Report) -> bytes:
    """bytes: the workbook of a report's tables."""
    told = Told(report.released, report.questionnaire, report.lang)
    source = _source(told, report.manifest)
    facts = (
        ("territory", report.territory), ("respondents", report.respondents), ("period", report.period), ("owner", report.owner),
        ("source", source),
    )  # fmt: skip
    shown = tuple((key, value) for key, value in facts if value)
    return workbook(told, report.title, synthetic=report.synthetic, facts=shown)


def _source(told: Told, manifest: Mapping[str, Any]) -> str:
    """str: the export that the tables come from and what made them, where the report knows."""
    known = {key: manifest[key] for key in SOURCE if key in manifest}
    version = manifest.get("versions", {}).get("survey_kit", "")
    return told.text("about_source", **known, version=version) if len(known) == len(SOURCE) else ""


def write_tables(
    released: Released, questionnaire: Questionnaire, path: str | Path, *, lang: str = "fr", title: str = "", synthetic: bool = False
) -> None:
    """None: writes released tables as a workbook, without a report.

    Raises: SurveyKitError when the file can't be written.
    """
    told = Told(released, questionnaire, lang)
    named = title or questionnaire.titles.get(lang) or questionnaire.titles.get("fr") or questionnaire.name
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(workbook(told, named, synthetic=synthetic))


def workbook(told: Told, title: str, *, synthetic: bool, facts: Sequence[tuple[str, object]] = ()) -> bytes:
    """bytes: the workbook. The same values give the same bytes."""
    stamps = {"internal": told.released.internal, "synthetic": synthetic}
    drawing = _Drawing(told, title, " – ".join(told.text(name) for name, holds in stamps.items() if holds))
    about, contents = drawing.book.book.worksheets[0], drawing.book.sheet(told.text("sheet_contents"))
    about.title, about.sheet_view.showGridLines = drawing.book.free_name(told.text("sheet_about")), False
    for key, heading, blocks in _sheets(told):
        drawing.chapter(heading, blocks, landscape=key == "crossed")
    drawing.long()
    drawing.contents(contents)
    drawing.about(about, facts)
    return drawing.book.saved(title, drawing.stamp)


def _sheets(told: Told) -> list[tuple[str, str, list[Block]]]:
    analyses = [analysis_block(told, analysis) for analysis in told.released.analyses]
    further = [("analyses", told.text("chapter_analyses"), analyses), ("crossed", told.text("chapter_crossed"), crossed_blocks(told))]
    return [*chapters(told), *(sheet for sheet in further if sheet[2])]


class _Drawing:
    """A workbook while its sheets are drawn: where each block begins is kept for the table of contents."""

    def __init__(self, told: Told, title: str, stamp: str) -> None:
        self.told, self.title, self.stamp = told, title, stamp
        self.book = Book()
        self.begins: list[tuple[str, Block, str, int]] = []

    def chapter(self, heading: str, blocks: Sequence[Block], *, landscape: bool = False) -> None:
        """None: draws a sheet of blocks."""
        sheet = self.book.sheet(heading)
        widest = max(len(block.headings) for block in blocks)
        self._top(sheet, heading)
        codes = max((len(_code(line) or "") for block in blocks for line in block.lines), default=0)
        for column, width in enumerate((min(max(CODE_WIDTH, codes * SMALL), CODE_MOST), LABEL_WIDTH, *(VALUE_WIDTH,) * widest)):
            sheet.column_dimensions[_letters(column)].width = width
        row = FIRST_BLOCK
        starts: list[int] = []
        for block in blocks:
            self.begins.append((heading, block, sheet.title, row))
            # An item of a matrix may begin a page, but for the first: it stays with the title.
            lines = row + 2 + any(block.banner)
            starts += [row, *(lines + place for place, line in enumerate(block.lines) if line.look == "item" and place)]
            row = self._block(sheet, block, row, widest) + 2
        sheet.freeze_panes = f"C{FIRST_BLOCK}"
        page(sheet, head=self._head(), foot=heading, landscape=landscape, repeat=FIRST_BLOCK - 1, across=ceil(widest / READABLE))
        break_pages(sheet, starts, landscape=landscape, repeat=FIRST_BLOCK - 1)

    def _top(self, sheet: Worksheet, heading: str) -> None:
        self.book.put(sheet, 1, 1, heading, H1)
        sheet.row_dimensions[1].height = 24
        self.book.put(sheet, 2, 1, self.stamp or self.title, STAMP if self.stamp else NOTE)
        self.book.link(sheet, (3, 1), self.told.text("back"), f"'{self.told.text('sheet_contents')}'!A1", replace(LINK, size=9))

    def _head(self) -> str:
        return f"{self.stamp} – {self.title}" if self.stamp else self.title

    def _block(self, sheet: Worksheet, block: Block, row: int, widest: int) -> int:
        """int: the last row of the block."""
        last = 2 + widest
        room = int((LABEL_WIDTH + VALUE_WIDTH * widest) * SIGNS_PER_WIDTH)
        self.book.put(sheet, row, 1, None, TITLE)
        self.book.spread(sheet, (row, 2, last), block.title, TITLE, room)
        row = self._headings(sheet, block, row + 1)
        for line in block.lines:
            self._line(sheet, block, line, row)
            row += 1
        for note in block.notes:
            self.book.spread(sheet, (row, 2, last), note, NOTE, int(room * 1.15))
            row += 1
        return row - 1

    def _headings(self, sheet: Worksheet, block: Block, row: int) -> int:
        """int: the row after the headings."""
        if any(block.banner):
            self._banner(sheet, block.banner, row)
            row += 1
        self.book.row(sheet, row, (self.told.text("head_code"), self.told.text("head_answer")), HEAD_LEFT)
        self.book.row(sheet, row, block.headings, HEAD, first=3)
        tallest = max(_lines(heading, VALUE_WIDTH) for heading in block.headings)
        sheet.row_dimensions[row].height = ROW * tallest
        return row + 1

    def _banner(self, sheet: Worksheet, banner: Sequence[str], row: int) -> None:
        """None: writes the name of each banner variable once, over all of its columns."""
        first, tallest = 3, 1
        for name, columns in groupby(banner):
            width = len(list(columns))
            self.book.spread(sheet, (row, first, first + width - 1), name, BANNER, int(VALUE_WIDTH * width))
            first, tallest = first + width, max(tallest, _lines(name, VALUE_WIDTH * width))
        sheet.row_dimensions[row].height = ROW * tallest

    def _line(self, sheet: Worksheet, block: Block, line: Line, row: int) -> None:
        look = LOOKS[line.look]
        self.book.put(sheet, row, 1, _code(line), replace(look, size=8, colour=GREY))
        self.book.put(sheet, row, 2, line.label, replace(look, wrap=True))
        for place, (value, holds) in enumerate(zip(line.values, block.holds, strict=False)):
            form = ASSUMED if line.look == "assumption" else _form(value, "percent" if line.look == "measure" else holds)
            own = LOOKS[line.looks[place]] if line.looks else look
            lettered = f'{form}" {line.mark(place)}"' if line.mark(place) and not isinstance(value, str) else form
            self.book.put(sheet, row, 3 + place, value, replace(own, form=lettered, align="right"))
        if (lines := _lines(line.label, LABEL_WIDTH / (1.12 if look.bold else 1.0))) > 1:
            sheet.row_dimensions[row].height = ROW * lines
        elif line.look == "item":
            sheet.row_dimensions[row].height = ROW * ITEM_SPACE

    def long(self) -> None:
        """None: draws the sheet that machines read: a row a number, headings that name it."""
        sheet = self.book.sheet(self.told.text("sheet_long"))
        headings, rows = long_rows(self.told)
        self.book.put(sheet, 1, 1, self.stamp or self.title, STAMP if self.stamp else NOTE)
        self.book.row(sheet, 2, headings, HEAD_LEFT)
        for place, row in enumerate(rows, 3):
            for column, value in enumerate(row, 1):
                if value is not None:
                    self.book.put(sheet, place, column, value, TEXT)
        for column, heading in enumerate(headings):
            sheet.column_dimensions[_letters(column)].width = 34.0 if heading in {"variable", "label"} else LONG_WIDTH
        sheet.freeze_panes = "B3"
        sheet.auto_filter.ref = f"A2:{_letters(len(headings) - 1)}{len(rows) + 2}"
        sheet.print_area = f"A1:{_letters(len(headings) - 1)}{len(rows) + 2}"
        page(sheet, head=self._head(), foot=sheet.title, landscape=True, repeat=2)

    def contents(self, sheet: Worksheet) -> None:
        """None: draws the table of contents, a link a table."""
        told = self.told
        self.book.put(sheet, 1, 1, told.text("sheet_contents"), H1)
        sheet.row_dimensions[1].height = 24
        self.book.put(sheet, 2, 1, self.stamp or self.title, STAMP if self.stamp else NOTE)
        self.book.row(sheet, 4, (told.text("head_chapter"), told.text("head_table"), told.text("head_base")), HEAD_LEFT)
        for row, (heading, block, name, begins) in enumerate(self.begins, 5):
            self.book.put(sheet, row, 1, heading, Style(rule="thin", colour=GREY))
            self.book.link(sheet, (row, 2), _short(block.title), f"'{name}'!A{begins}", Style(rule="thin", colour=PRIMARY))
            self.book.put(sheet, row, 3, block.base, Style(rule="thin", form=COUNT, align="right"))
        for letter, width in (("A", 30.0), ("B", CONTENTS_WIDTH), ("C", 12.0)):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A5"
        page(sheet, head=self._head(), foot=sheet.title, repeat=4)

    def about(self, sheet: Worksheet, facts: Sequence[tuple[str, object]]) -> None:
        """None: draws the first sheet: what the tables rest on and how they are read."""
        told = self.told
        self.book.spread(sheet, (1, 1, 2), self.title, H1, 75)
        self.book.put(sheet, 2, 1, self.stamp, STAMP)
        row = 4
        for key, value in facts:
            row = self._fact(sheet, row, told.text(f"fact_{key}"), value)
        for key, text in self._statements():
            row = self._fact(sheet, row, told.text(f"fact_{key}"), text)
        self.book.link(sheet, (row + 1, 1), told.text("to_contents"), f"'{told.text('sheet_contents')}'!A1", LINK)
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28.0, ABOUT_WIDTH
        page(sheet, head=self._head(), foot=sheet.title)

    def _fact(self, sheet: Worksheet, row: int, name: str, value: object) -> int:
        self.book.put(sheet, row, 1, name, Style(bold=True, rule="thin"))
        self.book.put(sheet, row, 2, value, Style(rule="thin", wrap=True, align="left", form=COUNT))
        sheet.row_dimensions[row].height = 15.0 * _lines(str(value), ABOUT_WIDTH * LETTER)
        return row + 1

    def _statements(self) -> Iterable[tuple[str, str]]:
        released = self.told.released
        yield "sampling", self.told.text(f"about_{released.sampling}")
        yield "weights", self.told.text("about_weighted" if released.weighted else "about_unweighted")
        yield "base", self.told.text("about_base")
        if released.internal:
            yield "secrecy", self.told.text("about_internal")
        else:
            yield "secrecy", self.told.text("about_secrecy", threshold=released.threshold - 1)
            yield "small", self.told.text("about_small")
        yield "signs", self.told.text("about_signs")
        yield "numbers", self.told.text("about_numbers", sheet=self.told.text("sheet_long"))


def _code(line: Line) -> str | None:
    """str or None: the code as it is shown: not where a drafted codebook takes the answer as written for it."""
    written = line.code.casefold() == line.label.casefold() and not line.code.isdigit()
    return None if written or len(line.code) > LONGEST_CODE else line.code


def _short(title: str) -> str:
    """str: a title on one line; of questions asked of several things the start is the same, the end tells them apart."""
    if len(title) <= LONGEST_TITLE:
        return title
    start, end = title[: LONGEST_TITLE - TITLE_END], title[-TITLE_END:]
    return f"{start.rsplit(' ', 1)[0]} … {end.split(' ', 1)[-1]}"


def _form(value: Value, holds: Holds) -> str:
    """str: the number format of a cell; what may be a year has no space of thousands."""
    if isinstance(value, float) and value.is_integer() and value >= 1000 and holds == "percent":
        return YEAR
    return COUNT if isinstance(value, int) else FORMATS[holds]


def _lines(text: str, width: float) -> int:
    """int: how many lines a text takes in a column of that width, words unbroken."""
    return max(1, len(wrap(text, max(int(width), 4))))


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column + 1)
