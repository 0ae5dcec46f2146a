"""Which cells of one distribution are kept back, and which rare answers are put together before any is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.estimation.intervals import logit

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Status
    from survey_kit.engines.engine import Array
    from survey_kit.tabulation.table import Strip

MERGED: Final = "merged"


def statuses(strip: Strip, threshold: int) -> tuple[Status, ...]:
    """Tuple of Status, one a cell: "primary" where a count or its complement in the base is 1 to threshold - 1; in a distribution whose
    cells add up to the base, "secondary" for the cells that are kept back so that the masked ones are not the base less the others.
    """
    counts = strip.count.astype(int)
    found: list[Status] = ["primary" if _rare(count, threshold) or _rare(strip.base - count, threshold) else "" for count in counts]
    if strip.multiple:
        return tuple(found)
    while _solvable(counts, found, threshold) and (open_ := [i for i in _ascending(counts) if not found[i] and counts[i]]):
        found[open_[0]] = "secondary"
    return tuple(found)


def merged(strip: Strip, threshold: int, kept: Sequence[str]) -> tuple[Strip, tuple[str, ...]]:
    """Strip and codes: rare answers of a nominal distribution put together in one cell, with the next rarest until none of it is rare;
    those in `kept` ("don't know", "other") only when nothing else is left. The codes are those in that cell, none when it was not needed.
    """
    counts = strip.count.astype(int)
    rare = [i for i in range(len(counts)) if _rare(counts[i], threshold)]
    if not strip.nominal or not rare:
        return strip, ()
    inside = list(rare)
    others = sorted((i for i in range(len(counts)) if i not in rare and counts[i]), key=lambda i: (strip.codes[i] in kept, counts[i], i))
    while others and (len(inside) < 2 or counts[inside].sum() < threshold):
        inside.append(others.pop(0))
    left = strip.base - int(counts[inside].sum())
    if len(inside) < 2 or _rare(left, threshold):
        return strip, ()
    return _put_together(strip, sorted(inside)), tuple(strip.codes[i] for i in sorted(inside))


def _put_together(strip: Strip, inside: list[int]) -> Strip:
    """Strip: the cells inside replaced by one at the end; its variance is that of the sum of their shares."""
    outside = [i for i in range(len(strip.codes)) if i not in inside]
    weights = np.zeros((len(outside) + 1, len(strip.codes)))
    weights[range(len(outside)), outside] = 1
    weights[-1, inside] = 1
    share, covariance = weights @ strip.share, weights @ strip.covariance @ weights.T
    se = np.sqrt(max(covariance[-1, -1], 0.0))
    low, high = (float(bound[0]) for bound in logit(share[-1:], np.array([se]), strip.df, 0.95))
    ends: dict[str, Array] = {
        "se": np.append(strip.se[outside], se),
        "low": np.append(strip.low[outside], low),
        "high": np.append(strip.high[outside], high),
        "deff": np.append(strip.deff[outside], np.nan),
    }
    return replace(
        strip,
        codes=(*(strip.codes[i] for i in outside), MERGED),
        count=weights @ strip.count,
        weighted_count=weights @ strip.weighted_count,
        share=share,
        covariance=covariance,
        se=ends["se"],
        low=ends["low"],
        high=ends["high"],
        deff=ends["deff"],
    )


def _rare(count: int, threshold: int) -> bool:
    return 0 < count < threshold


def _ascending(counts: Array) -> list[int]:
    return sorted(range(len(counts)), key=lambda i: (counts[i], i))


def _solvable(counts: Array, found: Sequence[Status], threshold: int) -> bool:
    """bool: whether the masked cells, whose sum is the base less the others, are pinned down: one alone, or fewer people than the threshold."""
    hidden = [i for i, status in enumerate(found) if status]
    return bool(hidden) and (len(hidden) == 1 or counts[hidden].sum() < threshold)
