"""Answers typed by their codebook, before rows are left out: what passes between typing, quality and derived variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from survey_kit.survey.survey import Note

# a kind is kept as its place here until the frame is made; BLANK is a cell of which the routing will say which kind it is
KINDS: Final = ("", "not_asked", "not_answered", "dont_know", "refused", "not_applicable", "blank")
GIVEN, NOT_ASKED, NOT_ANSWERED, DONT_KNOW, REFUSED, NOT_APPLICABLE, BLANK = range(len(KINDS))


@dataclass(frozen=True, slots=True)
class Typed:
    """Every row of an export, typed: `responses` and `missing` as in `Survey` (same shape, indexed by row number), and notes."""

    responses: pd.DataFrame
    missing: pd.DataFrame
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """One column of responses, its values and the kind (a place in KINDS) of each."""

    values: pd.Series[Any]
    kinds: NDArray[np.int8]


def kind_names(kinds: NDArray[np.int8]) -> NDArray[np.object_]:
    """ndarray of str: the missing kind of each cell, "" where there is a value; the texts are shared."""
    return np.array(KINDS, dtype=object)[kinds]
