"""What someone who knows the sum of the masked cells can still find out, by trying every whole number."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.disclosure.lines import pinned, rare

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
@given(COUNTS, st.lists(st.booleans(), min_size=5, max_size=5))
def test_a_rare_cell_is_pinned_when_some_number_is_ruled_out(counts, more):
    statuses = [status or ("secondary" if count >= 5 and too else "") for count, status, too in zip(counts, statuses_of(counts), more[: len(counts)], strict=True)]
    assert pinned(counts, statuses, 5) == any(each != {1, 2, 3, 4} for each in possible(counts, statuses))


def test_zero_is_not_rare():
    assert [rare(count, 5) for count in (0, 1, 4, 5)] == [False, True, True, False]
