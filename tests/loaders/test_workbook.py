import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.loaders import workbook
from survey_kit.loaders.archive import check_archive
from survey_kit.loaders.workbook import cell_text, read_workbook


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def one_row(*cells):
    book = openpyxl.Workbook()
    book.active.append(cells)
    return read_workbook(saved(book), "essai.xlsx")[0].rows[0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3, "3"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (12345678901, "12345678901"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("N/A", "N/A"),
        ("NA", "NA"),
        ("007", "007"),
        ("a\nb", "a\nb"),
        (datetime(2022, 4, 3, 10, 32, 24), "2022-04-03 10:32:24"),  # noqa: DTZ001
        (date(2022, 4, 3), "2022-04-03"),
        (time(10, 3), "10:03:00"),
        ("<img src=file:///etc/passwd>", "<img src=file:///etc/passwd>"),
        ("{{7*7}}", "{{7*7}}"),
    ],
)  # fmt: skip
def test_a_cell_is_the_text_that_a_reader_sees(cell, text):
    assert one_row("x", cell, "y")[1] == text


def test_a_formula_gives_its_stored_value_and_is_never_computed():
    assert one_row("x", "=1+1", "y")[1] == ""


def test_fractions_of_a_second_are_rounded_and_durations_kept():
    assert cell_text(datetime(2022, 4, 3, 10, 32, 23, 999_999)) == "2022-04-03 10:32:24"  # noqa: DTZ001
    assert cell_text(timedelta(hours=30)) == "1 day, 6:00:00"
    assert cell_text(None) == ""


def test_blank_rows_are_left_out_and_numbers_are_the_spreadsheets():
    book = openpyxl.Workbook()
    book.active["B3"], book.active["C3"], book.active["B6"] = "a", "b", 1
    (rows,) = read_workbook(saved(book), "essai.xlsx")
    assert rows.numbers == [3, 6]
    assert rows.rows == [("a", "b"), ("1", "")]


def test_every_worksheet_is_there_in_its_order():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("Vide")
    assert [(rows.name, len(rows.rows)) for rows in read_workbook(saved(book), "essai.xlsx")] == [("Sheet", 1), ("Vide", 0)]


def test_too_many_rows_are_refused_while_reading(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    book = openpyxl.Workbook()
    for number in range(6):
        book.active.append([number])
    with pytest.raises(SurveyKitError) as caught:
        read_workbook(saved(book), "essai.xlsx")
    assert caught.value.code == "export_too_many_rows"


def test_what_cannot_be_opened_is_refused():
    with pytest.raises(SurveyKitError) as caught:
        read_workbook(b"PK\x03\x04 nothing", "essai.xlsx")
    assert caught.value.code == "export_truncated"


def test_a_sheet_of_libreoffice_is_read():
    cell = '<table:table-cell office:value-type="{0}" office:{1}="{2}"><text:p>vu</text:p></table:table-cell>'
    text = '<table:table-cell office:value-type="string"><text:p>{0}</text:p></table:table-cell>'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "manifest")
    )
    rows = (
        f"<table:table-row>{text.format('commune')}{text.format('âge')}{text.format('le')}</table:table-row>"
        f"<table:table-row>{text.format('Rodez')}{cell.format('float', 'value', '41')}{cell.format('date', 'date-value', '2022-04-03T10:05:00')}</table:table-row>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("META-INF/manifest.xml", f"<manifest:manifest {spaces}/>")
        target.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="Réponses">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    check_archive(content.getvalue(), "essai.ods")
    (sheet,) = read_workbook(content.getvalue(), "essai.ods")
    assert sheet.name == "Réponses"
    assert sheet.rows == [("commune", "âge", "le"), ("Rodez", "41", "2022-04-03 10:05:00")]
