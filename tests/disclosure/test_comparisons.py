import numpy as np
import pandas as pd

from survey_kit.analyses.waves import compare_waves
from survey_kit.design.design import Design
from survey_kit.disclosure.comparisons import released_changes
from survey_kit.disclosure.release import release
from survey_kit.tabulation.crosstab import tabulate


def wave(counts):
    return Design(pd.DataFrame({"v": pd.Categorical(np.repeat(list("abc"), counts), list("abc"), ordered=True)}), sampling="volunteer")


def test_an_answer_that_a_wave_keeps_back_has_no_change():
    waves = {"2020": wave([50, 3, 40]), "2022": wave([40, 30, 20])}
    found = compare_waves(waves, "v")
    assert [each.category for each in released_changes(found, {}).changes] == ["a", "c"]
    tables = {name: release(tabulate(design, ["v"])) for name, design in waves.items()}
    assert [each.category for each in released_changes(found, tables).changes] == ["a"]


def test_of_few_respondents_nothing_is_told():
    found = compare_waves([wave([6, 0, 6]), wave([40, 0, 20])], "v")
    assert released_changes(found, {}).changes == ()
