"""Released tables as a file of SPSS: a row a number, with the label of each answer and of each column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError, wording
from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.long import long_rows

if TYPE_CHECKING:
    from survey_kit.outputs.blocks import Told

ENDING: Final = ".sav"
# Where the file says when it was made ("dd mmm yy", "hh:mm:ss"): always the same, so that the same tables make the same file.
MADE_AT: Final = 92
MADE: Final = b"01 Jan 0000:00:00"


def write_sav(told: Told, path: str | Path, *, stamp: str = "") -> None:
    """None: writes the released tables in long form as a .sav file; `stamp` is the file's own label (that its data are made up).

    Raises: SurveyKitError when the library that writes such files isn't there, or when the file can't be written.
    """
    try:
        import pyreadstat
    except ImportError as error:
        raise SurveyKitError("spss_missing", got=str(error)) from error
    import pandas as pd

    headings, rows = long_rows(told)
    columns = {name: _column([row[place] for row in rows]) for place, name in enumerate(headings)}
    labels = [wording(f"sav_{name}", told.lang) for name in headings]
    with replacing(Path(path)) as temporary:
        pyreadstat.write_sav(pd.DataFrame(columns), str(temporary), column_labels=[*labels], file_label=stamp)
        content = bytearray(temporary.read_bytes())
        content[MADE_AT : MADE_AT + len(MADE)] = MADE
        temporary.write_bytes(content)


def _column(values: Sequence[object]) -> list[object]:
    """list: numbers as they are; of texts an empty one where there is none, since SPSS has no missing text."""
    if any(isinstance(value, str) for value in values):
        return ["" if value is None else str(value) for value in values]
    return list(values)
