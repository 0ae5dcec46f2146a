"""Released values in long form: what is read back is what was written, and no text can run."""

import csv
import sys

import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.long import inert, long_rows, write_long


def test_a_csv_reads_back_to_the_same_numbers(told, tmp_path):
    path = tmp_path / "long.csv"
    write_long(told.released, path)
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    back = pd.read_csv(path, keep_default_na=False, na_values={"value": [""], "column_percent": [""], "se": [""]})
    frame = told.released.frame
    assert list(back) == list(frame)
    for column in ("value", "column_percent", "se"):
        pd.testing.assert_series_equal(back[column].astype(float), frame[column].astype(float), check_exact=True)


@pytest.mark.parametrize("text", ["=1+1", "+33 6", "-cmd", "@sum", "\tx", "\rx"])
def test_a_text_that_begins_a_formula_is_made_inert(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-2", "+1.5", "-1e3", "oui", "", "a=b"])
def test_numbers_and_plain_texts_stay(text):
    assert inert(text) == text


def test_no_cell_of_a_csv_begins_a_formula(made, tmp_path):
    from dataclasses import replace

    told = made(rows=["sex"])
    hostile = told.released.frame.assign(row="=cmd|' /C calc'!A0")
    write_long(replace(told.released, frame=hostile), tmp_path / "long.csv")
    with (tmp_path / "long.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_parquet_reads_back_to_the_same_frame(told, tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "long.parquet"
    write_long(told.released, path)
    back = pd.read_parquet(path)
    pd.testing.assert_frame_equal(back.drop(columns="status"), told.released.frame.drop(columns="status"), check_dtype=False)
    assert set(back["status"]) == {"", "masked"}
    assert ((back["status"] == "masked") == (told.released.frame["status"] != "")).all()


def test_without_pyarrow_parquet_says_what_to_install(told, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SurveyKitError) as caught:
        write_long(told.released, tmp_path / "long.parquet")
    assert caught.value.code == "parquet_missing"
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_refused(told, tmp_path):
    with pytest.raises(SurveyKitError) as caught:
        write_long(told.released, tmp_path / "long.doc")
    assert caught.value.code == "long_ending"


def test_rows_carry_the_label_of_their_answer(told):
    headings, rows = long_rows(told)
    named = [dict(zip(headings, row, strict=True)) for row in rows]
    assert "column_variable" not in headings
    assert [row["label"] for row in named if row["variable"] == "sex" and row["code"] == "1"] == ["une femme"]
    merged = next(row for row in named if row["code"] == "merged")
    assert merged["merged"] == "4 | 5"
    assert merged["label"].endswith(" : potier, luthier")
    assert all(value == value for row in rows for value in row)  # noqa: PLR0124 - nothing missing but None


def test_crossed_rows_say_their_column(made):
    headings, _ = long_rows(made(rows=["rhythm"], columns=["sex"]))
    assert {"column_variable", "column", "row_percent"} <= set(headings)
