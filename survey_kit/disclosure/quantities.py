"""What may be told beside masked cells of numbers made of them all: means, quantiles, and the quantities of special analyses."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from survey_kit.disclosure.lines import rare
from survey_kit.disclosure.means import mean_is_safe, sum_is_safe
from survey_kit.disclosure.released import INTERNAL, Quantity, ReleasedAnalysis
from survey_kit.disclosure.small_bases import WITH_PERCENTAGES, rule_of
from survey_kit.tabulation.bands import holding
from survey_kit.tabulation.table import TOTAL

if TYPE_CHECKING:
    from survey_kit.analyses.analysis import Analysis
    from survey_kit.analyses.analysis import Quantity as Found
    from survey_kit.disclosure.gate import Shown
    from survey_kit.tabulation.table import Table

# A sum of which one respondent makes more than this tells of that respondent.
# Source: Hundepool et al. (2012), Statistical Disclosure Control, section 4.2.2 (dominance rule, n = 1).
DOMINANCE: Final = 0.85
QUANTILES: Final = ("q1", "median", "q3")
# What whole numbers are rounded up to, the finest first, until they leave masked cells open.
STEPS: Final = (1, 5, 10)
# Numbers are whole but for rounding.
TINY: Final = 1e-9
# What is rounded up lies above the number before.
ABOVE: Final = 1e-6
Numbers = tuple[tuple[int, ...], tuple[float, ...], tuple[bool, ...]]


def mean_stays(shown: Shown, table: Table, mean: float, threshold: int) -> bool:
    """bool: whether a mean to one decimal may stand beside masked cells. Bands leave the numbers in them open; "don't know" has none."""
    if table.weighted or shown.strip.column != TOTAL:
        return False
    found = _numbers(shown, table)
    if found is None:
        return shown.rule in {"full", "limited"}
    return bool(found[0]) and mean_is_safe(*found, mean, threshold)


def quantile_stays(shown: Shown, value: float) -> bool:
    """bool: whether a quantile, or a bound of one, says nothing of masked cells: all of these lie below it, or all above, so that how many stand on
    either side follows from the cells shown.
    """
    codes = list(shown.strip.codes)
    cell = holding(value, codes)
    masked = [place for place, status in enumerate(shown.status) if status]
    if cell is None:
        return False
    at = codes.index(cell)
    return all(place < at for place in masked) or all(place > at for place in masked)


def released_analysis(analysis: Analysis, source: Shown | None, table: Table, threshold: int) -> ReleasedAnalysis:
    """ReleasedAnalysis: nothing but assumptions from a base, or from contributors, fewer than the threshold, or of a sum that one respondent makes nearly
    alone; counts alone from a base that allows no percentage; where exact numbers would solve the masked cells of their `source`, whole ones alone,
    rounded as far as leaves these open.
    """
    nothing = analysis.base < threshold
    few = nothing or rule_of(analysis.base, threshold) not in WITH_PERCENTAGES or rare(analysis.contributors, threshold)
    few = few or (threshold > INTERNAL and analysis.largest > DOMINANCE)
    masked = source if source is not None and any(source.status) else None
    told = []
    for each in analysis.quantities:
        if each.assumption:
            told.append(Quantity(each.name, each.value, each.low, each.high, assumption=True))
        elif each.counts:
            told.append(Quantity(each.name, None if nothing or rare(int(each.value), threshold) else each.value))
        elif few or (masked is not None and each.factors is None):
            told.append(Quantity(each.name, None))
        elif masked is not None:
            told.append(_rounded(each, analysis.total, masked, table, threshold))
        else:
            told.append(Quantity(each.name, each.value, each.low, each.high))
    return ReleasedAnalysis(analysis.name, None if nothing else analysis.base, tuple(told))


def _rounded(each: Found, total: float, source: Shown, table: Table, threshold: int) -> Quantity:
    """Quantity: rounded up to the finest step that leaves each rare cell of the source open; without numbers where none does."""
    numbers = None if table.weighted else _numbers(source, table)
    for step in STEPS:
        factors = each.factors or ()
        value, low, high = (ceil(total * factor / step - TINY) * step for factor in factors)
        between = (
            max((number - step) / factor for number, factor in zip((value, low, high), factors, strict=True)) + ABOVE,
            min(number / factor for number, factor in zip((value, low, high), factors, strict=True)),
        )
        if numbers is None or (numbers[0] and sum_is_safe(*numbers, between, threshold)):
            return Quantity(each.name, value, low, high, step=step)
    return Quantity(each.name, None)


def _numbers(shown: Shown, table: Table) -> Numbers | None:
    """Tuple of counts, numbers and whether each is masked; empty where "don't know" is masked among them, None of bands, whose numbers stay open."""
    known = None if table.questionnaire is None else table.questionnaire.variable(shown.strip.variable)
    choices = {choice.code: choice for choice in getattr(known, "choices", ())}
    found = []
    for code, count, status in zip(shown.strip.codes, shown.strip.count.astype(int).tolist(), shown.status, strict=True):
        choice = choices.get(code)
        if choice is not None and choice.missing:
            if status:
                return ((), (), ())
            continue
        value = choice.number if choice is not None and choice.number is not None else _as_number(code)
        if value is None:
            return None
        found.append((count, value, bool(status)))
    counts, values, hidden = zip(*found, strict=True)
    return counts, values, hidden


def _as_number(code: str) -> float | None:
    try:
        return float(code)
    except ValueError:
        return None
