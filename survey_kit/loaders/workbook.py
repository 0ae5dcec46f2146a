"""A workbook to rows of text: what a careful reader sees in each cell, without what a spreadsheet adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.archive import MOST_ROWS

# the signs that a real number may have: beyond them a binary fraction shows (0.30000000000000004)
DIGITS: Final = ".15g"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one sheet that hold something, with their numbers as the spreadsheet shows them."""

    name: str
    rows: list[tuple[str, ...]]
    numbers: list[int]


def read_workbook(content: bytes, where: str) -> tuple[Rows, ...]:
    """Tuple of Rows: the worksheets in their order, blank ones too; charts and macros are no worksheets.

    Raises: SurveyKitError when the workbook can't be read or has too many rows.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        names = [entry.name for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
        return tuple(_rows(book.get_sheet_by_name(name), where) for name in names)
    except PasswordError:
        raise SurveyKitError("export_protected", where=where) from None
    except CalamineError as error:
        raise SurveyKitError("export_truncated", where=where) from error


def cell_text(value: object) -> str:
    """str: a cell as text: whole numbers without a decimal point, ISO dates, a midnight left out, TRUE and FALSE.

    >>> cell_text(3.0), cell_text(0.1 + 0.2), cell_text(True), cell_text(datetime(2022, 4, 3, 10, 5)), cell_text("N/A")
    ('3', '0.3', 'TRUE', '2022-04-03 10:05:00', 'N/A')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(float(value))
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    return "" if value is None else str(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, DIGITS)


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        whole = value.replace(microsecond=0) + timedelta(seconds=round(value.microsecond / 1e6))
        return whole.date().isoformat() if whole.time() == time() else whole.isoformat(sep=" ")
    return str(value) if isinstance(value, timedelta) else value.isoformat()


def _rows(sheet: CalamineSheet, where: str) -> Rows:
    rows, numbers = [], []
    for number, record in enumerate(_records(sheet), start=1):
        if any(record):
            rows.append(record)
            numbers.append(number)
        if len(rows) > MOST_ROWS + 1:
            raise SurveyKitError("export_too_many_rows", where=where, expected=MOST_ROWS)
    return Rows(sheet.name, rows, numbers)


def _records(sheet: CalamineSheet) -> Iterator[tuple[str, ...]]:
    """Iterator of tuple: the rows from the sheet's first one, blank rows and columns before the first cell included.

    Equal values become one text: most cells of a survey say the same few things.
    """
    seen: dict[tuple[type, Any], str] = {}
    for record in sheet.iter_rows():
        texts = []
        for value in record:
            key = (type(value), value)
            text = seen.get(key)
            if text is None:
                text = seen[key] = cell_text(value)
            texts.append(text)
        yield tuple(texts)
