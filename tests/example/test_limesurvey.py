"""The LimeSurvey shape."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from survey_kit.example.defects import Line, export_lines
from survey_kit.example.limesurvey import limesurvey_csv, limesurvey_xlsx
from survey_kit.example.respondents import synthetic_respondents
from survey_kit.questionnaire.read import read_questionnaire

BOOK = read_questionnaire("haut-rouergue")


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    return export_lines(synthetic_respondents(BOOK, 60))[0]


def rows(content: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_the_file_is_as_the_platform_writes_it(lines: tuple[Line, ...]) -> None:
    content = limesurvey_csv(BOOK, lines)
    assert content.startswith(b'\xef\xbb\xbf"ID de la r')
    assert content.endswith(b"\r\n\r\n")
    table = rows(content)
    assert len(table) == len(lines) + 2
    assert {len(row) for row in table[:-1]} == {len(table[0])}
    assert table[0][-1] == "Données fictives"
    assert {row[-1] for row in table[1:-1]} == {"Oui"}


def test_not_shown_is_told_from_left_blank(lines: tuple[Line, ...]) -> None:
    content = limesurvey_csv(BOOK, lines)
    place = next(place for place, line in enumerate(lines) if line.missing.get("site_visits") == "not_asked")
    table = rows(content)
    assert table[place + 1][table[0].index("Dans quels lieux télétravaillez-vous ? [chez moi, pièce dédiée]")] in {"N/A", "Oui", "Non"}
    assert b",," in content
    assert b'"",' in content


def test_codes_in_headings_and_answers(lines: tuple[Line, ...]) -> None:
    table = rows(limesurvey_csv(BOOK, lines, codes=True, separator=";"), ";")
    assert {"id", "submitdate", "A02", "A09[1]", "A09[other]", "A11[other]", "A45[13]", "donnees_fictives"} <= set(table[0])
    assert "A09[14]" not in table[0], "the box of 'other' is its text"
    assert {row[table[0].index("A09[1]")] for row in table[1:-1]} == {"Y", ""}
    others = [row for row in table[1:-1] if row[table[0].index("A11")] == "-oth-"]
    assert all(row[table[0].index("A11[other]")] for row in others)


def test_addresses_are_of_the_range_kept_for_documentation(lines: tuple[Line, ...]) -> None:
    table = rows(limesurvey_csv(BOOK, lines))
    assert all(row[table[0].index("Adresse IP")].startswith("192.0.2.") for row in table[1:-1])


def test_the_workbook_holds_the_same_texts(lines: tuple[Line, ...]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(limesurvey_xlsx(BOOK, lines))).worksheets[0]
    assert len(sheet.title) <= 31
    table = rows(limesurvey_csv(BOOK, lines))
    assert [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()] == table[:-1]


def test_what_spreadsheets_spoil_is_whole_here(lines: tuple[Line, ...]) -> None:
    assert any("06-oct" in line.written.values() for line in lines)
    assert b"06-oct" not in limesurvey_csv(BOOK, lines)
