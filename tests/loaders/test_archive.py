import io
import struct
import zipfile

import openpyxl
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.loaders import archive
from survey_kit.loaders.archive import check_archive

SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows=(("a", "b"), (1, 2))):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def packed(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in {"xl/workbook.xml": "<workbook/>", **parts}.items():
            target.writestr(name, text)
    return content.getvalue()


def code(content):
    with pytest.raises(SurveyKitError) as caught:
        check_archive(content, "essai.xlsx")
    assert "essai.xlsx" in caught.value.message("fr")
    assert "essai.xlsx" in caught.value.message("en")
    return caught.value.code


def test_an_ordinary_workbook_may_be_opened():
    check_archive(workbook(), "essai.xlsx")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_cut_off_is_refused(share):
    content = workbook([(number, f"texte {number}") for number in range(200)])
    assert code(content[: int(len(content) * share)]) == "export_truncated"


def test_a_workbook_with_a_changed_byte_is_refused():
    content = bytearray(workbook([(number, f"texte {number}") for number in range(200)]))
    entry = zipfile.ZipFile(io.BytesIO(bytes(content))).getinfo(SHEET)
    content[entry.header_offset + 30 + len(SHEET) + entry.compress_size // 2] ^= 0xFF
    assert code(bytes(content)) == "export_truncated"


def test_a_workbook_that_unpacks_a_hundredfold_is_refused():
    assert code(packed(**{SHEET: "<row/>" + " " * 5_000_000})) == "export_bomb"


def test_a_small_sheet_that_repeats_itself_is_no_bomb():
    check_archive(workbook([("oui, tout à fait d'accord",) * 20] * 400), "essai.xlsx")


def test_more_than_the_limit_unpacked_is_refused_without_unpacking(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 10_000)
    assert code(workbook([(number, f"texte {number}") for number in range(2000)])) == "export_bomb"


def test_a_size_that_lies_is_found_out():
    content = bytearray(packed(**{SHEET: "<row/>" * 300_000}))
    header = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, header + 24, 1000)
    assert code(bytes(content)) == "export_truncated"


def test_rows_are_counted_before_the_workbook_is_opened():
    rows = "".join(f'<row r="{number}"/>' for number in range(1, archive.MOST_ROWS + 3))
    assert code(packed(**{SHEET: rows})) == "export_too_many_rows"


def test_as_many_rows_as_are_allowed_pass():
    rows = "".join(f'<row r="{number}"/>' for number in range(1, archive.MOST_ROWS + 2))
    check_archive(packed(**{SHEET: rows}), "essai.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"/></row><row r="1000000"><c r="XFD1000000"/></row>',
        '<row r="1"><c r="A1"/></row><row r="1000000"><c s="3" r="XFD1000000"/></row>',
        '<row><c r="A1"/></row><row><c r="XFD99999"/></row>',
        '<row r="1"><c r="A1"/><c r="XFD99999"/></row>',
        "<x:row r='1'><x:c r='a1'/><x:c r='xfd99999'/></x:row>",
        '<row r="1"><c r="A1"/><c\nr="XFD99999"/><x:c r="XFD99999"/></row>',
        '<row r="1"><c r="A1"/></row>' + " " * 2_000_000 + '<row r="2"><c r="XFD99999"/></row>',
    ],
    ids=["far row", "other attributes first", "rows without numbers", "cell of another row", "prefixes", "mixed", "in pieces"],
)
def test_two_cells_far_apart_are_refused_before_they_fill_the_memory(rows, monkeypatch):
    monkeypatch.setattr(archive, "RATIO", 10_000)
    assert code(packed(**{SHEET: rows})) == "export_too_many_cells"


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(name, encoding):
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert code(packed(**{name: text.encode(encoding)})) == "export_entities"


@pytest.mark.parametrize(("part", "got"), [("word/document.xml", "Word"), ("content.xml", "OpenDocument"), ("xl/workbook.bin", "xlsb")])
def test_other_office_files_are_named(part, got):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        target.writestr(part, "<x/>")
        target.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(SurveyKitError, match=got) as caught:
        check_archive(content.getvalue(), "essai.xlsx")
    assert caught.value.code == "export_other_file"


def test_an_archive_that_is_no_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        target.writestr("export.csv", "a;b")
    with pytest.raises(SurveyKitError, match=r"export\.csv") as caught:
        check_archive(content.getvalue(), "essai.zip")
    assert caught.value.code == "export_zip"


def open_document(body):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", f'<d><table:table table:name="F">{body}</table:table></d>')
    return content.getvalue()


CELL = '<table:table-cell office:value-type="string"{0}><text:p>x</text:p></table:table-cell>'
ROW = "<table:table-row{0}>{1}</table:table-row>"
BLANK = '<table:table-cell table:number-columns-repeated="16384"/>'


def test_blank_rows_to_the_end_of_an_open_document_sheet_are_nothing():
    rows = ROW.format("", CELL.format("") + BLANK) + ROW.format(' table:number-rows-repeated="1048575"', BLANK)
    check_archive(open_document(rows), "essai.ods")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ROW.format(' table:number-rows-repeated="600000"', CELL.format("")), "export_too_many_rows"),
        (
            ROW.format(' table:number-rows-repeated="400000"', BLANK)
            + ROW.format("", CELL.format(' table:number-columns-repeated="16384"')),
            "export_too_many_cells",
        ),
        (ROW.format("", CELL.format("")) * 500_002, "export_bomb"),
    ],
)
def test_an_open_document_that_would_fill_the_memory_is_refused(rows, expected):
    assert code(open_document(rows)) == expected
