"""The gate: from tables and analyses to what may be published of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from survey_kit.disclosure.masking import MERGED, merged, statuses
from survey_kit.disclosure.released import Cell, Distribution, Measure, Quantity, Released, ReleasedAnalysis
from survey_kit.disclosure.small_bases import WITH_PERCENTAGES, rule_of
from survey_kit.errors import SurveyKitError
from survey_kit.tabulation.table import COLUMNS, TOTAL, Table

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.analyses.analysis import Analysis
    from survey_kit.disclosure.released import BaseRule, Status
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.tabulation.table import Strip

THRESHOLD: Final = 5
LONG_COLUMNS: Final = (*COLUMNS, "item", "status", "rule", "merged")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A strip after the gate: rare answers put together, a status for each cell, and what its base allows."""

    strip: Strip
    status: tuple[Status, ...]
    rule: BaseRule
    inside: tuple[str, ...]


def release(tables: Table | Sequence[Table], threshold: int = THRESHOLD, analyses: Iterable[Analysis] = ()) -> Released:
    """Released: what may be published of tables that are published together.

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
    listed = [tables] if isinstance(tables, Table) else list(tables)
    if not listed or len({(table.sampling, table.weighted) for table in listed}) > 1:
        raise SurveyKitError("release_unlike", got=len(listed))
    first = listed[0]
    crossed = {strip.name for table in listed for strip in table.strips if strip.column != TOTAL}
    shown = [_gate(strip, threshold, table.questionnaire, alone=strip.name not in crossed) for table in listed for strip in table.strips]
    whole = tuple(_distribution(each, threshold) for each in shown if each.strip.column == TOTAL)
    passed = tuple(_analysis(analysis, threshold) for analysis in analyses)
    return Released(_frame(shown), whole, passed, threshold, first.sampling, first.weighted, first.percent)


def _kept(strip: Strip, questionnaire: Questionnaire | None) -> tuple[str, ...]:
    """Tuple of str: the codes that are put together with others last of all: "don't know", and those of no category."""
    known = questionnaire.question(strip.variable) if questionnaire is not None else None
    return tuple(choice.code for choice in known.choices if choice.missing or choice.exclusive) if known is not None else ()


def _gate(strip: Strip, threshold: int, questionnaire: Questionnaire | None, *, alone: bool) -> _Shown:
    """_Shown: the strip after the gate. In a cross the columns keep the same rows, so that nothing is put together there."""
    strip, inside = merged(strip, threshold, _kept(strip, questionnaire)) if alone else (strip, ())
    return _Shown(strip, statuses(strip, threshold), rule_of(strip.base), inside)


def _distribution(shown: _Shown, threshold: int) -> Distribution:
    strip, nothing = shown.strip, shown.rule == "nothing"
    return Distribution(
        variable=strip.variable,
        item=strip.item,
        multiple=strip.multiple,
        base=None if nothing and strip.base else strip.base,
        weighted_base=None if nothing else strip.weighted_base,
        effective_base=None if nothing else strip.effective_base,
        cells=() if nothing else tuple(_cells(shown)),
        measures=tuple(_measures(shown)),
        missing=MappingProxyType({kind: None if 0 < count < threshold else count for kind, count in strip.missing.items()}),
        rule=shown.rule,
    )


def _cells(shown: _Shown) -> Iterator[Cell]:
    strip, percentages = shown.strip, shown.rule in WITH_PERCENTAGES
    for position, (code, status) in enumerate(zip(strip.codes, shown.status, strict=True)):
        inside = shown.inside if code == MERGED else ()
        if status:
            yield Cell(code, None, None, None, status=status, merged=inside)
            continue
        share, se, low, high = (
            _percent(values[position]) if percentages else None for values in (strip.share, strip.se, strip.low, strip.high)
        )
        deff = _number(strip.deff[position]) if percentages else None
        yield Cell(code, int(strip.count[position]), _number(strip.weighted_count[position]), share, se, low, high, deff, "", inside)


def _measures(shown: _Shown) -> Iterator[Measure]:
    """Iterator of Measure: those of a base that allows percentages; a mean beside masked cells would help to solve them, and is kept back."""
    for measure in shown.strip.measures:
        hidden = shown.rule not in WITH_PERCENTAGES or (measure.name == "mean" and any(shown.status))
        numbers = (measure.value, measure.se, measure.low, measure.high)
        yield Measure(measure.name, *(None if hidden else _number(number) for number in numbers))


def _analysis(analysis: Analysis, threshold: int) -> ReleasedAnalysis:
    hidden = analysis.base < threshold
    quantities = (
        Quantity(each.name, None)
        if hidden and not each.assumption
        else Quantity(each.name, each.value, each.low, each.high, each.assumption)
        for each in analysis.quantities
    )
    return ReleasedAnalysis(analysis.name, None if hidden else analysis.base, tuple(quantities))


def _frame(shown: Sequence[_Shown]) -> pd.DataFrame:
    """DataFrame: the long form of everything, masked cells missing."""
    import pandas as pd

    released = {(each.strip.name, each.strip.column_variable, each.strip.column): each for each in shown}
    table = Table(tuple(each.strip for each in shown), "column", "", weighted=False)
    records = cast("list[dict[str, Any]]", table.to_frame().to_dict("records"))
    kept = [_masked(record, released[record["row_variable"], record["column_variable"], record["column"]]) for record in records]
    return pd.DataFrame.from_records(kept, columns=list(LONG_COLUMNS))


def _masked(record: Mapping[str, Any], shown: _Shown) -> dict[str, Any]:
    """dict: a row of the long form after the gate."""
    strip = shown.strip
    row = {name: record[name] for name in COLUMNS} | {"item": strip.item, "status": "", "rule": shown.rule, "merged": ""}
    row["row_variable"] = strip.variable
    if record["statistic"] == "count" and record["row"] in strip.codes:
        row["status"] = shown.status[strip.codes.index(record["row"])]
        row["merged"] = " | ".join(shown.inside) if record["row"] == MERGED else ""
    return row | dict.fromkeys(_hidden(row, shown), np.nan)


def _hidden(row: Mapping[str, Any], shown: _Shown) -> tuple[str, ...]:
    """Tuple of str: the columns of a row that are kept back."""
    percentages = ("column_percent", "row_percent", "total_percent", "se", "ci_low", "ci_high", "deff")
    if shown.rule == "nothing":
        return ("value", "base", "weighted_base", "effective_base", "weighted_count", *percentages)
    if row["status"]:
        return ("value", "weighted_count", *percentages)
    if row["statistic"] not in {"count", "net"}:
        mean_beside_masked = row["statistic"] == "mean" and any(shown.status)
        return ("value", *percentages) if shown.rule == "counts" or mean_beside_masked else ()
    if row["statistic"] == "net" and any(shown.status):
        return percentages
    return percentages if shown.rule == "counts" else ()


def _percent(share: float) -> float | None:
    return _number(100 * float(share))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
