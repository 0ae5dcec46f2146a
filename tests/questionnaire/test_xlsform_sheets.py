from __future__ import annotations

import pytest
from openpyxl import Workbook

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire import xlsform_sheets
from survey_kit.questionnaire.xlsform_sheets import column_letter, language_code, read_sheets


def written(path, **sheets):
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def test_letters_of_columns():
    assert [column_letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Français (fr)", "fr"),
        ("French", "fr"),
        ("Français", "fr"),
        ("fr", "fr"),
        ("English (en)", "en"),
        ("Dari", "prs"),
        ("Occitan (oc)", "oc"),
    ],
)
def test_languages_as_headings_name_them(name, code):
    assert language_code(name) == code


def test_headings_and_sheets_in_french_or_english(tmp_path):
    rows = [
        ["Type", "Nom", "Libellé", "label::English (en)", "Libellé court", "short_en", "hint::fr", "Sensible"],
        ["text", "a", "A", "A?", "c", "s", "h", True],
    ]
    (row,) = read_sheets(written(tmp_path / "q.xlsx", Questions=rows))["survey"]
    assert (row.text("type"), row.text("name"), row.text("sensitive"), row.number) == ("text", "a", "true", 2)
    assert {lang: cell.text for lang, cell in row.labels["label"].items()} == {"fr": "A", "en": "A?"}
    assert {lang: cell.text for lang, cell in row.labels["short"].items()} == {"fr": "c", "en": "s"}
    assert row.labels["label"]["en"].where == "Questions!D2"


def test_the_language_of_a_bare_label_is_the_forms_own(tmp_path):
    settings = [["form_title", "default_language"], ["T", "English (en)"]]
    path = written(tmp_path / "q.xlsx", survey=[["type", "name", "label"], ["text", "a", "A"]], settings=settings)
    assert list(read_sheets(path)["survey"][0].labels["label"]) == ["en"]


def test_blank_rows_are_skipped_and_whole_numbers_have_no_decimals(tmp_path):
    path = written(tmp_path / "q.xlsx", survey=[["type", "name"], [None, None], ["text", 3], ["text", 2.5]])
    assert [(row.number, row.text("name")) for row in read_sheets(path)["survey"]] == [(3, "3"), (4, "2.5")]


def test_a_workbook_without_a_survey_sheet_is_refused(tmp_path):
    with pytest.raises(SurveyKitError) as refused:
        read_sheets(written(tmp_path / "q.xlsx", Feuil1=[["a"], ["b"]]))
    assert refused.value.code == "questionnaire_workbook"
    assert "Feuil1" in refused.value.message("fr")


def test_a_workbook_that_unpacks_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsform_sheets, "LARGEST_UNPACKED", 1000)
    with pytest.raises(SurveyKitError):
        read_sheets(written(tmp_path / "q.xlsx", survey=[["type"], ["text"]]))
