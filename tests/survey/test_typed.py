import numpy as np

from survey_kit.survey.typed import BLANK, GIVEN, KINDS, NOT_ASKED, kind_names


def test_kinds_are_named_by_their_place():
    assert kind_names(np.array([GIVEN, NOT_ASKED, BLANK], dtype=np.int8)).tolist() == ["", "not_asked", "blank"]
    assert KINDS[1:6] == ("not_asked", "not_answered", "dont_know", "refused", "not_applicable")
