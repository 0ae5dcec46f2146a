import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from survey_kit.design.columns import frame_of
from survey_kit.errors import SurveyKitError

TABLE = {"a": [1, 2], "b": ["x", "y"]}


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_each_kind_of_table_is_taken(make):
    frame, questionnaire = frame_of(make(TABLE))
    assert frame.to_dict("list") == TABLE
    assert questionnaire is None


def test_anything_else_is_refused():
    with pytest.raises(SurveyKitError) as caught:
        frame_of([1, 2])
    assert caught.value.code == "design_data"
