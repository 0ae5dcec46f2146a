"""Lines of cells that add up to a total that is known: which further cells must be kept back so that the rare ones aren't pinned down.

Whoever reads a table knows the total and the cells shown, hence the sum of those masked; that a primary cell holds 1 to threshold - 1, or nearly
everybody; and that a secondary one holds the threshold or more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Status

Statuses = list["Status"]


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


def extended(counts: Sequence[int], statuses: Sequence[Status], threshold: int, last: Sequence[int] = ()) -> Statuses:
    """list of Status: with the smallest cells shown masked too, as many as it takes; those at the places `last` when nothing else is left."""
    found = list(statuses)
    shown = sorted((place for place in range(len(counts)) if not found[place] and counts[place]), key=lambda p: (p in last, counts[p], p))
    while shown and pinned(counts, found, threshold):
        found[shown.pop(0)] = "secondary"
    return found


def extended_grid(
    columns: Mapping[str, Sequence[int]],
    statuses: Mapping[str, Sequence[Status]],
    totals: Sequence[bool],
    threshold: int,
    *,
    adds_up: bool,
) -> dict[str, Statuses]:
    """dict: the statuses of a crossed table's columns with what its lines need masked beside. `totals` says for each row whether its total is
    shown; `adds_up` that the cells of a column make its base. Columns whose base is below the threshold show nothing already.
    """
    found = {name: list(each) for name, each in statuses.items()}
    closed = {name for name, counts in columns.items() if adds_up and sum(counts) < threshold}
    while True:
        before = {name: tuple(each) for name, each in found.items()}
        for row in (row for row, shown in enumerate(totals) if shown):
            _extend_row(columns, found, row, threshold, closed)
        for name in columns if adds_up else ():
            if name not in closed:
                found[name] = extended(columns[name], found[name], threshold)
        if before == {name: tuple(each) for name, each in found.items()}:
            return found


def _extend_row(columns: Mapping[str, Sequence[int]], found: dict[str, Statuses], row: int, threshold: int, closed: set[str]) -> None:
    names = list(columns)
    counts = [columns[name][row] for name in names]
    before: Statuses = ["primary" if name in closed and columns[name][row] else found[name][row] for name in names]
    for name, was, now in zip(names, before, extended(counts, before, threshold), strict=True):
        if now != was:
            found[name][row] = now
