"""One thread for many small tables: threads that wait for one another take ten times the work, and change the last digits."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

# The names under which NumPy's own build of OpenBLAS, and a system's, tell and set how many threads they use.
NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads", "openblas_{}_num_threads64_", "openblas_{}_num_threads")


@cache
def _library() -> tuple[Any, Any] | None:
    """tuple or None: the functions that tell and set the number of threads; None where NumPy calculates with something else."""
    beside = Path(np.__file__).parent
    for folder in (beside.parent / "numpy.libs", beside / ".dylibs"):
        for path in sorted(folder.glob("*openblas*")):
            try:
                library = ctypes.CDLL(str(path))
            except OSError:
                continue
            for name in NAMES:
                told, setter = (getattr(library, name.format(verb), None) for verb in ("get", "set"))
                if told and setter:
                    told.restype, setter.argtypes = ctypes.c_int, [ctypes.c_int]
                    return told, setter
    return None


@contextmanager
def one_thread() -> Iterator[None]:
    """Iterator of None: linear algebra inside uses one thread, then as many as before."""
    found = _library()
    if found is None:
        yield
        return
    told, setter = found
    before = told()
    setter(1)
    try:
        yield
    finally:
        setter(before)
