"""How many respondents share what others may know of them, and the least detail to give up so that enough do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.handover.ladders import Step

# Ways of coarsening that are tried at most: beyond, the search climbs one step at a time.
MOST_WAYS: Final = 5_000
PROPOSALS: Final = 3

# At most this share of the respondents has the keys blanked instead of everybody's being coarsened.
MOST_BLANKED: Final = 0.10

Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way to leave nobody alone: the step of each ladder, and the respondents whose keys are blanked."""

    levels: Levels
    blanked: NDArray[np.bool_]


Ladders = Mapping[str, "Sequence[Step]"]


def class_sizes(keys: Sequence[pd.Series]) -> NDArray[np.int_]:
    """ndarray of int: of each row, how many rows have the same values of all keys, itself included.

    Source: Samarati and Sweeney (1998), Protecting privacy when disclosing information: k-anonymity and its enforcement.
    """
    codes = np.zeros(len(keys[0]) if keys else 0, dtype=np.int64)
    for key in keys:
        found, levels = pd.factorize(key)
        codes = np.unique(codes * len(levels) + found, return_inverse=True)[1].astype(np.int64)
    return np.bincount(codes)[codes] if len(codes) else codes


def alone(ladders: Ladders, levels: Levels, fewest: int) -> NDArray[np.bool_]:
    """ndarray of bool: the respondents who share their keys with fewer than `fewest` in all."""
    return class_sizes(_keys(ladders, levels)) < fewest


def _keys(ladders: Ladders, levels: Levels) -> list[pd.Series]:
    return [steps[level].values for steps, level in zip(ladders.values(), levels, strict=True)]


def ways(ladders: Ladders, fewest: int) -> tuple[Way, ...]:
    """tuple of Way: up to three ways to give up little detail so that nobody is alone, the least loss first, none of them more than another.

    The loss of a way is the sum over keys of the share of its ladder that is climbed, and as much for each respondent whose keys are blanked.
    """
    tops = [len(steps) - 1 for steps in ladders.values()]
    found: list[tuple[float, Way]] = []
    for levels in _tried(ladders, tops, fewest):
        blanked = _blanked(ladders, levels, fewest)
        if blanked is not None:
            found.append((_climbed_share(levels, tops) + len(tops) * float(blanked.mean()), Way(levels, blanked)))
    kept: list[Way] = []
    for _, way in sorted(found, key=lambda pair: (pair[0], pair[1].levels)):
        if len(kept) < PROPOSALS and not any(all(a <= b for a, b in zip(known.levels, way.levels, strict=True)) for known in kept):
            kept.append(way)
    return tuple(kept)


def _tried(ladders: Ladders, tops: Sequence[int], fewest: int) -> Iterator[Levels]:
    """Iterator of Levels: all of them, or those met on one climb where there are too many."""
    if np.prod([top + 1 for top in tops]) <= MOST_WAYS:
        yield from product(*(range(top + 1) for top in tops))
        return
    levels: Levels = (0,) * len(tops)
    yield levels
    while levels != tuple(tops):
        levels = min(_next(levels, tops), key=lambda way: int(alone(ladders, way, fewest).sum()))
        yield levels


def _next(levels: Levels, tops: Sequence[int]) -> Iterator[Levels]:
    for position, top in enumerate(tops):
        if levels[position] < top:
            yield (*levels[:position], levels[position] + 1, *levels[position + 1 :])


def _climbed_share(levels: Levels, tops: Sequence[int]) -> float:
    return sum(level / top for level, top in zip(levels, tops, strict=True) if top)


def _blanked(ladders: Ladders, levels: Levels, fewest: int) -> NDArray[np.bool_] | None:
    """ndarray of bool or None: whose keys must be blanked at these levels; None when they are too many. Those blanked are enough to hide one another."""
    keys = _keys(ladders, levels)
    sizes = class_sizes(keys)
    found: NDArray[np.bool_] = sizes < fewest
    if found.any() and found.sum() < fewest and not found.all():
        found = found | (sizes == sizes[~found].min())
    return found if found.mean() <= MOST_BLANKED else None
