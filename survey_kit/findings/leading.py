"""Which answers lead, and how far that may be said: ties, hidden answers, nothing that stands out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.findings.view import MERGED

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution

# More than this many answers that chance alone could have put first: none stands out.
MOST_LEADERS: Final = 3


@dataclass(frozen=True, slots=True)
class Lead:
    """The answers in front and those after them, in order.

    `ties` when the second may be as frequent as the first; `flat` when too many may; `partial` when an answer that is
    kept back could be more frequent than those shown.
    """

    first: tuple[Cell, ...]
    after: tuple[Cell, ...]
    ties: bool
    flat: bool
    partial: bool


def lead(distribution: Distribution, skip: Collection[str] = ()) -> Lead | None:
    """Lead or None: of the answers shown, beside those of `skip` and rare ones put together; None when nobody gave any."""
    shown = [cell for cell in distribution.cells if cell.percent is not None and not cell.status]
    ranked = sorted((c for c in shown if c.code not in skip and c.code != MERGED), key=lambda cell: -(cell.percent or 0.0))
    if not ranked or not ranked[0].percent:
        return None
    first = [cell for cell in ranked if _level(cell, ranked[0])]
    flat = len(first) > MOST_LEADERS or (len(first) == len(ranked) and len(first) >= MOST_LEADERS)
    after = [cell for cell in ranked if cell not in first and cell.percent]
    return Lead(tuple(first), tuple(after), len(first) > 1, flat, _partial(distribution, shown, ranked[0]))


def _level(cell: Cell, top: Cell) -> bool:
    """bool: whether chance alone could have put the cell as high as the top."""
    if cell.high is None or top.low is None:
        return cell.percent == top.percent
    return cell.high >= top.low


def _partial(distribution: Distribution, shown: list[Cell], top: Cell) -> bool:
    if len(shown) == len(distribution.cells):
        return False
    left = 100.0 - sum(cell.percent or 0.0 for cell in shown)
    return distribution.multiple or left >= (top.percent or 0.0)
