"""The gate: from tables and analyses to what may be published of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.disclosure.comparisons import released_gaps
from survey_kit.disclosure.gate import Shown, gated
from survey_kit.disclosure.lines import rare
from survey_kit.disclosure.long import kinds_told, long_frame, net_told
from survey_kit.disclosure.masking import MERGED
from survey_kit.disclosure.means import DECIMALS
from survey_kit.disclosure.quantities import DOMINANCE, QUANTILES, mean_stays, quantile_stays, released_analysis
from survey_kit.disclosure.released import INTERNAL, Cell, Distribution, Measure, Released, ReleasedAssociation
from survey_kit.disclosure.small_bases import WITH_PERCENTAGES, rule_of
from survey_kit.errors import SurveyKitError
from survey_kit.tabulation.table import TOTAL, Association, Table
from survey_kit.wording import rounded

if TYPE_CHECKING:
    from survey_kit.analyses.analysis import Analysis
    from survey_kit.analyses.domains import Gap
    from survey_kit.disclosure.ledger import Ledger

THRESHOLD: Final = 5


def release(
    tables: Table | Sequence[Table] | Released,
    threshold: int = THRESHOLD,
    analyses: Iterable[Analysis] = (),
    *,
    ledger: Ledger | None = None,
    asked: Collection[str] = (),
    gaps: Iterable[Gap] = (),
) -> Released:
    """Released: what may be published of tables that are published together; what is released already stays as it is. Of the variables `asked` as little as
    can be is kept back; `gaps` hold columns of these tables against the whole.

    Rare answers of questions without order are put together first. Then a count of 1 to threshold - 1, or one that leaves so few in the base, is
    kept back with its percentage, interval and weighted count; 0 is shown. A base says by its size what may be shown of it (`small_bases`).

    Raises: SurveyKitError when there is no table, or when tables of unlike designs are given together.

    Source: Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (threshold rule, secondary suppression).

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> from survey_kit.tabulation.crosstab import tabulate
    >>> answers = pd.DataFrame({"days": pd.Categorical(["0"] * 3 + ["1"] * 20 + ["2"] * 12, ordered=True)})
    >>> release(tabulate(Design(answers), ["days"])).to_frame()[["row", "value", "status"]].values.tolist()
    [['0', nan, 'primary'], ['1', 20.0, ''], ['2', nan, 'secondary'], ['Total', 35.0, '']]
    """
    if isinstance(tables, Released):
        return tables
    listed = [tables] if isinstance(tables, Table) else list(tables)
    if not listed or len({(table.sampling, table.weighted) for table in listed}) > 1:
        raise SurveyKitError("release_unlike", got=len(listed))
    first = listed[0]
    strips = [strip for table in listed for strip in table.strips]
    protected = gated(strips, first.questionnaire, threshold, ledger, asked)
    open_ranks = {each.strip.variable for each in protected} - {each.strip.variable for each in protected if any(each.status)}
    measured = [replace(each, measures=tuple(_measures(each, first, threshold, ranks=each.strip.variable in open_ranks))) for each in protected]
    shown = measured if threshold <= INTERNAL else _apart(measured, threshold)
    whole = tuple(_distribution(each, threshold) for each in shown if each.strip.column == TOTAL and each.strip.kind != "ranking")
    sources = {each.strip.name: each for each in shown if each.strip.column == TOTAL}
    passed = tuple(released_analysis(analysis, sources.get(analysis.source), first, threshold) for analysis in analyses)
    tied = tuple(_associations([each for table in listed for each in table.associations], shown))
    parted = (each for each in shown if each.strip.column != TOTAL and each.strip.kind != "ranking" and first.percent == "column")
    parts = tuple(_distribution(each, threshold) for each in parted)
    apart = tuple(released_gaps(gaps, shown, first.sampling))
    frame = long_frame(shown, first.percent)
    return Released(frame, whole, passed, threshold, first.sampling, first.weighted, first.percent, tied, parts, apart)


def _associations(found: Sequence[Association], shown: Sequence[Shown]) -> Iterator[ReleasedAssociation]:
    """Iterator of ReleasedAssociation: where no cell of the table is kept back, of which they are functions."""
    for each in found:
        cells = [one for one in shown if (one.strip.variable, one.strip.item) == (each.variable, each.item)]
        parts = [one for one in cells if one.strip.column_variable in {"", each.column_variable}]
        if not any(any(one.status) or one.rule in {"nothing", "counts"} for one in parts):
            numbers = (_number(value) for value in (each.f, each.df, each.ddf, each.p_value))
            yield ReleasedAssociation(each.variable, each.item, each.column_variable, each.base, each.cramers_v, *numbers)


def _distribution(shown: Shown, threshold: int) -> Distribution:
    strip, nothing = shown.strip, shown.rule == "nothing"
    return Distribution(
        variable=strip.variable,
        item=strip.item,
        multiple=strip.multiple,
        base=None if nothing and strip.base else strip.base,
        weighted_base=None if nothing else strip.weighted_base,
        effective_base=None if nothing else strip.effective_base,
        cells=() if nothing else tuple(_cells(shown)),
        measures=shown.measures,
        missing=MappingProxyType(kinds_told(shown, threshold)),
        rule=shown.rule,
        nets=() if nothing else tuple(_nets(shown)),
        column_variable=strip.column_variable,
        column="" if strip.column == TOTAL else strip.column,
    )


def _nets(shown: Shown) -> Iterator[Cell]:
    """Iterator of Cell: answers put together that say no more than the cells that are told; numbers without percentages where the base allows none."""
    percentages = shown.rule in WITH_PERCENTAGES
    for net in shown.strip.nets:
        if net_told(shown, net.name):
            share, se, low, high = (_percent(each) if percentages else None for each in (net.share, net.se, net.low, net.high))
            yield Cell(net.name, net.count, _number(net.weighted_count), share, se, low, high, merged=net.codes)


def _cells(shown: Shown) -> Iterator[Cell]:
    strip, percentages = shown.strip, shown.rule in WITH_PERCENTAGES
    for position, (code, status) in enumerate(zip(strip.codes, shown.status, strict=True)):
        inside, number = (shown.inside, shown.number) if code == MERGED else ((), 0)
        if status:
            yield Cell(code, None, None, None, status=status, merged=inside, number=number)
            continue
        share, se, low, high = (
            _percent(values[position]) if percentages else None for values in (strip.share, strip.se, strip.low, strip.high)
        )
        deff = _number(strip.deff[position]) if percentages else None
        yield Cell(code, int(strip.count[position]), _number(strip.weighted_count[position]), share, se, low, high, deff, "", inside, number)


def _measures(shown: Shown, table: Table, threshold: int, *, ranks: bool) -> Iterator[Measure]:
    """Iterator of Measure: those of a base that allows percentages. A mean beside masked cells would help to solve them: it is told to one
    decimal where that leaves every rare cell open, else kept back; so would a quantile with masked cells on both sides of it; mean ranks are told where no cell of their question is masked (`ranks`).
    """
    for measure in shown.strip.measures:
        numbers: tuple[float | None, ...] = tuple(_number(each) for each in (measure.value, measure.se, measure.low, measure.high))
        dominated = threshold > INTERNAL and measure.largest > DOMINANCE
        if shown.rule not in WITH_PERCENTAGES or dominated or (measure.row and not (ranks and _enough(shown, measure.row, threshold))):
            numbers = (None,) * 4
        elif measure.name == "mean" and any(shown.status):
            told = rounded(measure.value, DECIMALS)
            numbers = (told if mean_stays(shown, table, told, threshold) else None, None, None, None)
        elif measure.name in QUANTILES and any(shown.status):
            value, low, high = (each if quantile_stays(shown, each) else None for each in (measure.value, measure.low, measure.high))
            numbers = (value, None, low, high)
        value, se, low, high = numbers
        yield Measure(measure.name, value, se, low, high, measure.row)


def _apart(shown: Sequence[Shown], threshold: int) -> list[Shown]:
    """list of Shown: without the mean of the smallest column where few stand in no column: theirs would be what is left of the total's."""
    wholes = {each.strip.name: each.strip for each in shown if each.strip.column == TOTAL}
    columns: dict[tuple[str, str], list[Shown]] = {}
    for each in shown:
        if each.strip.column != TOTAL:
            columns.setdefault((each.strip.name, each.strip.column_variable), []).append(each)
    without = set()
    for (name, _), listed in columns.items():
        told = [each for each in listed if any(one.name == "mean" and one.value is not None for one in each.measures)]
        left = wholes[name].base - sum(each.strip.base for each in listed)
        if told and rare(left, threshold):
            without.add(id(min(told, key=lambda each: each.strip.base)))
    return [
        replace(each, measures=tuple(Measure("mean", None) if one.name == "mean" else one for one in each.measures)) if id(each) in without else each
        for each in shown
    ]


def _enough(shown: Shown, code: str, threshold: int) -> bool:
    """bool: whether so many ranked an option that a mean may be told of them."""
    ranked = int(shown.strip.count[shown.strip.codes.index(code)]) if code in shown.strip.codes else 0
    return rule_of(ranked, threshold) in WITH_PERCENTAGES


def _percent(share: float) -> float | None:
    return _number(100 * float(share))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
