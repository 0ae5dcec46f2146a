"""How many desks the respondents' own intentions would fill: a scenario with its assumptions, never a forecast."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.analyses.analysis import Analysis, Quantity
from survey_kit.design.design import WEIGHTS
from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion, total

if TYPE_CHECKING:
    from survey_kit.design.design import Design

CONCEPT: Final = "coworking_days_wanted"
NAME: Final = "coworking_demand"


def coworking_demand(
    design: Design,
    variable: str | None = None,
    *,
    opening_days: float = 20.5,
    peak: float = 1.3,
    carried_out: tuple[float, float, float] = (0.25, 0.5, 1.0),
    occupancy: tuple[float, float] = (0.5, 0.8),
) -> Analysis:
    """Analysis: the desk-days a month that respondents say they would use, and the desks that this fills, low, central and high.

    `variable` holds days a month (by default the one that measures coworking days wanted); who doesn't know is out of the base. Desks are days over
    `opening_days`, times the `peak` day factor, times the share of intentions `carried_out`; "desks_by_occupancy" divides the days by the rate at
    which desks are taken instead. It is about the respondents only: nothing is carried over to a population, and weights count by what they are to
    their mean.

    Raises: SurveyKitError when no variable tells the days, or when an assumption is not a positive number in its order.
    """
    name = variable or _variable(design)
    if not (
        opening_days > 0 and peak > 0 and 0 < occupancy[0] <= occupancy[1] <= 1 and 0 < carried_out[0] <= carried_out[1] <= carried_out[2]
    ):
        raise SurveyKitError("demand_assumptions", where=name)
    block = total(design, name).blocks[0]
    days = float(block.estimate[0]) * design.base / float(design.weights.sum())
    average = days / opening_days
    factors = tuple(peak * share / opening_days for share in carried_out)
    low, central, high = (days * factor for factor in factors)
    return Analysis(
        NAME,
        block.base,
        (
            Quantity("answers", block.base, counts=True),
            Quantity("dont_know", _dont_know(design, name), counts=True),
            Quantity("days", days),
            Quantity("desks_average", average),
            Quantity("desks", central, low, high),
            Quantity("whole_desks", ceil(central), ceil(low), ceil(high), factors=(factors[1], factors[0], factors[2])),
            Quantity("desks_by_occupancy", average / occupancy[0], average / occupancy[1], average / occupancy[0]),
            Quantity("opening_days", opening_days, assumption=True),
            Quantity("peak", peak, assumption=True),
            Quantity("carried_out", carried_out[1], carried_out[0], carried_out[2], assumption=True),
            Quantity("occupancy", occupancy[0], occupancy[0], occupancy[1], assumption=True),
        ),
        contributors=_contributors(design, name),
        source=design.column(name),
        largest=_largest(design, name),
        total=days,
    )


def _largest(design: Design, name: str) -> float:
    """float: the part of all days that the respondent makes who wants the most."""
    days = getattr(design.engine, "product")((WEIGHTS, design.column(name)), {})  # noqa: B009 - only tables in memory hold the rows
    wanted = days[~np.isnan(days)]
    return float(wanted.max() / wanted.sum()) if len(wanted) and wanted.sum() else 0.0


def _dont_know(design: Design, name: str) -> int:
    """int: how many said that they don't know; without missing kinds, how many gave no number."""
    column = design.column(name)
    if design.missing is not None and column in design.missing:
        return int((design.missing[column] == "dont_know").sum())
    return design.base - total(design, name).blocks[0].base


def _contributors(design: Design, name: str) -> int:
    """int: how many would come at least once a month."""
    block = proportion(design, design.column(name)).blocks[0]
    return int(sum(count for value, count in zip(block.categories, block.count, strict=True) if float(value) > 0))


def _variable(design: Design) -> str:
    found = design.questionnaire.having(CONCEPT) if design.questionnaire is not None else None
    if found is None:
        raise SurveyKitError("demand_variable")
    return found.name
