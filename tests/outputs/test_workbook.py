"""What every workbook of the kit must be: no formula, no clock, names that a workbook takes."""

import io
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from survey_kit.outputs.workbook import Book, Style, break_pages, page, printable
from survey_kit.zipped import without_clock


def saved(book, title="t"):
    book.book.remove(book.book.worksheets[0])
    return load_workbook(io.BytesIO(book.saved(title)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "=cmd|' /C calc'!A0"])
def test_texts_are_never_formulas(text):
    book = Book()
    book.put(book.sheet("a"), 1, 1, text, Style())
    cell = saved(book)["a"]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_numbers_stay_numbers_with_their_format():
    book = Book()
    book.put(book.sheet("a"), 1, 1, 12.345, Style(form="0.0"))
    cell = saved(book)["a"]["A1"]
    assert (cell.value, cell.number_format, cell.data_type) == (12.345, "0.0", "n")


def test_a_look_is_made_once():
    book = Book()
    sheet = book.sheet("a")
    for row in range(1, 50):
        book.put(sheet, row, 1, row, Style(bold=True))
    assert len(book.looks) == 1
    assert saved(book)["a"]["A49"].font.bold


def test_names_are_cut_cleaned_and_told_apart():
    book = Book()
    names = [book.sheet(name).title for name in ("a/b:c", "A b c", "x" * 40, "x" * 40, "'", "")]
    assert names[0] == "a b c"
    assert names[1] == "A b c 2"
    assert names[2:4] == ["x" * 31, f"{'x' * 29} 2"]
    assert names[4] == "-"
    assert len({name.casefold() for name in names}) == len(names)


def test_the_bytes_hold_no_clock():
    book = Book()
    book.put(book.sheet("a"), 1, 1, "a", Style())
    content = book.saved("t", "s")
    assert without_clock(content) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_what_xml_cannot_hold_is_dropped():
    book = Book()
    book.put(book.sheet("a\x00"), 1, 1, "a\x0bb\x1f", Style())
    assert saved(book, "t\x01")["a"]["A1"].value == "ab"
    assert printable(12) == "12"


def test_links_lead_within_the_workbook():
    book = Book()
    book.link(book.sheet("a"), (2, 1), "là", "'a'!A9", Style())
    link = saved(book)["a"]["A2"].hyperlink
    assert (link.location, link.target) == ("'a'!A9", None)


def test_a_long_text_is_spread_and_as_high_as_it_needs():
    book = Book()
    sheet = book.sheet("a")
    book.spread(sheet, (1, 2, 4), "mot " * 60, Style(), 60)
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["B1:D1"]
    assert sheet.row_dimensions[1].height > 4 * 12


def test_pages_are_a4_as_wide_as_the_sheet_and_numbered():
    book = Book()
    sheet = book.sheet("a")
    page(sheet, head="R&D", foot="pied", landscape=True, repeat=3)
    back = saved(book)["a"]
    assert (back.page_setup.paperSize, back.page_setup.orientation, back.page_setup.fitToHeight) == (9, "landscape", 0)
    assert back.oddHeader.left.text == "R&&D"
    assert back.oddFooter.right.text == "&P / &N"
    assert back.print_title_rows == "$1:$3"


def test_a_page_is_broken_before_a_part_that_would_not_end_on_it():
    book = Book()
    sheet = book.sheet("a")
    for row in range(1, 100):
        book.put(sheet, row, 1, row, Style())
    break_pages(sheet, [1, 31, 61, 81], repeat=0)
    assert [each.id for each in sheet.row_breaks.brk] == [30, 80]


def test_a_sheet_too_wide_to_read_goes_over_pages_side_by_side():
    book = Book()
    sheet = book.sheet("a")
    for place in range(30):
        sheet.column_dimensions[get_column_letter(place + 1)].width = 14
    page(sheet, head="h", foot="f", across=3)
    found = saved(book)["a"]
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (3, 0)
    assert found.print_title_cols == "$A:$B"
