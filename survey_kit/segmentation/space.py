"""The space that segments are sought in: factors, each shrunk by what chance alone would give it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.axes import Axes
    from survey_kit.segmentation.coding import Part

# More axes than that are never told apart by a few hundred respondents.
MOST: Final = 15
# What an axis of unrelated answers holds in a mixed analysis.
CHANCE: Final = 1.0


def shrinkage(eigenvalues: Array, most: int = MOST) -> Array:
    """ndarray: what each of the first axes is multiplied by, those that hold no more than chance left out.

    Source: the part of an axis that is not noise, as in Josse and Husson (2012), Journal de la Société française de statistique 153(2), 79-99.
    """
    kept = eigenvalues[:most]
    kept = kept[kept > CHANCE + 1e-9]
    return np.asarray(np.sqrt((kept - CHANCE) / kept))


def shrunk(made: Axes, parts: Sequence[Part]) -> Array:
    """ndarray, rows x axes: places of respondents; without axes when answers hold nothing together."""
    by = shrinkage(made.eigenvalues)
    return np.asarray(made.places(parts, len(by)) * by)
