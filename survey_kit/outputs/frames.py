"""Plain tables of numbers as files: a sheet each in a workbook, the first of them alone as .csv or .parquet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.atomic import check_target, replacing
from survey_kit.outputs.long import inert
from survey_kit.zipped import without_clock

if TYPE_CHECKING:
    import pandas as pd

ENDINGS: Final = (".xlsx", ".csv", ".parquet")
NARROWEST: Final = 16
WIDEST: Final = 100
DECIMALS: Final = "#,##0.00####"


def write_frames(frames: Mapping[str, pd.DataFrame], path: str | Path) -> None:
    """None: writes the frames by the ending of the path: .xlsx (a sheet each), .csv or .parquet (the first).

    Raises: SurveyKitError when the ending is another, when Parquet can't be written here, or when the file can't be.
    """
    target = Path(path)
    writers = {".xlsx": _workbook, ".csv": _csv, ".parquet": _parquet}
    writer = writers.get(target.suffix.lower())
    if writer is None:
        raise SurveyKitError("output_ending", where=str(target), got=target.suffix or "-", expected=", ".join(ENDINGS))
    content = writer(frames)
    with replacing(target) as temporary:
        temporary.write_bytes(content)


def check_output(path: Path, inputs: Sequence[Path]) -> None:
    """None: checks, before anything is read, that frames can be written there.

    Raises: SurveyKitError when the ending is another, when there is no such folder, or when an input itself would be written over.
    """
    if path.suffix.lower() not in ENDINGS:
        raise SurveyKitError("output_ending", where=str(path), got=path.suffix or "-", expected=", ".join(ENDINGS))
    check_target(path, inputs)


def _plain(value: Any) -> Any:
    """Any: None for what is missing, text that no spreadsheet takes for a formula, numbers as Python has them."""
    if value is None or value != value:  # noqa: PLR0124 - missing is the only value that differs from itself
        return None
    return inert(value) if isinstance(value, str) else value.item() if hasattr(value, "item") else value


def _workbook(frames: Mapping[str, pd.DataFrame]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, frame in frames.items():
        sheet = book.create_sheet(name)
        sheet.append(list(frame.columns))
        for row in frame.itertuples(index=False):
            sheet.append([_plain(value) for value in row])
        _dressed(sheet, frame)
    made = io.BytesIO()
    book.save(made)
    return without_clock(made.getvalue())


def _dressed(sheet: Any, frame: pd.DataFrame) -> None:
    """None: bold frozen headings, columns as wide as what they hold, numbers with two decimals at most."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = "landscape", 0, True
    for position, name in enumerate(frame.columns, start=1):
        sheet.cell(1, position).font = Font(bold=True)
        texts = [str(name), *(text for text in frame[name] if isinstance(text, str))]
        sheet.column_dimensions[get_column_letter(position)].width = min(max(NARROWEST, *(len(text) + 2 for text in texts)), WIDEST)
        for (cell,) in sheet.iter_rows(min_row=2, min_col=position, max_col=position):
            cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")
            if isinstance(cell.value, float):
                cell.number_format = DECIMALS


def _csv(frames: Mapping[str, pd.DataFrame]) -> bytes:
    frame = next(iter(frames.values()))
    safe = frame.map(_plain)
    return str(safe.to_csv(index=False, lineterminator="\r\n", float_format="%.17g")).encode("utf-8-sig")


def _parquet(frames: Mapping[str, pd.DataFrame]) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise SurveyKitError("parquet_missing", got=str(error)) from error
    made = io.BytesIO()
    parquet.write_table(pa.Table.from_pandas(next(iter(frames.values())), preserve_index=False), made, compression="zstd")
    return made.getvalue()
