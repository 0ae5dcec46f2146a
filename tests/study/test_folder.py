import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.study.file import KEYS, read_study
from survey_kit.study.folder import new_study
from survey_kit.study.inquiries import resolved
from survey_kit.study.study import load


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_new_study_works_and_its_comments_name_every_word(tmp_path, lang):
    file, export = new_study(tmp_path / "étude", lang)
    study = read_study(file.parent)
    assert (study.export, study.lang) == (export, lang)
    assert load(study).provenance.synthetic
    text = file.read_text(encoding="utf-8")
    assert [key for key in KEYS if f"\n{key}:" not in text and f"\n# {key}:" not in text and key != "platform"] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_questions_of_the_comments_can_be_asked_as_they_stand(tmp_path, lang):
    file, _ = new_study(tmp_path / "étude", lang)
    text = file.read_text(encoding="utf-8")
    start, end = text.index("# questions:"), text.index("\n\n", text.index("# questions:"))
    asked = "\n".join(line.removeprefix("# ") for line in text[start:end].splitlines())
    file.write_text(text[:start] + asked + text[end:], encoding="utf-8")
    study = read_study(file.parent)
    found = resolved(load(study), study.questions)
    assert [one.answers for one in found] == [{"telework_frequency": ("4", "5", "6")}, {"missing_services": ("4",)}]
    assert (found[1].by, found[1].compared) == ("household", ("3", "4"))


def test_what_stands_in_a_folder_is_left_alone(tmp_path):
    (tmp_path / "export.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(SurveyKitError) as caught:
        new_study(tmp_path)
    assert caught.value.code == "study_there"
    assert (tmp_path / "export.csv").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "study.yaml").exists()


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SurveyKitError) as caught:
        new_study(tmp_path / "file" / "below")
    assert caught.value.code == "study_folder"
