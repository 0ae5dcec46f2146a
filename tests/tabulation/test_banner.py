import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.tabulation.banner import heads, parted
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.table import TOTAL

FRAME = pd.DataFrame(
    {
        "v": pd.Categorical(list("aabbab"), list("ab")),
        "sex": pd.Categorical(["F", "F", "H", "H", None, "F"], ["F", "H"]),
        "age": pd.Categorical(["1", "2", "1", "1", "2", "1"], ["1", "2"]),
        "n": [1, 2, 3, 4, 5, 60],
    }
)


def test_nested_columns_are_categories_in_each_other():
    design = Design(FRAME)
    (head,) = heads(design, [["sex", "age"]])
    assert (head.name, head.variables) == ("sex × age", ("sex", "age"))
    values = parted(design, [head])[head.column]
    assert list(values.cat.categories) == ["F × 1", "F × 2", "H × 1", "H × 2"]
    assert values.astype(object).where(values.notna(), "").tolist() == ["F × 1", "F × 2", "H × 1", "H × 1", "", "F × 1"]


def test_a_nested_table_counts_what_pandas_counts():
    frame = tabulate(Design(FRAME), ["v"], ["sex", ["sex", "age"]]).to_frame()
    cells = frame[(frame["statistic"] == "count") & (frame["row"] != TOTAL) & (frame["column_variable"] == "sex × age")]
    for row in cells.itertuples():
        sex, age = row.column.split(" × ")
        assert row.value == ((FRAME["v"] == row.row) & (FRAME["sex"] == sex) & (FRAME["age"] == age)).sum()
    assert set(cells["column"]) == {"F × 1", "F × 2", "H × 1"}
    assert not (frame["row_variable"] == "sex").any()


def test_a_name_alone_is_a_banner_too():
    design = Design(FRAME)
    assert [head.name for head in heads(design, "sex")] == ["sex"]
    assert heads(design, None) == ()
    assert parted(design, heads(design, ["n"]))["(column) n"].cat.categories[0] == "1"


def test_an_unknown_variable_and_a_set_are_refused():
    design = Design(FRAME.assign(m__1=np.array([True] * 6), m__2=np.array([False] * 6)))
    for banner, code in ((["sex", ["age", "zz"]], "design_variable"), (["m"], "column_set")):
        with pytest.raises(SurveyKitError) as caught:
            heads(design, banner)
        assert caught.value.code == code
