import json
from dataclasses import replace

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.study.crossing import cross
from survey_kit.study.file import read_study
from survey_kit.study.folder import new_study
from survey_kit.study.publications import NAME, ledger_of, publish
from survey_kit.study.run import run_report
from survey_kit.study.study import load


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Path: of a study whose report was written once."""
    path = tmp_path_factory.mktemp("study") / "s"
    new_study(path)
    run_report(read_study(path), [path / "r.xlsx"])
    return path


def test_a_release_is_kept_beside_the_study_file(folder):
    kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
    (release,) = kept["releases"]
    assert release["respondents"] == 165
    counts = {tuple(map(tuple, answers)): told for answers, told in release["counts"]}
    assert counts[("situation", "1"),] == 129


def test_the_same_release_again_leaves_the_same_file_and_the_same_tables(folder):
    before = {name: (folder / name).read_bytes() for name in (NAME, "r.xlsx")}
    run_report(read_study(folder), [folder / "r.xlsx"])
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_two_respondents_more_are_refused_and_nothing_is_written(folder):
    study = read_study(folder)
    survey = load(study)
    fewer = replace(survey, responses=survey.responses[:-2], provenance=replace(survey.provenance, sha256="other"))
    with pytest.raises(SurveyKitError) as caught:
        ledger_of(study, fewer)
    assert caught.value.code == "publication_near"
    assert "165" in caught.value.message("fr")


def test_an_export_without_a_study_has_no_ledger(folder):
    study = read_study(folder)
    assert ledger_of(replace(study, folder=None), load(study)) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"releases": [{"export": "x"}]}'])
def test_a_broken_ledger_stops_the_release(folder, tmp_path, text):
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    study = read_study(folder)
    with pytest.raises(SurveyKitError) as caught:
        ledger_of(replace(study, folder=tmp_path), load(study))
    assert caught.value.code == "publications_unreadable"


def test_tables_written_to_a_file_are_told_too(folder):
    study = read_study(folder)
    survey = load(study)
    before = ledger_of(study, survey).entries[-1].counts
    publish(study, survey, cross(survey, study, ["activity"], ["epci"]))
    after = ledger_of(study, survey).entries[-1].counts
    assert set(before) < set(after)
    assert all(after[name] == told for name, told in before.items())
    assert any(len(name) == 2 for name in set(after) - set(before))
