from dataclasses import replace

import pandas as pd
import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.study import study as steps
from survey_kit.study.study import Study, design_of, note_counts
from survey_kit.survey.derive import derive
from survey_kit.survey.origins import with_origins
from survey_kit.survey.survey import Match, Note, Provenance, Survey
from survey_kit.survey.typed import Typed

WEIGHTED = Questionnaire(
    "q",
    {"fr": "Essai"},
    (
        Question("v", "single", {"fr": "V"}, (Choice("a", {"fr": "A"}),)),
        Question("w", "decimal", {"fr": "Poids"}, role="weight", aliases=("Poids",)),
    ),
)


def survey_of(count, questionnaire=WEIGHTED):
    responses = pd.DataFrame({"v": pd.Categorical(["a"] * count, ["a"]), "w": pd.array([1.5] * count, dtype="Float64")})
    matches = (Match("Votre poids", "w", 1.0, "wording"),)
    return Survey(
        responses, responses.isna().astype(object).replace({False: ""}), questionnaire, Provenance("f.csv", "", "table", matches=matches)
    )


@pytest.mark.parametrize("named", [None, "w", "Poids", "Votre poids"])
def test_weights_go_by_role_name_alias_or_heading(named):
    assert design_of(survey_of(6), Study("f.csv", weights=named)).weights.tolist() == [1.5] * 6


def test_an_unknown_weights_column_is_refused():
    with pytest.raises(SurveyKitError) as caught:
        design_of(survey_of(6), Study("f.csv", weights="pondération"))
    assert caught.value.code == "weights_unknown"


def test_volunteers_unless_told():
    assert design_of(survey_of(6), Study("f.csv")).sampling == "volunteer"
    assert design_of(survey_of(6), Study("f.csv", sampling="quota")).sampling == "quota"


def test_fewer_than_five_get_no_tables():
    with pytest.raises(SurveyKitError) as caught:
        steps.release_everything(survey_of(4), Study("f.csv"))
    assert caught.value.code == "report_too_few"


def test_questions_that_the_export_lacks_are_not_tabulated_and_those_without_an_answer_are():
    more = (Question("lacking", "single", {"fr": "?"}, (Choice("a", {"fr": "A"}),)), Question("silent", "integer", {"fr": "?"}))
    survey = survey_of(6, replace(WEIGHTED, questions=(*WEIGHTED.questions, *more)))
    survey.responses["silent"] = pd.array([None] * 6, dtype="Int64")
    survey.missing["silent"] = "not_answered"
    released = steps.release_everything(survey, Study("f.csv"))
    assert {one.variable for one in released.distributions} == {"v", "silent"}


def test_notes_are_counted_by_code_and_never_by_row():
    survey = survey_of(6)
    survey.notes.extend([Note("a", 3), Note("b", 4), Note("a", 5)])
    assert note_counts(survey) == {"a": 2, "b": 1}


def test_an_unknown_arrangement_is_refused_with_those_there_are():
    with pytest.raises(SurveyKitError) as caught:
        Study("e.csv", template="deux-pages")
    assert caught.value.code == "template_unknown"
    for lang in ("fr", "en"):
        assert "deux-pages" in caught.value.message(lang)
        assert "livrable, synthese" in caught.value.message(lang)


@pytest.mark.parametrize(("fewest", "told"), [(5, True), (4, False), (0, True)])
def test_origins_by_departement_are_told_where_none_has_few_respondents(fewest, told):
    asked = (Question("before", "place", {}, concept="previous_place"),)
    known = with_origins(Questionnaire("q", {}, asked))
    places = pd.Series(["12096"] * 30 + ["31555"] * 20 + ["75056"] * fewest, dtype=object)
    made = derive(Typed(pd.DataFrame({"before": places}), pd.DataFrame({"before": [""] * len(places)})), known)
    survey = Survey(made.responses, made.missing, known, Provenance("e.csv", "0" * 64, "table"))
    released = steps.release_everything(survey, Study("e.csv"))
    assert (released.distribution("previous_departement") is not None) is told
    assert released.distribution("previous_region") is not None
    assert steps.release_everything(survey, Study("e.csv"), threshold=1).distribution("previous_departement") is not None
