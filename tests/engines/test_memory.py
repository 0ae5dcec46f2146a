import pandas as pd

from survey_kit.engines.memory import MemoryEngine, coded


def test_truth_values_are_numbers_and_levels():
    engine = MemoryEngine(pd.DataFrame({"a": pd.array([True, None, False], dtype="boolean")}))
    assert engine.is_number("a")
    assert engine.levels("a") == (False, True)
    assert engine.sums((), [("a",), ()], needs=["a"]).tolist() == [1, 2]


def test_undeclared_levels_are_those_met_sorted():
    codes, levels = coded(pd.Series([3, 1, None, 3]))
    assert levels == (1.0, 3.0)
    assert codes.tolist() == [1, 0, -1, 1]


def test_text_is_no_number():
    assert not MemoryEngine(pd.DataFrame({"a": ["x"]})).is_number("a")
