import pytest

from survey_kit.errors import SurveyKitError, catalogue, wording


def test_an_error_is_a_code_with_its_values():
    error = SurveyKitError("report_too_few", where="a.csv", got=3, expected=5)
    assert (error.code, error.where, error.got, error.expected) == ("report_too_few", "a.csv", 3, 5)
    assert "3 répondants" in str(error)
    assert error.hint
    assert error.hint in str(error)
    assert "3 usable respondents" in error.message("en")


def test_further_faults_stand_on_lines_of_their_own():
    first = SurveyKitError(
        "report_too_few", where="a.csv", got=3, expected=5, also=(SurveyKitError("weights_unknown", where="a.csv", got="w", expected="x"),)
    )
    assert len(first.message().splitlines()) == 2


def test_an_unknown_code_is_a_fault_of_the_kit():
    with pytest.raises(KeyError):
        wording("no_such_code")


def test_a_language_that_is_not_there_says_nothing():
    assert all(entry.get("fr") for entry in catalogue().values())
