import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.study.segmenting import find_segments, segment_lines, usual_variables, write_segments
from survey_kit.study.study import Study, load

LIVES = ("A19", "A20", "telework_frequency", "employer_location", "dwelling", "tenure", "household", "age", "education", "job_on_arrival")
OPINIONS = ("mobile_coverage", "internet_quality")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    export = tmp_path_factory.mktemp("segments") / "exemple.csv"
    kit = Path(sys.executable).with_name("survey-kit")
    subprocess.run([kit, "example", "-o", export], check=True, capture_output=True)
    return Study(export)


@pytest.fixture(scope="module")
def survey(study):
    return load(study)


@pytest.fixture(scope="module")
def lives(study, survey):
    return find_segments(survey, study, LIVES)


def test_the_questionnaire_names_where_profiles_are_sought(survey):
    assert usual_variables(survey) == survey.questionnaire.profiles
    assert usual_variables(replace(survey, responses=survey.responses.iloc[:59])) == ()
    few = survey.responses[[name for name in survey.responses if name in {"age", "tenure", "household"}]]
    assert usual_variables(replace(survey, responses=few)) == ()


def test_nothing_is_sought_where_nothing_is_named(study, survey):
    with pytest.raises(SurveyKitError) as caught:
        find_segments(survey, study, ())
    assert caught.value.code == "segment_which"


def test_profiles_are_told_with_their_size_what_marks_them_and_how_firm_they_are(survey, lives):
    released, notes = lives
    assert released.verdict == "segments"
    text = "\n".join(segment_lines(released, notes, survey, "fr"))
    assert "fictives" in text
    for profile in released.profiles:
        assert profile.names["fr"] in text
    assert "incertitude minimale" in text
    assert "profil solide" in text
    assert "significatif" not in text


def test_rare_answers_are_not_listed(survey, lives):
    released, notes = lives
    text = "\n".join(segment_lines(released, notes, survey, "en"))
    assert "Rare answers were put together" in text
    assert "modalités" not in text


def test_the_typology_by_rules_stands_beside(lives):
    released, _ = lives
    frame = released.tables.to_frame()
    assert {"1", "Total"} <= set(frame.loc[frame["row_variable"] == "newcomer_type", "column"])


def test_where_there_is_nothing_it_is_said_and_nothing_is_written(study, survey, tmp_path):
    released, notes = find_segments(survey, study, OPINIONS)
    assert released.verdict != "segments"
    assert "nommé" in (text := "\n".join(segment_lines(released, notes, survey, "fr"))) or "Pas de profils" in text
    with pytest.raises(SurveyKitError) as caught:
        write_segments(released, survey, tmp_path / "t.csv", lang="fr", export=study.export)
    assert caught.value.code == "segment_nothing"


def test_a_number_asked_for_is_said_to_be_unchecked(study, survey):
    released, notes = find_segments(survey, study, LIVES, 2)
    assert "imposés" in segment_lines(released, notes, survey, "fr")[2]


def test_tables_are_written_by_segment(study, survey, lives, tmp_path):
    path = write_segments(lives[0], survey, tmp_path / "t.csv", lang="fr", export=study.export)
    assert "segment" in set(pd.read_csv(path, sep=None, engine="python")["column_variable"].dropna())


def test_an_unknown_variable_is_refused(study, survey):
    with pytest.raises(SurveyKitError):
        find_segments(survey, study, ["nobody_knows", "A19"])
