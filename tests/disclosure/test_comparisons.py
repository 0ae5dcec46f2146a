import numpy as np
import pandas as pd

from survey_kit.analyses.waves import compare_recall, compare_waves
from survey_kit.design.design import Design
from survey_kit.disclosure.comparisons import released_changes
from survey_kit.disclosure.release import release
from survey_kit.tabulation.crosstab import tabulate


def wave(counts):
    return Design(pd.DataFrame({"v": pd.Categorical(np.repeat(list("abc"), counts), list("abc"), ordered=True)}), sampling="volunteer")


def test_an_answer_that_a_wave_keeps_back_has_no_change():
    waves = {"2020": wave([50, 3, 40]), "2022": wave([40, 30, 20])}
    found = compare_waves(waves, "v")
    assert [each.category for each in released_changes(found, {}).changes] == ["a"], "b has 3 in a wave, c would be the rest"
    tables = {name: release(tabulate(design, ["v"])) for name, design in waves.items()}
    assert [each.category for each in released_changes(found, tables).changes] == ["a"]


def test_of_few_respondents_nothing_is_told():
    found = compare_waves([wave([6, 0, 6]), wave([40, 0, 20])], "v")
    assert released_changes(found, {}).changes == ()


def test_of_few_on_the_move_nothing_is_told():
    then = np.repeat(list("abc"), [30, 30, 30])
    now = then.copy()
    now[:8], now[30:33], now[60:75] = "b", "c", "a"
    levels = pd.CategoricalDtype(list("abc"))
    design = Design(pd.DataFrame({"then": then, "now": now}).astype(levels), sampling="volunteer")
    found = compare_recall(design, "then", "now")
    assert {each.category: each.moved for each in found.changes} == {"a": (15, 8), "b": (8, 3), "c": (3, 15)}
    assert [each.category for each in released_changes(found, {}).changes] == ["a"]


def test_a_panel_tells_of_no_few_outside_it():
    def named(counts, drop=0):
        frame = pd.DataFrame({"v": pd.Categorical(np.repeat(list("abc"), counts)), "who": range(sum(counts))})
        return Design(frame.iloc[drop:], sampling="volunteer")

    waves = {"2020": named([30, 30, 30]), "2022": named([30, 30, 30], drop=3)}
    found = compare_waves(waves, "v", panel="who")
    tables = {name: release(tabulate(design, ["v"])) for name, design in waves.items()}
    assert [each.category for each in released_changes(found, {}).changes] == ["a", "b", "c"]
    assert [each.category for each in released_changes(found, tables).changes] == ["c"], (
        "3 of a answered the first wave alone; b would be the rest"
    )


def test_a_mean_is_told_where_both_tables_tell_it():
    def numbers(rows, seed, largest=0.0):
        values = np.random.default_rng(seed).normal(10, 2, rows).round(1)
        values[0] += largest
        return Design(pd.DataFrame({"days": values}), sampling="volunteer")

    waves = {"2020": numbers(120, 1), "2022": numbers(150, 2)}
    found = compare_waves(waves, "days")
    tables = {name: release(tabulate(design, ["days"])) for name, design in waves.items()}
    assert len(released_changes(found, tables).changes) == 1
    assert released_changes(found, {}).changes == (), "nobody looked whether one respondent makes the sum"
    assert released_changes(found, {"2020": tables["2020"]}).changes == ()
    alone = waves | {"2022": numbers(150, 2, largest=1e6)}
    tables["2022"] = release(tabulate(alone["2022"], ["days"]))
    assert tables["2022"].distribution("days").measure("mean").value is None
    assert released_changes(compare_waves(alone, "days"), tables).changes == ()


def test_a_mean_of_a_panel_tells_of_no_few_outside_it():
    def named(drop):
        values = np.random.default_rng(3).normal(10, 2, 90).round(1)
        return Design(pd.DataFrame({"days": values, "who": range(90)}).iloc[drop:], sampling="volunteer")

    for drop, told in ((3, 0), (12, 1)):
        waves = {"2020": named(0), "2022": named(drop)}
        tables = {name: release(tabulate(design, ["days"])) for name, design in waves.items()}
        assert len(released_changes(compare_waves(waves, "days", panel="who"), tables).changes) == told
