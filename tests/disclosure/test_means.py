"""Means beside masked cells, against trying every whole number."""

from itertools import product

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from survey_kit.disclosure.means import MOST_RARE, mean_is_safe


def by_trial(counts, hidden, mean):
    """bool: whether every rare cell keeps 1 to 4, among all whole numbers that give the sum and the rounded mean."""
    places = [place for place, masked in enumerate(hidden) if masked]
    total, size = sum(counts[place] for place in places), sum(counts)
    ranges = [range(1, 5) if 0 < counts[place] < 5 else range(5, total + 1) for place in places]
    open_ = [set() for _ in places]
    for tried in product(*ranges):
        now = list(counts)
        for place, count in zip(places, tried, strict=True):
            now[place] = count
        if sum(tried) == total and abs(sum(count * value for value, count in enumerate(now)) / size - mean) <= 0.05 + 1e-12:
            for at, count in enumerate(tried):
                open_[at].add(count)
    return all(open_[at] == {1, 2, 3, 4} for at, place in enumerate(places) if 0 < counts[place] < 5)


@example([7, 1, 7], 2)
@settings(deadline=None, max_examples=300)
@given(st.lists(st.integers(1, 60), min_size=3, max_size=6), st.integers(0, 2))
def test_a_mean_stays_only_where_it_leaves_every_rare_cell_open(counts, further):
    hidden = [0 < count < 5 for count in counts]
    for place in sorted((place for place in range(len(counts)) if not hidden[place]), key=lambda place: counts[place])[:further]:
        hidden[place] = True
    if sum(count for count, masked in zip(counts, hidden, strict=True) if masked) > 60 or sum(hidden) > 4:
        return
    mean = round(float(np.average(range(len(counts)), weights=counts)), 1)
    if mean_is_safe(counts, range(len(counts)), hidden, mean, 5):
        assert by_trial(counts, hidden, mean)


def test_without_rare_cells_there_is_nothing_to_find():
    assert mean_is_safe([9, 0, 9], [0, 1, 2], [True, False, True], 1.0, 5)


def test_many_rare_cells_are_not_worked_through():
    counts = [2] * (MOST_RARE + 1) + [200]
    assert not mean_is_safe(counts, range(len(counts)), [True] * (MOST_RARE + 1) + [False], 6.0, 5)


def test_a_large_base_leaves_room_and_a_small_one_none():
    hidden = [True, True, False, False]
    assert mean_is_safe([3, 60, 90, 40], [1, 2, 3, 4], hidden, 2.9, 5)
    assert not mean_is_safe([3, 9, 9, 4], [1, 2, 3, 4], hidden, 2.6, 5)
