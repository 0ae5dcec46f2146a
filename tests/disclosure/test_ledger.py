"""Two releases of a study are compared, cell by cell."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.disclosure.counts import key
from survey_kit.disclosure.ledger import Entry, Ledger, told
from survey_kit.disclosure.release import release
from survey_kit.tabulation.crosstab import tabulate

from .attacker import MOST, Attacker, name_of

CODES = ["a", "b", "c", "d"]


def answers(size, seed=0):
    chance = np.random.default_rng(seed)
    frame = {name: chance.choice(CODES, size=size, p=[0.4, 0.3, 0.2, 0.1]) for name in "vw"}
    return pd.DataFrame({name: pd.Categorical(values, CODES, ordered=True) for name, values in frame.items()})


def table_of(frame, columns=None):
    return tabulate(Design(frame, sampling="volunteer"), ["v", "w"], columns)


def shown(released):
    frame = released.to_frame()
    rows = frame[(frame["statistic"] == "count") & (frame["row"] != "Total")].to_dict("records")
    return {name_of(row): row["value"] for row in rows}


@pytest.mark.parametrize("more", [2, 6, 15])
@pytest.mark.parametrize("columns", [None, ["w"]])
def test_the_difference_of_two_releases_tells_of_nobody(more, columns):
    everybody = answers(120 + more)
    first = release(table_of(everybody[:120], columns))
    ledger = Ledger().at("one", 120).after(first).at("two", 120 + more)
    second = release(table_of(everybody, columns), ledger=ledger)
    before, after = shown(first), shown(second)
    changes = [after[name] - before[name] for name in after if not np.isnan(after[name] + before[name])]
    assert not [change for change in changes if 0 < abs(change) < 5]
    attacker = Attacker(second.to_frame())
    truth = shown(release(table_of(everybody, columns), threshold=1))
    free = np.zeros(len(attacker.unknown)), np.full(len(attacker.unknown), float(MOST))
    close = [name for name in after if np.isnan(after[name]) and 0 < truth[name] - before[name] < 5]
    assert close
    for name in close:
        assert all(attacker.possible(name, before[name] + step, *free) for step in range(1, 5))


def test_without_a_ledger_it_would():
    everybody = answers(122)
    before, after = (shown(release(table_of(frame))) for frame in (everybody[:120], everybody))
    assert [name for name in after if 0 < after[name] - before[name] < 5]


def test_of_the_same_answers_the_same_is_hidden_whatever_else_is_asked():
    frame = answers(30, seed=4)
    first = release(table_of(frame, ["w"]))
    ledger = Ledger().at("one", 60).after(first)
    again = release(table_of(frame), ledger=ledger)
    before, after = shown(first), shown(again)
    assert {name for name in after if np.isnan(after[name])} == {name for name in after if np.isnan(before[name])}
    assert np.isnan(list(after.values())).any()


def test_a_ledger_holds_what_was_told_and_joins_releases_of_the_same_export():
    frame = answers(60, seed=4)
    entry = told(release(table_of(frame, ["w"])))
    assert entry[key(("v", "a"))] == int((frame["v"] == "a").sum())
    assert None in entry.values()
    assert key(("v", "(any)")) not in entry
    two = Ledger().at("one", 60).after(release(table_of(frame))).after(release(table_of(frame, ["w"])))
    assert len(two.entries) == 1
    assert set(entry) <= set(two.entries[0].counts)


def test_the_nearest_other_release():
    ledger = Ledger((Entry("a", 100, {}), Entry("b", 150, {}), Entry("c", 160, {}))).at("c", 160)
    assert ledger.nearest().export == "b"
    assert Ledger((Entry("c", 160, {}),)).at("c", 160).nearest() is None
