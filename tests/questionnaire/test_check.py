from __future__ import annotations

import pytest
from openpyxl import load_workbook

from survey_kit import resources
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.check import check, minutes
from survey_kit.questionnaire.model import Questionnaire
from survey_kit.questionnaire.read import read_questionnaire, shipped
from survey_kit.questionnaire.xlsform import write_xlsform


@pytest.mark.parametrize("name", shipped())
def test_what_ships_has_no_fault(name):
    assert check(resources.questionnaires() / f"{name}.yaml") == []


def test_faults_of_a_yaml_stand_at_their_line(tmp_path):
    text = "name: q\ntitle: Q\nquestions:\n  - {name: a, type: singel, wording: A}\n"
    (tmp_path / "q.yaml").write_text(text)
    assert [(fault.code, fault.where) for fault in check(tmp_path / "q.yaml")] == [("questionnaire_value", "l. 4")]


NEVER = "  - {name: a, type: yes_no, wording: A}\n  - {name: b, type: text, wording: B, asked_if: a = 1 and a = 0}\n"


def test_a_question_never_asked_is_told_but_the_file_is_read(tmp_path):
    (tmp_path / "q.yaml").write_text("name: q\ntitle: Q\nquestions:\n" + NEVER)
    (fault,) = check(tmp_path / "q.yaml")
    assert (fault.code, fault.where) == ("questionnaire_unreachable", "l. 5")
    assert "« b »" in fault.message
    questionnaire = read_questionnaire(tmp_path / "q.yaml")
    write_xlsform(questionnaire, tmp_path / "q.xlsx")
    (fault,) = check(tmp_path / "q.xlsx")
    assert fault.where == "survey!3"


def test_faults_of_a_workbook_stand_at_their_cell(tmp_path):
    write_xlsform(read_questionnaire("haut-rouergue"), tmp_path / "q.xlsx")
    assert check(tmp_path / "q.xlsx") == []
    workbook = load_workbook(tmp_path / "q.xlsx")
    workbook["choices"]["B4"] = workbook["choices"]["B5"].value
    workbook.save(tmp_path / "q.xlsx")
    assert ("questionnaire_code_twice", "choices!5") in [(fault.code, fault.where) for fault in check(tmp_path / "q.xlsx")]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SurveyKitError) as refused:
        check(tmp_path / "absent.yaml")
    assert refused.value.code == "questionnaire_file"


def test_how_long_it_takes_to_fill_in():
    questionnaire = read_questionnaire("haut-rouergue")
    assert 8 < minutes(questionnaire) < 20
    core = tuple(question for question in questionnaire.questions if question.core)
    assert minutes(Questionnaire("q", {}, core)) < minutes(questionnaire)
    assert minutes(Questionnaire("q", {}, ())) == 0


def test_the_examples_of_the_guide_are_right(tmp_path):
    guide = (resources.questionnaires() / "README.md").read_text(encoding="utf-8")
    asked, derived = (block.split("```")[0] for block in guide.split("```yaml\n")[1:])
    more = "  - {name: submitted, type: datetime, wording: Fin}\n  - {name: birth_year, type: integer, wording: Année de naissance}\n"
    (tmp_path / "q.yaml").write_text(asked + more + derived, encoding="utf-8")
    assert check(tmp_path / "q.yaml") == []
