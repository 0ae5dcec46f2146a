"""Answers added up: only those that are shown, so that a sum tells no more than its parts."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution


def net(distribution: Distribution, codes: Collection[str], name: str = "") -> Cell | None:
    """Cell or None: the sum of some answers of a single choice, without an interval; None where one of them is kept back, or put
    together with one that is not of them. Without a name it goes by its codes.
    """
    from survey_kit.disclosure.released import Cell

    wanted = set(codes)
    inside = [cell for cell in distribution.cells if wanted & {cell.code, *cell.merged}]
    if distribution.multiple or not inside or any(cell.status or cell.percent is None for cell in inside):
        return None
    if any(cell.merged and not wanted.issuperset(cell.merged) for cell in inside):
        return None
    if len(inside) == 1:
        return inside[0]
    return Cell(
        name or "_".join(cell.code for cell in inside),
        sum(cell.count or 0 for cell in inside),
        sum(cell.weighted_count or 0.0 for cell in inside),
        sum(cell.percent or 0.0 for cell in inside),
    )
