from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.questionnaire.write import digits, write_whole, write_yaml, yaml_text
from tests.questionnaire.made import bare, questionnaires

TICKS = (Choice("1", {"fr": "oui"}), Choice("98", {"fr": "ne sait pas"}, missing="dont_know"))


def small(*questions):
    return Questionnaire("petit", {"fr": "Petit"}, questions)


def test_the_shipped_questionnaire_is_read_back_as_it_was(tmp_path):
    questionnaire = read_questionnaire("haut-rouergue")
    write_yaml(questionnaire, tmp_path / "copie.yaml")
    assert bare(read_questionnaire(tmp_path / "copie.yaml")) == bare(questionnaire)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(questionnaires())
def test_what_is_written_is_read_back(tmp_path, questionnaire):
    write_yaml(questionnaire, tmp_path / "q.yaml")
    assert bare(read_questionnaire(tmp_path / "q.yaml")) == bare(questionnaire)


def test_a_list_that_two_questions_share_is_written_once(tmp_path):
    two = small(Question("a", "single", {"fr": "A"}, TICKS), Question("b", "single", {"fr": "B"}, TICKS))
    text = yaml_text(two)
    assert text.count("ne sait pas") == 1
    assert text.count("choices: a") == 2
    write_yaml(two, tmp_path / "q.yaml")
    assert bare(read_questionnaire(tmp_path / "q.yaml")) == two


@pytest.mark.parametrize(
    "code", ["NO", "null", "~", "01", "1.0", "true", "- a", "a: b", "#x", "é'\"", "[1]", "a\nb", "x" * 3000, "\u2028", "? a"]
)
def test_codes_come_back_as_they_were(tmp_path, code):
    questionnaire = small(Question("a", "single", {"fr": "x"}, (Choice(code, {"fr": "x"}),)))
    write_yaml(questionnaire, tmp_path / "q.yaml")
    assert bare(read_questionnaire(tmp_path / "q.yaml")) == questionnaire


def test_what_goes_without_saying_is_not_written():
    text = yaml_text(read_questionnaire("haut-rouergue"))
    assert "chapter: telework" not in text
    assert "ordered: false" not in text
    main = text[text.index("name: main_motive") : text.index("name: trigger")]
    assert "choices:" not in main


def test_numbers_are_written_short():
    assert [digits(number) for number in (5.0, 5.5, -1.0, 1e20, 1 / 3)] == ["5", "5.5", "-1", "1e+20", repr(1 / 3)]


def test_no_half_file_is_left_where_writing_fails(tmp_path):
    folder = tmp_path / "dossier.yaml"
    folder.mkdir()
    (folder / "plein").write_text("x")
    with pytest.raises(SurveyKitError) as refused:
        write_yaml(small(Question("a", "text", {"fr": "A"})), folder)
    assert refused.value.code == "questionnaire_unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.yaml"]
    with pytest.raises(SurveyKitError):
        write_whole(tmp_path / "absent" / "q.yaml", b"x")


def test_the_target_is_replaced_whole(tmp_path):
    (tmp_path / "q.yaml").write_text("ancien")
    write_whole(tmp_path / "q.yaml", b"nouveau")
    assert (tmp_path / "q.yaml").read_text() == "nouveau"
    assert [path.name for path in tmp_path.iterdir()] == ["q.yaml"]
