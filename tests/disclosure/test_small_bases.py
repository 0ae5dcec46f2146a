import pytest

from survey_kit.disclosure.small_bases import RULES, rule_of


@pytest.mark.parametrize(
    ("base", "rule"),
    [
        (1000, "full"),
        (100, "full"),
        (99, "limited"),
        (30, "limited"),
        (29, "indicative"),
        (15, "indicative"),
        (14, "counts"),
        (5, "counts"),
        (4, "nothing"),
        (0, "nothing"),
    ],
)
def test_each_bound_of_the_table(base, rule):
    assert rule_of(base) == rule


def test_the_table_goes_down_to_nobody():
    assert [fewest for fewest, _ in RULES] == sorted((fewest for fewest, _ in RULES), reverse=True)
    assert RULES[-1][0] == 0


def test_what_stays_in_the_office_hides_nothing():
    assert {rule_of(base, threshold=1) for base in (0, 1, 4, 200)} == {"full"}
