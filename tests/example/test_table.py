"""The plain table."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from survey_kit.example.defects import Line, export_lines
from survey_kit.example.respondents import synthetic_respondents
from survey_kit.example.table import table_csv, table_xlsx
from survey_kit.questionnaire.read import read_questionnaire

BOOK = read_questionnaire("haut-rouergue")


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    return export_lines(synthetic_respondents(BOOK, 60))[0]


def test_a_title_says_what_it_is_above_the_variables(lines: tuple[Line, ...]) -> None:
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(table_xlsx(BOOK, lines))).worksheets[0].iter_rows()]
    assert str(rows[0][0]).startswith("Données fictives")
    assert not any(rows[1])
    assert rows[2][:3] == ["consent", "situation", "commune"]
    assert {"motives__14", "motives__other", "satisfaction__13"} <= set(map(str, rows[2]))
    assert {row[rows[2].index("motives__1")] for row in rows[3:]} <= {0, 1, None}
    assert "06-oct" in {cell for row in rows for cell in row}


def test_the_csv_is_as_a_french_spreadsheet_saves_it(lines: tuple[Line, ...]) -> None:
    content = table_csv(BOOK, lines)
    assert content.startswith(b"\xef\xbb\xbfconsent;situation;")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0][-1] == "donnees_fictives"
    assert {row[1] for row in rows[1:]} <= {"", "1", "2", "3"}
    assert {len(row) for row in rows} == {len(rows[0])}
