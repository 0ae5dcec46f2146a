"""What every engine must answer alike; the one in memory is the first of them."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.engines.memory import MemoryEngine

FRAME = pd.DataFrame(
    {"sex": pd.Categorical(["F", "H", None, "F"], ["H", "F", "X"]), "days": [1.0, np.nan, 3.0, 5.0], "w": [1.0, 2.0, 4.0, 8.0]}
)


@pytest.fixture(params=[MemoryEngine])
def engine(request):
    return request.param(FRAME)


def test_the_empty_product_counts_rows(engine):
    assert engine.rows == 4
    assert engine.sums((), [()]).tolist() == [4]


def test_sums_are_by_declared_levels_even_empty_ones(engine):
    assert engine.levels("sex") == ("H", "F", "X")
    assert engine.sums(["sex"], [(), ("w",)]).tolist() == [[1, 2], [2, 9], [0, 0]]


def test_a_row_counts_only_where_all_that_is_named_has_a_value(engine):
    assert engine.sums(["sex"], [("w", "days")]).tolist() == [[0], [41], [0]]
    assert engine.sums((), [(), ("w",)], needs=["days"]).tolist() == [3, 13]


def test_a_centre_is_taken_off_before_products(engine):
    assert engine.sums((), [("days", "days")], centre={"days": 3.0}).tolist() == [8.0]


@pytest.mark.parametrize(
    "where", [[True, False, True, True], {"w": [1.0, 4.0, 8.0]}, "w != 2", pd.Series([True, None, True, True], dtype="boolean")]
)
def test_a_domain_is_a_mask_a_mapping_or_a_text(engine, where):
    assert engine.sums((), [("w",)], where=where).tolist() == [13.0]
