import pytest

from survey_kit.questionnaire.ranges import unmangled


@pytest.mark.parametrize(
    ("cell", "was"),
    [
        ("5-Jan", "1-5"),
        ("25-Jun", "6-25"),
        ("06-oct", "6-10"),
        ("08-déc", "8-12"),
        ("janv.-05", "1-5"),
        ("2022-10-06", "6-10"),
        ("Jan", ""),
        ("6-10", ""),
    ],
)
def test_the_range_that_became_a_date(cell, was):
    assert unmangled(cell) == was
