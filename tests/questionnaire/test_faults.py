from __future__ import annotations

from survey_kit.questionnaire.faults import Fault, QuestionnaireError, closest, in_order

UNKNOWN = Fault("questionnaire_list", "l. 12", {"got": "rythm", "suggestion": "rhythm", "expected": "rhythm"})


def test_a_fault_suggests_what_was_meant():
    assert "(vouliez-vous dire « rhythm » ?)" in UNKNOWN.message
    assert "(did you mean “rhythm”?)" in UNKNOWN.text("en")
    assert "vouliez-vous" not in Fault("questionnaire_list", "", {"got": "x", "expected": ""}).message


def test_the_nearest_known_word():
    assert closest("tipe", ["title", "type"]) == "type"
    assert closest("TYPE", ["title", "type"]) == "type"
    assert closest("zzz", ["title", "type"]) == ""


def test_faults_come_in_the_order_of_the_file_each_once():
    places = ["l. 10", "l. 9", "", "l. 100", "l. 9"]
    assert [fault.where for fault in in_order(Fault("questionnaire_empty", where) for where in places)] == ["", "l. 9", "l. 10", "l. 100"]
    mixed = [Fault("questionnaire_empty", where) for where in ("survey!C12", "choices!A2", "survey!B9", "survey!10", "")]
    assert [fault.where for fault in in_order(mixed)] == ["", "choices!A2", "survey!B9", "survey!10", "survey!C12"]


def test_an_error_tells_every_fault_with_its_place():
    error = QuestionnaireError("q.yaml", [UNKNOWN, Fault("questionnaire_empty")])
    assert error.message("fr").splitlines()[1].startswith("  l. 12 : ")
    assert error.message("en").splitlines()[1].startswith("  l. 12: ")
    assert error.message("fr").splitlines()[2].startswith("  Le fichier")
    assert str(error) == error.message("fr")
    assert error.hint
    assert not UNKNOWN.tolerated
    assert Fault("questionnaire_unreachable").tolerated
