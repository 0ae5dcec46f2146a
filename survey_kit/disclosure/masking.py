"""Which cells of one distribution are kept back, and which rare answers are put together before any is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.disclosure.lines import pinned, rare
from survey_kit.estimation.intervals import logit

if TYPE_CHECKING:
    from survey_kit.engines.engine import Array
    from survey_kit.tabulation.table import Strip

MERGED: Final = "merged"


def primary(strip: Strip, threshold: int, *, sensitive: bool = False) -> tuple[bool, ...]:
    """Tuple of bool, one a cell: whether its count or its complement in the base is 1 to threshold - 1; with `sensitive`, also whether nobody or
    everybody of the base stands in it.
    """
    left = (strip.base - strip.count).astype(int)
    return tuple(
        rare(count, threshold) or (rare(rest, threshold) and count > 0) or (sensitive and strip.base > 0 and not (count and rest))
        for count, rest in zip(strip.count.astype(int).tolist(), left.tolist(), strict=True)
    )


def coarsened(strip: Strip, threshold: int, parent: Callable[[str], str | None]) -> tuple[Strip, dict[str, tuple[str, ...]]]:
    """Strip and dict: rare places put together within the wider place that holds them (`parent` gives its code), where that leaves none of them rare; the dict
    gives the places in each wider one.
    """
    counts = strip.count.astype(int)
    families: dict[str, list[int]] = {}
    for position, code in enumerate(strip.codes):
        if rare(int(counts[position]), threshold) and (wider := parent(code)) is not None and wider not in strip.codes:
            families.setdefault(wider, []).append(position)
    found: dict[str, tuple[str, ...]] = {}
    coarse = strip
    for wider, inside in families.items():
        if not _told_apart(counts, inside, threshold):
            found[wider] = tuple(strip.codes[position] for position in inside)
            coarse = _put_together(coarse, [coarse.codes.index(code) for code in found[wider]], wider)
    return coarse, found


def merged(strip: Strip, threshold: int, kept: Sequence[str]) -> tuple[Strip, tuple[str, ...]]:
    """Strip and codes: rare answers of a nominal distribution put together in one cell, with the next rarest until none of it is rare;
    those in `kept` ("don't know", "other") only when nothing else is left. The codes are those in that cell, none when it was not needed.
    """
    counts = strip.count.astype(int)
    inside = [i for i in range(len(counts)) if rare(counts[i], threshold)]
    if not strip.nominal or not inside:
        return strip, ()
    others = sorted((i for i in range(len(counts)) if i not in inside and counts[i]), key=lambda i: (strip.codes[i] in kept, counts[i], i))
    while others and _told_apart(counts, inside, threshold):
        inside.append(others.pop(0))
    left = strip.base - int(counts[inside].sum())
    if _told_apart(counts, inside, threshold) or rare(left, threshold) or not left:
        return strip, ()
    return _put_together(strip, sorted(inside), MERGED), tuple(strip.codes[i] for i in sorted(inside))


def nearest_merged(strip: Strip, threshold: int) -> tuple[Strip, tuple[str, ...]]:
    """Strip and codes: the first steps of a ladder put together at its beginning, where one of them is rare: as many as it takes to say too much of none.
    The codes are those in that cell, none when it was not needed.
    """
    counts = strip.count.astype(int)
    if len(counts) < 3 or not rare(int(counts[0]), threshold):
        return strip, ()
    for steps in range(2, len(counts)):
        inside = list(range(steps))
        left = strip.base - int(counts[inside].sum())
        if not _told_apart(counts, inside, threshold):
            if rare(left, threshold) or not left:
                break
            made = _put_together(strip, inside, MERGED)
            order = [len(made.codes) - 1, *range(len(made.codes) - 1)]
            return _ordered(made, order), tuple(strip.codes[:steps])
    return strip, ()


def _ordered(strip: Strip, order: list[int]) -> Strip:
    """Strip: the same cells in another order."""
    arrays = {name: getattr(strip, name)[order] for name in ("count", "weighted_count", "share", "se", "low", "high", "deff")}
    covariance = strip.covariance[np.ix_(order, order)]
    return replace(strip, codes=tuple(strip.codes[place] for place in order), covariance=covariance, **arrays)


def _put_together(strip: Strip, inside: list[int], code: str) -> Strip:
    """Strip: the cells inside replaced by one at the end; its variance is that of the sum of their shares."""
    outside = [i for i in range(len(strip.codes)) if i not in inside]
    weights = np.zeros((len(outside) + 1, len(strip.codes)))
    weights[range(len(outside)), outside] = 1
    weights[-1, inside] = 1
    share, covariance = weights @ strip.share, weights @ strip.covariance @ weights.T
    se = np.sqrt(max(covariance[-1, -1], 0.0))
    # A census has no bounds, nor does what is put together of it.
    none = bool(np.isnan(strip.low[inside]).all())
    low, high = (np.nan, np.nan) if none else (float(bound[0]) for bound in logit(share[-1:], np.array([se]), strip.df, 0.95))
    ends: dict[str, Array] = {
        "se": np.append(strip.se[outside], se),
        "low": np.append(strip.low[outside], low),
        "high": np.append(strip.high[outside], high),
        "deff": np.append(strip.deff[outside], np.nan),
    }
    return replace(
        strip,
        codes=(*(strip.codes[i] for i in outside), code),
        count=weights @ strip.count,
        weighted_count=weights @ strip.weighted_count,
        share=share,
        covariance=covariance,
        se=ends["se"],
        low=ends["low"],
        high=ends["high"],
        deff=ends["deff"],
    )


def _told_apart(counts: Array, inside: Sequence[int], threshold: int) -> bool:
    """bool: whether the sum of the cells inside says too much of those that are rare."""
    together = [int(counts[i]) for i in inside]
    return len(inside) < 2 or sum(together) < threshold or pinned(together, ["primary"] * len(inside), threshold)
