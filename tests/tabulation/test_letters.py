"""Letters against two-sample tests computed by hand, and against `pairwise_test`, which R survey confirms."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey_kit.design.design import Design
from survey_kit.disclosure.release import release
from survey_kit.errors import SurveyKitError
from survey_kit.significance.pairwise import CORRECTIONS, pairwise_test
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.letters import lettered, names
from survey_kit.tabulation.table import TOTAL

DRAWN = np.random.default_rng(11)
N = 900
GROUP = DRAWN.choice(list("xyz"), N, p=[0.3, 0.4, 0.3])
SHARES = {"x": [0.2, 0.5, 0.3], "y": [0.35, 0.35, 0.3], "z": [0.3, 0.3, 0.4]}
FRAME = pd.DataFrame(
    {
        "v": pd.Categorical([DRAWN.choice(list("abc"), p=SHARES[group]) for group in GROUP], list("abc")),
        "g": pd.Categorical(GROUP),
        "s": DRAWN.choice(["n", "s"], N),
        "u": DRAWN.integers(0, 60, N),
        "w": DRAWN.uniform(0.5, 2, N),
        "m__1": pd.array(DRAWN.random(N) < np.where(GROUP == "x", 0.3, 0.45), dtype="boolean"),
        "m__2": pd.array(DRAWN.random(N) < 0.6, dtype="boolean"),
    }
)
OWN = {"x": "A", "y": "B", "z": "C"}


def letters(table, variable="v"):
    frame = table.to_frame()
    found = frame[(frame["row_variable"] == variable) & (frame["column"] != TOTAL) & (frame["statistic"] == "count")]
    return {(row, column): marks for row, column, marks in zip(found["row"], found["column"], found["letters"], strict=True)}


def by_p_values(test, levels):
    """What the p-values of `pairwise_test` say."""
    expected = {(code, column): "" for code in "abc" for column in "xyz"}
    for row in test.to_frame().to_dict("records"):
        higher, lower = (row["first"], row["second"]) if row["difference"] > 0 else (row["second"], row["first"])
        mark = OWN[lower] if row["p_value"] < levels[0] else OWN[lower].lower() if row["p_value"] < levels[-1] else ""
        expected[row["category"], higher] += mark
    return expected


@pytest.mark.parametrize("correction", CORRECTIONS)
@pytest.mark.parametrize("drawn", [{}, {"weights": "w"}, {"weights": "w", "strata": "s", "psu": "u"}])
def test_letters_are_those_of_the_pairwise_test(drawn, correction):
    design = Design(FRAME, **drawn)
    found = letters(tabulate(design, ["v"], ["g"], levels=(0.05, 0.1), correction=correction))
    expected = by_p_values(pairwise_test(design, "v", "g", correction), (0.05, 0.1))
    assert {place: marks for place, marks in found.items() if place[0] != TOTAL} == expected
    assert any(expected.values())


def test_letters_of_a_plain_sample_are_those_of_a_test_by_hand():
    found = letters(tabulate(Design(FRAME), ["m"], ["g"]), "m")
    for option in "12":
        expected = dict.fromkeys("xyz", "")
        for first, second in combinations("xyz", 2):
            a, b = (FRAME.loc[FRAME["g"] == column, f"m__{option}"].astype(float) for column in (first, second))
            se = np.sqrt(N / (N - 1) * (a.var(ddof=0) / len(a) + b.var(ddof=0) / len(b)))
            p = 2 * stats.t.sf(abs(a.mean() - b.mean()) / se, N - 1)
            higher, lower = (first, second) if a.mean() > b.mean() else (second, first)
            expected[higher] += OWN[lower] if p < 0.05 else ""
        assert {column: found[option, column] for column in "xyz"} == expected
    assert {column: found[TOTAL, column] for column in "xyz"} == OWN


def test_small_bases_are_not_compared_and_volunteers_never():
    few = FRAME.assign(g=np.where(np.arange(N) < 29, "x", np.where(np.arange(N) < 500, "y", "z")), v=np.where(np.arange(N) < 29, "a", "b"))
    found = letters(tabulate(Design(few), ["v"], ["g"]))
    assert not any(marks for (row, _), marks in found.items() if row != TOTAL)
    assert not any(letters(tabulate(Design(FRAME, sampling="volunteer"), ["v"], ["g"])).values())
    with pytest.raises(SurveyKitError) as caught:
        lettered("volunteer", True, "none")
    assert caught.value.code == "letters_untold"


def test_letters_run_on_from_one_banner_variable_to_the_next():
    found = letters(tabulate(Design(FRAME), ["v"], ["g", "s"]))
    assert [found[TOTAL, column] for column in ("x", "y", "z", "n", "s")] == list("ABCDE")
    assert names(28)[-2:] == ("AA", "AB")


def test_the_gate_drops_letters_beside_a_masked_cell_and_nets_of_sets():
    rare = FRAME.assign(
        v=FRAME["v"].where((FRAME["v"] != "c") | (FRAME["g"] != "x") | (FRAME.groupby(["v", "g"]).cumcount() < 3)).fillna("a")
    )
    assert any(marks for (row, _), marks in letters(tabulate(Design(rare), ["v"], ["g"])).items() if row != TOTAL)
    released = release(tabulate(Design(rare), ["v"], ["g"])).to_frame()
    assert set(released.loc[released["row"] != TOTAL, "letters"]) == {""}
    whole = tabulate(Design(FRAME), ["m"], nets={"m": {"Any": ["1", "2"]}})
    assert whole.to_frame().query("statistic == 'net'")["column_percent"].item() == pytest.approx(
        100 * (FRAME["m__1"] | FRAME["m__2"]).mean()
    )
    assert release(whole).to_frame().query("statistic == 'net'")["column_percent"].isna().all()


def test_letters_of_a_banner_variable_without_a_masked_cell_stay():
    few = FRAME.assign(h=["p"] * 3 + ["q"] * (N - 3), t=np.where(FRAME["g"] == "x", "n", "s"))
    table = tabulate(Design(few), ["v"], ["h", "t"])
    released = release(table)
    frame = released.to_frame()
    assert (frame.loc[frame["column_variable"] == "h", "status"] != "").any() or (frame.loc[frame["column_variable"] == "h", "rule"] == "nothing").any()
    assert set(frame.loc[(frame["column_variable"] == "h") & (frame["row"] != TOTAL), "letters"]) <= {""}
    before, after = ({place: marks for place, marks in letters(each).items() if place[1] in {"n", "s"}} for each in (table, released))
    assert before == after
    assert any(marks for (row, _), marks in after.items() if row != TOTAL)
