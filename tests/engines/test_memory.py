import numpy as np
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


def test_a_pattern_tells_which_options_are_ticked_together():
    frame = pd.DataFrame({"a": pd.array([True, False, True, None], "boolean"), "b": pd.array([True, True, False, None], "boolean")})
    engine = MemoryEngine(frame)
    name, ways = engine.pattern(("a", "b"))
    counts = engine.sums((name,), ((),))[:, 0]
    assert {tuple(way): count for way, count in zip(ways.tolist(), counts.tolist(), strict=True) if count} == {(0, 1): 1, (1, 0): 1, (1, 1): 1}
    assert (counts @ ways).tolist() == [2, 2]


def test_options_that_are_missing_apart_have_no_pattern():
    frame = pd.DataFrame({"a": pd.array([True, None], "boolean"), "b": pd.array([True, True], "boolean")})
    assert MemoryEngine(frame).pattern(("a", "b")) is None


def test_what_all_rows_have_alike_is_not_added_up():
    frame = pd.DataFrame({"g": ["x", "y", "x"], "w": [2.5, 2.5, 2.5], "y": [1.0, 2.0, np.nan]})
    found = MemoryEngine(frame).sums(["g"], [(), ("w",), ("w", "w", "y"), ("w", "w")])
    np.testing.assert_array_equal(found, [[2, 5, 6.25, 12.5], [1, 2.5, 12.5, 6.25]])
