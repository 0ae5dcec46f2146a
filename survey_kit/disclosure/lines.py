"""Cells that add up to a sum that is known: whether the rare ones among them are pinned down by it.

Whoever reads a table knows the total and the cells shown, hence the sum of those masked; that a primary cell holds 1 to threshold - 1, or nearly
everybody; and that a secondary one holds the threshold or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Status


def rare(count: int, threshold: int) -> bool:
    """bool: whether a count is too small to be shown; 0 is shown."""
    return 0 < count < threshold


def pinned(counts: Sequence[int], statuses: Sequence[Status], threshold: int) -> bool:
    """bool: whether some rare cell that is masked can't be every number from 1 to threshold - 1, as far as the sum of the masked cells tells.

    >>> pinned([3, 20, 30], ["primary", "", ""], 5), pinned([3, 9, 30], ["primary", "secondary", ""], 5)
    (True, False)
    """
    hidden = [count for count, status in zip(counts, statuses, strict=True) if status]
    few = sum(rare(count, threshold) for count in hidden)
    if not few:
        return False
    many, total = len(hidden) - few, sum(hidden)
    if many:
        return total - (threshold - 1) < few - 1 + threshold * many
    return not few + threshold - 2 <= total <= (threshold - 1) * (few - 1) + 1
