from datetime import date

import pandas as pd
import pytest

from survey_kit.example.defects import CELLS, export_lines
from survey_kit.example.respondents import synthetic_respondents
from survey_kit.example.shapes import SHAPES, write_example
from survey_kit.loaders.reading import read_answers
from survey_kit.questionnaire.model import Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.survey.assemble import make_survey
from survey_kit.survey.survey import Note, Provenance
from tests.survey.hand import answers, matches, question

SHAPED = [(platform, ending) for platform, endings in SHAPES.items() for ending in endings]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """dict: the example as loaded from each of its shapes."""
    folder = tmp_path_factory.mktemp("shapes")
    found = {}
    for platform, ending in SHAPED:
        path = folder / f"{platform}{ending}"
        write_example(path, platform=platform)
        read = read_answers(path)
        found[platform, ending] = make_survey(read.answers, read.questionnaire, read.matches, read.provenance, read.notes)
    return found


@pytest.mark.parametrize("shape", SHAPED)
def test_every_shape_of_the_example_gives_the_respondents_as_they_were_invented(loaded, shape):
    book = read_questionnaire("haut-rouergue")
    truth, survey = synthetic_respondents(book), loaded[shape]
    responses, missing = survey.responses.reset_index(drop=True), survey.missing.reset_index(drop=True)
    outside = {choice.code for question in book.questions for choice in question.choices if choice.missing in {"refused", "not_applicable"}}
    for column in truth.answers.columns:
        expected, got = truth.answers[column].astype(object), responses[column].astype(object)
        said = expected.notna() & ~(expected.isin(outside) & got.isna())
        assert (expected[said] == got[said]).all(), column
        assert got[expected.isna()].isna().all(), column
        blank = truth.missing[column] != ""
        assert (truth.missing[column][blank] == missing[column][blank]).all(), column


@pytest.mark.parametrize("shape", SHAPED)
def test_all_shapes_give_one_table(loaded, shape):
    one, other = loaded["limesurvey", ".csv"], loaded[shape]
    pd.testing.assert_frame_equal(one.responses.reset_index(drop=True), other.responses.reset_index(drop=True))
    pd.testing.assert_frame_equal(one.missing.reset_index(drop=True), other.missing.reset_index(drop=True))


def test_rows_left_out_are_counted_and_the_period_is_that_of_the_others(loaded):
    provenance = loaded["limesurvey", ".csv"].provenance
    assert (provenance.received, dict(provenance.left_out)) == (169, {"consent_refused": 1, "test_row": 2, "duplicate_row": 1})
    assert provenance.first_day >= date(2022, 4, 4)
    assert len(loaded["limesurvey", ".csv"].responses) == 165


def test_every_defect_of_a_cell_is_told_by_its_row(loaded):
    book = read_questionnaire("haut-rouergue")
    _, planted = export_lines(synthetic_respondents(book))
    spreadsheet = {defect.name for defect in CELLS if defect.spreadsheet}
    silent = {"commune_capitals", "commune_postcode"}  # written otherwise, yet exactly the commune
    rows = {note.row for note in loaded["limesurvey", ".csv"].notes}
    for defect in planted:
        if defect.name not in spreadsheet | silent | {"place_arrondissement"}:
            assert defect.line + 2 in rows, defect
    google = loaded["google_forms", ".csv"]
    mangled = [note.row for note in google.notes if note.code == "range_repaired"]
    assert sorted(mangled) == sorted(defect.line + 2 for defect in planted if defect.name in spreadsheet)


def test_every_note_can_be_said_in_both_languages(loaded):
    for survey in loaded.values():
        assert all(note.text("fr") and note.text("en") for note in survey.notes)


def test_a_mangled_range_is_told_once():
    book = Questionnaire("q", {}, (question("price", "single", "2=6 à 10; 3=11 à 15"),))
    export = answers({"price": ("06-oct", "3")})
    proposed = [
        Note("range_mangled", column=column, values={"got": "06-oct", "proposed": "6-10", "count": 1}) for column in ("price", "other")
    ]
    survey = make_survey(export, book, matches(export), Provenance("f", "", "table"), proposed)
    assert [(note.code, note.column) for note in survey.notes] == [("range_mangled", "other"), ("range_repaired", "price")]


def test_of_a_row_left_out_only_that_is_told():
    book = Questionnaire("q", {}, (question("n", "integer"), question("words", "text")))
    export = answers({"n": ("x", "y", "3"), "words": ("test", "", "")})
    survey = make_survey(
        export, book, matches(export), Provenance("f", "", "table"), [Note("text_encoding", values={"encoding": "cp1252"})]
    )
    assert [(note.code, note.row) for note in survey.notes] == [("text_encoding", 0), ("test_row", 2), ("empty_row", 3)]
    assert survey.responses.index.tolist() == [4]
    assert survey.provenance.received == 3
