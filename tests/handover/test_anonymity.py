from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.handover import anonymity
from survey_kit.handover.anonymity import alone, class_sizes, ways
from survey_kit.handover.ladders import Step


def step(name, values):
    return Step(name, pd.Series(list(values)))


LADDERS = {
    "a": (step("whole", "xxxyyz"), step("joined", "xxxyyy"), step("nothing", [""] * 6)),
    "b": (step("whole", "uuuuuv"), step("nothing", [""] * 6)),
}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("cd"), st.integers(0, 2)), min_size=1, max_size=30))
def test_sizes_are_those_of_equal_rows(rows):
    keys = [pd.Series(list(column)) for column in zip(*rows, strict=True)]
    assert class_sizes(keys).tolist() == [rows.count(row) for row in rows]


def test_those_alone_are_counted():
    assert alone(LADDERS, (0, 0), 3).tolist() == [False, False, False, True, True, True]


def test_the_least_loss_comes_first_and_no_way_exceeds_another():
    # At step (1, 1) the classes are three and three; any step below leaves somebody alone, and nobody may be blanked among six.
    found = ways(LADDERS, 3)
    assert [way.levels for way in found] == [(1, 1), (2, 1)][:1]


@pytest.mark.parametrize("most", [1, 5_000])
@pytest.mark.parametrize("fewest", [2, 5])
def test_nobody_is_alone_after_any_way(fewest, most, monkeypatch):
    monkeypatch.setattr(anonymity, "MOST_WAYS", most)
    random = np.random.default_rng(3)
    ladders = {}
    for name in "abc":
        values = pd.Series(random.integers(0, 6, 200))
        ladders[name] = (Step("0", values.astype(str)), Step("1", (values // 2).astype(str)), Step("2", pd.Series([""] * 200)))
    found = ways(ladders, fewest)
    assert found
    for way in found:
        keys = [steps[level].values.mask(way.blanked, "") for steps, level in zip(ladders.values(), way.levels, strict=True)]
        assert class_sizes(keys).min() >= fewest
        assert way.blanked.mean() <= anonymity.MOST_BLANKED


def test_the_first_way_is_the_best_of_all():
    random = np.random.default_rng(4)
    values = [pd.Series(random.integers(0, 5, 60)) for _ in range(2)]
    ladders = {
        str(name): (Step("0", v.astype(str)), Step("1", (v // 3).astype(str)), Step("2", pd.Series([""] * 60)))
        for name, v in enumerate(values)
    }
    found = ways(ladders, 4)[0]
    losses = {}
    for levels in product(range(3), range(3)):
        sizes = class_sizes([ladders[name][level].values for name, level in zip(ladders, levels, strict=True)])
        lonely = int((sizes < 4).sum())
        if lonely == 0 or 4 <= lonely <= 6:
            losses[levels] = sum(levels) / 2 + 2 * lonely / 60
    assert losses[found.levels] == pytest.approx(min(losses.values()))
