import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.faults import QuestionnaireError
from survey_kit.study.file import read_study


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "e.csv").write_text("a\n1\n", encoding="utf-8")
    return tmp_path


def write(folder, text):
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_study_is_read_from_its_folder_or_its_file(folder):
    write(folder, "export: e.csv\ntitle: Essai\nthreshold: 10\nlang: en\nsampling: quota\n")
    for path in (folder, folder / "study.yaml"):
        study = read_study(path)
        assert (study.export, study.threshold, study.lang, study.sampling, study.folder) == (folder / "e.csv", 10, "en", "quota", folder)
        assert study.told == {"title": "Essai"}


def test_a_questionnaire_is_a_file_beside_it_or_one_that_ships(folder):
    (folder / "q.yaml").write_text("", encoding="utf-8")
    assert read_study(write(folder, "export: e.csv\nquestionnaire: q.yaml\n")).questionnaire == folder / "q.yaml"
    assert read_study(write(folder, "export: e.csv\nquestionnaire: haut-rouergue\n")).questionnaire == "haut-rouergue"
    assert read_study(write(folder, "export: e.csv\n")).questionnaire is None


def test_all_faults_are_told_at_once_each_with_its_line(folder):
    text = "exprt: e.csv\nsampling: volontaire\nthreshold: 2\nlang: [fr]\ntargets: absent.csv\n"
    with pytest.raises(QuestionnaireError) as caught:
        read_study(write(folder, text))
    assert caught.value.code == "study_faults"
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("questionnaire_key", "l. 1"),
        ("questionnaire_required", "l. 1"),
        ("questionnaire_value", "l. 2"),
        ("study_threshold", "l. 3"),
        ("questionnaire_not_text", "l. 4"),
        ("study_file", "l. 5"),
    ]
    assert "vouliez-vous dire « export »" in caught.value.message("fr")


def test_a_folder_without_a_study_file_is_told(tmp_path):
    with pytest.raises(SurveyKitError) as caught:
        read_study(tmp_path)
    assert caught.value.code == "study_missing"


def test_profiles_are_asked_for_and_named_in_the_study_file(tmp_path):
    (tmp_path / "export.csv").write_text("a\n1\n", encoding="utf-8")
    lines = "export: export.csv\nprofiles: activity, age\nprofile_names: Familles ; ; Retraités\n"
    (tmp_path / "study.yaml").write_text(lines, encoding="utf-8")
    study = read_study(tmp_path)
    assert study.profiles == ("activity", "age")
    assert study.profile_names == ("Familles", "", "Retraités")


@pytest.mark.parametrize(("line", "asked"), [("", None), ("profiles: aucun\n", ()), ("profiles: age, tenure\n", ("age", "tenure"))])
def test_profiles_are_the_questionnaire_s_unless_the_study_says_otherwise(tmp_path, line, asked):
    (tmp_path / "export.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "study.yaml").write_text(f"export: export.csv\n{line}", encoding="utf-8")
    assert read_study(tmp_path).profiles == asked


def test_the_arrangement_of_pages_is_one_of_those_there_are(folder):
    assert read_study(write(folder, "export: e.csv\ntemplate: synthese\n")).template == "synthese"
    assert read_study(write(folder, "export: e.csv\n")).template == "livrable"
    with pytest.raises(QuestionnaireError) as caught:
        read_study(write(folder, "export: e.csv\ntemplate: affiche\n"))
    assert [fault.code for fault in caught.value.faults] == ["questionnaire_value"]
