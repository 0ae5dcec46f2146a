"""Respondents without an answer on a margin: a category of their own where the targets name it, with a total or with the share that they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array

# What a table of targets calls them; the first is the name of the category that is made.
UNANSWERED: Final = ("sans réponse", "sans reponse", "non-réponse", "no answer")


def named(wanted: Mapping[Any, Any], levels: tuple[Any, ...]) -> Mapping[Any, Any]:
    """Mapping: the targets, the category of those without an answer under its own name, unless an answer of the variable goes by that name."""
    if any(_is_unanswered(level) for level in levels):
        return wanted
    return {UNANSWERED[0] if _is_unanswered(key) else key: value for key, value in wanted.items()}


def _is_unanswered(key: object) -> bool:
    return isinstance(key, str) and key.strip().casefold() in UNANSWERED


def filled(codes: Codes, levels: tuple[Any, ...]) -> tuple[Codes, tuple[Any, ...]]:
    """tuple of Codes and levels: those without an answer in a category of their own, the last."""
    return np.where(codes < 0, len(levels), codes), (*levels, UNANSWERED[0])


def shared_out(wanted: Mapping[Any, Any], gaps: NDArray[np.bool_], weights: Array) -> Mapping[Any, Any]:
    """Mapping: where no total is told for those without an answer they keep the share that they have, and the others' totals bear the rest.

    >>> shared_out({"F": 60, "M": 40, "sans réponse": None}, np.array([True, False, False, False]), np.ones(4))
    {'F': 45.0, 'M': 30.0, 'sans réponse': 25.0}
    """
    if UNANSWERED[0] not in wanted or wanted[UNANSWERED[0]] is not None:
        return wanted
    others = {key: value for key, value in wanted.items() if key != UNANSWERED[0]}
    share = float(weights[gaps].sum() / weights.sum())
    if share == 0:
        return others
    whole = sum(others.values())
    return {**{key: value * (1 - share) for key, value in others.items()}, UNANSWERED[0]: whole * share}
