"""The gate: from tables and analyses to what may be published of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from survey_kit.disclosure.gate import Shown, gated
from survey_kit.disclosure.lines import rare
from survey_kit.disclosure.masking import MERGED
from survey_kit.disclosure.means import DECIMALS, mean_is_safe
from survey_kit.disclosure.released import Cell, Distribution, Measure, Quantity, Released, ReleasedAnalysis
from survey_kit.disclosure.small_bases import WITH_PERCENTAGES, rule_of
from survey_kit.errors import SurveyKitError
from survey_kit.tabulation.table import COLUMNS, TOTAL, Percent, Table
from survey_kit.wording import rounded

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.analyses.analysis import Analysis
    from survey_kit.disclosure.ledger import Ledger

THRESHOLD: Final = 5
# What belongs to the percentage asked for.
SPREAD: Final = ("se", "ci_low", "ci_high", "deff")
LONG_COLUMNS: Final = (*COLUMNS, "item", "status", "rule", "merged", "merged_number")


def release(
    tables: Table | Sequence[Table] | Released,
    threshold: int = THRESHOLD,
    analyses: Iterable[Analysis] = (),
    *,
    ledger: Ledger | None = None,
) -> Released:
    """Released: what may be published of tables that are published together; what is released already stays as it is.

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
    protected = gated(strips, first.questionnaire, threshold, ledger)
    shown = [replace(each, measures=tuple(_measures(each, first, threshold))) for each in protected]
    whole = tuple(_distribution(each, threshold) for each in shown if each.strip.column == TOTAL)
    masked = {each.variable for each in whole if any(cell.status for cell in each.cells)}
    passed = tuple(_analysis(analysis, threshold, solvable=analysis.source in masked) for analysis in analyses)
    return Released(_frame(shown, first.percent), whole, passed, threshold, first.sampling, first.weighted, first.percent)


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
        missing=MappingProxyType({kind: None if 0 < count < threshold else count for kind, count in strip.missing.items()}),
        rule=shown.rule,
    )


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


def _measures(shown: Shown, table: Table, threshold: int) -> Iterator[Measure]:
    """Iterator of Measure: those of a base that allows percentages. A mean beside masked cells would help to solve them: it is told to one
    decimal where that leaves every rare cell open, else kept back.
    """
    for measure in shown.strip.measures:
        numbers: tuple[float | None, ...] = tuple(_number(each) for each in (measure.value, measure.se, measure.low, measure.high))
        if shown.rule not in WITH_PERCENTAGES:
            numbers = (None,) * 4
        elif measure.name == "mean" and any(shown.status):
            told = rounded(measure.value, DECIMALS)
            numbers = (told if _mean_stays(shown, table, told, threshold) else None, None, None, None)
        yield Measure(measure.name, *numbers)


def _mean_stays(shown: Shown, table: Table, mean: float, threshold: int) -> bool:
    """bool: whether a mean to one decimal may stand beside masked cells. Bands leave the numbers in them open; "don't know" has none."""
    if table.weighted or shown.strip.column != TOTAL:
        return False
    known = None if table.questionnaire is None else table.questionnaire.variable(shown.strip.variable)
    choices = {choice.code: choice for choice in getattr(known, "choices", ())}
    numbers = []
    for code, count, status in zip(shown.strip.codes, shown.strip.count.astype(int).tolist(), shown.status, strict=True):
        choice = choices.get(code)
        if choice is not None and choice.missing:
            if status:
                return False
            continue
        value = choice.number if choice is not None and choice.number is not None else _as_number(code)
        if value is None:
            return shown.rule in {"full", "limited"}
        numbers.append((count, value, bool(status)))
    counts, values, hidden = zip(*numbers, strict=True)
    return mean_is_safe(counts, values, hidden, mean, threshold)


def _as_number(code: str) -> float | None:
    try:
        return float(code)
    except ValueError:
        return None


