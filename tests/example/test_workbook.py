"""A workbook whose bytes depend on its cells alone."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from unittest import mock

import openpyxl

from survey_kit.example.workbook import workbook_bytes

ROWS = [["Titre", 1, None], ["=1+1", 2.5, datetime(2022, 5, 2, 9, 30)]]  # noqa: DTZ001


def test_the_cells_come_back_and_a_formula_stays_a_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes([("Feuille [1]", ROWS)], "Titre")))["Feuille 1"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == ROWS
    assert sheet["A2"].data_type == "s"


def test_no_clock_reaches_the_bytes() -> None:
    first = workbook_bytes([("A", ROWS)], "Titre")
    with (
        mock.patch("time.time", return_value=2_000_000_000),
        mock.patch("time.localtime", return_value=(2033, 5, 18, 3, 33, 20, 2, 138, 0)),
    ):
        assert workbook_bytes([("A", ROWS)], "Titre") == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2022-07-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert b"survey_kit" in archive.read("docProps/core.xml")
