"""An attacker finds nothing in tables of one to three dimensions that share margins, nor in two tables of the same answers."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.disclosure.release import release
from survey_kit.tabulation.crosstab import tabulate

from .attacker import narrowed


def answers(seed):
    """DataFrame: two to four variables that depend on each other, some answers rare."""
    chance = np.random.default_rng(seed)
    size = int(chance.choice([25, 60, 165, 400]))
    frame = {}
    for name in "vbcd"[: chance.integers(2, 5)]:
        codes = [f"{name}{position}" for position in range(chance.integers(2, 6))]
        given = chance.choice(codes, size=size, p=chance.dirichlet(np.full(len(codes), 0.8)))
        frame[name] = pd.Categorical(given, codes, ordered=bool(chance.integers(2)))
    return pd.DataFrame(frame)


def tables_of(frame, seed):
    """Table: of one to three dimensions that share margins."""
    chance = np.random.default_rng(seed)
    names = list(frame)
    rows = names if chance.integers(2) else names[:1]
    columns = [name for name in names[1:] if chance.integers(3)]
    return tabulate(Design(frame, sampling="volunteer"), rows, columns or None)


@pytest.mark.parametrize("seed", [*range(24), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(24, 500))])
def test_nothing_hidden_is_found(seed):
    """Marks aren't published, and zeros may be hidden too: whoever attacks takes a hidden cell for any whole number."""
    table = tables_of(answers(seed), seed)
    assert narrowed(release(table), table, floor=False) == []


def test_an_attacker_finds_what_is_hidden_without_care():
    """Of tables that hide primary cells alone much is found: the attack is one."""
    table = tables_of(answers(6), 6)
    truth, frame = (each[each["statistic"] == "count"].reset_index(drop=True) for each in (table.to_frame(), release(table).to_frame()))
    others = frame["status"] == "secondary"
    frame.loc[others, "value"] = truth.loc[others, "value"].astype(float)
    frame.loc[others, "status"] = ""
    assert others.any()
    assert narrowed(Careless(frame), table, floor=False)


class Careless:
    """A frame that is published as it is."""

    def __init__(self, frame):
        self.frame = frame

    def to_frame(self):
        return self.frame
