"""What is told of a line besides its distribution: mean, median and quartiles of numbers, the mean of a scale, mean ranks of a ranking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, quantile
from survey_kit.tabulation.stubs import frame_of
from survey_kit.tabulation.table import Measure

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Estimates
    from survey_kit.tabulation.stubs import Stub

RANK = "(rank of) "


def measures(design: Design, stub: Stub, column: str | None) -> dict[str, dict[Any, Measure]]:
    """dict: measure to domain to its value; of numbers mean, median and quartiles, of scales the mean."""
    if stub.kind == "ranking":
        return _mean_ranks(design, stub, column)
    if stub.kind not in {"number", "scale"} or (stub.kind == "number" and _years(frame_of(design)[stub.variable])):
        return {}
    source = stub.name if stub.kind == "scale" else stub.variable
    try:
        found = {"mean": _measured(mean(design, source, by=column), "mean")}
    except SurveyKitError as error:
        if error.code != "not_a_number":
            raise
        return {}
    if stub.kind == "number":
        found["mean"] = _with_largest(design, source, column, found["mean"])
        for name, probability in (("q1", 0.25), ("median", 0.5), ("q3", 0.75)):
            found[name] = _measured(quantile(design, source, probability, by=column), name)
    return found


def _with_largest(design: Design, source: str, column: str | None, means: dict[Any, Measure]) -> dict[Any, Measure]:
    """dict: means with what part of the sum of each domain its largest respondent makes: a sum that one makes nearly alone tells of that one."""
    frame = frame_of(design)
    parts = np.abs(frame[source].to_numpy(dtype=float, na_value=np.nan) * design.weights)
    domains = np.zeros(len(parts), dtype=int) if column is None else frame[column].astype(object).to_numpy()
    grouped = pd.Series(parts).groupby(domains)
    largest = (grouped.max() / grouped.sum()).to_dict()
    return {domain: replace(each, largest=float(largest.get(domain, 0.0))) for domain, each in means.items()}


def _years(values: pd.Series) -> bool:
    """bool: whether the numbers are years: they are dated, not added up."""
    known = values.dropna()
    return bool(len(known)) and bool(known.between(1900, 2100).all()) and bool((known % 1 == 0).all())


def _measured(found: Estimates, name: str, code: str = "") -> dict[Any, Measure]:
    numbers = zip(found.estimate.tolist(), found.se.tolist(), found.low.tolist(), found.high.tolist(), strict=True)
    return {
        block.domain[0] if block.domain else 0: Measure(name, value, se, low, high, code)
        for block, (value, se, low, high) in zip(found.blocks, numbers, strict=True)
    }


def _mean_ranks(design: Design, stub: Stub, column: str | None) -> dict[str, dict[Any, Measure]]:
    """dict: option to domain to its mean rank among those who ranked it, 1 being first."""
    frame = frame_of(design)
    ranks = [name for name in getattr(design.variable(stub.variable), "answer_columns", ()) if name in frame]
    found = {}
    for code in (code for name, code in design.members(stub.column)):
        own = pd.Series(float("nan"), index=frame.index)
        for place, name in enumerate(ranks, start=1):
            own = own.where(frame[name].astype(object) != code, float(place))
        if own.notna().any():
            of_option = design.extended({f"{RANK}{code}": own})
            found[code] = _measured(mean(of_option, f"{RANK}{code}", by=column), "mean_rank", code)
    return found
