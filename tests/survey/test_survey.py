import pandas as pd
import pytest

from survey_kit.questionnaire.model import Questionnaire
from survey_kit.survey.survey import Note, Provenance, Survey


def test_a_note_says_what_happened_and_where_in_both_languages():
    note = Note("number_changed", 7, "Trajet", {"got": "10 min", "read": "10"})
    assert note.message == note.text("fr") == "Ligne 7, « Trajet » : « 10 min » a été lu comme 10."
    assert note.text("en") == "Row 7, “Trajet”: “10 min” was read as 10."


def test_what_is_written_in_a_cell_is_never_a_template():
    assert Note("number_unread", 2, "{row}", {"got": "{{7*7}} {got}"}).text("en").startswith("Row 2, “{row}”: “{{7*7}} {got}”")


def test_a_survey_knows_its_platform_and_is_frozen():
    survey = Survey(pd.DataFrame(), pd.DataFrame(), Questionnaire("q", {}, ()), Provenance("f.csv", "", "limesurvey"))
    assert survey.platform == "limesurvey"
    with pytest.raises(AttributeError):
        survey.questionnaire = None


def test_a_note_reads_as_its_message():
    note = Note("number_changed", 7, "Trajet", {"got": "10 min", "read": "10"})
    assert str(note) == note.message
