from time import process_time

import numpy as np
import pytest

from survey_kit.segmentation import threads


def test_threads_are_one_inside_and_as_before_outside():
    found = threads._library()
    if found is None:
        pytest.skip("NumPy calculates with something else here")
    told, setter = found
    before = told()
    setter(2)
    try:
        with threads.one_thread():
            assert told() == 1
        assert told() == 2
        with pytest.raises(ZeroDivisionError), threads.one_thread():
            raise ZeroDivisionError
        assert told() == 2
    finally:
        setter(before)


def test_nothing_is_lost_where_the_library_is_unknown(monkeypatch):
    monkeypatch.setattr(threads, "_library", lambda: None)
    with threads.one_thread():
        assert np.linalg.det(np.eye(3)) == 1


def test_many_small_tables_take_little_time():
    table = np.random.default_rng(0).normal(size=(165, 85))
    start = process_time()
    with threads.one_thread():
        for _ in range(50):
            np.linalg.eigvalsh(table.T @ table)
    assert process_time() - start < 1.5
