import gzip
import hashlib
import os

import openpyxl
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.loaders import export
from survey_kit.loaders.export import grid, heading_row, read_raw, says_fictitious, without_marks

TABLE = "commune;âge;avis\nEspalion;41;oui\nLaissac;38;non\n"


@pytest.fixture
def write(tmp_path):
    def writing(content, name="export.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return writing


def refusal(path):
    with pytest.raises(SurveyKitError) as caught:
        read_raw(path)
    for lang in ("fr", "en"):
        assert caught.value.message(lang)
        assert "{" not in caught.value.message(lang)
    return caught.value


def test_a_delimited_file_is_one_sheet_of_text(write):
    path = write(TABLE)
    raw = read_raw(path)
    assert (raw.kind, raw.name, len(raw.sheets)) == ("csv", "export.csv", 1)
    assert raw.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert grid(raw, raw.sheets[0]).columns == (("Espalion", "Laissac"), ("41", "38"), ("oui", "non"))


def test_a_packed_file_is_unpacked(write):
    assert read_raw(write(gzip.compress(TABLE.encode()), "export.csv.gz")).sheets[0].rows[1] == ("Espalion", "41", "oui")


def test_the_input_is_left_as_it_was(write):
    path = write(TABLE)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_raw(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("name", "content", "code", "got"),
    [
        ("e.csv", b"", "export_empty", ""),
        ("e.csv", b"\r\n  \n", "export_empty", ""),
        ("e.csv", b"\xef\xbb\xbf\r\n", "export_empty", ""),
        ("e.csv", b"\xef\xbb\xbf;;;\r\n;;;\r\n", "export_empty", ""),
        ("e.csv", b'"  ";" "\n', "export_empty", ""),
        ("e.csv", b"a;b\n\x00\x01\x02\x03", "export_binary", ""),
        ("e.xlsx", TABLE.encode(), "export_fake_workbook", "CSV"),
        ("e.xlsx", b"<html><table><tr><td>a</td></tr></table></html>", "export_fake_workbook", "HTML"),
        ("e.xlsx", b"hello", "export_fake_workbook", "?"),
        ("e.xlsx", b'{"a": 1}', "export_fake_workbook", "JSON"),
        ("e.xlsx", b"PK\x03\x04" + b"x" * 200, "export_truncated", ""),
        ("e.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "export_old_excel", ""),
        ("e.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "export_protected", ""),
        ("e.xls", b"<html><table><tr><td>a</td></tr></table></html>", "export_other_file", "HTML"),
        ("e.csv", b"{\\rtf1 bla}", "export_other_file", "RTF"),
        ("e.csv", b'[{"a": 1}]', "export_other_file", "JSON"),
        ("e.csv", b"%PDF-1.7 ...", "export_other_file", "PDF"),
        ("e.sav", b"$FL2@(#) SPSS DATA FILE", "export_statistics", "SPSS (.sav)"),
        ("e.dta", b"<stata_dta>", "export_statistics", "Stata (.dta)"),
        ("e.dta", b"\x72\x02\x01\x00", "export_statistics", "Stata (.dta)"),
        ("e.csv.gz", b"\x1f\x8b\x08\x00 cut", "export_truncated", ""),
        ("e.csv.gz", gzip.compress(b"  \n", mtime=0), "export_empty", ""),
        ("e.csv.gz", gzip.compress(b"a;b\n" * 2_000_000), "export_bomb", "> 1"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_for_its_own_reason(write, name, content, code, got):
    error = refusal(write(content, name))
    assert (error.code, str(error.got)) == (code, got)


def test_a_missing_file_a_folder_and_an_unreadable_name_are_refused(tmp_path, write):
    assert refusal(tmp_path / "absent.csv").code == "export_missing"
    assert refusal(write(TABLE) / "below.csv").code == "export_missing"
    assert refusal(tmp_path).code == "export_folder"
    assert refusal(tmp_path / ("x" * 300)).code == "export_unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_refused(write):
    path = write(TABLE)
    path.chmod(0)
    assert refusal(path).code == "export_unreadable"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(write, monkeypatch):
    monkeypatch.setattr(export, "LARGEST", 10)
    assert refusal(write(TABLE)).code == "export_bomb"


def test_an_empty_workbook_is_refused(tmp_path):
    openpyxl.Workbook().save(tmp_path / "vide.xlsx")
    assert refusal(tmp_path / "vide.xlsx").code == "export_empty"


def table_of(write, text):
    raw = read_raw(write(text))
    return grid(raw, raw.sheets[0])


def test_a_title_row_is_skipped_and_rows_keep_their_numbers(write):
    table = table_of(write, "Données fictives;;\n\n" + TABLE)
    assert table.headings == ("commune", "âge", "avis")
    assert table.titles == ("Données fictives",)
    assert table.numbers == (4, 5)
    assert [note.code for note in table.notes] == ["titles_above"]
    assert says_fictitious(table.titles)


def test_the_heading_row_may_have_gaps():
    assert heading_row([("a", "", "c", ""), ("1", "2", "3", "4")]) == 0
    assert heading_row([("Titre", "", "", ""), ("a", "b", "", "d"), ("1", "2", "3", "4")]) == 1
    assert heading_row([("une seule colonne",), ("x",)]) == 0


def test_repeated_and_blank_headings_are_told_and_every_column_kept(write):
    table = table_of(write, "a;b;a;;b \n1;2;3;4;5\n")
    assert table.headings == ("a", "b", "a", "", "b ")
    assert table.columns == (("1",), ("2",), ("3",), ("4",), ("5",))
    assert [(note.code, note.column) for note in table.notes] == [
        ("headings_repeated", "a"),
        ("headings_repeated", "b"),
        ("headings_blank", ""),
    ]


def test_rows_of_other_lengths_lose_nothing(write):
    table = table_of(write, "a;b;c\n1;2\n3;4;5;6\n7;8;9;\n7;8;9;\n")
    assert table.columns == (("1", "3", "7", "7"), ("2", "4", "8", "8"), ("", "5", "9", "9"), ("", "6", "", ""))
    assert "rows_short" in [note.code for note in table.notes]


def test_columns_without_heading_or_answer_at_the_right_are_left_out(write):
    assert table_of(write, "a;b;;\n1;2;;\n").headings == ("a", "b")


def test_bare_cells_become_blanks_for_platforms_that_mean_nothing_by_them(write):
    table = table_of(write, '"a","b","c"\n"1","",\n"2",,"x"\n"3","","y"\n"4",,"y"\n')
    assert table.columns[1] == ("", "{question_not_shown}", "", "{question_not_shown}")
    assert without_marks(table)[1] == ("", "", "", "")
    assert without_marks(table)[0] is table.columns[0]


def test_distinct_texts_are_those_of_the_columns(write):
    table = table_of(write, TABLE)
    assert table.texts == tuple(map(frozenset, table.columns))
