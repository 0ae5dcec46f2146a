from dataclasses import replace
from pathlib import Path

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example.shapes import write_example
from survey_kit.questionnaire.check import check
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.study.questionnaires import draft, write_questionnaire
from survey_kit.study.study import Study


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "enquete.csv"
    write_example(path, platform="google_forms")
    return path


def asked(questionnaire):
    """The questions, wherever they stand in their file."""
    return [replace(question, line=0) for question in questionnaire.questions]


@pytest.mark.parametrize("ending", [".yaml", ".YML", ".xlsx"])
def test_a_questionnaire_is_written_in_the_form_asked_for(tmp_path, ending):
    path = tmp_path / f"q{ending}"
    write_questionnaire("haut-rouergue", path)
    assert asked(read_questionnaire(path)) == asked(read_questionnaire("haut-rouergue"))


@pytest.mark.parametrize("ending", [".yaml", ".xlsx"])
def test_a_draft_is_a_questionnaire_without_faults_even_where_a_shipped_one_fits(export, tmp_path, ending):
    path = tmp_path / f"d{ending}"
    draft(Study(export, lang="fr"), path)
    assert not [fault for fault in check(path) if not fault.tolerated]
    drafted = read_questionnaire(path)
    assert len(drafted.questions) > 40
    assert asked(drafted) != asked(read_questionnaire("haut-rouergue"))


def test_a_draft_heeds_no_corrections_meant_for_another_questionnaire(tmp_path):
    (tmp_path / "e.csv").write_text("Ville,Jours\n" + "Rodez,2\nEspalion,3\n" * 5, encoding="utf-8")
    (tmp_path / "correspondances.csv").write_text(
        "colonne;variable;confiance;retenu;position\nJours;satisfaction;1;oui;2\n", encoding="utf-8"
    )
    draft(Study(tmp_path / "e.csv"), tmp_path / "d.yaml")
    assert len(read_questionnaire(tmp_path / "d.yaml").questions) == 2


@pytest.mark.parametrize(
    ("name", "code"), [("q.docx", "output_ending"), ("q", "output_ending"), ("absent/q.yaml", "output_folder_missing")]
)
def test_what_cannot_be_written_is_refused_before_anything_is_read(tmp_path, name, code):
    for write in (lambda path: write_questionnaire("inconnu", path), lambda path: draft(Study(tmp_path / "absent.csv"), path)):
        with pytest.raises(SurveyKitError) as caught:
            write(tmp_path / name)
        assert caught.value.code == code


def test_the_questionnaire_read_is_never_written_over(tmp_path):
    path = tmp_path / "q.yaml"
    write_questionnaire("haut-rouergue", path)
    before = path.read_bytes()
    with pytest.raises(SurveyKitError) as caught:
        write_questionnaire(Path(path), path)
    assert caught.value.code == "output_is_input"
    assert path.read_bytes() == before
