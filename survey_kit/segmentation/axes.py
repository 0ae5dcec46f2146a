"""The axes along which answers differ most, and where rows stand on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.segmentation.burt import Burt, burt, filling, standard, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part

Method = Literal["mca", "famd"]
METHODS = ("mca", "famd")
# An eigenvalue below this share of the first is rounding.
NOTHING = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """What a row's place is read from: `loadings` (categories, then numbers, x axes) on indicators and standardised numbers, less `offset`;
    `eigenvalues` of all axes; `vectors` of unit length; `scales` of columns; `inertia` their sum of squares.
    """

    parts: tuple[Part, ...]
    table: Burt
    eigenvalues: Array
    vectors: Array
    loadings: Array
    offset: Array
    scale: Array
    centre: Array
    inertia: float

    def places(self, parts: Sequence[Part], axes: int) -> Array:
        """ndarray, rows x axes: where rows stand, those that made the axes or others."""
        used = self.loadings[:, :axes]
        split = len(self.table.shares)
        by_category = filling(self.parts, self.table.shares) @ used[:split]
        found = np.asarray(table(parts) @ by_category) if split else 0.0
        return found + standard(parts, self.table.centres, self.table.spreads) @ used[split:] - self.offset[:axes]

    def distances(self, parts: Sequence[Part]) -> Array:
        """ndarray: the squared distance of rows from the centre, in the space of all axes."""
        split = len(self.table.shares)
        filled = filling(self.parts, self.table.shares)
        scale, centre = self.scale[:split], self.centre[:split]
        # (z s - c)^2 summed over columns, by the kind of answer that a row gave to each question
        by_answer = ((filled * scale) ** 2).sum(axis=1) - 2 * (filled * scale) @ centre
        squares = np.asarray(table(parts) @ by_answer) + (centre**2).sum() if split else 0.0
        rest = (standard(parts, self.table.centres, self.table.spreads) * self.scale[split:]) ** 2
        return np.asarray(squares + rest.sum(axis=1), dtype=float)


def make_axes(parts: Sequence[Part], weights: Array, method: Method, exclude: Sequence[tuple[str, str]] = ()) -> Axes:
    """Axes: of columns under weights, exact through their cross products."""
    made = burt(parts, weights)
    split, questions = len(made.shares), sum(not part.numeric for part in parts)
    factor = 1.0 / questions if method == "mca" else 1.0
    roots = np.sqrt(made.shares)
    # indicators over their share's root, less that root: each question then weighs its categories less one
    scale = np.concatenate([np.sqrt(factor) / roots, np.ones(len(made.product) - split)])
    centre = np.concatenate([roots * np.sqrt(factor), np.zeros(len(made.product) - split)])
    kept = ~_excluded(parts, exclude, len(scale))
    scale, centre = scale * kept, centre * kept
    cross = made.product * np.outer(scale, scale) - np.outer(centre, centre)
    values, vectors = np.linalg.eigh(cross)
    values, vectors = values[::-1], vectors[:, ::-1]
    real = values > NOTHING * max(values[0], NOTHING)
    values, vectors = values[real], _oriented(vectors[:, real])
    return Axes(tuple(parts), made, values, vectors, vectors * scale[:, None], centre @ vectors, scale, centre, float(values.sum()))


def _oriented(vectors: Array) -> Array:
    """ndarray: the same axes, each pointing to where its largest part lies, so that a sign is never left to chance."""
    largest = np.abs(vectors).round(9).argmax(axis=0)
    signs = np.sign(vectors[largest, np.arange(vectors.shape[1])])
    return vectors * np.where(signs == 0, 1.0, signs)


def _excluded(parts: Sequence[Part], exclude: Sequence[tuple[str, str]], width: int) -> Any:
    named = [(part.name, level) for part in parts if not part.numeric for level in part.levels]
    for pair in exclude:
        if tuple(pair) not in named:
            raise SurveyKitError("segment_excluded", where=pair[0], got=pair[1])
    return np.array([pair in set(map(tuple, exclude)) for pair in named] + [False] * (width - len(named)))
