from types import MappingProxyType

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.loaders import drafting
from survey_kit.loaders.correspondences import write_correspondences
from survey_kit.loaders.drafting import with_questionnaire
from survey_kit.loaders.reading import read_answers
from survey_kit.questionnaire.infer import Draft, Guess
from survey_kit.questionnaire.model import Question, Questionnaire
from survey_kit.survey.survey import Match


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "pointures.csv"
    path.write_text("pointure;couleur;couleur\n41;rouge;vert\n42;bleu;vert\n", encoding="utf-8")
    return path


@pytest.fixture
def drafted(monkeypatch):
    """A draft of the first and the third column, as typing would make one."""
    questions = (
        Question("size", "integer", {"fr": "pointure"}, aliases=("column:0",)),
        Question("colour", "single", {"fr": "couleur"}, aliases=("column:2",)),
    )

    def drafting_(answers, *, name, lang, is_place):  # noqa: ARG001 the signature of the real one
        guess = Guess("guess_type", "pointure", MappingProxyType({"type": "integer"}))
        return Draft(Questionnaire(name, {"fr": name}, questions, drafted=True), (guess,))

    monkeypatch.setattr(drafting, "draft_with_guesses", drafting_)


@pytest.mark.usefixtures("drafted")
def test_an_export_that_fits_nothing_gets_a_draft_with_its_matches_and_guesses(export):
    reading, book = with_questionnaire(read_answers(export))
    assert (book.name, book.drafted) == ("pointures", True)
    assert [(one.variable, one.position, one.how) for one in reading.matches] == [("size", 0, "position"), ("colour", 2, "position")]
    assert reading.provenance.matches == reading.matches
    assert reading.provenance.unmatched == ("couleur",)
    assert ("guess_type", "pointure") in [(note.code, note.column) for note in reading.notes]


@pytest.mark.usefixtures("drafted")
def test_corrections_hold_for_a_draft_too(export):
    path = export.with_name("correspondances.csv")
    write_correspondences([Match("pointure", "size", 1.0, "", used=False, position=0)], path)
    reading, _ = with_questionnaire(read_answers(export))
    assert [(one.variable, one.used) for one in reading.matches] == [("size", False), ("colour", True)]
    write_correspondences([Match("pointure", "taille", 1.0, "", position=0)], path)
    with pytest.raises(SurveyKitError) as caught:
        with_questionnaire(read_answers(export))
    assert caught.value.code == "correspondences_variable"


def test_a_questionnaire_that_fits_is_kept(export):
    book = Questionnaire("mien", {"fr": "Mien"}, (Question("size", "integer", {"fr": "Pointure"}),))
    reading = read_answers(export, book)
    assert with_questionnaire(reading) == (reading, book)
