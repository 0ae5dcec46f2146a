"""Do respondents gather, or do they fill the space that several independent gradients would make?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.segmentation.clusters import centred, lloyd
from survey_kit.segmentation.permutation import tail

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

STARTS: Final = 4
ROUNDS: Final = 25


def gathered(places: Array, masses: Array, count: int, draws: int, random: np.random.Generator) -> float:
    """float: the p-value of how closely respondents stand around so many centres, against places on each axis dealt out anew. Each axis keeps its
    own spread, heaps included; what is lost is that respondents at one place of an axis stand at one place of another.

    Source: Tibshirani, Walther and Hastie (2001), Journal of the Royal Statistical Society B 63, 411-423 (within against a reference), the
    reference here being permuted axes as in Buja and Eyuboglu (1992).
    """
    observed = _within(places, masses, count, random)
    orders = random.random((draws, places.shape[1], len(places))).argsort(axis=2)
    drawn = [_within(np.take_along_axis(places, order.T, axis=0), masses, count, random) for order in orders]
    return tail(-observed, -np.array(drawn))


def _within(places: Array, masses: Array, count: int, random: np.random.Generator) -> float:
    """float: the share of the inertia within parts, the smallest of a few starts."""
    least = np.inf
    for _ in range(STARTS):
        labels = lloyd(places, masses, places[random.choice(len(places), count, replace=False)], rounds=ROUNDS)
        centres, _ = centred(places, masses, labels, count)
        least = min(least, float(masses @ ((places - centres[labels]) ** 2).sum(axis=1)))
    centre = masses @ places / masses.sum()
    return least / float(masses @ ((places - centre) ** 2).sum(axis=1))
