"""Answers typed by their codebook, before rows are left out: what passes between typing, quality and derived variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.survey.survey import Note


@dataclass(frozen=True, slots=True)
class Typed:
    """Every row of an export, typed: `responses` and `missing` as in `Survey` (same shape, indexed by row number), and notes."""

    responses: pd.DataFrame
    missing: pd.DataFrame
    notes: tuple[Note, ...] = ()
