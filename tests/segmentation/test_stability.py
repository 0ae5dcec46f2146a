import numpy as np
import pytest

from survey_kit.segmentation.partition import Space, partition
from survey_kit.segmentation.respondents import respondents
from survey_kit.segmentation.stability import Firm, firm, firmness
from tests.segmentation.made import kinds, nothing, parts_of


def firm_of(frame, count, *, around):
    people = respondents(*parts_of(frame))
    return firm(people, partition(Space(people), count).labels, np.random.default_rng(0), around=around)


def test_kinds_that_are_there_come_back_and_so_does_their_number():
    found = firm_of(kinds()[0], 3, around=True)
    assert (found.likeness > 0.75).all()
    assert found.agreement > 0.8
    assert found.preferred[3] > 0.5
    assert sum(found.preferred.values()) == pytest.approx(1)


def test_parts_of_nothing_do_not_come_back():
    found = firm_of(nothing(), 3, around=False)
    assert found.likeness.max() < 0.6
    assert found.preferred == {}


def test_the_range_holds_what_bootstraps_prefer_and_the_number_itself():
    assert Firm(np.ones(1), 1.0, {2: 0.05, 3: 0.4, 4: 0.55}).range_of(3) == (3, 4)
    assert Firm(np.ones(1), 1.0, {}).range_of(5) == (5, 5)


@pytest.mark.parametrize(("likeness", "word"), [(0.75, "solid"), (0.74, "indicative"), (0.5, "indicative"), (0.49, "fragile")])
def test_words(likeness, word):
    assert firmness(likeness) == word
