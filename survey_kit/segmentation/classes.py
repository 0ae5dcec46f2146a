"""Latent classes: each segment gives every answer with a chance of its own, smoothed towards everybody's.

Answers that were not given are left out, not filled. Categories follow a multinomial law, numbers a normal one, both by class.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from survey_kit.segmentation.burt import moments, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part

# Respondents' worth of everybody's answers that a class starts from, and of everybody's spread for numbers.
SMOOTHING: Final = 3.0
ROUNDS: Final = 60
FLOOR: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """`features` of distinct respondents: indicators, then numbers, their squares and whether they were told; `masses` add up to the effective
    base; `rows` is the distinct respondent of each row; `shares` are everybody's, `questions` the first column of each question and the end.
    """

    features: Array
    masses: Array
    rows: NDArray[np.intp]
    shares: Array
    firsts: NDArray[np.intp]
    numbers: int

    @property
    def coded(self) -> int:
        """int: the number of categories."""
        return len(self.shares)


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """`membership` (distinct respondents x classes), `sizes`, the log-likelihood of the answers (masses counted) and the number of parameters;
    `weights_of` the table that turns features into log-likelihoods.
    """

    membership: Array
    sizes: Array
    likelihood: float
    by_class: Array

    @property
    def labels(self) -> NDArray[np.intp]:
        """ndarray: the likeliest class of each distinct respondent."""
        return np.asarray(self.membership.argmax(axis=1))

    @property
    def certainty(self) -> float:
        """float: how surely respondents belong to one class: 1 surely, 0 not at all.

        Source: Ramaswamy, DeSarbo, Reibstein and Robinson (1993), Marketing Science 12, 103-124 (relative entropy).
        """
        held = self.membership.clip(1e-300)
        count = held.shape[1]
        return float(1 + (held * np.log(held)).sum(axis=1).mean() / np.log(count)) if count > 1 else 1.0


def answers(parts: Sequence[Part], weights: Array) -> Answers:
    """Answers: respondents who gave the same answers put together."""
    coded, numeric = [part for part in parts if not part.numeric], [part for part in parts if part.numeric]
    indicators = np.asarray(table(parts).toarray())[:, : sum(len(part.levels) for part in coded)] if coded else np.empty((len(weights), 0))
    values = []
    for part in numeric:
        mean, spread = moments(part, weights)
        values.append((part.numbers - mean) / (spread or 1.0))
    numbers = np.stack(values, axis=1) if values else np.empty((len(weights), 0))
    told = ~np.isnan(numbers)
    numbers = np.nan_to_num(numbers)
    features = np.hstack([indicators, numbers, numbers**2, told])
    keys = pd.DataFrame(np.hstack([indicators, numbers.round(9), told]))
    rows = keys.groupby(list(keys.columns), sort=True).ngroup().to_numpy() if len(keys.columns) else np.zeros(len(weights), dtype=np.intp)
    _, first = np.unique(rows, return_index=True)
    effective = weights.sum() ** 2 / (weights**2).sum()
    masses = np.bincount(rows, weights=weights) * effective / weights.sum()
    counts = masses @ features[first]
    firsts = np.cumsum([0, *(len(part.levels) for part in coded)])
    shares = counts[: firsts[-1]] / np.repeat(np.add.reduceat(counts[: firsts[-1]], firsts[:-1]), np.diff(firsts)) if coded else np.empty(0)
    return Answers(features[first], masses, rows.astype(np.intp), shares, firsts, len(numeric))


def _laws(known: Answers, membership: Array, smoothing: float) -> tuple[Array, Array]:
    """ndarray, features x classes, and ndarray: log-chances of answers by class, and log-sizes."""
    weighted = membership * known.masses[:, None]
    sums = known.features.T @ weighted
    coded, count = known.coded, known.numbers
    blocks = []
    if coded:
        told = np.repeat(np.add.reduceat(sums[:coded], known.firsts[:-1], axis=0), np.diff(known.firsts), axis=0)
        blocks.append(np.log((sums[:coded] + smoothing * known.shares[:, None] + FLOOR) / (told + smoothing + FLOOR)))
    if count:
        first, second, told = sums[coded : coded + count], sums[coded + count : coded + 2 * count], sums[coded + 2 * count :]
        mean = first / (told + smoothing)
        spread = (second - 2 * mean * first + mean**2 * told + smoothing * (1 + mean**2)) / (told + smoothing)
        spread = np.maximum(spread, 0.02)
        blocks += [mean / spread, -0.5 / spread, -0.5 * (mean**2 / spread + np.log(2 * np.pi * spread))]
    total = weighted.sum(axis=0)
    return np.vstack(blocks), np.log((total + 1.0) / (total.sum() + len(total)))


def fitted(known: Answers, start: Array, *, smoothing: float = SMOOTHING, rounds: int = ROUNDS) -> Classes:
    """Classes: from first memberships (distinct respondents x classes) on, until nothing moves any more.

    Source: Dempster, Laird and Rubin (1977), Journal of the Royal Statistical Society B 39, 1-38; Vermunt and Magidson (2002), Latent class
    cluster analysis (normal and multinomial answers together); smoothing after Schafer (1997), Analysis of Incomplete Multivariate Data, 7.2.
    """
    membership, before = start, -np.inf
    for _ in range(rounds):
        laws, sizes = _laws(known, membership, smoothing)
        joint = known.features @ laws + sizes
        top = joint.max(axis=1, keepdims=True)
        chances = np.exp(joint - top)
        sums = chances.sum(axis=1, keepdims=True)
        membership = chances / sums
        likelihood = float(known.masses @ (top + np.log(sums)).ravel())
        if abs(likelihood - before) < 1e-5 * abs(likelihood) / 10:
            break
        before = likelihood
    return Classes(membership, np.exp(sizes), likelihood, laws)


def started(labels: NDArray[np.intp], count: int, sureness: float = 0.9) -> Array:
    """ndarray, respondents x classes: memberships of a partition, not quite sure."""
    if count == 1:
        return np.ones((len(labels), 1))
    found = np.full((len(labels), count), (1 - sureness) / (count - 1))
    found[np.arange(len(labels)), labels] = sureness
    return found
