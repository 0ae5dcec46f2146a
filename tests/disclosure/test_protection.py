"""Few cells are lost: on tables small enough to try every choice, no more than the best choice loses."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.disclosure.counts import key
from survey_kit.disclosure.protection import protect
from survey_kit.disclosure.release import release
from survey_kit.disclosure.system import system_of
from survey_kit.tabulation.crosstab import tabulate

from .attacker import narrowed
from .test_system import cross


class Shown:
    """A frame that is shown as it is."""

    def __init__(self, frame):
        self.frame = frame

    def to_frame(self):
        return self.frame


def small_table(seed):
    """Table: two to four rows by as many columns, no line with fewer than five respondents."""
    chance = np.random.default_rng(seed)
    shape = chance.integers(2, 5, 2)
    grid = np.zeros(shape, dtype=int)
    while min(grid.sum(axis=0).min(), grid.sum(axis=1).min()) < 5:
        grid = chance.integers(0, 16, shape) * (chance.random(shape) > 0.1)
    each = np.repeat(np.arange(grid.size), grid.ravel())
    frame = {"v": [f"r{place // shape[1]}" for place in each], "b": [f"c{place % shape[1]}" for place in each]}
    return tabulate(Design(pd.DataFrame({name: pd.Categorical(codes, ordered=True) for name, codes in frame.items()})), ["v"], ["b"])


def fewest_lost(table, most):
    """int: how many cells besides the primary ones must be hidden at least, by trying all choices; `most` when as many as that."""
    frame = table.to_frame().assign(status="", merged="", item="", value=lambda each: each["value"].astype(float))
    cells = (frame["statistic"] == "count") & (frame["row"] != "Total")
    rare, few = (number.between(1, 4) for number in (frame["value"], frame["base"] - frame["value"]))
    primary = cells & (rare | (few & (frame["value"] > 0)))
    frame.loc[primary, "status"] = "primary"
    frame.loc[primary, "value"] = np.nan
    free = frame.index[cells & ~primary & (frame["value"] > 0) & (frame["column"] != "Total")]
    for size in range(most):
        for chosen in combinations(free, size):
            tried = frame.copy()
            tried.loc[list(chosen), "status"] = "secondary"
            tried.loc[list(chosen), "value"] = np.nan
            if not narrowed(Shown(tried), table):
                return size
    return most


@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 60), marks=pytest.mark.slow)])
def test_no_more_cells_are_lost_than_must_be(seeds):
    lost = best = 0
    for seed in seeds:
        table = small_table(seed)
        frame = release(table).to_frame()
        if frame["base"].notna().all():
            own = int((frame["status"] == "secondary").sum())
            lost, best = lost + own, best + fewest_lost(table, own)
    assert best
    assert lost <= 1.2 * best


def test_a_rectangle_hides_the_smallest_cells_that_have_room():
    system = system_of(cross([[3, 9, 30], [8, 40, 20], [25, 21, 50]]), (), 5)
    assert protect(system) == set()
    hidden = {name for name, count in system.counts.items() if count.hidden}
    assert hidden == {key(("v", row), ("b", column)) for row in ("r0", "r1") for column in ("c0", "c1")}


def test_many_rare_cells_are_left_open_one_by_one():
    chance = np.random.default_rng(3)
    system = system_of(cross(chance.integers(0, 9, (9, 8)) + 1), (), 5)
    before = sum(count.needy for count in system.counts.values())
    assert before > 25
    assert protect(system) == set()


def test_what_can_not_be_left_open_is_told():
    system = system_of(cross([[1, 9], [20, 11]])[:1], (), 5)
    for count in system.counts.values():
        count.cost, count.hidden, count.needy = None, count.number == 10, count.number == 10
    assert protect(system) == {key(("v", "r0"))}
