"""The map of respondents and answers, past the gate: where at least five respondents stand, never where one does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.segmentation.profile import placed_answers

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.segment import Segmentation

# Cells of the map across and down; respondents of a cell that is shown, and of a segment whose centre is.
ACROSS, DOWN = 14, 9
FEWEST, OF_A_SEGMENT = 5, 15
# Standard deviations that the map reaches to: the farthest respondent is not to be read from its edge.
REACH: Final = 2.0
MOST_ANSWERS: Final = 24


@dataclass(frozen=True, slots=True)
class PlacedAnswer:
    """An answer by language and where those who gave it stand on average, from 0 to 1 across and up."""

    labels: Mapping[str, str]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ReleasedMap:
    """`cells` (column, row, row 0 at the bottom) hold five respondents or more; `centres` are (segment, x, y); `answers` the clearest first. Of one axis
    alone everything stands half-way up.
    """

    cells: tuple[tuple[int, int], ...]
    centres: tuple[tuple[int, float, float], ...]
    answers: tuple[PlacedAnswer, ...]
    across: int = ACROSS
    down: int = DOWN
    axes: int = 2


def released_map(design: Design, found: Segmentation, variables: Sequence[str]) -> ReleasedMap | None:
    """ReleasedMap or None: of the first two axes, of a gradient or where there is only one of the first; None without."""
    axes = min(found.places.shape[1], 1 if found.verdict == "gradient" else 2)
    if not axes:
        return None
    places = np.zeros((len(found.places), 2))
    places[:, :axes] = found.places.to_numpy(dtype=float)[:, :axes]
    kept = found.labels.notna().to_numpy() if found.segments else np.ones(len(places), dtype=bool)
    spread = np.sqrt(np.average(places[kept] ** 2, axis=0, weights=design.weights[kept])) * REACH
    spread[axes:] = 1.0
    shown = ((places / spread + 1) / 2).clip(0, 1 - 1e-9)
    cells = _cells(shown[kept])
    labels = found.labels.fillna(0).to_numpy(dtype=int)
    centres = [
        (segment, *_centre(shown, labels == segment, design.weights))
        for segment in range(1, found.segments + 1)
        if (labels == segment).sum() >= OF_A_SEGMENT
    ]
    answers = [
        PlacedAnswer(told, *_centre(shown, inside, design.weights)) for told, inside in placed_answers(design, places / spread, variables)
    ]
    return ReleasedMap(cells, tuple(centres), tuple(answers[:MOST_ANSWERS]), axes=axes)


def _cells(shown: Array) -> tuple[tuple[int, int], ...]:
    """tuple of (column, row): those with enough respondents."""
    flat = (shown[:, 0] * ACROSS).astype(int) * DOWN + (shown[:, 1] * DOWN).astype(int)
    counts = np.bincount(flat, minlength=ACROSS * DOWN)
    return tuple((int(cell) // DOWN, int(cell) % DOWN) for cell in np.flatnonzero(counts >= FEWEST))


def _centre(shown: Array, inside: Array, weights: Array) -> tuple[float, float]:
    """float and float: to two decimals, where these respondents stand on average."""
    x, y = np.average(shown[inside], axis=0, weights=weights[inside]).round(2)
    return float(x), float(y)
