"""Released values in long form, a row a number: CSV and Parquet for machines, and the last sheet of the workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.disclosure.released import Cell, Distribution
from survey_kit.errors import SurveyKitError
from survey_kit.findings.view import cell_label, names
from survey_kit.outputs.atomic import replacing

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.disclosure.released import Released
    from survey_kit.outputs.blocks import Told

FORMS: Final = (".csv", ".parquet")
# What a spreadsheet takes for a formula when a text begins with it.
STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
CROSSED: Final = ("column_variable", "column", "row_percent", "total_percent")
RENAMED: Final = {"row_variable": "variable", "row": "code"}
SEPARATOR: Final = " | "
# Why a cell is hidden, because it is rare or for the others' sake, is told to nobody: it would narrow what it can be.
MASKED: Final = "masked"


def write_long(released: Released, path: str | Path) -> None:
    """None: writes the released frame as .csv (UTF-8 with its mark, commas, decimal points) or .parquet, by the ending of the path.

    Raises: SurveyKitError when the ending is another, when Parquet can't be written here, or when the file can't be.
    """
    target = Path(path)
    writers = {".csv": _csv, ".parquet": _parquet}
    writer = writers.get(target.suffix.lower())
    if writer is None:
        raise SurveyKitError("long_ending", where=str(target), got=target.suffix or "-", expected=", ".join(FORMS))
    content = writer(released)
    with replacing(target) as temporary:
        temporary.write_bytes(content)


def inert(text: str) -> str:
    """str: a text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one; numbers stay.

    >>> inert("=1+1"), inert("-2"), inert("oui")
    ("'=1+1", '-2', 'oui')
    """
    return f"'{text}" if text.startswith(STARTS) and not _is_number(text) else text


def long_rows(told: Told) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Tuple of headings and rows: the released frame with the label of each answer; None where there is no number. Columns of crossed tables
    stand in it only where there is one.
    """
    frame = published(told.released)
    crossed = bool((frame["column_variable"] != "").any())
    kept = [column for column in frame.columns if column != "letters" and (crossed or column not in CROSSED)]
    first = [column for column in ("row_variable", "item", "row") if column in kept]
    order = [*first, *(column for column in kept if column not in first)]
    columns = [_plain(frame[column].tolist()) for column in order]
    headings = [RENAMED.get(column, column) for column in order]
    named = _labels(told, [_plain(frame[column].tolist()) for column in ("row_variable", "row", "merged", "merged_number")])
    place = len(first)
    return (
        (*headings[:place], "label", *headings[place:]),
        [(*row[:place], label, *row[place:]) for row, label in zip(zip(*columns, strict=True), named, strict=True)],
    )


def published(released: Released) -> pd.DataFrame:
    """DataFrame: the released frame as it goes to others: of a hidden cell it says that it is hidden, not why."""
    return released.frame.assign(status=released.frame["status"].where(released.frame["status"] == "", MASKED))


def _csv(released: Released) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    frame = published(released)
    table.writerow(frame.columns)
    columns = [[_cell(value) for value in _plain(frame[column].tolist())] for column in frame.columns]
    table.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def _parquet(released: Released) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise SurveyKitError("parquet_missing", got=str(error)) from error
    made = io.BytesIO()
    parquet.write_table(pa.Table.from_pandas(published(released), preserve_index=False), made, compression="zstd")
    return made.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return inert(value) if isinstance(value, str) else "" if value is None else value


def _plain(values: Sequence[Any]) -> list[Any]:
    """list: the values with None for each that is missing (the only one that differs from itself)."""
    return [None if value is None or value != value else value for value in values]  # noqa: PLR0124


def _labels(told: Told, columns: Sequence[Sequence[Any]]) -> list[str | None]:
    found: list[str | None] = []
    for name, rows in groupby(zip(*columns, strict=True), key=lambda row: row[0]):
        group = [(str(code or ""), _inside(merged), int(number or 0)) for _, code, merged, number in rows]
        variable = told.variable(name)
        cells = tuple(Cell(code, None, None, None, merged=merged, number=number) for code, merged, number in group)
        known = {} if variable is None else names(variable, Distribution(name, cells=cells), told.lang)
        found += [None if not cell.code else cell_label(cell, known, told.lang) for cell in cells]
    return found


def _inside(merged: object) -> tuple[str, ...]:
    return tuple(str(merged).split(SEPARATOR)) if merged else ()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
