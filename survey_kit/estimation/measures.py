"""The estimators' blocks: values from grouped sums, and their covariance by the design's own kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from survey_kit.design.design import SQUARES, WEIGHED, WEIGHTS, Design
from survey_kit.design.numeric import numeric
from survey_kit.estimation.asked import Sums
from survey_kit.estimation.estimate import Block
from survey_kit.estimation.linearization import Scores, variance
from survey_kit.estimation.sums import (
    Smooth,
    Spread,
    over_first,
    over_first_slopes,
    parts_of,
    share_slopes,
    shares,
    spread,
    untouched,
)

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

COUNT, WEIGHT, SQUARE, WEIGHS = (), (WEIGHTS,), (SQUARES,), (WEIGHED,)
Named = tuple[str, tuple[Any, ...], tuple[Any, ...]]
Scored = Callable[[], "Array"]


def mean_blocks(design: Design, name: str, by: Sequence[str], where: object) -> Iterator[Block]:
    """Iterator of Block: the mean in each domain that holds anybody."""
    y, mask = numeric(design, name), design.mask(where)
    y, middle = design.engine.centred(y)
    asked = Sums(tuple(by), ((), (y,)), 2, (y,), mask)
    parts = parts_of(design, asked)
    linear = asked.of(design) if parts is None else parts.sum(axis=0)
    products = (COUNT, WEIGHS, SQUARE, (WEIGHTS, y, y), *(((SQUARES, y), (SQUARES, y, y)) if design.plain else ()))
    sums = design.engine.sums(by, products, needs=(y,), where=mask)
    found = _ratio_spread(design, asked, linear, middle, parts)
    for position, domain, (n, m, ww, wyy, *squares) in _cells(design, by, sums):
        w, wy = linear[position]
        off = wy / w if w else np.nan
        srs = (wyy / w - off**2) / (m - 1) if m > 1 and w else np.nan
        cross = (squares[1] - 2 * off * squares[0] + off**2 * ww) / w**2 if squares and w else np.nan
        covariance = _covariance(design, found, position, cross)
        yield _single((name, domain), middle + off, covariance, srs, (n, m, w, ww), found.scores(position))


def _ratio_spread(design: Design, asked: Sums, sums: Array, shift: float, parts: Array | None = None) -> Spread:
    with np.errstate(divide="ignore", invalid="ignore"):
        value = over_first(sums) + shift
        slopes = over_first_slopes(sums)
    return spread(design, Smooth(asked, lambda each: over_first(each) + shift, slopes, parts), value)


def total_blocks(design: Design, name: str, by: Sequence[str], where: object) -> Iterator[Block]:
    """Iterator of Block: the total in each domain that holds anybody; of categories, the total of each."""
    if not design.engine.is_number(design.column(name)):
        yield from share_blocks(design, name, by, where, totals=True)
        return
    y, mask = numeric(design, name), design.mask(where)
    products = (COUNT, WEIGHS, WEIGHT, SQUARE, (WEIGHTS, y), (WEIGHTS, y, y), (*SQUARE, y, y))
    sums = design.engine.sums(by, products, needs=(y,), where=mask)
    totals = sums.reshape(-1, len(products))[:, [4]]
    asked = Sums(tuple(by), ((y,),), 1, (y,), mask)
    found = spread(design, Smooth(asked, untouched, np.ones((len(totals), 1, 1))), totals)
    for position, domain, (n, m, w, ww, wy, wyy, wwyy) in _cells(design, by, sums):
        covariance = _covariance(design, found, position, wwyy, wy)
        srs = w**2 * (wyy / w - (wy / w) ** 2) / (m - 1) if m > 1 and w else np.nan
        yield _single((name, domain), wy, covariance, srs, (n, m, w, ww), found.scores(position))


def ratio_blocks(design: Design, names: tuple[str, str], by: Sequence[str], where: object) -> Iterator[Block]:
    """Iterator of Block: the ratio in each domain that holds anybody with both variables."""
    above, below = (numeric(design, name) for name in names)
    mask = design.mask(where)
    crossed = ((*SQUARE, above, above), (*SQUARE, above, below), (*SQUARE, below, below)) if design.plain else ()
    own = ((WEIGHTS, above, above), (WEIGHTS, above, below), (WEIGHTS, below, below))
    products = (COUNT, WEIGHS, WEIGHT, SQUARE, (WEIGHTS, above), (WEIGHTS, below), *own, *crossed)
    sums = design.engine.sums(by, products, needs=(above, below), where=mask)
    asked = Sums(tuple(by), ((below,), (above,)), 2, (above, below), mask)
    found = _ratio_spread(design, asked, sums.reshape(-1, len(products))[:, [5, 4]], 0.0)
    for position, domain, (n, m, w, ww, a, b, aa, ab, bb, *squares) in _cells(design, by, sums):
        value = a / b if b else np.nan
        srs = w * (aa - 2 * value * ab + value**2 * bb) / (m - 1) / b**2 if m > 1 and b else np.nan
        cross = (squares[0] - 2 * value * squares[1] + value**2 * squares[2]) / b**2 if squares and b else np.nan
        covariance = _covariance(design, found, position, cross)
        yield _single(("/".join(names), domain), value, covariance, srs, (n, m, w, ww), found.scores(position))


def share_blocks(design: Design, name: str, by: Sequence[str], where: object, *, totals: bool = False) -> Iterator[Block]:
    """Iterator of Block: the shares (or totals) of a variable's categories, or of a set's options, in each domain that holds anybody."""
    members = design.members(name)
    if members and name not in design.engine.names:
        yield from _set_blocks(design, name, members, by, where)
        return
    column, mask = design.column(name), design.mask(where)
    levels = design.engine.levels(column)
    if not levels:
        return
    asked = Sums((*by, column), ((),), len(levels), mask=mask)
    parts = parts_of(design, asked)
    products = (COUNT, WEIGHT, SQUARE, WEIGHS) if parts is None else (COUNT, SQUARE, WEIGHS)
    sums = design.engine.sums(asked.by, products, where=mask)
    # the number of domains is told, not left to be found: without levels it could not be
    flat = sums.reshape(int(np.prod(sums.shape[:-2], dtype=int)), len(levels), len(products))
    if parts is not None:
        flat = np.insert(flat, 1, parts.sum(axis=0), axis=2)
    found = _share_spread(design, asked, flat[:, :, 1], parts, totals=totals)
    for position, domain in enumerate(product(*(design.engine.levels(each) for each in by))):
        if flat[position, :, 0].any() or not by:
            yield _shares(design, (name, levels, domain), flat[position], found, position, totals=totals)


def _share_spread(design: Design, asked: Sums, weight: Array, parts: Array | None, *, totals: bool) -> Spread:
    if totals:
        return spread(
            design, Smooth(asked, untouched, np.broadcast_to(np.eye(weight.shape[1]), (len(weight), *[weight.shape[1]] * 2))), weight
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        return spread(design, Smooth(asked, shares, share_slopes(weight), parts), shares(weight))


def _shares(design: Design, named: Named, cell: Array, found: Spread, position: int, *, totals: bool) -> Block:
    """Block: the shares (or totals) of the categories of one variable in one domain, from its counts, weights and squared weights."""
    count, weight, square, _ = cell.T
    n, w, ww, m = cell.sum(axis=0)
    name, levels, domain = named
    with np.errstate(divide="ignore", invalid="ignore"):
        p = weight / w
        srs = (w**2 if totals else 1) * (p * (1 - p) / (m - 1) if m > 1 else np.full_like(p, np.nan))
        if found.covariances is not None:
            covariance = found.covariances[position]
        elif totals:
            covariance = variance(Scores(np.diag(square), weight), design)
        else:
            cross = (np.diag(square) - np.outer(p, square) - np.outer(square, p) + np.outer(p, p) * ww) / w**2
            covariance = variance(Scores(cross, np.zeros_like(p)), design)
    estimate = weight if totals else p
    scores = found.scores(position)
    return Block(name, levels, domain, estimate, covariance, srs, int(n), int(m), float(w), float(ww), count, weight, scores=scores)


def _set_blocks(design: Design, name: str, members: Sequence[tuple[str, str]], by: Sequence[str], where: object) -> Iterator[Block]:
    """Iterator of Block: the options of a multiple-response set, in per cent of those who were asked and ticked anything."""
    mask = design.mask(where)
    columns = [column for column, _ in members]
    patterns = getattr(design.engine, "pattern")(columns)  # noqa: B009 - only tables in memory tell how options are ticked together
    ticked, pairs = _ticked(design, columns, by, mask) if patterns is None else _by_pattern(design, patterns, by, mask)
    sums = np.concatenate([ticked[0, :, :, 1].sum(axis=1)[np.newaxis], ticked[:, :, 1, 1]]).T
    asked = Sums(tuple(by), ((), *((column,) for column in columns)), len(columns) + 1, (columns[0],), mask)
    found = _ratio_spread(design, asked, sums, 0.0)
    codes = tuple(code for _, code in members)
    for position, domain in enumerate(product(*(design.engine.levels(each) for each in by))):
        cells = ticked[:, position]
        if cells[:, :, 0].any() or not by:
            yield _options(design, (name, codes, domain), cells, pairs[position], found, position)


def _by_pattern(design: Design, patterns: tuple[str, Array], by: Sequence[str], mask: object) -> tuple[Array, Array]:
    """Two ndarrays, as `_ticked` gives them, from sums by the ways in which options are ticked together."""
    name, ways = patterns
    sums = design.engine.sums((*by, name), (COUNT, WEIGHT, SQUARE, WEIGHS), where=mask).reshape(-1, len(ways), 4)
    yes = np.einsum("dpk,po->odk", sums, ways)
    no = sums.sum(axis=1)[np.newaxis] - yes
    return np.stack([no, yes], axis=2), np.einsum("dp,pa,pb->dab", sums[:, :, 2], ways, ways, optimize=True)


def _ticked(design: Design, columns: Sequence[str], by: Sequence[str], mask: object) -> tuple[Array, Array]:
    """ndarray, options x domains x (not ticked, ticked) x (count, weight, squared weight, how many weigh anything), and ndarray, domains x
    options x options: the squared weights of those who ticked both, which only designs of rows drawn one by one need.
    """
    ticked = np.stack([design.engine.sums((*by, column), (COUNT, WEIGHT, SQUARE, WEIGHS), where=mask).reshape(-1, 2, 4) for column in columns])
    both = np.zeros((ticked.shape[1], len(columns), len(columns)))
    both[:, range(len(columns)), range(len(columns))] = ticked[:, :, 1, 2].T
    for a in range(len(columns)) if design.plain else ():
        for b in range(a):
            both[:, a, b] = both[:, b, a] = design.engine.sums(by, ((*SQUARE, columns[a], columns[b]),), where=mask).reshape(-1)
    return ticked, both


def _options(  # noqa: PLR0917 - what a block is made of
    design: Design, named: Named, cells: Array, both: Array, found: Spread, position: int
) -> Block:
    count, weight, square, _ = cells[:, 1].T
    n, w, ww, m = cells[0].sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = weight / w
        cross = (both - np.outer(p, square) - np.outer(square, p) + np.outer(p, p) * ww) / w**2
        srs = p * (1 - p) / (m - 1) if m > 1 else np.full_like(p, np.nan)
    name, codes, domain = named
    covariance = variance(Scores(cross, np.zeros_like(p)), design) if found.covariances is None else found.covariances[position]
    return Block(name, codes, domain, p, covariance, srs, int(n), int(m), float(w), float(ww), count, weight, scores=found.scores(position))


def _covariance(design: Design, found: Spread, position: int, cross: float, total: float = 0.0) -> Array:
    if found.covariances is not None:
        return np.asarray(found.covariances[position])
    return variance(Scores(np.array([[cross]]), np.array([total])), design)


def _cells(design: Design, by: Sequence[str], sums: Array) -> Iterator[tuple[int, tuple[Any, ...], Array]]:
    """Iterator of (position, domain, sums): the domains that hold anybody, the first sum being the count."""
    flat = sums.reshape(-1, sums.shape[-1])
    for position, (domain, row) in enumerate(zip(product(*(design.engine.levels(name) for name in by)), flat, strict=True)):
        if row[0] or not by:
            yield position, domain, row


def _single(  # noqa: PLR0917 - what a block is made of
    named: tuple[str, tuple[Any, ...]], value: float, covariance: Array, srs: float, bases: tuple[float, float, float, float], scores: Scored
) -> Block:
    name, domain = named
    n, weighed, weight, square = bases
    ones = np.array([float(n)]), np.array([float(weight)])
    numbers = np.array([value]), covariance, np.array([srs])
    return Block(name, ("",), domain, *numbers, int(n), int(weighed), float(weight), float(square), *ones, scores=scores)
