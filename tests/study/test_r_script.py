import csv
import shutil
import subprocess

import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example.shapes import write_example
from survey_kit.study.r_script import write_r_script
from survey_kit.study.study import Study
from survey_kit.weighting.targets import Targets

FACTS = {"universe": "Nouveaux arrivants et télétravailleurs du Haut-Rouergue", "year": 2022, "source": "Fichier fictif"}
SEX = {"une femme": 5200, "un homme + autre": 4800, "sans réponse": None}
STUDIES = {
    "unweighted": {},
    "raked": {"targets": Targets({"Sexe": SEX}, **FACTS)},
    "raked to two": {
        "targets": Targets({"Sexe": SEX, "mobile_coverage": {str(n): 2000 for n in range(1, 6)} | {"sans réponse": None}}, **FACTS)
    },
}


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "e.csv"
    write_example(path)
    return path


def replayed(folder):
    return subprocess.run(["Rscript", "replay.R"], cwd=folder, capture_output=True, text=True, check=False)


def has_r():
    return (
        shutil.which("Rscript") and subprocess.run(["Rscript", "-e", "library(survey)"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.parametrize("declared", STUDIES.values(), ids=STUDIES)
def test_r_gives_the_same_numbers(export, tmp_path, declared):
    if not has_r():
        pytest.skip("R and its package survey are not on this machine")
    write_r_script(Study(export, **declared), tmp_path)
    done = replayed(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "estimates agree within" in done.stdout


def test_the_script_fails_when_a_number_is_another(export, tmp_path):
    if not has_r():
        pytest.skip("R and its package survey are not on this machine")
    write_r_script(Study(export), tmp_path)
    path = tmp_path / "expected.csv"
    expected = pd.read_csv(path, dtype=str)
    expected.loc[20, "se"] = str(float(expected.loc[20, "se"]) * 1.000001)
    expected.to_csv(path, index=False)
    assert replayed(tmp_path).returncode != 0


def test_responses_hold_codes_and_weights_and_nothing_that_names(export, tmp_path):
    written = write_r_script(Study(export, **STUDIES["raked"]), tmp_path)
    assert {path.name for path in written} == {"replay.R", "responses.csv", "expected.csv", "targets.csv", "README.txt"}
    with (tmp_path / "responses.csv").open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    assert headings[:3] == ["start", "weight", "margin_1"]
    assert len(rows) == 165
    assert {"comment", "commune", "previous_place", "submitted"}.isdisjoint(headings)
    assert sum(float(row[1]) for row in rows) == pytest.approx(10_000)


def test_every_question_with_answers_to_count_is_there(export, tmp_path):
    write_r_script(Study(export), tmp_path)
    expected = pd.read_csv(tmp_path / "expected.csv")
    assert {"telework_frequency", "motives", "satisfaction", "integration", "commute", "age_band"} <= set(expected["variable"])
    assert expected["estimate"].notna().all()


def test_a_folder_that_can_not_be_made_is_told(export, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SurveyKitError) as caught:
        write_r_script(Study(export), tmp_path / "file" / "below")
    assert caught.value.code == "study_folder"
