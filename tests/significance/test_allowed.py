import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.significance.allowed import one_of, refuse_census, reservations

FRAME = pd.DataFrame({"a": [1, 2]})


def test_only_a_census_is_refused():
    for sampling in ("probability", "quota", "volunteer"):
        refuse_census(Design(FRAME, sampling=sampling))
    with pytest.raises(SurveyKitError) as caught:
        refuse_census(Design(FRAME, sampling="census"))
    assert caught.value.code == "test_census"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_has_to_be_said_reads_well(lang):
    notes = reservations(Design(FRAME, sampling="volunteer"), ("a", "b"), 3)
    assert [note.code for note in notes] == ["test_left_out", "test_untold"]
    assert notes[0].text(lang).startswith("3 ")
    assert "a, b" in notes[0].text(lang)
    assert "{" not in notes[1].text(lang)


def test_a_choice_is_one_of_those_known():
    one_of("correction_unknown", "a", ("a", "b"))
    with pytest.raises(SurveyKitError) as caught:
        one_of("correction_unknown", "c", ("a", "b"))
    assert (caught.value.got, caught.value.expected) == ("c", "a, b")
