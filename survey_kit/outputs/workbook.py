"""Workbooks as the kit draws them: its styles, cells that can't be formulas, and bytes that depend on what is in them alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, Final, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from survey_kit.zipped import without_clock

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

INK, PRIMARY, GREY, WARM = "1D2A33", "1F4E5F", "5F6B75", "A0522D"
TINT, BAND = "EAF0F2", "D5E0E4"
# A face that every system has, or one of the same widths.
FACE: Final = "Arial"
COUNT, DECIMAL, SHARE = "#,##0", "#,##0.0", "0.0"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
NAME_LENGTH: Final = 31
# Inches of paper and margins; points of a row; how much of a page is counted on, since row heights differ between programs.
A4: Final = (8.27, 11.69)
SIDES, ENDS = 0.55, 0.72
ROW: Final = 13.5
FILLED: Final = 0.96
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks. `rule` draws a line under it ("thin" or "medium")."""

    bold: bool = False
    italic: bool = False
    size: float = 10
    colour: str = INK
    fill: str = ""
    rule: Literal["", "thin", "medium"] = ""
    align: Literal["", "left", "right", "center"] = ""
    wrap: bool = False
    form: str = "General"
    indent: int = 0
    quoted: bool = False


def _empty() -> Workbook:
    """Workbook: new; the face of its normal style sets what a column's width means."""
    book = Workbook()
    normal: Any = vars(book)["_named_styles"]["Normal"]
    normal.font = Font(name=FACE, size=10)
    return book


@dataclass(slots=True)
class Book:
    """A workbook being filled. Each look is made once and shared by the cells that have it: making one costs more than a cell."""

    book: Workbook = field(default_factory=_empty)
    looks: dict[Style, Any] = field(default_factory=dict)

    def sheet(self, name: str) -> Worksheet:
        """Worksheet: a new one, named as near to that as a workbook allows."""
        made: Worksheet = self.book.create_sheet(self.free_name(name))
        made.sheet_view.showGridLines = False
        made.sheet_format.defaultRowHeight, made.sheet_format.customHeight = ROW, True
        return made

    def free_name(self, name: str) -> str:
        """str: the name without what sheets may not hold, cut to 31 signs, unlike those there are."""
        clean = _FORBIDDEN.sub(" ", printable(name)).strip(" '")[:NAME_LENGTH] or "-"
        taken = {each.casefold() for each in self.book.sheetnames}
        place, found = 2, clean
        while found.casefold() in taken:
            ending = f" {place}"
            place, found = place + 1, clean[: NAME_LENGTH - len(ending)] + ending
        return found

    def put(self, sheet: Worksheet, row: int, column: int, value: object, style: Style) -> Any:
        """Cell: written; a text that a spreadsheet could take for a formula is stored as a text and quoted."""
        text = isinstance(value, str)
        cell: Any = sheet.cell(row, column)
        cell.value = printable(value) if text else value
        if text and str(value).startswith(FORMULA):
            cell.data_type = "s"
            style = replace(style, quoted=True)
        cell._style = copy(self._look(style))  # noqa: SLF001 - the shared look: assigning fonts and fills cell by cell is ten times as slow
        return cell

    def link(self, sheet: Worksheet, at: tuple[int, int], text: str, target: str, style: Style) -> None:
        """None: writes a text that leads to another cell of the workbook."""
        cell = self.put(sheet, *at, text, style)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=printable(text))

    def spread(self, sheet: Worksheet, at: tuple[int, int, int], text: str, style: Style, room: int) -> None:
        """None: writes a text over several columns (row, first, last), `room` signs wide, as high as it needs."""
        row, first, last = at
        for column in range(first, last + 1):
            self.put(sheet, row, column, text if column == first else None, replace(style, wrap=True))
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        lines = sum(max(1, ceil(len(part) / room)) for part in text.split("\n")) or 1
        sheet.row_dimensions[row].height = max(lines * style.size * 1.38 + 3, 15)

    def row(self, sheet: Worksheet, number: int, values: Sequence[object], style: Style, first: int = 1) -> None:
        """None: writes values side by side in one look, empty ones too."""
        for place, value in enumerate(values):
            self.put(sheet, number, first + place, value, style)

    def saved(self, title: str, subject: str = "") -> bytes:
        """bytes: the workbook, without the clock."""
        self.book.properties.title = printable(title)
        self.book.properties.subject = printable(subject)
        self.book.properties.creator = "survey_kit"
        made = io.BytesIO()
        self.book.save(made)
        return without_clock(made.getvalue())

    def _look(self, style: Style) -> Any:
        if style not in self.looks:
            self.looks[style] = _styled(self._scratch(), style)
        return self.looks[style]

    def _scratch(self) -> Any:
        """Cell: one that belongs to the workbook but to none of its rows."""
        from openpyxl.cell import Cell

        return Cell(self.book.worksheets[0], row=1, column=1)


