"""A workbook whose bytes depend on its cells alone: no clock in its properties nor in its archive."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from survey_kit.zipped import without_clock

Cell = str | int | float | datetime | date | None
MADE: Final = "2022-07-01T00:00:00Z"


def workbook_bytes(sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]], title: str) -> bytes:
    """bytes: an .xlsx with these sheets (name, rows of cells); texts that begin with "=" stay texts."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "survey_kit"
    for name, rows in sheets:
        sheet = book.create_sheet(re.sub(r"[*:/\\?\[\]]", "", name)[:31])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    saved = io.BytesIO()
    book.save(saved)
    return without_clock(saved.getvalue(), MADE)


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> object:
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
