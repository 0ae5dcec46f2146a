"""One line of a table within one column: from the estimates of shares to a strip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from survey_kit.estimation.estimators import proportion, ratio
from survey_kit.questionnaire.model import OUTSIDE_BASE
from survey_kit.tabulation.nets import of_answers
from survey_kit.tabulation.stubs import answered, frame_of, missing_kinds
from survey_kit.tabulation.table import TOTAL, Strip

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Block, Estimates
    from survey_kit.tabulation.nets import Nets
    from survey_kit.tabulation.stubs import Stub
    from survey_kit.tabulation.table import Percent

ANSWERS = "(answers)"


def of_block(design: Design, stub: Stub, found: Estimates, position: int, nets: Nets) -> Strip:
    """Strip: of one domain of the estimates of a line's shares."""
    block = found.blocks[position]
    start = sum(len(before.estimate) for before in found.blocks[:position])
    at = slice(start, start + len(block.estimate))
    return Strip(
        variable=stub.variable,
        item=stub.item,
        kind=stub.kind,
        codes=tuple(map(str, block.categories)),
        column_variable="",
        column=TOTAL,
        base=block.base,
        weighted_base=block.weighted_base,
        effective_base=block.effective_base,
        count=block.count,
        weighted_count=block.weighted_count,
        share=block.estimate,
        covariance=block.covariance,
        se=block.se,
        low=found.low[at],
        high=found.high[at],
        deff=found.deff[at],
        df=design.df,
        nominal=stub.nominal,
        nets=() if stub.kind in {"set", "ranking"} else of_answers(design, stub, block, nets),
    )


def other_base(  # noqa: PLR0917 - what a strip is made of
    design: Design, strip: Strip, stub: Stub, block: Block, percent: Percent, column: str
) -> Strip:
    """Strip: with the se, bounds and deff of the row's or the whole's percentage in the place of the column's.

    The share of a cell is the mean of its indicator over those who stand in the row (or answered both), which the kernel estimates.
    """
    told = dict(zip(strip.codes, block.categories, strict=True))
    domain = (column, block.domain[0])
    cells = np.array([_spread(design, _gave(design, stub, (told[code],)), stub, percent, domain) for code in strip.codes]).reshape(-1, 4)
    se, low, high, deff = cells.T
    gave = ((net, _gave(design, stub, [told[code] for code in net.codes])) for net in strip.nets)
    spread = ((net, _spread(design, ticked, stub, percent, domain)) for net, ticked in gave)
    nets = tuple(replace(net, se=own[0], low=own[1], high=own[2]) for net, own in spread)
    return replace(strip, se=se, low=low, high=high, deff=deff, nets=nets)


def _gave(design: Design, stub: Stub, categories: Sequence[Any]) -> pd.Series:
    """Series of bool: who gave any of these answers."""
    frame = frame_of(design)
    if stub.kind in {"set", "ranking"}:
        return frame[[f"{stub.column}__{code}" for code in categories]].astype("boolean").fillna(value=False).any(axis=1)
    return frame[stub.column].astype(object).isin(categories)


def _spread(design: Design, gave: pd.Series, stub: Stub, percent: Percent, domain: tuple[str, Any]) -> tuple[float, float, float, float]:
    """Four floats: se, bounds and deff of the share of a column among those who gave the answer, or of both together among those who answered both."""
    frame = frame_of(design)
    across = frame[domain[0]]
    asked = across.notna() & (gave if percent == "row" else answered(frame, stub))
    one = design.extended({"(cell)": gave.astype(bool) & (across.astype(object) == domain[1]).astype(bool)})
    found = proportion(one, "(cell)", where=asked.to_numpy(dtype=bool)).to_frame()
    if not (held := found["category"] == True).any():  # noqa: E712 - categories are objects
        return (np.nan,) * 4
    se, low, high, deff = found.loc[held, ["se", "ci_low", "ci_high", "deff"]].iloc[0].astype(float)
    return se, low, high, deff


def inside_base(strip: Strip, design: Design) -> Strip:
    """Strip: without the answers that mean "refused" or "not concerned": who ticks them stands outside the base, among those missing."""
    choices = {choice.code: choice.missing for choice in getattr(design.variable(strip.variable), "choices", ())}
    kept = [place for place, code in enumerate(strip.codes) if choices.get(code, "") not in OUTSIDE_BASE or strip.count[place]]
    if len(kept) == len(strip.codes):
        return strip
    return replace(
        strip,
        codes=tuple(strip.codes[place] for place in kept),
        count=strip.count[kept],
        weighted_count=strip.weighted_count[kept],
        share=strip.share[kept],
        covariance=strip.covariance[np.ix_(kept, kept)],
        se=strip.se[kept],
        low=strip.low[kept],
        high=strip.high[kept],
        deff=strip.deff[kept],
        letters=tuple(strip.letters[place] for place in kept) if strip.letters else (),
    )


def texts(design: Design, stub: Stub) -> Strip:
    """Strip: how many wrote something; what they wrote is never tabulated."""
    return without_cells(design, stub, frame_of(design)[stub.variable].notna().to_numpy())


def without_cells(design: Design, stub: Stub, answered: NDArray[np.bool_]) -> Strip:
    """Strip: of a variable that has no categories to count: a text, or a question that nobody answered."""
    none = np.empty(0)
    weighted = float(design.weights[answered].sum())
    strip = Strip(
        stub.variable,
        stub.item,
        stub.kind,
        (),
        "",
        TOTAL,
        int(answered.sum()),
        weighted,
        weighted,
        none,
        none,
        none,
        np.empty((0, 0)),
        none,
        none,
        none,
        none,
        design.df,
    )
    return replace(strip, missing=missing_kinds(design, stub))


def per_answer(design: Design, strips: list[Strip], stub: Stub, column: str | None) -> list[Strip]:
    """list of Strip: of a set within the whole or within each column, in per cent of the answers ticked in the place of the respondents.

    Source: the share of an option among all answers is a ratio of two totals; Cochran (1977), Sampling Techniques, section 6.
    """
    frame, options = frame_of(design), design.members(stub.column)
    ticked = {f"{ANSWERS} {code}": frame[name].astype("boolean").astype("Float64") for name, code in options}
    every = design.extended(ticked | {ANSWERS: pd.concat(ticked, axis=1).sum(axis=1, min_count=1)})
    found = [ratio(every, f"{ANSWERS} {code}", ANSWERS, by=column, deff="wr") for _, code in options]
    made = []
    for strip in strips:
        at = [_place(each, strip, column) for each in found]
        se, low, high, deff, share = (
            np.array([getattr(each, name)[place] for each, place in zip(found, at, strict=True)])
            for name in ("se", "low", "high", "deff", "estimate")
        )
        made.append(replace(strip, share=share, se=se, low=low, high=high, deff=deff, covariance=np.diag(se**2), answers=int(strip.count.sum())))
    return made


def _place(found: Estimates, strip: Strip, column: str | None) -> int:
    return next(place for place, block in enumerate(found.blocks) if column is None or str(block.domain[0]) == strip.column)
