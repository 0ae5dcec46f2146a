"""Tables after the gate in long form, a row a number, with what is kept back left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from survey_kit.disclosure.lines import rare
from survey_kit.disclosure.masking import MERGED
from survey_kit.tabulation.table import COLUMNS, TOTAL, Percent, Table

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.disclosure.gate import Shown

# What belongs to the percentage asked for.
SPREAD: Final = ("se", "ci_low", "ci_high", "deff")
PERCENTAGES: Final = ("column_percent", "row_percent", "total_percent", *SPREAD)
LONG_COLUMNS: Final = (*COLUMNS, "item", "status", "rule", "merged", "merged_number")
Place = tuple[str, str, str]


def long_frame(shown: Sequence[Shown], percent: Percent) -> pd.DataFrame:
    """DataFrame: the long form of everything, masked cells missing."""
    import pandas as pd

    released: dict[Place, Shown] = {(each.strip.name, each.strip.column_variable, each.strip.column): each for each in shown}
    closed = {_line(each) for each in shown if any(each.status) or each.rule not in {"full", "limited"}}
    strips = (replace(each.strip, letter="", letters=()) if _line(each) in closed else each.strip for each in shown)
    kept = []
    for record in cast("list[dict[str, Any]]", Table(tuple(strips), "column", "", weighted=False).to_frame().to_dict("records")):
        own = released[record["row_variable"], record["column_variable"], record["column"]]
        whole = released.get((record["row_variable"], "", TOTAL))
        if _told(record, own):
            kept.append(_masked(record, own) | dict.fromkeys(_of_total(record, whole, percent), np.nan))
    return pd.DataFrame.from_records(kept, columns=list(LONG_COLUMNS))


def _line(shown: Shown) -> tuple[str, str]:
    """Tuple of str: the question and the banner variable: letters beside its answers tell of these columns alone."""
    return shown.strip.name, shown.strip.column_variable


def kinds_told(shown: Shown, threshold: int = 5) -> dict[str, int | None]:
    """dict: how many gave no answer by kind, None where it is kept back: fewer than the threshold, what would be the rest of those told, and all where they
    would tell of an answer elsewhere. With the base their sum is known to everybody, so that a single kind has nothing to hide.
    """
    kinds = dict(shown.strip.missing)
    few = [kind for kind, count in kinds.items() if rare(count, threshold)]
    if few and len(few) == 1 and len(kinds) > 1:
        few.append(min((kind for kind in kinds if kind not in few), key=lambda kind: kinds[kind]))
    return {kind: None if kind in few or not shown.silence or shown.rule == "nothing" else count for kind, count in kinds.items()}


def _told(record: Mapping[str, Any], shown: Shown) -> bool:
    """bool: whether a row is told at all."""
    if record["statistic"] == "missing":
        return kinds_told(shown)[record["row"]] is not None
    if record["statistic"] == "net":
        return net_told(shown, record["row"])
    return record["statistic"] == "count" or any((each.name, each.row) == (record["statistic"], record["row"]) for each in shown.measures)


def net_told(shown: Shown, name: str) -> bool:
    """bool: whether a net says no more than the cells that are told: all that it puts together is among them, each by itself. Of a set it tells who ticked
    one option and another, which no cell does.
    """
    if shown.strip.multiple or shown.rule == "nothing":
        return False
    told = {code for code, status in zip(shown.strip.codes, shown.status, strict=True) if not status}
    return any(net.name == name and told.issuperset(net.codes) for net in shown.strip.nets)


def _masked(record: Mapping[str, Any], shown: Shown) -> dict[str, Any]:
    """dict: a row of the long form after the gate."""
    strip = shown.strip
    row = {name: record[name] for name in COLUMNS} | {"item": strip.item, "status": "", "rule": shown.rule, "merged": "", "merged_number": 0}
    row["row_variable"] = strip.variable
    told = next((each for each in shown.measures if (each.name, each.row) == (record["statistic"], record["row"])), None)
    if told is not None:
        row |= {"value": told.value, "se": told.se, "ci_low": told.low, "ci_high": told.high}
    if record["statistic"] == "count" and record["row"] in strip.codes:
        row["status"] = shown.status[strip.codes.index(record["row"])]
        if record["row"] == MERGED:
            row |= {"merged": " | ".join(shown.inside), "merged_number": shown.number}
    return row | dict.fromkeys(_hidden(row, shown), np.nan)


def _of_total(row: Mapping[str, Any], whole: Shown | None, percent: Percent) -> tuple[str, ...]:
    """Tuple of str: the columns of a row that would give away a total that is kept back."""
    if whole is None or row["statistic"] not in {"count", "net"}:
        return ()
    if row["statistic"] == "net":
        masked = not net_told(whole, row["row"])
    else:
        masked = row["row"] in whole.strip.codes and bool(whole.status[whole.strip.codes.index(row["row"])])
    shares = [name for name, told in (("row", masked), ("total", False)) if told or whole.rule == "nothing"]
    return (*(f"{share}_percent" for share in shares), *(SPREAD if percent in shares else ()))


def _hidden(row: Mapping[str, Any], shown: Shown) -> tuple[str, ...]:
    """Tuple of str: the columns of a row that are kept back."""
    nothing = shown.rule == "nothing"
    if nothing and row["statistic"] == "count" and row["value"] == 0 and row["row"] != TOTAL and not row["status"]:
        return ("base", "weighted_base", "effective_base", *PERCENTAGES)
    if nothing:
        return ("value", "base", "weighted_base", "effective_base", "weighted_count", *PERCENTAGES)
    if row["status"]:
        return ("value", "weighted_count", *PERCENTAGES)
    if row["statistic"] not in {"count", "net"}:
        return ()
    return PERCENTAGES if shown.rule == "counts" else ()
