"""Respondents in an order of their own: whatever the order of the rows is, the same draws of chance meet the same answers.

Rows with identical answers are one respondent wherever chance would hardly have made them alike: a respondent entered twice at half the weight,
or weights against repeated rows, change nothing. With a few short questions many people do answer alike, and stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.segmentation.coding import informative, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part

# Pairs of respondents who would answer alike if questions had nothing to do with one another; related questions make more, hence so low.
COINCIDENCES: Final = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Respondents:
    """`parts` and `weights` of respondents, in an order of their own; `rows` is the respondent of each row of the design, -1 for rows that
    answered nothing or weigh nothing; `base` the number of rows behind them.
    """

    parts: tuple[Part, ...]
    weights: Array
    rows: NDArray[np.intp]
    base: int

    @property
    def effective(self) -> float:
        """float: how many respondents of equal weights would tell as much.

        Source: Kish (1965), Survey Sampling, section 11.7.
        """
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())

    def drawn(self, counts: Array) -> Respondents:
        """Respondents: those of a bootstrap, each as many times as it was drawn; what none of them answered is no category any more."""
        kept = counts > 0
        weights = (self.weights * counts)[kept]
        parts = tuple(part for part in (trimmed(part.at(kept), weights) for part in self.parts) if informative(part))
        rows = np.full(len(kept), -1, dtype=np.intp)
        rows[kept] = np.arange(kept.sum())
        return Respondents(parts, weights, rows, int(counts.sum()))


def respondents(parts: Sequence[Part], weights: Array) -> Respondents:
    """Respondents: of columns and weights by row."""
    answered = np.zeros(len(weights), dtype=bool)
    for part in parts:
        answered |= part.answered
    used = np.flatnonzero(answered & (weights > 0))
    kept = [part.at(used) for part in parts]
    keys = _keys(kept)
    order = np.lexsort((weights[used], *keys.T[::-1]))
    fresh = np.ones(len(order), dtype=bool)
    if not _alike_by_chance(kept, weights[used]):
        fresh[1:] = (keys[order[1:]] != keys[order[:-1]]).any(axis=1)
    number = np.cumsum(fresh) - 1
    rows = np.full(len(weights), -1, dtype=np.intp)
    rows[used[order]] = number
    first = order[fresh]
    masses = np.bincount(number, weights=weights[used][order])
    return Respondents(tuple(part.at(first) for part in kept), masses.astype(float), rows, len(used))


def _keys(parts: Sequence[Part]) -> NDArray[np.int64]:
    """ndarray, rows x parts: answers as whole numbers that sort alike; numbers by their rank, missing last."""
    columns = [np.unique(part.numbers, return_inverse=True)[1] if part.numeric else part.codes for part in parts]
    return np.stack(columns, axis=1).astype(np.int64)


def _alike_by_chance(parts: Sequence[Part], weights: Array) -> bool:
    """bool: whether respondents with identical answers are to be expected."""
    shares = [_sameness(part, weights) for part in parts]
    count = len(weights)
    return count * (count - 1) / 2 * float(np.prod(shares)) > COINCIDENCES


def _sameness(part: Part, weights: Array) -> float:
    """float: the chance that two respondents give the same answer."""
    codes = np.unique(part.numbers, return_inverse=True)[1] if part.numeric else part.codes + 1
    shares = np.bincount(codes, weights=weights) / weights.sum()
    return float((shares**2).sum())
