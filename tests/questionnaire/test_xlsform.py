from __future__ import annotations

import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.faults import QuestionnaireError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.questionnaire.xlsform import examine_xlsform, read_xlsform, write_xlsform
from tests.questionnaire.made import bare, questionnaires


def test_the_shipped_questionnaire_is_read_back_as_it_was(tmp_path):
    questionnaire = read_questionnaire("haut-rouergue")
    write_xlsform(questionnaire, tmp_path / "q.xlsx")
    assert bare(read_questionnaire(tmp_path / "q.xlsx")) == bare(questionnaire)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(questionnaires())
def test_what_is_written_is_read_back(tmp_path, questionnaire):
    write_xlsform(questionnaire, tmp_path / "q.xlsx")
    assert bare(read_xlsform(tmp_path / "q.xlsx")) == bare(questionnaire)


def test_two_writings_give_the_same_bytes(tmp_path):
    questionnaire = read_questionnaire("haut-rouergue")
    write_xlsform(questionnaire, tmp_path / "a.xlsx")
    time.sleep(2.1)  # a zip tells times to two seconds
    write_xlsform(questionnaire, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with ZipFile(tmp_path / "a.xlsx") as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_label_is_never_a_formula(tmp_path):
    questionnaire = Questionnaire(
        "q", {"fr": "Q"}, (Question("a", "single", {"fr": "=1+1"}, (Choice("1", {"fr": "=cmd|' /C calc'!A0"}),)),)
    )
    write_xlsform(questionnaire, tmp_path / "q.xlsx")
    workbook = load_workbook(tmp_path / "q.xlsx")
    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert bare(read_xlsform(tmp_path / "q.xlsx")) == questionnaire


def test_other_tools_find_their_columns(tmp_path):
    write_xlsform(read_questionnaire("haut-rouergue"), tmp_path / "q.xlsx")
    survey = load_workbook(tmp_path / "q.xlsx")["survey"]
    headings = [cell.value for cell in survey[1]]
    assert headings[:4] == ["type", "name", "label::Français (fr)", "label::English (en)"]
    rows = {row[1].value: {h: c.value for h, c in zip(headings, row, strict=True)} for row in survey.iter_rows(min_row=2)}
    assert rows["telework_agreement"]["relevant"] == "${telework_frequency} >= 1"
    assert rows["motives"]["type"] == "select_multiple motives"
    assert rows["motives"]["constraint"] == "count-selected(.) <= 3"
    assert rows["main_motive"]["choice_filter"] == "selected(${motives}, name)"
    assert rows["weight"]["type"] == "hidden"
    # a heading with "::" that is no label would be taken for a translation
    assert [heading for heading in headings if "::" in heading and not heading.startswith("label::")] == []


def test_a_form_of_another_tool_is_read_unchanged(shared):
    path = shared / "exports/xlsform/unhcr_XLSform_template.xlsx"
    if not path.is_file():
        pytest.skip("no third-party form here")
    questionnaire = read_xlsform(path)
    names = {question.name: question for question in questionnaire.questions}
    assert names["start"].role == "started"
    assert names["resp_sex"].type == "single"
    assert [choice.code for choice in names["resp_sex"].choices] == ["male", "female"]
    assert any(question.relevance == "hh_yes = 'no'" for question in questionnaire.questions)
    assert any(question.bounds == (0.0, 9.0) for question in questionnaire.questions)
    assert set(names["resp_sex"].wordings) == {"en", "prs"}


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 cut off"])
def test_a_workbook_that_is_none_is_refused(tmp_path, content):
    (tmp_path / "q.xlsx").write_bytes(content)
    with pytest.raises(SurveyKitError) as refused:
        read_xlsform(tmp_path / "q.xlsx")
    assert refused.value.code == "questionnaire_workbook"
    assert "survey" in refused.value.message("fr")


def test_all_faults_of_a_workbook_are_told_with_their_cells(tmp_path):
    write_xlsform(read_questionnaire("haut-rouergue"), tmp_path / "q.xlsx")
    workbook = load_workbook(tmp_path / "q.xlsx")
    survey = workbook["survey"]
    headings = [cell.value for cell in survey[1]]
    survey.cell(4, headings.index("concept") + 1).value = "comune"
    survey.cell(5, headings.index("relevant") + 1).value = "${situatoin} = '1'"
    survey.cell(7, 1).value = "select_one absente"
    survey.cell(8, 1).value = "signature"
    workbook.save(tmp_path / "q.xlsx")
    _, faults = examine_xlsform(Path(tmp_path / "q.xlsx"))
    told = {(fault.code, fault.where) for fault in faults}
    letter = survey.cell(1, headings.index("concept") + 1).column_letter
    assert ("questionnaire_value", f"survey!{letter}4") in told
    assert ("xlsform_rule", "survey!" + survey.cell(1, headings.index("relevant") + 1).column_letter + "5") in told
    assert ("xlsform_list", "survey!A7") in told
    assert ("xlsform_type", "survey!A8") in told
    with pytest.raises(QuestionnaireError) as refused:
        read_xlsform(tmp_path / "q.xlsx")
    assert "survey!A7" in refused.value.message("fr")
    assert "survey!A8" not in refused.value.message("fr")  # tolerated: a signature is no question of the report
