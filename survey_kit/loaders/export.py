"""The raw file, read safely and as text first; then its table: headings, columns, row numbers, and what stood around them."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.archive import HARMLESS, LARGEST, RATIO, check_archive
from survey_kit.loaders.delimited import NOT_SHOWN, read_delimited
from survey_kit.loaders.workbook import read_workbook
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".ods")
# what a file is by its first bytes, when it is nothing that the kit reads
OTHERS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "PDF"),
    (b"$FL2", "SPSS (.sav)"),
    (b"$FL3", "SPSS (.zsav)"),
    (b"<stata_dta>", "Stata (.dta)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
)
STATISTICS: Final = {
    ".sav": "SPSS (.sav)",
    ".zsav": "SPSS (.zsav)",
    ".por": "SPSS (.por)",
    ".dta": "Stata (.dta)",
    ".sas7bdat": "SAS",
    ".rds": "R",
}
TITLE_ROWS: Final = 30
FICTITIOUS: Final = ("données fictive", "donnees fictive", "synthetic data", "fictitious data", "made-up data")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stands: rows of text, with their numbers as a spreadsheet shows them. Blank rows are left out."""

    name: str
    rows: Sequence[tuple[str, ...]]
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class RawFile:
    """An export as it stands on the disk: its name, its fingerprint, its sheets, how it was written, and what was told of it."""

    name: str
    sha256: str
    kind: Literal["csv", "workbook"]
    sheets: tuple[Sheet, ...]
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of one sheet: a heading and a tuple of texts a column, the number of each row, and the titles above the headings.

    `texts` holds the distinct texts of each column: in a large file they are few, and most questions can be put to them alone.
    """

    sheet: str
    headings: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    titles: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()
    texts: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform that the kit reads: how sure a table is to be its own, and why, and how it is parsed."""

    name: str
    recognise: Callable[[Grid], tuple[float, tuple[str, ...]]]
    parse: Callable[[Grid], tuple[Answers, tuple[Note, ...]]]


def read_raw(path: str | Path) -> RawFile:
    """RawFile: the sheets of a workbook, or the one table of a delimited text file (gzip is unpacked), every cell text.

    Raises: SurveyKitError when the file is missing, empty, damaged, too big, or nothing that the kit reads.
    """
    path = Path(path)
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    if content[:2] == b"\x1f\x8b":
        content = _unpack(content, path.name)
    _check_kind(path, content)
    if content.startswith(ZIP):
        check_archive(content, path.name)
        sheets = tuple(Sheet(rows.name, rows.rows, rows.numbers) for rows in read_workbook(content, path.name))
        return _filled(RawFile(path.name, digest, "workbook", sheets))
    text = read_delimited(content, path.name)
    return _filled(RawFile(path.name, digest, "csv", (Sheet("", text.rows, text.numbers),), text.facts, text.notes))


def grid(raw: RawFile, sheet: Sheet) -> Grid:
    """Grid: the table of a sheet, the titles above its headings set apart."""
    first = heading_row(sheet.rows)
    head, body = sheet.rows[first], sheet.rows[first + 1 :]
    width = _width(head, body)
    headings = (*head, *[""] * width)[:width]
    numbers = tuple(sheet.numbers[first + 1 :])
    if any(len(row) != width for row in body):
        body = [(*row, *[""] * (width - len(row)))[:width] for row in body]
    columns = tuple(zip(*body, strict=True)) if body else ((),) * width
    titles = tuple(cell for row in sheet.rows[:first] for cell in row if cell.strip())
    notes = tuple(_grid_notes(headings, titles, sheet, first, width))
    return Grid(sheet.name, headings, columns, numbers, titles, {**raw.facts, "kind": raw.kind}, notes, tuple(map(frozenset, columns)))


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """int: where the headings stand: the first row that is at least half as full as the fullest of the first thirty.

    >>> heading_row([("Données fictives", "", ""), ("Commune", "Âge", ""), ("Decazeville", "40", "oui")])
    1
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:TITLE_ROWS]]
    return next(position for position, count in enumerate(filled) if 2 * count >= max(filled))


def without_marks(table: Grid) -> tuple[tuple[str, ...], ...]:
    """Tuple of columns: cells that a text file left without quotes are plain blanks again, for platforms that mean nothing by it."""
    return tuple(
        tuple("" if cell == NOT_SHOWN else cell for cell in column) if NOT_SHOWN in texts else column
        for column, texts in zip(table.columns, table.texts, strict=True)
    )


def says_fictitious(texts: Iterable[str]) -> bool:
    """bool: whether a title or a sheet's name says that the data are made up."""
    return any(words in text.casefold() for text in texts for words in FICTITIOUS)


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SurveyKitError("export_folder", where=str(path))
        if path.stat().st_size > LARGEST:
            raise SurveyKitError(
                "export_bomb", where=path.name, got=path.stat().st_size // 1_000_000, expected=LARGEST // 1_000_000, ratio=RATIO
            )
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SurveyKitError("export_missing", where=str(path)) from None
    except (OSError, ValueError) as error:
        raise SurveyKitError("export_unreadable", where=str(path), got=getattr(error, "strerror", None) or str(error)) from None
    if not content.strip(b"\r\n\t ;,\xef\xbb\xbf"):
        raise SurveyKitError("export_empty", where=path.name)
    return content