def page(sheet: Any, *, head: str, foot: str, landscape: bool = False, repeat: int = 0, across: int = 1) -> None:
    """None: sets a sheet up for paper: A4, as wide as the page, its head and foot, page numbers, the first rows repeated on each page.

    A sheet too wide to be read so goes over `across` pages side by side, codes and answers on each.
    """
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    if across > 1:
        sheet.print_title_cols = "A:B"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = SIDES
    sheet.page_margins.top = sheet.page_margins.bottom = ENDS
    sheet.oddHeader.left.text, sheet.oddHeader.left.size = _coded(head), 8
    sheet.oddFooter.left.text, sheet.oddFooter.left.size = _coded(foot), 8
    sheet.oddFooter.right.text, sheet.oddFooter.right.size = "&P / &N", 8
    if repeat:
        sheet.print_title_rows = f"1:{repeat}"


def break_pages(sheet: Any, starts: Iterable[int], *, landscape: bool = False, repeat: int = 0) -> None:
    """None: begins a new page before a part that would not end on the page; `starts` are the rows where parts begin."""
    heights = [sheet.row_dimensions[row].height or ROW for row in range(1, sheet.max_row + 1)]
    inches = (A4[0] if landscape else A4[1]) - 2 * ENDS
    room = inches * 72 * 100 / _scale(sheet, landscape=landscape) * FILLED - sum(heights[:repeat])
    rows = [*starts, sheet.max_row + 1]
    used = sum(heights[repeat : rows[0] - 1])
    for row, after in pairwise(rows):
        tall = sum(heights[row - 1 : after - 1])
        if used + tall > room and used:
            sheet.row_breaks.append(Break(id=row - 1))
            used = 0.0
        used = (used + tall) % room


def _scale(sheet: Any, *, landscape: bool) -> int:
    """int: the percentage at which the columns are as wide as the page, 100 at most; wide fonts make it less."""
    widths = [(column.width * 7 + 5) * 0.75 for column in sheet.column_dimensions.values()]
    across = int(sheet.page_setup.fitToWidth or 1)
    points = sum(widths[:2]) + sum(widths[2:]) / across
    inches = (A4[1] if landscape else A4[0]) - 2 * SIDES
    return max(10, min(100, int(100 * inches * 72 / points * 0.98))) if points else 100


def _coded(text: str) -> str:
    """str: as heads and feet of pages want it: an ampersand opens a command there."""
    return printable(text).replace("&", "&&")


def _styled(cell: Any, style: Style) -> Any:
    cell.font = Font(name=FACE, size=style.size, bold=style.bold, italic=style.italic, color=style.colour)
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    if style.rule:
        cell.border = Border(bottom=Side(style=style.rule, color=PRIMARY if style.rule == "medium" else "B8C4CA"))
    cell.alignment = Alignment(horizontal=style.align or None, vertical="center", wrap_text=style.wrap, indent=style.indent)
    cell.number_format = style.form
    cell.quotePrefix = style.quoted
    return cell._style  # noqa: SLF001


def printable(text: object) -> str:
    r"""str: a text without the signs that an XML file can't hold.

    >>> printable("a\x00b")
    'ab'
    """
    return _UNPRINTABLE.sub("", str(text))
