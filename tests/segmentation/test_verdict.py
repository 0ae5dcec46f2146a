import numpy as np
import pytest

from survey_kit.segmentation.columns import columns
from survey_kit.segmentation.laws import Laws
from survey_kit.segmentation.partition import Space
from survey_kit.segmentation.respondents import respondents
from survey_kit.segmentation.verdict import DRAWS, across, decide
from tests.segmentation.made import gradient, kinds, nothing, parts_of


def decided(frame, seed=0):
    return decide(Space(respondents(*parts_of(frame))), np.random.default_rng(seed))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_kinds_are_segments(count):
    found = decided(kinds(count=count)[0])
    assert (found.verdict, found.count) == ("segments", count)
    assert found.gates.association == 1 / (DRAWS + 1)


@pytest.mark.parametrize("heaped", [False, True])
def test_a_gradient_is_one_heaped_at_both_ends_or_not(heaped):
    found = [decided(gradient(seed=seed, heaped=heaped)).verdict for seed in range(6)]
    assert found.count("gradient") >= 5


def test_nothing_is_nothing():
    found = [decided(nothing(seed=seed)) for seed in range(6)]
    assert [each.verdict for each in found].count("none") >= 5
    assert all(each.partition is None for each in found if each.verdict == "none")


def test_two_gradients_that_know_nothing_of_each_other_are_no_segments():
    pairs = [(gradient(seed=seed), gradient(seed=seed + 1)) for seed in (1, 3, 5)]
    found = [decided(one.join(other.drop(columns="w").add_prefix("z"))).verdict for one, other in pairs]
    assert found.count("gradient") >= 2


def test_draws_stop_once_the_answer_is_plain():
    known = columns(*parts_of(nothing()))
    chances = known.masses @ known.indicators()
    laws = Laws(np.ones(1), (chances / known.by_question(chances))[None, :], np.zeros((1, 1)), np.ones((1, 1)))
    assert across(known, laws, np.zeros(5), np.random.default_rng(0)) == 1.0
    assert across(known, laws, np.full(5, 99.0), np.random.default_rng(0)) == 1 / (DRAWS + 1)
