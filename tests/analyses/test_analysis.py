import pytest

from survey_kit.analyses.analysis import Analysis, Quantity


def test_quantities_are_found_by_name():
    analysis = Analysis("a", 9, (Quantity("days", 4.0),))
    assert analysis["days"].value == 4.0
    with pytest.raises(KeyError):
        analysis["weeks"]
