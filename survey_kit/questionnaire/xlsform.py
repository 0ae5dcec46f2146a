"""A questionnaire as an XLSForm workbook, read and written: the form that Kobo, ODK and ONA take, with the kit's own columns beside."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.questionnaire.build import build
from survey_kit.questionnaire.faults import Fault, QuestionnaireError, in_order
from survey_kit.questionnaire.write import write_whole
from survey_kit.questionnaire.xlsform_read import raw_form
from survey_kit.questionnaire.xlsform_sheets import read_sheets
from survey_kit.questionnaire.xlsform_write import sheets
from survey_kit.zipped import without_clock

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from survey_kit.questionnaire.model import Questionnaire

_WIDE: Final = 60  # characters
_NARROW: Final = 12


def read_xlsform(path: str | Path) -> Questionnaire:
    """Questionnaire: the one of an XLSForm workbook, the kit's own or another tool's.

    Raises: SurveyKitError `questionnaire_workbook`; QuestionnaireError with every fault of the workbook, each with its cell.
    """
    questionnaire, faults = examine_xlsform(Path(path))
    serious = [fault for fault in faults if not fault.tolerated]
    if serious:
        raise QuestionnaireError(Path(path).name, serious)
    return questionnaire


def examine_xlsform(path: Path) -> tuple[Questionnaire, list[Fault]]:
    """(Questionnaire, list of Fault): what a workbook holds as far as it can be read, and all that is wrong in it.

    Raises: SurveyKitError `questionnaire_workbook`.
    """
    raw, faults = raw_form(read_sheets(path))
    questionnaire, more = build(raw, path.stem)
    return questionnaire, in_order([*faults, *more])


def write_xlsform(questionnaire: Questionnaire, path: str | Path) -> None:
    """None: writes the questionnaire as an XLSForm workbook; the same questionnaire gives the same bytes.

    Raises: SurveyKitError `questionnaire_unwritable`.
    """
    write_whole(Path(path), _workbook(sheets(questionnaire)))


def _workbook(filled: dict[str, list[list[str]]]) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in filled.items():
        _fill(workbook.create_sheet(name), rows)
    written = BytesIO()
    workbook.save(written)
    return without_clock(written.getvalue())


def _fill(sheet: Worksheet, rows: list[list[str]]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(number, place, ILLEGAL_CHARACTERS_RE.sub("", text))
                cell.data_type = "s"  # a label that begins with "=" is text, never a formula
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                cell.font = Font(bold=number == 1)
    for place in range(1, len(rows[0]) + 1):
        longest = max((len(row[place - 1]) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, _NARROW), _WIDE)
    sheet.freeze_panes = "A2"