def _analysis(analysis: Analysis, threshold: int, *, solvable: bool) -> ReleasedAnalysis:
    """ReleasedAnalysis: nothing but assumptions from a base, or from contributors, fewer than the threshold; counts alone from a base that allows
    no percentage; whole numbers alone where exact ones would solve the masked cells of the variable that they come from (`solvable`).
    """
    nothing = analysis.base < threshold
    few = nothing or rule_of(analysis.base, threshold) not in WITH_PERCENTAGES or rare(analysis.contributors, threshold)
    passed = (
        Quantity(each.name, each.value, each.low, each.high, each.assumption)
        if each.assumption
        else _quantity(each, threshold, nothing=nothing, few=few, solvable=solvable)
        for each in analysis.quantities
    )
    return ReleasedAnalysis(analysis.name, None if nothing else analysis.base, tuple(passed))


def _quantity(each: Any, threshold: int, *, nothing: bool, few: bool, solvable: bool) -> Quantity:
    if each.counts:
        return Quantity(each.name, None if nothing or rare(int(each.value), threshold) else each.value)
    if few or (solvable and not each.whole):
        return Quantity(each.name, None)
    return Quantity(each.name, each.value, each.low, each.high)


def _frame(shown: Sequence[Shown], percent: Percent) -> pd.DataFrame:
    """DataFrame: the long form of everything, masked cells missing."""
    import pandas as pd

    released = {(each.strip.name, each.strip.column_variable, each.strip.column): each for each in shown}
    closed = {each.strip.name for each in shown if any(each.status) or each.rule not in {"full", "limited"}}
    strips = (replace(each.strip, letters=()) if each.strip.name in closed else each.strip for each in shown)
    table = Table(tuple(strips), "column", "", weighted=False)
    records = cast("list[dict[str, Any]]", table.to_frame().to_dict("records"))
    kept = [
        _masked(record, released[record["row_variable"], record["column_variable"], record["column"]])
        | dict.fromkeys(_of_total(record, released.get((record["row_variable"], "", TOTAL)), percent), np.nan)
        for record in records
    ]
    return pd.DataFrame.from_records(kept, columns=list(LONG_COLUMNS))


def _masked(record: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    """dict: a row of the long form after the gate."""
    strip = shown.strip
    row = {name: record[name] for name in COLUMNS} | {"item": strip.item, "status": "", "rule": shown.rule, "merged": "", "merged_number": 0}
    row["row_variable"] = strip.variable
    told = next((measure for measure in shown.measures if measure.name == record["statistic"]), None)
    if told is not None:
        row |= {"value": told.value, "se": told.se, "ci_low": told.low, "ci_high": told.high}
    if record["statistic"] == "count" and record["row"] in strip.codes:
        row["status"] = shown.status[strip.codes.index(record["row"])]
        if record["row"] == MERGED:
            row |= {"merged": " | ".join(shown.inside), "merged_number": shown.number}
    return row | dict.fromkeys(_hidden(row, shown), np.nan)


def _of_total(row: Mapping[str, Any], whole: Shown | None, percent: Percent) -> tuple[str, ...]:
    """Tuple of str: the columns of a row that would give away a total that is kept back."""
    if whole is None or row["statistic"] != "count":
        return ()
    masked = row["row"] in whole.strip.codes and bool(whole.status[whole.strip.codes.index(row["row"])])
    shares = [name for name, told in (("row", masked), ("total", False)) if told or whole.rule == "nothing"]
    return (*(f"{share}_percent" for share in shares), *(SPREAD if percent in shares else ()))


def _hidden(row: Mapping[str, Any], shown: Shown) -> tuple[str, ...]:
    """Tuple of str: the columns of a row that are kept back."""
    percentages = ("column_percent", "row_percent", "total_percent", *SPREAD)
    if shown.rule == "nothing" and row["statistic"] == "count" and row["value"] == 0 and row["row"] != TOTAL and not row["status"]:
        return ("base", "weighted_base", "effective_base", *percentages)
    if shown.rule == "nothing":
        return ("value", "base", "weighted_base", "effective_base", "weighted_count", *percentages)
    if row["status"]:
        return ("value", "weighted_count", *percentages)
    if row["statistic"] not in {"count", "net"}:
        return ()
    if row["statistic"] == "net" and (any(shown.status) or shown.strip.multiple):
        return percentages
    return percentages if shown.rule == "counts" else ()


def _percent(share: float) -> float | None:
    return _number(100 * float(share))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
