import numpy as np
import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.study.building import build_report
from survey_kit.study.study import Study, design_of
from survey_kit.study.weighing import targets_label, weight_lines, weights_frame, write_weights
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.weighting.targets import Targets

SEXES = (Choice("1", {"fr": "une femme"}), Choice("2", {"fr": "un homme"}))
QUESTIONS = (
    Question("sex", "single", {"fr": "Vous êtes"}, SEXES, short={"fr": "Sexe"}),
    Question("age", "integer", {"fr": "Votre âge"}),
)
FACTS = {"universe": "Habitants", "year": 2022, "source": "Recensement"}
TARGETS = Targets({"Sexe": {"une femme": 60, "un homme": 40}}, **FACTS)


@pytest.fixture
def survey():
    responses = pd.DataFrame({"sex": pd.Categorical(["1", "2"] * 10, ["1", "2"]), "age": pd.array(list(range(20, 40)), dtype="Int64")})
    responses.index = range(2, 22)
    missing = pd.DataFrame("", index=responses.index, columns=responses.columns)
    return Survey(responses, missing, Questionnaire("q", {"fr": "Q"}, QUESTIONS), Provenance("e.csv", "", "table", received=20))


def weighted(survey, targets=TARGETS):
    return design_of(survey, Study("e.csv", targets=targets))


def test_a_study_is_brought_to_its_targets(survey):
    design = weighted(survey)
    np.testing.assert_allclose(design.weights[:2], [6, 4])
    assert targets_label(design) == "Habitants, 2022, Recensement"


def test_a_number_among_the_targets_is_met_too(survey):
    design = weighted(survey, Targets({"Sexe": {"1": 60, "2": 40}, "age": 2900.0}, **FACTS))
    assert design.weights @ survey.responses["age"].to_numpy(float) == pytest.approx(2900)


def test_targets_that_do_not_say_of_whom_are_refused(survey):
    with pytest.raises(SurveyKitError) as caught:
        weighted(survey, {"Sexe": {"1": 60, "2": 40}})
    assert caught.value.code == "targets_unnamed"
    assert "champ" in caught.value.message("fr")


def test_weights_are_told_row_by_row_as_in_the_export(survey):
    frame = weights_frame(weighted(survey), survey, "fr")
    assert frame["row"].tolist() == list(range(2, 22))
    assert list(frame) == ["row", "weight", "start"]


def test_what_weights_cost_is_told(survey):
    spread, margins = weight_lines(weighted(survey), "fr")
    # 10 weights of 6 and 10 of 4: 20 x 520 / 100^2 = 1.04.
    assert "base efficace 19,2 (effet de plan de Kish 1,04)" in spread
    assert "de 0,80 à 1,20 fois" in spread
    assert margins.startswith("Marges atteintes exactement")


def test_the_workbook_names_answers(survey, tmp_path):
    write_weights(weighted(survey), survey, tmp_path / "p.xlsx", lang="fr")
    margins = pd.read_excel(tmp_path / "p.xlsx", sheet_name="Marges", engine="openpyxl")
    assert margins["Modalité"].tolist() == ["une femme", "un homme"]
    assert set(margins["Variable"]) == {"Sexe"}


def test_the_report_says_what_it_is_weighted_to(survey):
    report = build_report(Study("e.csv", targets=TARGETS), survey=survey)
    text = repr(report.sections)
    assert "Habitants, 2022, Recensement" in text
    assert "base efficace 19,2" in text
