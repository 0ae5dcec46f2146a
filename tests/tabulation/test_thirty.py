"""Thirty tables and more of the example against plain pandas: counts, bases, percentages, means, nets and letters, all computed here by other code."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from survey_kit.design.design import Design
from survey_kit.example.shapes import write_example
from survey_kit.loaders import read_export
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.table import TOTAL

SINGLES = ("situation", "tenure", "activity", "telework_frequency", "internet_quality", "coworking_intention", "staying", "gender", "household")
SETS = ("motives", "telework_places", "coworking_needs")
BANNERS = ("gender", "newcomer", "tenure")
PAIRS = [(name, banner) for name in (*SINGLES, *SETS) for banner in BANNERS if name != banner]


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    path = tmp_path_factory.mktemp("thirty") / "example.csv"
    write_example(path)
    return read_export(path)


@pytest.fixture(scope="module")
def weights(survey):
    return np.random.default_rng(5).uniform(0.5, 2, len(survey.responses))


@pytest.fixture(scope="module")
def design(survey, weights):
    responses = survey.responses.assign(w=weights)
    return Design(responses, weights="w")


def indicators(responses, name):
    """A column of 0 and 1 a code, missing where nobody answered, from the responses alone."""
    if name in responses:
        known = responses[name].notna()
        return {str(code): (responses[name].astype(object) == code).astype(float).where(known) for code in responses[name].cat.categories}
    return {column.split("__", 1)[1]: responses[column].astype("Float64").astype(float) for column in responses if _is_option(column, name)}


def _is_option(column, name):
    return column.startswith(f"{name}__") and not column.endswith("__other")


def by_hand(responses, weights, name, inside):
    """dict: code to its count, share in per cent and base, of the rows inside."""
    found = {}
    for code, values in indicators(responses, name).items():
        kept = values.notna().to_numpy() & inside
        found[code] = (
            int(values[kept].sum()),
            100 * np.average(values[kept], weights=weights[kept]) if kept.any() else np.nan,
            int(kept.sum()),
            weights[kept].sum() ** 2 / (weights[kept] ** 2).sum() if kept.any() else np.nan,
        )
    return found


def test_there_are_thirty():
    assert len(PAIRS) >= 30


@pytest.mark.parametrize(("name", "banner"), PAIRS)
def test_a_table_is_what_pandas_counts(survey, design, weights, name, banner):
    frame = tabulate(design, [name], [banner], letters=False).to_frame()
    cells = frame[(frame["statistic"] == "count") & (frame["row"] != TOTAL)]
    responses, columns = survey.responses, survey.responses[banner].astype(object)
    for column, rows in cells.groupby("column"):
        inside = np.ones(len(responses), dtype=bool) if column == TOTAL else (columns == column).to_numpy(dtype=bool)
        told = by_hand(responses, weights, name, inside)
        for row in rows.itertuples():
            count, share, base, effective = told[row.row]
            assert (row.value, row.base) == (count, base)
            np.testing.assert_allclose([row.column_percent, row.effective_base], [share, effective], rtol=1e-10)


@pytest.mark.parametrize("banner", BANNERS)
def test_means_are_what_numpy_averages(survey, design, weights, banner):
    frame = tabulate(design, ["age"], [banner], letters=False).to_frame()
    age = survey.responses["age"].astype(float)
    for row in frame[frame["statistic"] == "mean"].itertuples():
        kept = age.notna() & ((survey.responses[banner].astype(object) == row.column) | (row.column == TOTAL))
        np.testing.assert_allclose(row.value, np.average(age[kept], weights=weights[kept]), rtol=1e-12)


def test_nets_are_the_sums_of_their_answers_and_of_sets_those_who_ticked_any(survey, design, weights):
    nets = {"activity": {"working": ["1", "2", "3"]}, "motives": {"any": ["1", "2"]}}
    frame = tabulate(design, ["activity", "motives"], ["gender"], nets=nets, letters=False).to_frame()
    for row in frame[frame["row"].isin(["working", "any"])].itertuples():
        told = indicators(survey.responses, row.row_variable)
        ticked = np.max([told[code] for code in nets[row.row_variable][row.row]], axis=0)
        inside = (survey.responses["gender"].astype(object) == row.column).to_numpy() | (row.column == TOTAL)
        kept = ~np.isnan(ticked) & inside
        np.testing.assert_allclose(row.column_percent, 100 * np.average(ticked[kept], weights=weights[kept]), rtol=1e-10)


@pytest.mark.parametrize("name", ["activity", "internet_quality", "staying"])
def test_letters_are_those_of_tests_by_hand(survey, design, weights, name):
    """Of rows drawn one by one: the variance of the difference of two domains' shares by linearisation, the design's df."""
    frame = tabulate(design, [name], ["tenure"], letters=True).to_frame()
    letters = frame[frame["row"] == TOTAL].set_index("column")["letters"].to_dict()
    told, columns = indicators(survey.responses, name), survey.responses["tenure"].astype(object)
    n = len(weights)
    for code, values in told.items():
        marks = {column: "" for column in letters if column != TOTAL}
        parts = {column: values.notna().to_numpy() & (columns == column).to_numpy(dtype=bool) for column in marks}
        for first, second in combinations([column for column in marks if parts[column].sum() >= 30], 2):
            shares = [np.average(values[parts[each]], weights=weights[parts[each]]) for each in (first, second)]
            scores = np.zeros(n)
            for sign, each, share in ((1, first, shares[0]), (-1, second, shares[1])):
                inside = parts[each]
                scores[inside] += sign * weights[inside] * (values[inside] - share) / weights[inside].sum()
            spread = np.sqrt(n / (n - 1) * ((scores - scores.mean()) ** 2).sum())
            if spread > 0 and 2 * stats.t.sf(abs(shares[0] - shares[1]) / spread, n - 1) < 0.05:
                higher, lower = (first, second) if shares[0] > shares[1] else (second, first)
                marks[higher] += letters[lower]
        shown = frame[(frame["row"] == code) & (frame["statistic"] == "count")].set_index("column")["letters"]
        assert {column: "".join(sorted(shown[column])) for column in marks} == {column: "".join(sorted(mark)) for column, mark in marks.items()}


def test_boxes_are_the_two_ends_of_a_scale(survey):
    table = tabulate(Design(survey), ["satisfaction"]).to_frame()
    responses = survey.responses
    boxes = table[table["statistic"] == "net"]
    assert len(boxes) >= 4
    for row in boxes.itertuples():
        steps = [code for code in responses[row.row_variable].cat.categories if code not in {"98", "99"}]
        ends = steps[-2:] if row.row == "top_2" else steps[:2]
        np.testing.assert_allclose(row.column_percent, 100 * responses[row.row_variable].dropna().isin(ends).mean())