def _unpack(content: bytes, where: str) -> bytes:
    """Bytes: the content of a gzip file, never more than may be unpacked.

    Raises: SurveyKitError when it is damaged or unpacks to too much.
    """
    most = min(LARGEST, max(HARMLESS, RATIO * len(content)))
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SurveyKitError("export_truncated", where=where) from error
    if len(unpacked) > most:
        raise SurveyKitError("export_bomb", where=where, got=f"> {most // 1_000_000}", expected=LARGEST // 1_000_000, ratio=RATIO)
    if not unpacked.strip():
        raise SurveyKitError("export_empty", where=where)
    return unpacked


def _check_kind(path: Path, content: bytes) -> None:
    """None: when the bytes are what the name says, and the kit reads that.

    Raises: SurveyKitError with what the file really is.
    """
    other = next((name for mark, name in OTHERS if content.startswith(mark)), "") or STATISTICS.get(path.suffix.lower(), "")
    if other:
        code = "export_statistics" if other in STATISTICS.values() else "export_other_file"
        raise SurveyKitError(code, where=path.name, got=other)
    if content.startswith(OLE):
        code = "export_protected" if ENCRYPTED in content else "export_old_excel"
        raise SurveyKitError(code, where=path.name)
    if path.suffix.lower() in WORKBOOKS and not content.startswith(ZIP):
        raise SurveyKitError("export_fake_workbook", where=path.name, got=_looks_like(content))
    if _is_markup(content):
        raise SurveyKitError("export_other_file", where=path.name, got=_looks_like(content))


def _is_markup(content: bytes) -> bool:
    head = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"{\\rtf")) or (
        head[:1] in b"[{" and head[1:].lstrip()[:1] in (b'"', b"{")
    )


def _looks_like(content: bytes) -> str:
    head = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return "HTML"
    for mark, name in ((b"<", "XML"), (b"{\\rtf", "RTF"), (b"{", "JSON"), (b"[", "JSON")):
        if head.startswith(mark):
            return name
    return "CSV" if b"\0" not in head and any(sign in head for sign in (b",", b";", b"\t")) else "?"


def _filled(raw: RawFile) -> RawFile:
    """RawFile: the same, when some sheet holds something.

    Raises: SurveyKitError when there is nothing in any sheet.
    """
    if not any(any(cell.strip() for cell in row) for sheet in raw.sheets for row in sheet.rows):
        raise SurveyKitError("export_empty", where=raw.name)
    return raw


def _width(head: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """int: as many columns as have a heading, or something below it."""
    named = max((position for position, cell in enumerate(head, start=1) if cell.strip()), default=0)
    wider = (row for row in body if len(row) > named)
    return max([named, *(max((position for position, cell in enumerate(row, start=1) if cell.strip()), default=0) for row in wider)])


def _grid_notes(headings: Sequence[str], titles: Sequence[str], sheet: Sheet, first: int, width: int) -> Iterator[Note]:
    if titles:
        yield Note("titles_above", row=sheet.numbers[0], values={"count": first, "text": titles[0][:80]})
    named = [" ".join(heading.split()) for heading in headings]
    for heading, count in Counter(named).items():
        if heading and count > 1:
            yield Note("headings_repeated", column=heading, values={"count": count})
    blank = [position + 1 for position, heading in enumerate(named) if not heading]
    if blank:
        yield Note("headings_blank", row=sheet.numbers[first], values={"count": len(blank), "positions": ", ".join(map(str, blank[:5]))})
    short = [number for row, number in zip(sheet.rows[first + 1 :], sheet.numbers[first + 1 :], strict=True) if 0 < len(row) < width]
    if short and "".join(sheet.name) == "":
        yield Note("rows_short", row=short[0], values={"count": len(short)})
