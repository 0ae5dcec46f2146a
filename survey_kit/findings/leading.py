"""Which answers lead, and how far that may be said: ties, hidden answers, nothing that stands out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.findings.view import MERGED

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import Variable

# More than this many answers that chance alone could have put first: none stands out.
MOST_LEADERS: Final = 3
# A count below it is kept back, and so is one that leaves fewer than it in the base.
THRESHOLD: Final = 5


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


def lead(distribution: Distribution, skip: Collection[str] = (), bound: float | None = None, *, together: bool = False) -> Lead | None:
    """Lead or None: of the answers shown, beside those of `skip` and rare ones put together (unless they make one answer, `together`); None when nobody
    gave any.

    `bound` is the most people who can have given an answer that is kept back, where the codebook tells (see `most_hidden`).
    """
    shown = [cell for cell in distribution.cells if cell.percent is not None and not cell.status]
    ranked = sorted((c for c in shown if c.code not in skip and (together or c.code != MERGED)), key=lambda cell: -(cell.percent or 0.0))
    if not ranked or not ranked[0].percent:
        return None
    first = [cell for cell in ranked if _level(cell, ranked[0])]
    flat = len(first) > MOST_LEADERS or (len(first) == len(ranked) and len(first) >= MOST_LEADERS)
    after = [cell for cell in ranked if cell not in first and cell.percent]
    return Lead(tuple(first), tuple(after), len(first) > 1, flat, _partial(distribution, shown, ranked[0], bound))


def most_hidden(variable: Variable, distribution: Distribution) -> float:
    """float: the most people who can have ticked an answer of a set that is kept back, by what is shown of the others.

    Nobody ticks it beside an exclusive answer, and all ticks together are at most so many for each.
    """
    base = float(distribution.base or 0)
    known = {cell.code: cell.count for cell in distribution.cells if cell.count is not None and not cell.status}
    alone = sum(known.get(choice.code, 0) for choice in variable.choices if choice.exclusive)
    most = getattr(variable, "maximum", None)
    return min(base - alone, most * base - sum(known.values()) if most else base)


def _level(cell: Cell, top: Cell) -> bool:
    """bool: whether chance alone could have put the cell as high as the top."""
    if cell.high is None or top.low is None:
        return cell.percent == top.percent
    return cell.high >= top.low


def _partial(distribution: Distribution, shown: list[Cell], top: Cell, bound: float | None) -> bool:
    """bool: whether an answer that is kept back could be ahead of those shown.

    A count is kept back when it is below the threshold, or when so few in the base did not give it: what can't be the latter is small.
    """
    hidden = [cell for cell in distribution.cells if cell not in shown]
    if not hidden:
        return False
    if not distribution.multiple:
        return 100.0 - sum(cell.percent or 0.0 for cell in shown) >= (top.percent or 0.0)
    limit, base = (distribution.base or 0) if bound is None else bound, distribution.base or 0
    large = limit > base - THRESHOLD or any(cell.status == "secondary" for cell in hidden)
    return large and limit >= (top.count or 0)
