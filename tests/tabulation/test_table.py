import pandas as pd

from survey_kit.design.design import Design
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.table import COLUMNS, TOTAL

FRAME = pd.DataFrame({"v": ["x", "y", "x", "x"], "g": ["a", "a", "b", "b"]})


def test_the_long_form_has_the_columns_that_others_script_against():
    assert list(tabulate(Design(FRAME), ["v"], ["g"]).to_frame()) == list(COLUMNS)


def test_totals_are_labelled():
    frame = tabulate(Design(FRAME), ["v"], ["g"]).to_frame()
    assert set(frame["column"]) == {TOTAL, "a", "b"}
    assert (frame[frame["row"] == TOTAL]["column_percent"] == 100).all()


def test_each_percentage_has_its_own_base():
    cell = tabulate(Design(FRAME), ["v"], ["g"]).to_frame().query("row == 'x' and column == 'b'").iloc[0]
    assert (cell["column_percent"], round(cell["row_percent"], 6), cell["total_percent"]) == (100.0, round(200 / 3, 6), 50.0)
