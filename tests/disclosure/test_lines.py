"""What someone who knows the sum of the masked cells can still find out, by trying every whole number."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.disclosure.lines import extended, extended_grid, pinned, rare

COUNTS = st.lists(st.integers(0, 14), min_size=2, max_size=5)


def statuses_of(counts):
    return ["primary" if 0 < count < 5 else "" for count in counts]


def possible(counts, statuses):
    """list of set: for each rare masked cell, the numbers that the sum of the masked cells leaves open."""
    hidden = [place for place, status in enumerate(statuses) if status]
    total = sum(counts[place] for place in hidden)
    ranges = [range(1, 5) if rare(counts[place], 5) else range(5, total + 1) for place in hidden]
    fits = [tried for tried in product(*ranges) if sum(tried) == total]
    return [{tried[at] for tried in fits} for at, place in enumerate(hidden) if rare(counts[place], 5)]


@settings(deadline=None, max_examples=150)
@given(COUNTS)
def test_every_number_stays_possible_unless_nothing_is_left_to_mask(counts):
    found = extended(counts, statuses_of(counts), 5)
    left = [count for count, status in zip(counts, found, strict=True) if count and not status]
    if left:
        assert all(numbers == {1, 2, 3, 4} for numbers in possible(counts, found))
    assert pinned(counts, found, 5) == any(numbers != {1, 2, 3, 4} for numbers in possible(counts, found))


@given(COUNTS)
def test_zero_and_what_needs_no_mask_stay(counts):
    found = extended(counts, statuses_of(counts), 5)
    assert all(status != "secondary" for count, status in zip(counts, found, strict=True) if not count)
    if not any(0 < count < 5 for count in counts):
        assert not any(found)


def test_the_smallest_cells_go_first_and_those_asked_for_last():
    assert extended([3, 20, 9, 30], ["primary", "", "", ""], 5) == ["primary", "", "secondary", ""]
    assert extended([3, 20, 9, 30], ["primary", "", "", ""], 5, last=[2]) == ["primary", "secondary", "", ""]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(*[st.integers(0, 14)] * 3), min_size=2, max_size=4))
def test_no_rare_cell_is_its_rows_total_less_the_other_columns(rows):
    columns = {name: [row[at] for row in rows] for at, name in enumerate("xyz")}
    start = {name: statuses_of(counts) for name, counts in columns.items()}
    totals = [not 0 < sum(row) < 5 for row in rows]
    found = extended_grid(columns, start, totals, 5, adds_up=True)
    for at, row in enumerate(rows):
        hidden = [name for name in columns if found[name][at] or (0 < sum(columns[name]) < 5 and columns[name][at])]
        if totals[at] and any(0 < count < 5 for count in row):
            assert len(hidden) > 1 or sum(1 for count in row if count) == 1
    for name, counts in columns.items():
        if sum(counts) >= 5 and any(found[name]):
            left = [count for count, status in zip(counts, found[name], strict=True) if count and not status]
            assert not left or not pinned(counts, found[name], 5)


def test_sets_are_closed_by_their_rows_alone():
    found = extended_grid({"x": [3, 20], "y": [9, 20]}, {"x": ["primary", ""], "y": ["", ""]}, [True, True], 5, adds_up=False)
    assert found == {"x": ["primary", ""], "y": ["secondary", ""]}
