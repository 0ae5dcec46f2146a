"""Answers put together: nets by name, and the two highest and lowest steps of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion
from survey_kit.estimation.intervals import logit
from survey_kit.tabulation.stubs import answered, frame_of

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Block
    from survey_kit.tabulation.stubs import Stub

Nets = Mapping[str, Mapping[str, Sequence[str]]]
NET: Final = "(net)"
TOP, BOTTOM = "top_2", "bottom_2"
# Scales of fewer steps have no two highest that are not half of them or more.
FEWEST_STEPS: Final = 4


def boxes(design: Design, stub: Stub, nets: Nets) -> Nets:
    """Mapping: the nets asked for, and of a scale its two highest and its two lowest steps."""
    if stub.kind != "scale":
        return nets
    choices = {choice.code: choice for choice in getattr(design.variable(stub.variable), "choices", ())}
    steps = [code for code in map(str, design.engine.levels(stub.column)) if code not in choices or not choices[code].missing]
    if len(steps) < FEWEST_STEPS:
        return nets
    return {**nets, stub.variable: {**nets.get(stub.variable, {}), BOTTOM: steps[:2], TOP: steps[-2:]}}


def of_answers(stub: Stub, block: Block, df: float, nets: Nets) -> tuple[tuple[str, float, float, float], ...]:
    """Tuple of (name, share, low, high): answers put together."""
    found = []
    for name, wanted in nets.get(stub.variable, {}).items():
        inside = np.array([str(code) in wanted for code in block.categories], dtype=float)
        if inside.sum() != len(set(wanted)):
            raise SurveyKitError("net_unknown", where=stub.variable, got=name, expected=", ".join(map(str, block.categories)))
        share, se = float(inside @ block.estimate), float(np.sqrt(max(inside @ block.covariance @ inside, 0.0)))
        low, high = logit(np.array([share]), np.array([se]), df, 0.95)
        found.append((name, share, float(low[0]), float(high[0])))
    return tuple(found)


def of_sets(design: Design, stub: Stub, nets: Nets, column: str | None) -> dict[Any, tuple[tuple[str, float, float, float], ...]]:
    """dict: domain to (name, share, low, high) of those who ticked any of the options. Options overlap: who ticked two counts once.

    A net of a set is a function of the joint answers, not of the options' counts: the gate keeps it back.
    """
    found: dict[Any, tuple[tuple[str, float, float, float], ...]] = {}
    frame = frame_of(design)
    for name, wanted in (nets.get(stub.variable, {}) if stub.kind == "set" else {}).items():
        options = [f"{stub.column}__{code}" for code in wanted]
        if not options or not set(options) <= set(frame):
            met = (str(each).removeprefix(f"{stub.column}__") for each in frame if str(each).startswith(f"{stub.column}__"))
            raise SurveyKitError("net_unknown", where=stub.variable, got=name, expected=", ".join(met))
        ticked = frame[options].astype("boolean").fillna(value=False).any(axis=1).astype("boolean")
        one = design.extended({NET: ticked.where(answered(frame, stub))})
        rows = proportion(one, NET, by=column).to_frame()
        for row in rows[rows["category"] == True].to_dict("records"):  # noqa: E712 - categories are objects
            domain = row[column] if column else 0
            net = (name, float(row["estimate"]), float(row["ci_low"]), float(row["ci_high"]))
            found[domain] = (*found.get(domain, ()), net)
    return found
