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


def test_it_tells_how_many_rows_of_what():
    frame = FRAME.assign(days=[1.0, 2, 3, 4])
    table = tabulate(Design(frame), ["v", "days"], ["g"], nets={"v": {"both": ["x", "y"]}})
    assert repr(table) == f"Table: {len(table.to_frame())} rows, column percentages of v, days by g, base 4. to_frame() shows them."
    assert "row percentages of v, base 4" in repr(tabulate(Design(frame), ["v"], percent="row"))
