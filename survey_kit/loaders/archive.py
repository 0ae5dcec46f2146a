"""What a workbook file really is, looked at before anything opens it: size unpacked, ratio, rows, cells, entities."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from survey_kit.errors import SurveyKitError

LARGEST: Final = 1_500_000_000
RATIO: Final = 100
# below this, no ratio can hurt: a small sheet that says the same thing in every row packs very well
HARMLESS: Final = 1_000_000
MOST_ROWS: Final = 500_000
# a reader lays a sheet out as a full rectangle up to its last cell: two cells far apart would fill the memory
MOST_CELLS: Final = 60_000_000
PIECE: Final = 1 << 20
ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{1,9})[\"']")
ANY_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,9})"')
ANY_CELL: Final = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,3})(\d{1,9})[\"']")
OPEN_TAG: Final = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)(?![\w-])([^>]*)>")
REPEATED: Final = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")
ENTITY: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(slots=True)
class _Sheet:
    rows: int = 0
    last_row: int = 0
    last_column: int = 0

    def add(self, piece: bytes) -> None:
        """None: counts the rows and looks how far the cells reach: a cell may say another row than the one that it stands in."""
        self.rows += len(ANY_ROW.findall(piece))
        # nearly every program writes a cell's place first: the quick pattern then finds them all
        quick = CELL.findall(piece)
        cells = quick if len(quick) == piece.count(b"<c") and b":c" not in piece else ANY_CELL.findall(piece)
        numbers = {number for _, number in cells} | set(ROW.findall(piece))
        self.last_row = max([self.last_row, *map(int, numbers)])
        self.last_column = max([self.last_column, *map(_column, {letters for letters, _ in cells})])


@dataclass(slots=True)
class _OpenSheet:
    """The tables of an OpenDocument file as its tags go by: a row or a cell may stand for many; blank ones at the ends count nothing."""

    rows: int = 0
    last_row: int = 0
    last_column: int = 0
    row: int = 0
    column: int = 0

    def add(self, piece: bytes) -> None:
        for tag, attributes in OPEN_TAG.findall(piece):
            found = REPEATED.search(attributes)
            self._add_tag(tag, b"value-type" in attributes, int(found[1]) if found else 1)

    def _add_tag(self, tag: bytes, filled: bool, times: int) -> None:  # noqa: FBT001
        if tag == b"table":
            self.rows = self.last_row = self.last_column = self.row = 0
        elif tag == b"table-row":
            self.row, self.column = self.row + times, 0
        else:
            self.column += times
            if filled:
                self.rows += self.last_row != self.row
                self.last_row, self.last_column = self.row, max(self.last_column, self.column)


def check_archive(content: bytes, where: str) -> None:
    """None: when the workbook may be opened.

    Raises: SurveyKitError when it is cut off or damaged, no workbook, too big once unpacked, or when it defines entities.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_kind(archive, where)
            _check_sizes(archive, len(content), where)
            for entry in archive.infolist():
                _check_entry(archive, entry, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        raise SurveyKitError("export_truncated", where=where) from error


def _check_kind(archive: zipfile.ZipFile, where: str) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names or ("content.xml" in names and archive.read("mimetype")[:64].endswith(b"opendocument.spreadsheet")):
        return
    for part, got in (
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("xl/workbook.bin", "Excel binaire (.xlsb)"),
        ("content.xml", "OpenDocument"),
    ):
        if part in names:
            raise SurveyKitError("export_other_file", where=where, got=got)
    raise SurveyKitError("export_zip", where=where, got=", ".join(sorted(names)[:3]))


def _check_sizes(archive: zipfile.ZipFile, packed: int, where: str) -> None:
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > LARGEST or (unpacked > HARMLESS and unpacked > RATIO * packed):
        raise SurveyKitError("export_bomb", where=where, got=unpacked // 1_000_000, expected=LARGEST // 1_000_000, ratio=RATIO)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> None:
    """None: when the part is whole (its checksum is compared at its end), and its rows and cells are few enough."""
    is_xml = entry.filename.endswith((".xml", ".rels"))
    sheet = _Sheet() if entry.filename.startswith("xl/worksheets/") else _OpenSheet() if entry.filename == "content.xml" else None
    for piece in _pieces(archive, entry):
        if is_xml and ENTITY.search(piece.replace(b"\0", b"")):
            raise SurveyKitError("export_entities", where=where, got=entry.filename)
        if sheet is not None:
            sheet.add(piece)
            _check_sheet(sheet, where)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Iterator of bytes: the part, cut at tag ends, so that no tag stands across two pieces."""
    rest = b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            whole = rest + piece
            cut = whole.rfind(b">") + 1 or len(whole)
            rest = whole[cut:]
            yield whole[:cut]
    if rest:
        yield rest


def _check_sheet(sheet: _Sheet | _OpenSheet, where: str) -> None:
    rows = max(sheet.rows, sheet.last_row)
    if max(sheet.rows, sheet.last_row if isinstance(sheet, _OpenSheet) else 0) > MOST_ROWS + 1:
        raise SurveyKitError("export_too_many_rows", where=where, expected=MOST_ROWS)
    if rows * sheet.last_column > MOST_CELLS:
        raise SurveyKitError("export_too_many_cells", where=where, got=f"{rows} x {sheet.last_column}", expected=MOST_CELLS)


def _column(letters: bytes) -> int:
    """int: the number of a spreadsheet's column, from 1.

    >>> _column(b"A"), _column(b"AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number
