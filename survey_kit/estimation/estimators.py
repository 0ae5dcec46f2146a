"""Totals, means, proportions, ratios and quantiles of a design, with the uncertainty of each.

Each takes `by` (a variable or several, whose categories are domains) and `where` (a mask, {variable: [categories]} or query text).
Rows outside a domain stay in the design: only the domain's rows count in the estimate, all of them in the degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from survey_kit.design.design import WEIGHTS, Design, unknown_variable
from survey_kit.errors import SurveyKitError
from survey_kit.estimation import intervals
from survey_kit.estimation.estimate import Block, Estimates
from survey_kit.estimation.linearization import Scores, variance
from survey_kit.estimation.numeric import numeric
from survey_kit.estimation.quantiles import RULES, Quantiles, quantile_blocks

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array

Names = str | Sequence[str]
Deff = Literal["wor", "wr"]
Bounds = Callable[[Block], tuple["Array", "Array"]]
COUNT, WEIGHT, SQUARE = (), (WEIGHTS,), (WEIGHTS, WEIGHTS)


def mean(
    design: Design, variables: Names, by: Names | None = None, where: object = None, *, level: float = 0.95, deff: Deff = "wor"
) -> Estimates:
    """Estimates: the weighted mean of one number or several, in their unit; a scale counts by its codes, "don't know" left out.

    Raises: SurveyKitError when a variable is unknown or holds no numbers.

    Source: Woodruff (1971), JASA 66, 411-414 (linearisation of a ratio).

    >>> import pandas as pd
    >>> mean(Design(pd.DataFrame({"days": [1, 2, 3, 6]})), "days").to_frame()[["estimate", "se", "base"]].round(4).values.tolist()
    [[3.0, 1.0801, 4.0]]
    """
    blocks = [block for name in _listed(variables) for block in _mean_blocks(design, name, _domains(design, by), where)]
    return _together(design, blocks, by, level=level, deff=deff, bounds=_t_bounds(design, level))


def total(
    design: Design, variables: Names, by: Names | None = None, where: object = None, *, level: float = 0.95, deff: Deff = "wor"
) -> Estimates:
    """Estimates: the weighted total of one number or several, in their unit; of categories, how many the weights stand for.

    Raises: SurveyKitError when a variable is unknown or holds neither numbers nor categories.

    Source: Horvitz and Thompson (1952), JASA 47, 663-685.
    """
    blocks = [block for name in _listed(variables) for block in _total_blocks(design, name, _domains(design, by), where)]
    return _together(design, blocks, by, level=level, deff=deff, bounds=_t_bounds(design, level))


def proportion(
    design: Design,
    variables: Names,
    by: Names | None = None,
    where: object = None,
    *,
    interval: intervals.Interval = "logit",
    level: float = 0.95,
    deff: Deff = "wor",
) -> Estimates:
    """Estimates: the share of each category of a variable, or of each option of a multiple-response set, between 0 and 1.

    The base is who was asked and answered, "don't know" included. At 0 and 1 the logit interval gives way to the beta one.

    Raises: SurveyKitError when a variable or the interval is unknown.

    Source: Korn and Graubard (1999), Analysis of Health Surveys, section 3.2.

    >>> import pandas as pd
    >>> proportion(Design(pd.DataFrame({"yes": [True, False, True, True]})), "yes").to_frame()[["category", "estimate"]].values.tolist()
    [[False, 0.25], [True, 0.75]]
    """
    if interval not in intervals.INTERVALS:
        raise SurveyKitError("interval_unknown", got=interval, expected=", ".join(intervals.INTERVALS))
    blocks = [block for name in _listed(variables) for block in _share_blocks(design, name, _domains(design, by), where)]
    return _together(design, blocks, by, level=level, deff=deff, bounds=partial(_share_bounds, design, interval, level))


def ratio(
    design: Design, numerator: str, denominator: str, by: Names | None = None, where: object = None, *, level: float = 0.95
) -> Estimates:
    """Estimates: the ratio of two weighted totals, of those who have both, in the numerator's unit by the denominator's.

    Raises: SurveyKitError when a variable is unknown or holds no numbers.

    Source: Woodruff (1971), JASA 66, 411-414; Binder (1983), International Statistical Review 51, 279-292.
    """
    above, below = numeric(design, numerator), numeric(design, denominator)
    names = _domains(design, by)
    products = (
        COUNT,
        WEIGHT,
        SQUARE,
        (WEIGHTS, above),
        (WEIGHTS, below),
        (*SQUARE, above, above),
        (*SQUARE, above, below),
        (*SQUARE, below, below),
    )
    sums = design.engine.sums(names, products, needs=(above, below), where=design.engine.mask(where))
    blocks = []
    for domain, (n, weight, square, a, b, aa, ab, bb) in _cells(design, names, sums):
        value = a / b if b else np.nan
        cross = (aa - 2 * value * ab + value**2 * bb) / b**2 if b else np.nan
        covariance = variance(Scores(np.array([[cross]]), np.zeros(1)), design)
        blocks.append(_single((f"{numerator}/{denominator}", domain), value, covariance, np.nan, (n, weight, square)))
    return _together(design, blocks, by, level=level, deff="wr", bounds=_t_bounds(design, level))


def quantile(
    design: Design,
    variable: str,
    probabilities: float | Sequence[float] = (0.25, 0.5, 0.75),
    by: Names | None = None,
    where: object = None,
    *,
    rule: Literal["math"] = "math",
    level: float = 0.95,
) -> Estimates:
    """Estimates: weighted quantiles in the variable's unit, `probability` in the place of the category, with Woodruff's interval.

    Raises: SurveyKitError when the variable or the rule is unknown, or when a probability is not between 0 and 1.

    Source: Woodruff (1952), JASA 47, 635-646; Francisco and Fuller (1991), Annals of Statistics 19, 454-469.
    """
    wanted = (float(probabilities),) if isinstance(probabilities, int | float) else tuple(map(float, probabilities))
    if rule not in RULES:
        raise SurveyKitError("rule_unknown", got=rule, expected=", ".join(RULES))
    if not all(0 <= value <= 1 for value in wanted):
        raise SurveyKitError("probability_range", where=variable, got=", ".join(map(str, wanted)))
    names = _domains(design, by)
    asked = Quantiles(variable, numeric(design, variable), wanted, level)
    blocks = list(quantile_blocks(design, asked, names, where))
    return _together(design, blocks, by, level=level, deff="wr", bounds=_stored_bounds, probabilities=True)


def _listed(names: Names | None) -> tuple[str, ...]:
    return () if names is None else (names,) if isinstance(names, str) else tuple(names)


def _domains(design: Design, by: Names | None) -> tuple[str, ...]:
    for name in _listed(by):
        if design.members(name):
            raise SurveyKitError("domain_set", where=name)
    return tuple(design.column(name) for name in _listed(by))


def _cells(design: Design, by: Sequence[str], sums: Array) -> Iterator[tuple[tuple[Any, ...], Array]]:
    """Iterator of (domain, sums): the domains that hold anybody, the first sum being the count."""
    flat = sums.reshape(-1, sums.shape[-1])
    for domain, row in zip(product(*(design.engine.levels(name) for name in by)), flat, strict=True):
        if row[0] or not by:
            yield domain, row


def _single(named: tuple[str, tuple[Any, ...]], value: float, covariance: Array, srs: float, bases: tuple[float, float, float]) -> Block:
    name, domain = named
    n, weight, square = bases
    ones = np.array([float(n)]), np.array([float(weight)])
    return Block(name, ("",), domain, np.array([value]), covariance, np.array([srs]), int(n), float(weight), float(square), *ones)


def _mean_blocks(design: Design, name: str, by: Sequence[str], where: object) -> Iterator[Block]:
    y, mask = numeric(design, name), design.engine.mask(where)
    (count, weight, first) = design.engine.sums((), (COUNT, WEIGHT, (WEIGHTS, y)), needs=(y,), where=mask)
    centre = {y: first / weight if count and weight else 0.0}
    products = (COUNT, WEIGHT, SQUARE, (WEIGHTS, y), (WEIGHTS, y, y), (*SQUARE, y), (*SQUARE, y, y))
    sums = design.engine.sums(by, products, needs=(y,), where=mask, centre=centre)
    for domain, (n, w, ww, wy, wyy, wwy, wwyy) in _cells(design, by, sums):
        off = wy / w if w else np.nan
        cross = (wwyy - 2 * off * wwy + off**2 * ww) / w**2 if w else np.nan
        srs = (wyy / w - off**2) / (n - 1) if n > 1 and w else np.nan
        covariance = variance(Scores(np.array([[cross]]), np.zeros(1)), design)
        yield _single((name, domain), centre[y] + off, covariance, srs, (n, w, ww))


def _total_blocks(design: Design, name: str, by: Sequence[str], where: object) -> Iterator[Block]:
    if not design.engine.is_number(design.column(name)):
        yield from _share_blocks(design, name, by, where, totals=True)
        return
    y = numeric(design, name)
    products = (COUNT, WEIGHT, SQUARE, (WEIGHTS, y), (WEIGHTS, y, y), (*SQUARE, y, y))
    sums = design.engine.sums(by, products, needs=(y,), where=design.engine.mask(where))
    for domain, (n, w, ww, wy, wyy, wwyy) in _cells(design, by, sums):
        covariance = variance(Scores(np.array([[wwyy]]), np.array([wy])), design)
        srs = w**2 * (wyy / w - (wy / w) ** 2) / (n - 1) if n > 1 and w else np.nan
        yield _single((name, domain), wy, covariance, srs, (n, w, ww))


def _share_blocks(design: Design, name: str, by: Sequence[str], where: object, *, totals: bool = False) -> Iterator[Block]:
    members = design.members(name)
    if members and name not in design.engine.names:
        yield from _set_blocks(design, name, members, by, where)
        return
    column = design.column(name)
    levels = design.engine.levels(column)
    sums = design.engine.sums((*by, column), (COUNT, WEIGHT, SQUARE), where=design.engine.mask(where))
    flat = sums.reshape(int(np.prod([len(design.engine.levels(each)) for each in by])), len(levels), 3)
    for domain, cell in zip(product(*(design.engine.levels(each) for each in by)), flat, strict=True):
        if cell[:, 0].any() or not by:
            yield _shares(design, (name, levels, domain), cell, totals=totals)


def _shares(design: Design, named: tuple[str, tuple[Any, ...], tuple[Any, ...]], cell: Array, *, totals: bool) -> Block:
    """Block: the shares (or totals) of the categories of one variable in one domain, from its counts, weights and squared weights."""
    count, weight, square = cell.T
    n, w, ww = cell.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = weight / w
        cross = (np.diag(square) - np.outer(p, square) - np.outer(square, p) + np.outer(p, p) * ww) / w**2
        srs = p * (1 - p) / (n - 1) if n > 1 else np.full_like(p, np.nan)
    scores = Scores(np.diag(square), weight) if totals else Scores(cross, np.zeros_like(p))
    estimate = weight if totals else p
    name, levels, domain = named
    srs = srs * w**2 if totals else srs
    return Block(name, levels, domain, estimate, variance(scores, design), srs, int(n), float(w), float(ww), count, weight)


def _set_blocks(design: Design, name: str, members: Sequence[tuple[str, str]], by: Sequence[str], where: object) -> Iterator[Block]:
    """Iterator of Block: the options of a multiple-response set, in per cent of those who were asked and ticked anything."""
    mask = design.engine.mask(where)
    columns = [column for column, _ in members]
    ticked = np.stack([design.engine.sums((*by, column), (COUNT, WEIGHT, SQUARE), where=mask).reshape(-1, 2, 3) for column in columns])
    pairs = {
        (a, b): design.engine.sums(by, ((*SQUARE, columns[a], columns[b]),), where=mask).reshape(-1)
        for a in range(len(columns))
        for b in range(a)
    }
    codes = tuple(code for _, code in members)
    for position, domain in enumerate(product(*(design.engine.levels(each) for each in by))):
        cells = ticked[:, position]
        if cells[:, :, 0].any() or not by:
            yield _options(design, (name, codes, domain), cells, {pair: float(sums[position]) for pair, sums in pairs.items()})


def _options(
    design: Design, named: tuple[str, tuple[Any, ...], tuple[Any, ...]], cells: Array, pairs: dict[tuple[int, int], float]
) -> Block:
    count, weight, square = cells[:, 1].T
    n, w, ww = cells[0].sum(axis=0)
    both = np.diag(square)
    for (a, b), value in pairs.items():
        both[a, b] = both[b, a] = value
    with np.errstate(divide="ignore", invalid="ignore"):
        p = weight / w
        cross = (both - np.outer(p, square) - np.outer(square, p) + np.outer(p, p) * ww) / w**2
        srs = p * (1 - p) / (n - 1) if n > 1 else np.full_like(p, np.nan)
    name, codes, domain = named
    return Block(name, codes, domain, p, variance(Scores(cross, np.zeros_like(p)), design), srs, int(n), float(w), float(ww), count, weight)


def _t_bounds(design: Design, level: float) -> Bounds:
    return lambda block: intervals.wald(block.estimate, block.se, design.df, level)


def _stored_bounds(block: Block) -> tuple[Array, Array]:
    if block.low is None or block.high is None:
        raise unknown_variable(block.variable, ())
    return block.low, block.high


def _share_bounds(design: Design, interval: intervals.Interval, level: float, block: Block) -> tuple[Array, Array]:
    if interval == "wald":
        return intervals.wald(block.estimate, block.se, design.df, level)
    if interval == "beta":
        return _exact(design, level, block)
    inside = (block.estimate > 0) & (block.estimate < 1)
    low, high = intervals.logit(block.estimate, block.se, design.df, level)
    if inside.all():
        return low, high
    ends = _exact(design, level, block)
    return np.where(inside, low, ends[0]), np.where(inside, high, ends[1])


def _exact(design: Design, level: float, block: Block) -> tuple[Array, Array]:
    effective = np.full_like(block.estimate, block.effective_base)
    return intervals.beta(block.estimate, block.se, design.df, level, effective=effective, units=design.base)


def _together(
    design: Design, blocks: Sequence[Block], by: Names | None, *, level: float, deff: Deff, bounds: Bounds, probabilities: bool = False
) -> Estimates:
    both = [bounds(block) for block in blocks]
    low, high = (np.concatenate([pair[side] for pair in both]) if both else np.empty(0) for side in (0, 1))
    if design.sampling == "census":
        low, high = np.full_like(low, np.nan), np.full_like(high, np.nan)
    effects, notes = _design_effects(blocks, deff)
    known = {block.variable: design.variable(block.variable) for block in blocks} | {name: design.variable(name) for name in _listed(by)}
    variables = {name: variable for name, variable in known.items() if variable is not None}
    return Estimates(tuple(blocks), _listed(by), low, high, effects, design.df, level, notes, variables, probabilities)


def _design_effects(blocks: Sequence[Block], deff: Deff) -> tuple[Array, tuple[str, ...]]:
    """ndarray and notes: the variance over that of a simple random sample of the same base, without replacement unless "wr".

    Source: Kish (1965), Survey Sampling, section 8.2; `svymean(deff = TRUE)` of R survey.
    """
    beyond = all(block.weighted_base > block.base for block in blocks)
    found = []
    for block in blocks:
        left = 1 - block.base / block.weighted_base if deff == "wor" and beyond and block.weighted_base else 1.0
        with np.errstate(divide="ignore", invalid="ignore"):
            found.append(np.diagonal(block.covariance) / (block.srs * left))
    return (np.concatenate(found) if found else np.empty(0)), () if beyond or deff == "wr" else ("deff_wr",)
