import numpy as np
import pytest

from survey_kit.segmentation.classes import fitted, started
from survey_kit.segmentation.number import chosen, compared, criterion, parameters
from survey_kit.segmentation.partition import Space
from survey_kit.segmentation.respondents import respondents
from tests.segmentation.made import kinds, parts_of


def space_of(count):
    return Space(respondents(*parts_of(kinds(count=count)[0])))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_number_of_kinds_has_the_best_criterion(count):
    values, parts = compared(space_of(count), range(1, 6))
    assert chosen(values) == count
    assert set(parts) == {2, 3, 4, 5}


def test_without_smoothing_every_free_number_counts():
    space = space_of(3)
    known = space.answers
    found = fitted(known, started(partition_labels(space), 3), smoothing=1e-9)
    plain = 3 * ((np.diff(known.firsts) - 1).sum() + 2 * known.numbers) + 2
    assert parameters(known, found) == pytest.approx(plain, rel=1e-6)
    assert criterion(known, found) == pytest.approx(found.likelihood - plain, rel=1e-6)


def partition_labels(space):
    return space.cut(3)[1]


def test_the_smaller_number_wins_a_tie():
    assert chosen({3: -1.0, 2: -1.0}) == 2
