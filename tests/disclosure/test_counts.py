import pytest

from survey_kit.disclosure.counts import ANY, Count, System, cell_key, domain, key
from survey_kit.tabulation.table import TOTAL

from .test_masking import strip_of


def test_a_count_goes_by_its_answers_whatever_their_order():
    assert key(("sex", "F"), ("age", "18-29")) == key(("age", "18-29"), ("sex", "F"), ("sex", "F"))
    assert cell_key(strip_of([3, 9]), "c1") == (("v", "c1"),)
    assert cell_key(strip_of([3, 9]), ANY) == (("v", ANY),)


def test_a_nested_column_is_several_answers():
    assert domain("sex × age", "F × 18-29") == (("sex", "F"), ("age", "18-29"))
    assert domain("", TOTAL) == ()


@pytest.mark.parametrize(("whole", "telling", "needy"), [(13, False, False), (13, True, True), (30, True, False)])
def test_what_is_left_of_a_sum_is_a_loose_count(whole, telling, needy):
    system = System(5, {key(("a", "1")): Count(10, 1, 4), key(("b", "1")): Count(whole, 1, 4)})
    system.add([key(("a", "1"))], [key(("b", "1"))], telling=telling)
    (rest,) = [count for count in system.counts.values() if count.loose]
    assert (rest.number, rest.hidden, rest.needy) == (whole - 10, True, needy)
    assert len(system.equations[0].parts) == 2


def test_sums_that_meet_leave_nothing_and_larger_parts_leave_on_the_other_side():
    system = System(5, {key(("a", "1")): Count(10, 1, 4), key(("b", "1")): Count(10, 1, 4), key(("c", "1")): Count(7, 1, 4)})
    system.add([key(("a", "1"))], [key(("b", "1"))])
    assert not any(count.loose for count in system.counts.values())
    system.add([key(("a", "1"))], [key(("c", "1"))])
    assert len(system.equations[1].whole) == 2


def test_blocks_hold_what_hangs_together_by_counts_that_can_move():
    counts = {key((name, "1")): Count(9, 1, 4, hidden=name in "ab", needy=name == "a", cost=1.0 if name == "c" else None) for name in "abcd"}
    system = System(5, counts)
    system.add([key(("a", "1"))], [key(("b", "1"))])
    system.add([key(("b", "1"))], [key(("d", "1"))])
    system.add([key(("d", "1"))], [key(("c", "1"))])
    assert [sorted(names) for names in system.blocks()] == [[(("a", "1"),), (("b", "1"),)]]
