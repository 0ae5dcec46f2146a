"""The Microsoft Forms shape."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest

from survey_kit.example.defects import export_lines
from survey_kit.example.microsoft_forms import METADATA, microsoft_forms_xlsx, unique
from survey_kit.example.respondents import synthetic_respondents
from survey_kit.questionnaire.read import read_questionnaire

BOOK = read_questionnaire("haut-rouergue")


@pytest.fixture(scope="module")
def table() -> list[list[object]]:
    content = microsoft_forms_xlsx(BOOK, export_lines(synthetic_respondents(BOOK, 60))[0])
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()]


def test_the_platforms_own_columns_come_first(table: list[list[object]]) -> None:
    assert tuple(table[0][:5]) == METADATA
    assert all(isinstance(row[1], datetime) and isinstance(row[2], datetime) for row in table[1:])
    assert {row[3] for row in table[1:]} == {"anonymous"}


def test_several_answers_end_with_a_semicolon(table: list[list[object]]) -> None:
    place = table[0].index("Qu'est-ce qui vous a attiré ici ? (3 au plus)")
    assert all(str(row[place]).endswith(";") for row in table[1:] if row[place])


def test_statements_stand_alone_in_the_headings(table: list[list[object]]) -> None:
    assert "logement" in table[0]
    assert not any("satisfait" in str(heading) for heading in table[0])


def test_headings_are_unique(table: list[list[object]]) -> None:
    assert len(set(table[0])) == len(table[0])
    assert unique(["a", "a", "b", "a"]) == ["a", "a2", "b", "a3"]


def test_scales_and_numbers_are_numbers(table: list[list[object]]) -> None:
    place = table[0].index("Vous sentez-vous bien intégré·e ?")
    assert all(isinstance(row[place], int) for row in table[1:] if row[place] is not None)
