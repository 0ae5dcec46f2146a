"""One gradient: every answer depends on a single trait, whatever way respondents are spread along it, heaped at both ends included.

Two families are fitted, since a gradient is nobody's to shape. Between two poles, the chance of an answer moves in a straight line from one to
the other; along a scale, its logarithm does. The trait's own distribution is left free: masses on a grid of nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.segmentation.laws import TINY, Laws

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array
    from survey_kit.segmentation.columns import Columns

NODES: Final = 11
ROUNDS: Final = 120
# Respondents' worth of everybody's answers that a pole starts from, and the ridge on slopes.
SMOOTHING: Final = 3.0
RIDGE: Final = 1.0
# Below that a number would be told exactly by its node.
LEAST_VARIANCE: Final = 0.02
STILL: Final = 1e-6
REACH: Final = 2.5


def between_poles(known: Columns, start: Array, effective: float, count: int = NODES) -> Laws:
    """Laws: of so many nodes between two poles (with two of them, nobody stands between), `start` ranking respondents from one to the other.

    Source: Woodbury, Clive and Garson (1978), Computers and Biomedical Research 11, 277-298 (grades of membership, here with two pure types);
    Laird (1978), Journal of the American Statistical Association 73, 805-811 (distribution of the trait left free).
    """
    nodes = np.linspace(0, 1, count)
    line = np.stack([np.ones(count), nodes], axis=1)
    given, place = known.indicators(), _placed(start, known.masses)
    everybody = _everybody(known, given)
    one, other = (_shares(known, 2 * effective * ((known.masses * far) @ given), everybody) for far in (1 - place, place))
    held, before = _near(place, nodes, 1.2 / count), -np.inf
    for _ in range(ROUNDS):
        mass = held * (known.masses * effective)[:, None]
        counts = mass.T @ given
        for _ in range(3):
            second = np.outer(nodes, other)
            part = second / (np.outer(1 - nodes, one) + second + TINY)
            one, other = (
                _shares(known, (counts * (1 - part)).sum(axis=0), everybody),
                _shares(known, (counts * part).sum(axis=0), everybody),
            )
        laws = _with_numbers(known, mass, np.outer(1 - nodes, one) + np.outer(nodes, other), line)
        held, likelihood = laws.memberships(known, given)
        if abs(likelihood - before) < STILL * abs(likelihood):
            break
        before = likelihood
    return laws


def along_a_scale(known: Columns, start: Array, effective: float) -> Laws:
    """Laws: of the nodes of a latent scale, the logarithm of each chance moving in a straight line.

    Source: Bock (1972), Psychometrika 37, 29-51 (nominal response model); Böhning (1992), Annals of the Institute of Statistical Mathematics 44,
    197-200 (the bound on the curvature that each step uses).
    """
    nodes = np.linspace(-REACH, REACH, NODES)
    curve = np.stack([np.ones(NODES), nodes, np.tanh(nodes)], axis=1)
    given, place = known.indicators(), _placed(start, known.masses)
    levels, slopes = np.log(_everybody(known, given) + TINY), np.zeros(known.categories)
    held, before = _near(place, (1 + np.tanh(0.8 * nodes)) / 2, 0.12), -np.inf
    for _ in range(ROUNDS):
        mass = held * (known.masses * effective)[:, None]
        counts = mass.T @ given
        for _ in range(3):
            levels, slopes = _steeper(known, nodes, counts, levels, slopes)
        laws = _with_numbers(known, mass, _chances(known, nodes, levels, slopes), curve)
        held, likelihood = laws.memberships(known, given)
        if abs(likelihood - before) < STILL * abs(likelihood):
            break
        before = likelihood
    return laws


def _steeper(known: Columns, nodes: Array, counts: Array, levels: Array, slopes: Array) -> tuple[Array, Array]:
    """ndarray and ndarray: levels and slopes one bounded Newton step on."""
    told = known.by_question(counts)
    missed = counts - told * _chances(known, nodes, levels, slopes)
    first, second = missed.sum(axis=0), nodes @ missed - RIDGE * slopes
    curved = told.sum(axis=0) / 2 + TINY, nodes @ told / 2, nodes**2 @ told / 2 + RIDGE
    whole = curved[0] * curved[2] - curved[1] ** 2
    return levels + (curved[2] * first - curved[1] * second) / whole, slopes + (curved[0] * second - curved[1] * first) / whole


def _chances(known: Columns, nodes: Array, levels: Array, slopes: Array) -> Array:
    powers = np.exp(levels + np.outer(nodes, slopes))
    return np.asarray(powers / known.by_question(powers))


def _placed(start: Array, masses: Array) -> Array:
    """ndarray: the rank of each respondent, between 0 and 1."""
    order = np.argsort(start, kind="stable")
    place = np.empty(len(start))
    place[order] = np.cumsum(masses[order]) - masses[order] / 2
    return place


def _near(place: Array, nodes: Array, width: float) -> Array:
    """ndarray, rows x nodes: first memberships."""
    found = np.exp(-0.5 * ((place[:, None] - nodes) / width) ** 2)
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _everybody(known: Columns, given: Array) -> Array:
    counts = known.masses @ given
    return np.asarray(counts / (known.by_question(counts) + TINY))


def _shares(known: Columns, counts: Array, everybody: Array) -> Array:
    smooth = counts + SMOOTHING * everybody
    return np.asarray(smooth / known.by_question(smooth))


def _with_numbers(known: Columns, mass: Array, chances: Array, design: Array) -> Laws:
    """Laws: sizes from the mass at each node, and each number's mean by least squares on the columns of `design`, its spread the same at all nodes."""
    sizes = mass.sum(axis=0) + 0.1
    told = ~np.isnan(known.numbers)
    plain = np.where(told, known.numbers, 0.0)
    masses, sums, squares = mass.T @ told, mass.T @ plain, (mass.T @ plain**2).sum(axis=0)
    means = np.empty_like(sums)
    for column in range(sums.shape[1]):
        cross = design.T @ (design * masses[:, [column]])
        cross[np.diag_indices_from(cross)] += [TINY, *[RIDGE] * (design.shape[1] - 1)]
        means[:, column] = design @ np.linalg.solve(cross, design.T @ sums[:, column])
    rest = squares - 2 * (means * sums).sum(axis=0) + (means**2 * masses).sum(axis=0)
    spreads = np.sqrt(np.maximum(rest / np.maximum(masses.sum(axis=0), TINY), LEAST_VARIANCE))
    return Laws(sizes / sizes.sum(), chances, means, np.broadcast_to(spreads, means.shape))
