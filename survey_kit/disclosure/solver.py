"""Linear programs, in whole numbers or not, solved by HiGHS through SciPy."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import sparray

    from survey_kit.engines.engine import Array

# Seconds after which the best answer found is taken.
TIME: Final = 2.0
STANDARD_OUTPUT: Final = 1


def smallest(cost: Array, equal: Array | sparray, most: Sequence[Array | sparray], low: Array, high: Array, *, whole: bool) -> Array | None:
    """ndarray or None: the values between `low` and `high` of the smallest cost, for which `equal` times them is 0 and each of `most` times them is at
    most 0; in whole numbers where they are asked for. None when there are none.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    ties = [LinearConstraint(equal, 0, 0), *(LinearConstraint(each, -np.inf, 0) for each in most)]
    with _quiet():
        found = milp(cost, constraints=ties, bounds=Bounds(low, high), integrality=np.full(len(cost), int(whole)), options={"time_limit": TIME}).x
    return None if found is None else np.asarray(found)


@contextmanager
def _quiet() -> Iterator[None]:
    """Iterator of None: within it nothing reaches the standard output: HiGHS writes a line of its own there when it mends a candidate, whatever it is
    asked to print.
    """
    sys.stdout.flush()
    kept = os.dup(STANDARD_OUTPUT)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), STANDARD_OUTPUT)
    try:
        yield
        if os.name == "posix":
            ctypes.CDLL(None).fflush(None)
    finally:
        os.dup2(kept, STANDARD_OUTPUT)
        os.close(kept)
