"""Answers put together: nets by name, and the two highest and lowest steps of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion, share_bounds
from survey_kit.tabulation.stubs import answered, frame_of
from survey_kit.tabulation.table import Net

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


def of_answers(design: Design, stub: Stub, block: Block, nets: Nets) -> tuple[Net, ...]:
    """Tuple of Net: answers of which each respondent gives one, put together.

    Raises: SurveyKitError when a net names an answer that there isn't.
    """
    return tuple(_of_answers(design, stub, block, name, wanted) for name, wanted in nets.get(stub.variable, {}).items())


def _of_answers(design: Design, stub: Stub, block: Block, name: str, wanted: Sequence[str]) -> Net:
    codes = tuple(str(code) for code in block.categories if str(code) in wanted)
    if len(codes) != len(set(wanted)):
        raise SurveyKitError("net_unknown", where=stub.variable, got=name, expected=", ".join(map(str, block.categories)))
    inside = np.array([str(code) in codes for code in block.categories], dtype=float)
    count = int(inside @ block.count)
    # Shares add up to 0 or 1 but for rounding, and the interval hangs on which it is.
    share = float(inside @ block.estimate) if 0 < count < block.base else float(count > 0)
    variance = inside @ block.covariance @ inside if 0 < share < 1 else 0.0
    joined = replace(block, estimate=np.array([share]), covariance=np.array([[variance]]))
    low, high = (np.nan, np.nan) if design.sampling == "census" else (float(end[0]) for end in share_bounds(design, "logit", 0.95, joined))
    return Net(name, codes, count, float(inside @ block.weighted_count), share, float(joined.se[0]), low, high)


def of_sets(design: Design, stub: Stub, nets: Nets, column: str | None) -> dict[Any, tuple[Net, ...]]:
    """dict: domain to the Net of those who ticked any of the options. Options overlap: who ticked two counts once.

    A net of a set is a function of the joint answers, not of the options' counts: the gate keeps it back.

    Raises: SurveyKitError when a net names an option that there isn't.
    """
    found: dict[Any, tuple[Net, ...]] = {}
    frame = frame_of(design)
    for name, wanted in (nets.get(stub.variable, {}) if stub.kind == "set" else {}).items():
        options = [f"{stub.column}__{code}" for code in wanted]
        if not options or not set(options) <= set(frame):
            met = (str(each).removeprefix(f"{stub.column}__") for each in frame if str(each).startswith(f"{stub.column}__"))
            raise SurveyKitError("net_unknown", where=stub.variable, got=name, expected=", ".join(met))
        ticked = frame[options].astype("boolean").fillna(value=False).any(axis=1).astype("boolean")
        shares = proportion(design.extended({NET: ticked.where(answered(frame, stub))}), NET, by=column)
        told = shares.to_frame().assign(count=np.concatenate([block.count for block in shares.blocks] or [np.empty(0)]))
        for row in told[told["category"] == True].to_dict("records"):  # noqa: E712 - categories are objects
            spread = (float(row[each]) for each in ("estimate", "se", "ci_low", "ci_high"))
            net = Net(name, tuple(wanted), int(row["count"]), float(row["estimate"]) * float(row["weighted_base"]), *spread)
            domain = row[column] if column else 0
            found[domain] = (*found.get(domain, ()), net)
    return found
