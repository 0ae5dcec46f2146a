"""Latent classes: each segment gives every answer with a chance of its own, smoothed towards everybody's.

Answers that were not given are left out, not filled. Categories follow a multinomial law, numbers a normal one, both by class.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import sparse
from scipy.special import gammaln

from survey_kit.segmentation.burt import moments, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.coding import Part

# Respondents' worth of everybody's answers that a class starts from (and of everybody's spread for numbers): first, and what it may become.
SMOOTHING: Final = 5.0
SMOOTHINGS: Final = (5.0, 10.0, 20.0)
ROUNDS: Final = 60
FLOOR: Final = 1e-9
LEAST_VARIANCE: Final = 0.02
# Beyond that many respondents tables are kept sparse, and classes are first fitted on an even draw of them.
DENSE: Final = 4000
STILL: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """`features` of respondents: indicators, then numbers, their squares and whether they were told; `masses` add up to the effective base;
    `shares` are everybody's, `firsts` the first column of each question and the end; `numbers` how many numbers there are.
    """

    features: Any
    masses: Array
    shares: Array
    firsts: NDArray[np.intp]
    numbers: int

    @property
    def coded(self) -> int:
        """int: the number of categories."""
        return len(self.shares)

    def spread_over(self, sums: Array) -> Array:
        """ndarray, as `sums` (categories x classes): each question's total at each of its categories."""
        return np.repeat(self.totals(sums), np.diff(self.firsts), axis=0)

    def totals(self, sums: Array) -> Array:
        """ndarray, questions x classes: sums over categories."""
        return np.asarray(np.add.reduceat(sums, self.firsts[:-1], axis=0))

    def at(self, rows: NDArray[np.intp]) -> Answers:
        """Answers: of some respondents, who then stand for all."""
        masses = self.masses[rows]
        return replace(self, features=self.features[rows], masses=masses * self.masses.sum() / masses.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """`membership` (respondents x classes), `sizes`, the log-likelihood of the answers (masses counted), the same with what smoothing costs
    (`penalised`), `by_class` the table that turns features into log-likelihoods, and the smoothing.
    """

    membership: Array
    sizes: Array
    likelihood: float
    penalised: float
    by_class: Array
    smoothing: float

    @property
    def labels(self) -> NDArray[np.intp]:
        """ndarray: the likeliest class of each respondent."""
        return np.asarray(self.membership.argmax(axis=1))

    @property
    def certainty(self) -> float:
        """float: how surely respondents belong to one class: 1 surely, 0 not at all.

        Source: Ramaswamy, DeSarbo, Reibstein and Robinson (1993), Marketing Science 12, 103-124 (relative entropy).
        """
        held = self.membership.clip(1e-300)
        count = held.shape[1]
        return float(1 + (held * np.log(held)).sum(axis=1).mean() / np.log(count)) if count > 1 else 1.0


def answers(parts: Sequence[Part], weights: Array, effective: float | None = None) -> Answers:
    """Answers: of respondents, one a row, whose masses add up to the effective base."""
    coded, numeric = [part for part in parts if not part.numeric], [part for part in parts if part.numeric]
    effective = effective or weights.sum() ** 2 / (weights**2).sum()
    masses = weights * effective / weights.sum()
    features = _features(coded, numeric, weights)
    firsts = np.cumsum([0, *(len(part.levels) for part in coded)]).astype(np.intp)
    counts = np.asarray(features[:, : firsts[-1]].T @ masses)
    totals = np.repeat(np.add.reduceat(counts, firsts[:-1]), np.diff(firsts)) if coded else counts
    return Answers(features, masses, counts / totals, firsts, len(numeric))


def _features(coded: Sequence[Part], numeric: Sequence[Part], weights: Array) -> Any:
    """ndarray or csr_array, respondents x features."""
    blocks: list[Any] = [table(coded)[:, : sum(len(part.levels) for part in coded)]] if coded else []
    if numeric:
        pairs = [moments(part, weights) for part in numeric]
        values = np.stack([(part.numbers - mean) / (spread or 1.0) for part, (mean, spread) in zip(numeric, pairs, strict=True)], axis=1)
        plain = np.nan_to_num(values)
        blocks.append(sparse.csr_array(np.hstack([plain, plain**2, ~np.isnan(values)])))
    found = sparse.hstack(blocks, format="csr")
    return found if len(weights) > DENSE else np.asarray(found.toarray())


def _laws(known: Answers, sums: Array, sizes: Array, smoothing: float) -> tuple[Array, Array]:
    """ndarray, features x classes, and ndarray: log-chances of answers by class, and log-sizes, from sums over respondents."""
    coded, count = known.coded, known.numbers
    blocks = []
    if coded:
        told = known.spread_over(sums[:coded])
        blocks.append(np.log((sums[:coded] + smoothing * known.shares[:, None] + FLOOR) / (told + smoothing + FLOOR)))
    if count:
        first, second, told = sums[coded : coded + count], sums[coded + count : coded + 2 * count], sums[coded + 2 * count :]
        mean = first / (told + smoothing)
        spread = (second - 2 * mean * first + mean**2 * told + smoothing * (1 + mean**2)) / (told + smoothing)
        spread = np.maximum(spread, LEAST_VARIANCE)
        blocks += [mean / spread, -0.5 / spread, -0.5 * (mean**2 / spread + np.log(2 * np.pi * spread))]
    return np.vstack(blocks), np.log((sizes + 1.0) / (sizes.sum() + len(sizes)))


def belonging(features: Any, by_class: Array, sizes: Array) -> tuple[Array, Array]:
    """ndarray, respondents x classes, and ndarray: memberships, and the log-likelihood of each respondent's answers."""
    joint = np.asarray(features @ by_class) + sizes
    top = joint.max(axis=1, keepdims=True)
    chances = np.exp(joint - top)
    sums = chances.sum(axis=1, keepdims=True)
    return chances / sums, (top + np.log(sums)).ravel()


def fitted(known: Answers, start: Array, *, smoothing: float = SMOOTHING, rounds: int = ROUNDS) -> Classes:
    """Classes: from first memberships (respondents x classes) on, until nothing moves any more.

    Source: Dempster, Laird and Rubin (1977), Journal of the Royal Statistical Society B 39, 1-38; Vermunt and Magidson (2002), Latent class
    cluster analysis (normal and multinomial answers together); smoothing after Schafer (1997), Analysis of Incomplete Multivariate Data, 7.2.
    """
    membership, before = start, -np.inf
    for _ in range(rounds):
        laws, sizes = _laws(known, *sums_of(known, membership), smoothing)
        membership, told = belonging(known.features, laws, sizes)
        likelihood = float(known.masses @ told)
        if abs(likelihood - before) < STILL * abs(likelihood):
            break
        before = likelihood
    cost = smoothing * float((known.shares @ laws[: known.coded]).sum())
    return Classes(membership, np.exp(sizes), likelihood, likelihood + cost, laws, smoothing)


def sums_of(known: Answers, membership: Array) -> tuple[Array, Array]:
    """ndarray, features x classes, and ndarray: what classes hold of each feature, and their masses."""
    weighted = membership * known.masses[:, None]
    return np.asarray(known.features.T @ weighted), weighted.sum(axis=0)


def started(labels: NDArray[np.intp], count: int, sureness: float = 0.9) -> Array:
    """ndarray, respondents x classes: memberships of a partition, not quite sure."""
    if count == 1:
        return np.ones((len(labels), 1))
    found = np.full((len(labels), count), (1 - sureness) / (count - 1))
    found[np.arange(len(labels)), labels] = sureness
    return found


def best(known: Answers, starts: Sequence[NDArray[np.intp]], count: int) -> Classes:
    """Classes: the likeliest of those that several partitions lead to, the smoothing's cost counted."""
    found = [fitted(known, started(labels, count)) for labels in starts]
    return max(found, key=lambda each: round(each.penalised, 6))


def smoothed(known: Answers, found: Classes) -> Classes:
    """Classes: the same, their smoothing chosen by the answers: the less the classes differ, the more each leans on everybody's shares.

    Source: Minka (2000), Estimating a Dirichlet distribution (Pólya likelihood of counts), here among a few strengths of the common prior.
    """
    if not known.coded:
        return found
    counts = sums_of(known, found.membership)[0][: known.coded]
    likeliest = max(SMOOTHINGS, key=lambda strength: round(_polya(known, counts, strength), 6))
    return found if likeliest == found.smoothing else fitted(known, found.membership, smoothing=likeliest)


def _polya(known: Answers, counts: Array, strength: float) -> float:
    prior = strength * known.shares[:, None] + FLOOR
    told = known.totals(counts)
    return float((gammaln(counts + prior) - gammaln(prior)).sum() + (gammaln(strength) - gammaln(told + strength)).sum())
