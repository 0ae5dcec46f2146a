"""Totals, means, proportions, ratios and quantiles of a design, with the uncertainty of each.

Each takes `by` (a variable or several, whose categories are domains) and `where` (a mask, {variable: [categories]} or query text).
Rows outside a domain stay in the design: only the domain's rows count in the estimate, all of them in the degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from survey_kit.design.design import Design, unknown_variable
from survey_kit.design.numeric import numeric
from survey_kit.errors import SurveyKitError
from survey_kit.estimation import intervals
from survey_kit.estimation.estimate import Block, Estimates
from survey_kit.estimation.measures import mean_blocks, ratio_blocks, share_blocks, total_blocks
from survey_kit.estimation.quantiles import RULES, Quantiles, quantile_blocks
from survey_kit.estimation.sums import joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.engines.engine import Array

    Mask = NDArray[np.bool_]

Names = str | Sequence[str]
Deff = Literal["wor", "wr"]
Bounds = Callable[[Block], tuple["Array", "Array"]]


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
    mask = _checked(design, where, level, deff)
    blocks = [block for name in _listed(variables) for block in mean_blocks(design, name, _domains(design, by), mask)]
    return _together(design, blocks, by, mask, level=level, deff=deff, bounds=_t_bounds(design, level))


def total(
    design: Design, variables: Names, by: Names | None = None, where: object = None, *, level: float = 0.95, deff: Deff = "wor"
) -> Estimates:
    """Estimates: the weighted total of one number or several, in their unit; of categories, how many the weights stand for.

    Raises: SurveyKitError when a variable is unknown or holds neither numbers nor categories.

    Source: Horvitz and Thompson (1952), JASA 47, 663-685.
    """
    mask = _checked(design, where, level, deff)
    blocks = [block for name in _listed(variables) for block in total_blocks(design, name, _domains(design, by), mask)]
    return _together(design, blocks, by, mask, level=level, deff=deff, bounds=_t_bounds(design, level))


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
    mask = _checked(design, where, level, deff)
    blocks = [block for name in _listed(variables) for block in share_blocks(design, name, _domains(design, by), mask)]
    return _together(design, blocks, by, mask, level=level, deff=deff, bounds=partial(share_bounds, design, interval, level))


def ratio(
    design: Design,
    numerator: str,
    denominator: str,
    by: Names | None = None,
    where: object = None,
    *,
    level: float = 0.95,
    deff: Deff = "wor",
) -> Estimates:
    """Estimates: the ratio of two weighted totals, of those who have both, in the numerator's unit by the denominator's.

    Raises: SurveyKitError when a variable is unknown or holds no numbers.

    Source: Woodruff (1971), JASA 66, 411-414; Binder (1983), International Statistical Review 51, 279-292.
    """
    mask, names = _checked(design, where, level, deff), _domains(design, by)
    blocks = list(ratio_blocks(design, (numerator, denominator), names, mask))
    return _together(design, blocks, by, mask, level=level, deff=deff, bounds=_t_bounds(design, level))


def quantile(
    design: Design,
    variables: Names,
    probabilities: float | Sequence[float] = (0.25, 0.5, 0.75),
    by: Names | None = None,
    where: object = None,
    *,
    rule: str = "math",
    level: float = 0.95,
) -> Estimates:
    """Estimates: weighted quantiles in the variable's unit, `probability` in the place of the category, with Woodruff's interval.

    `rule`: "math", the inverse of the distribution function, or one of Hyndman and Fan's, "hf1" to "hf9".

    Raises: SurveyKitError when a variable or the rule is unknown, or when a probability is not between 0 and 1.

    Source: Woodruff (1952), JASA 47, 635-646; Francisco and Fuller (1991), Annals of Statistics 19, 454-469.
    """
    wanted = (float(probabilities),) if isinstance(probabilities, int | float) else tuple(map(float, probabilities))
    if rule not in RULES:
        raise SurveyKitError("rule_unknown", got=rule, expected=", ".join(RULES))
    if not all(0 <= value <= 1 for value in wanted):
        raise SurveyKitError("probability_range", where=", ".join(_listed(variables)), got=", ".join(map(str, wanted)))
    mask, names = _checked(design, where, level, "wr"), _domains(design, by)
    asked = [Quantiles(name, numeric(design, name), wanted, level, rule) for name in _listed(variables)]
    blocks = [block for each in asked for block in quantile_blocks(design, each, names, mask)]
    return _together(design, blocks, by, mask, level=level, deff="wr", bounds=_stored_bounds, probabilities=True)


def _checked(design: Design, where: object, level: float, deff: str) -> Mask | None:
    """ndarray of bool or None: the rows of the domain.

    Raises: SurveyKitError when it can't be read, or when the level or the kind of design effect is none.
    """
    if not 0 < level < 1:
        raise SurveyKitError("level_range", got=level)
    if deff not in get_args(Deff):
        raise SurveyKitError("deff_unknown", got=deff, expected=", ".join(get_args(Deff)))
    return design.mask(where)


def _listed(names: Names | None) -> tuple[str, ...]:
    return () if names is None else (names,) if isinstance(names, str) else tuple(names)


def _domains(design: Design, by: Names | None) -> tuple[str, ...]:
    for name in _listed(by):
        if design.members(name):
            raise SurveyKitError("domain_set", where=name)
    return tuple(design.column(name) for name in _listed(by))


def _t_bounds(design: Design, level: float) -> Bounds:
    return lambda block: intervals.wald(block.estimate, block.se, design.df, level)


def _stored_bounds(block: Block) -> tuple[Array, Array]:
    if block.low is None or block.high is None:
        raise unknown_variable(block.variable, ())
    return block.low, block.high


def share_bounds(design: Design, interval: intervals.Interval, level: float, block: Block) -> tuple[Array, Array]:
    """Two ndarrays: the bounds of a block's shares; at 0 and 1, where the interval asked for has none, Korn and Graubard's."""
    if interval == "wald":
        return intervals.wald(block.estimate, block.se, design.df, level)
    if interval == "beta":
        return _exact(design, level, block)
    if interval == "wilson":
        return intervals.wilson(block.estimate, block.se, design.df, level, effective=block.effective_base)
    inside = (block.estimate > 0) & (block.estimate < 1)
    if interval == "likelihood":
        low, high = intervals.likelihood(block.estimate, block.se, design.df, level, base=block.weighed)
    else:
        low, high = intervals.TRANSFORMED[interval](block.estimate, block.se, design.df, level)
    if inside.all():
        return low, high
    ends = _exact(design, level, block)
    return np.where(inside, low, ends[0]), np.where(inside, high, ends[1])


def _exact(design: Design, level: float, block: Block) -> tuple[Array, Array]:
    effective = np.full_like(block.estimate, block.effective_base)
    return intervals.beta(block.estimate, block.se, design.df, level, effective=effective, units=design.base)


def _together(
    design: Design,
    blocks: Sequence[Block],
    by: Names | None,
    mask: Mask | None,
    *,
    level: float,
    deff: Deff,
    bounds: Bounds,
    probabilities: bool = False,
) -> Estimates:
    both = [bounds(block) for block in blocks]
    low, high = (np.concatenate([pair[side] for pair in both]) if both else np.empty(0) for side in (0, 1))
    if design.sampling == "census":
        low, high = np.full_like(low, np.nan), np.full_like(high, np.nan)
    effects, notes = _design_effects(blocks, deff)
    known = {block.variable: design.variable(block.variable) for block in blocks} | {name: design.variable(name) for name in _listed(by)}
    variables = {name: variable for name, variable in known.items() if variable is not None}
    told: dict[str, Any] = {"probabilities": probabilities, "joint": partial(joint, design), "left_out": _left_out(design, blocks, mask)}
    return Estimates(tuple(blocks), _listed(by), low, high, effects, design.df, level, notes, variables, **told)


def _left_out(design: Design, blocks: Sequence[Block], mask: Mask | None) -> dict[str, int]:
    """dict: by variable, how many of those asked of stand outside its base, for want of a value or of a domain."""
    asked_of = design.base if mask is None else int(mask.sum())
    inside = dict.fromkeys((block.variable for block in blocks), 0)
    for block in blocks:
        inside[block.variable] += block.base
    return {name: asked_of - base for name, base in inside.items()}


def _design_effects(blocks: Sequence[Block], deff: Deff) -> tuple[Array, tuple[str, ...]]:
    """ndarray and notes: the variance over that of a simple random sample of as many as weigh anything, without replacement unless "wr".

    Source: Kish (1965), Survey Sampling, section 8.2; `svymean(deff = TRUE)` of R survey.
    """
    beyond = all(block.weighted_base > block.weighed for block in blocks)
    found = []
    for block in blocks:
        left = 1 - block.weighed / block.weighted_base if deff == "wor" and beyond and block.weighted_base else 1.0
        with np.errstate(divide="ignore", invalid="ignore"):
            found.append(np.diagonal(block.covariance) / (block.srs * left))
    return (np.concatenate(found) if found else np.empty(0)), () if beyond or deff == "wr" else ("deff_wr",)
