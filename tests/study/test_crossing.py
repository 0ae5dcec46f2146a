import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.study.crossing import cross, write_cross
from survey_kit.study.naming import variable
from survey_kit.study.study import Study
from survey_kit.survey.survey import Match, Provenance, Survey

YES_NO = (Choice("yes", {"fr": "Oui", "en": "Yes"}), Choice("no", {"fr": "Non", "en": "No"}))
QUESTIONS = (
    Question("use", "single", {"fr": "Fréquentez-vous un espace partagé ?", "en": "Do you use a shared space?"}, YES_NO, aliases=("A38",)),
    Question("place", "single", {"fr": "Où vivez-vous ?"}, (Choice("n", {"fr": "Au nord"}), Choice("s", {"fr": "Au sud"}))),
)
STUDY = Study("e.csv")
EXPORT = Path("e.csv")
# Of 60 in the north 24 say yes, of 40 in the south 10.
NORTH_YES, SOUTH_YES = 24, 10


def survey_of(*, synthetic=False):
    use = ["yes"] * NORTH_YES + ["no"] * (60 - NORTH_YES) + ["yes"] * SOUTH_YES + ["no"] * (40 - SOUTH_YES)
    responses = pd.DataFrame({"use": pd.Categorical(use, ["yes", "no"]), "place": pd.Categorical(["n"] * 60 + ["s"] * 40, ["n", "s"])})
    provenance = Provenance("e.csv", "", "table", synthetic=synthetic, matches=(Match("Espace partagé", "use", 0.9, "close"),))
    return Survey(
        responses, responses.isna().astype(object).replace({False: ""}), Questionnaire("q", {"fr": "Essai"}, QUESTIONS), provenance
    )


def crossed(survey):
    return cross(survey, STUDY, ["A38"], ["place"])


@pytest.mark.parametrize("name", ["use", "A38", "Espace partagé"])
def test_a_variable_goes_by_its_name_its_alias_or_its_heading(name):
    assert variable(survey_of(), name) == "use"


def test_an_unknown_variable_is_refused_with_those_near_it():
    with pytest.raises(SurveyKitError) as caught:
        cross(survey_of(), STUDY, ["plaec"])
    assert caught.value.code == "variable_unknown"
    assert "place" in caught.value.message("fr")


def test_a_cross_holds_the_shares_of_each_column():
    frame = crossed(survey_of()).to_frame()
    share = frame[(frame["row"] == "yes") & (frame["column_variable"] == "place")].set_index("column")["column_percent"]
    assert share.to_dict() == {"n": 40.0, "s": 25.0}


@pytest.mark.parametrize(("percent", "shown"), [("column", "40,0"), ("row", "70,6"), ("total", "24,0")])
def test_the_percentage_asked_for_is_the_one_shown(percent, shown):
    survey = survey_of()
    released = cross(survey, STUDY, ["use"], ["place"], percent)
    line = next(line for line in write_cross(released, survey, None, lang="fr", export=EXPORT).splitlines() if line.startswith("Oui"))
    assert shown in line.split()


@pytest.mark.parametrize(("lang", "said"), [("fr", "Oui"), ("en", "Yes")])
def test_without_a_file_the_tables_are_text(lang, said):
    survey = survey_of()
    shown = write_cross(crossed(survey), survey, None, lang=lang, export=EXPORT)
    assert said in shown
    assert "fictives" not in shown


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx", ".XLSX"])
def test_the_ending_decides_the_form_and_the_path_is_told(tmp_path, ending):
    survey = survey_of()
    path = tmp_path / f"t{ending}"
    assert write_cross(crossed(survey), survey, path, lang="fr", export=EXPORT) == str(path)
    found = {".csv": pd.read_csv, ".parquet": pd.read_parquet}.get(ending)
    if found is None:
        assert "Sommaire" in openpyxl.load_workbook(path).sheetnames
    else:
        table = found(path)
        assert table.loc[(table["row"] == "yes") & (table["column"] == "n"), "value"].tolist() == [NORTH_YES]
        assert "synthetic" not in table


@pytest.mark.parametrize(
    ("name", "code"),
    [("t.odt", "output_ending"), ("t", "output_ending"), ("absent/t.csv", "output_folder_missing"), ("e.csv", "output_is_input")],
)
def test_what_cannot_be_written_is_refused(tmp_path, name, code):
    export = tmp_path / "e.csv"
    export.write_bytes(b"use\n")
    survey = survey_of()
    with pytest.raises(SurveyKitError) as caught:
        write_cross(crossed(survey), survey, tmp_path / name, lang="fr", export=export)
    assert caught.value.code == code
    assert caught.value.message("fr").endswith(".csv, .parquet, .sav.") or code != "output_ending"
    assert list(tmp_path.iterdir()) == [export]
    assert export.read_bytes() == b"use\n"


def test_made_up_answers_are_said_to_be_in_every_form(tmp_path):
    survey = survey_of(synthetic=True)
    released = crossed(survey)
    assert "Données fictives" in write_cross(released, survey, None, lang="fr", export=EXPORT)
    workbook, table = tmp_path / "t.xlsx", tmp_path / "t.csv"
    for path in (workbook, table):
        write_cross(released, survey, path, lang="fr", export=EXPORT)
    for sheet in openpyxl.load_workbook(workbook).worksheets:
        assert any("Données fictives" in str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row), sheet.title
    _, *rows = csv.reader(table.read_text(encoding="utf-8-sig").splitlines())
    assert all("Données fictives" in row[-1] for row in rows)


def test_nothing_asked_for_is_everything_and_columns_nest():
    survey = survey_of()
    assert {each.variable for each in cross(survey, STUDY, []).distributions} == {"use", "place"}
    frame = cross(survey, STUDY, ["use"], ["place x use", "place"]).to_frame()
    assert set(frame["column_variable"]) == {"", "place"}
    nested = cross(survey, STUDY, [], ["A38 x place"]).to_frame()
    assert "use × place" not in set(nested["column_variable"])
