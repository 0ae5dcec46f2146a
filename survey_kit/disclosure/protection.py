"""Secondary suppression over all that is published together: no hidden count can be narrowed, and few counts are lost for it.

Source: Fischetti and Salazar (2000), Journal of the American Statistical Association 95, 916-928 (a count is safe when other tables, which agree
with all that is published, give it other values); Hundepool et al. (2012), Statistical Disclosure Control, section 4.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.disclosure.counts import ANY
from survey_kit.disclosure.solver import smallest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.disclosure.counts import Key, System
    from survey_kit.engines.engine import Array

    Whole = NDArray[np.int_]
    Flags = NDArray[np.bool_]

# A little for each unit moved, so that small moves go first, and much less than what hiding the cheapest count loses.
UNIT: Final = 1e-4
# Blocks of so few counts, times the ends that must stay possible, are solved at once.
JOINT: Final = 1200
# Blocks with more counts that can be hidden are searched unit by unit, not count by count.
EXACT: Final = 400
# Blocks with more counts that must stay open are searched rectangle by rectangle first.
FEW: Final = 25
# Blocks with more hidden counts are not gone over once more.
SMALL: Final = 60
WHOLE: Final = 1e-6
# No count need move further than so many thresholds for another to move by one.
FARTHEST: Final = 2


@dataclass(slots=True)
class Block:
    """Counts that hang together, as arrays: numbers, which are hidden, which must stay open between two ends, what hiding loses (infinite where it
    can't be), which are cells, which are hidden with which; the tables found so far that agree with what is published give each count its least
    and its most. `late` are the places that are open only for somebody who doesn't know whether a hidden cell may be 0.
    """

    names: list[Key]
    matrix: Array
    numbers: Whole
    low: Whole
    high: Whole
    hidden: Flags
    needy: Flags
    cost: Array
    cells: Flags
    together: list[tuple[int, int]]
    least: Whole
    most: Whole
    crossing: Whole
    farthest: int
    late: list[int] = field(default_factory=list)

    @property
    def able(self) -> Flags:
        """ndarray of bool: the counts that are hidden, or can be; cells of 0 only where nothing else helps."""
        return self.hidden | (np.isfinite(self.cost) & ((self.numbers > 0) | ~self.cells))

    def room(self, free: Flags, *, late: bool) -> tuple[Whole, Whole]:
        """Two ndarrays: by how much each of the `free` counts can go up and down: what is hidden can be anything, but 0, which is shown where it can be."""
        floor = np.where(self.cells & ~late, np.minimum(self.numbers, 1), 0)
        down = np.minimum(self.numbers - floor, self.farthest)
        return np.where(free, self.farthest, 0), np.where(free, down, 0)

    def goals(self, place: int) -> list[int]:
        """list of int: the moves that a count still lacks, down and up."""
        number = self.numbers[place]
        found = [int(self.low[place] - number)] if self.least[place] > self.low[place] else []
        return found + ([int(self.high[place] - number)] if self.most[place] < self.high[place] else [])

    def seen(self, move: Whole) -> None:
        """None: remembers that the table with this move agrees with what is published."""
        np.minimum(self.least, self.numbers + move, out=self.least)
        np.maximum(self.most, self.numbers + move, out=self.most)

    def waiting(self) -> list[int]:
        """list of int: the counts that must be left open, the smallest first, those last that are late."""
        return sorted(np.flatnonzero(self.needy).tolist(), key=lambda place: (place in self.late, self.numbers[place]))


def protect(system: System) -> set[Key]:
    """Set of Key: the counts that stay narrow whatever is hidden; in the system those are now hidden that had to be for the others."""
    failed: set[Key] = set()
    for names in system.blocks():
        block = _block(system, names)
        failed |= {block.names[place] for place in _secured(block, system.threshold)}
        for name, hidden in zip(block.names, block.hidden, strict=True):
            system.counts[name].hidden = bool(hidden)
    return failed


def _block(system: System, names: list[Key]) -> Block:
    place = {name: number for number, name in enumerate(names)}
    rows = []
    for equation in system.equations:
        row = np.zeros(len(names))
        for sign, side in ((1, equation.parts), (-1, equation.whole)):
            for name in side:
                if name in place:
                    row[place[name]] += sign
        if row.any():
            rows.append(row)
    counts = [system.counts[name] for name in names]
    numbers = np.array([count.number for count in counts])
    matrix = np.unique(np.array(rows).reshape(-1, len(names)), axis=0)
    return Block(
        names,
        matrix,
        numbers,
        np.array([count.low for count in counts]),
        np.array([count.high for count in counts]),
        np.array([count.hidden for count in counts]),
        np.array([count.needy for count in counts]),
        np.array([np.inf if count.cost is None else count.cost for count in counts]),
        np.array([not count.loose and ANY not in {code for _, code in name} for name, count in zip(names, counts, strict=True)]),
        [(place[base], place[cell]) for base, cells in system.inside.items() if base in place for cell in cells if cell in place],
        numbers.copy(),
        numbers.copy(),
        _crossing(matrix),
        FARTHEST * system.threshold,
    )


def _secured(block: Block, threshold: int) -> list[int]:
    """list of int: the places that can't be left open; on the way those are hidden that must be."""
    if not block.matrix.any() or (len(block.matrix) == 1 and not block.together and _line_secured(block)):
        return []
    _exchange(block)
    if not any(map(block.goals, block.waiting())):
        _widen(block, threshold)
        return []
    if len(block.numbers) * 2 * block.needy.sum() <= JOINT and _together(block):
        _widen(block, threshold)
        return []
    first = [place for place in block.waiting() if not _served(block, place, block.able, late=False)]
    block.late = [place for place in first if not _served(block, place, _all(block), late=False)]
    failed = [place for place in block.late if not _served(block, place, _all(block), late=True)]
    if not failed and block.hidden.sum() <= SMALL:
        _give_back(block)
    _widen(block, threshold)
    return failed


def _exchange(block: Block) -> None:
    """None: finds at once the counts that are left open by hidden ones which stand in the very same equations: what one takes, the others give."""
    up, down = block.room(block.hidden, late=False)
    _, kinds = np.unique(block.matrix, axis=1, return_inverse=True)
    ups, downs = (np.bincount(kinds, weights=np.where(block.hidden, room, 0)) for room in (up, down))
    for place in np.flatnonzero(block.needy & block.hidden).tolist():
        number, kind = int(block.numbers[place]), kinds[place]
        if ups[kind] - up[place] >= number - block.low[place]:
            block.least[place] = min(block.least[place], block.low[place])
        if downs[kind] - down[place] >= block.high[place] - number:
            block.most[place] = max(block.most[place], block.high[place])


def _together(block: Block) -> bool:
    """bool: whether all counts of a small block can be left open at once; those are then hidden that lose the least in all."""
    wanted = [(place, goal) for place in block.waiting() for goal in block.goals(place)]
    bounds = [_bounded(block, place, [goal], block.able, late=False)[0] for place, goal in wanted]
    return not wanted or _applied(block, _fewest(block, bounds, block.able & ~block.hidden))


def _widen(block: Block, threshold: int) -> None:
    """None: leaves each count that is hidden for the others as many values as the threshold, if that can be; those too that are hidden on the way."""
    done: set[int] = set()
    while waiting := set(np.flatnonzero(block.hidden & block.cells & ~block.needy).tolist()) - done:
        for place in sorted(waiting):
            if block.most[place] - block.least[place] < threshold:
                tried = ((free, goal) for free in (block.hidden, block.able, _all(block)) for goal in (-threshold, threshold))
                next((True for free, goal in tried if goal + block.numbers[place] >= 0 and _moves(block, place, [goal], free, late=True)), False)
        done |= waiting


def _all(block: Block) -> Flags:
    return np.asarray(block.hidden | np.isfinite(block.cost))


def _line_secured(block: Block) -> bool:
    """bool: whether the hidden counts of one line, with at most one more, leave one another open: what one moves, the others must take."""
    if not (np.all(block.matrix == 1) and np.all(_all(block))):
        return False
    up, down = block.room(_all(block), late=False)
    needs_up, needs_down = 0, 0
    for place in np.flatnonzero(block.needy).tolist():
        goals = block.goals(place)
        others = block.hidden & (np.arange(len(up)) != place)
        needs_up = max(needs_up, -min(goals, default=0) - int(up[others].sum()))
        needs_down = max(needs_down, max(goals, default=0) - int(down[others].sum()))
    if needs_up <= 0 and needs_down <= 0:
        return True
    fit = np.flatnonzero(block.able & ~block.hidden & (up >= needs_up) & (down >= needs_down))
    if len(fit):
        block.hidden[min(fit, key=lambda place: (block.cost[place], block.numbers[place]))] = True
    return bool(len(fit))


def _served(block: Block, place: int, free: Flags, *, late: bool) -> bool:
    """bool: whether a count is left open, by tables found that move `free` counts only; what they move is hidden."""
    return _moves(block, place, block.goals(place), free, late=late)


def _moves(block: Block, place: int, goals: Sequence[int], free: Flags, *, late: bool) -> bool:
    if not goals:
        return True
    small = block.needy.sum() <= FEW
    moves = _around(block, place, goals, block.hidden if small else free, late=late) or _moved(block, place, goals, free, late=late)
    return _applied(block, moves)


def _applied(block: Block, moves: Sequence[Whole] | None) -> bool:
    """bool: whether there are moves; what they move is hidden, with all that stands on it."""
    for move in moves or ():
        block.hidden |= move != 0
        block.seen(move)
    for base, cell in block.together if moves else ():
        block.hidden[cell] |= block.hidden[base]
    return moves is not None


def _around(block: Block, place: int, goals: Sequence[int], free: Flags, *, late: bool) -> list[Whole] | None:
    """list of ndarray of int or None: moves of a count with three others around a rectangle of two lines by two, that which hides the least: found at
    once, where many cells are hidden.
    """
    lines = np.flatnonzero(block.matrix[:, place])
    if len(lines) != 2:
        return None
    up, down = block.room(free, late=late)
    most, least = max(0, *goals), max(0, *(-goal for goal in goals))
    with_it, against = (up >= most) & (down >= least), (up >= least) & (down >= most)
    row, column = block.crossing[lines[0]], block.crossing[:, lines[1]]
    beside = row[(row >= 0) & (row != place) & against[row]]
    below = column[(column >= 0) & (column != place) & against[column]]
    corner = block.crossing[np.ix_(_others(block, below, lines[1]), _others(block, beside, lines[0]))]
    cost = np.where(block.hidden, 0.0, block.cost + UNIT * block.numbers)
    price = np.where((corner >= 0) & with_it[corner], cost[corner] + cost[below][:, None] + cost[beside][None, :], np.inf)
    if not price.size or not np.isfinite(price.min()):
        return None
    first, second = np.unravel_index(price.argmin(), price.shape)
    move = np.zeros(len(block.numbers), dtype=int)
    move[[place, corner[first, second]]], move[[beside[second], below[first]]] = 1, -1
    return [goal * move for goal in goals]


def _others(block: Block, places: Whole, line: int) -> list[int]:
    """list of int: of each count on a line, the other line that holds it."""
    return [next(each for each in np.flatnonzero(block.matrix[:, place]).tolist() if each != line) for place in places]


def _moved(block: Block, place: int, goals: Sequence[int], free: Flags, *, late: bool) -> list[Whole] | None:
    """list of ndarray of int or None: for each goal a change of the block's counts that moves one of them so far and keeps all equations, within the room
    of those that are `free`, hiding together as little as possible; None when there is none.
    """
    bounds, hides = _bounded(block, place, goals, free, late=late), free & ~block.hidden
    return _fewest(block, bounds, hides) if hides.any() and hides.sum() <= EXACT else _nearest(block, bounds)


def _bounded(block: Block, place: int, goals: Sequence[int], free: Flags, *, late: bool) -> list[tuple[Array, Array]]:
    """list of two ndarrays, one a goal: bounds of the units that each count moves up, then down; those of the place are its goal."""
    found = []
    for goal in goals:
        up, down = block.room(free, late=late)
        up[place], down[place] = max(goal, 0), max(-goal, 0)
        most = np.concatenate([up, down]).astype(float)
        size = len(up)
        least = np.zeros(2 * size)
        least[[place, size + place]] = most[[place, size + place]]
        found.append((least, most))
    return found


def _crossing(matrix: Array) -> Whole:
    """ndarray of int, lines x lines: the count that two lines and no other hold, -1 where there is none."""
    found = np.full((len(matrix), len(matrix)), -1)
    for place in np.flatnonzero(((matrix == 1).sum(axis=0) == 2) & ((matrix != 0).sum(axis=0) == 2)):
        first, second = np.flatnonzero(matrix[:, place])
        found[first, second] = found[second, first] = place
    return found


def _nearest(block: Block, bounds: Sequence[tuple[Array, Array]]) -> list[Whole] | None:
    """list of ndarray or None: moves of the least cost by the unit, each on its own: whole ones where the equations are those of a network."""
    matrix = np.hstack([block.matrix, -block.matrix])
    cost = np.tile(np.where(block.hidden | ~np.isfinite(block.cost), UNIT, block.cost), 2)
    found = []
    for least, most in bounds:
        moves = smallest(cost, matrix, (), least, most, whole=False)
        if moves is not None and np.abs(moves - np.round(moves)).max(initial=0.0) > WHOLE:
            moves = smallest(cost, matrix, (), least, most, whole=True)
        if moves is None:
            return None
        found.append(_whole(moves))
    return found


def _whole(moves: Array) -> Whole:
    rounded = np.round(moves).astype(int)
    return np.asarray(rounded[: len(moves) // 2] - rounded[len(moves) // 2 :])


def _fewest(block: Block, bounds: Sequence[tuple[Array, Array]], hides: Flags) -> list[Whole] | None:
    """list of ndarray or None: moves that together hide the least, found exactly: a choice for each count that can be hidden, then units up and down
    for each goal, none of a count that isn't chosen.
    """
    from scipy.sparse import block_diag, csr_array, hstack

    chosen, size = np.flatnonzero(hides), len(block.numbers)
    most = np.concatenate([high for _, high in bounds])
    keeps = block_diag([csr_array(np.hstack([block.matrix, -block.matrix]))] * len(bounds))
    units = np.concatenate([chosen + size * side for side in range(2 * len(bounds))])
    rows, choice = np.arange(len(units)), np.tile(np.arange(len(chosen)), 2 * len(bounds))
    only = csr_array(
        (np.concatenate([np.ones(len(units)), -most[units]]), (np.tile(rows, 2), np.concatenate([units, len(most) + choice]))),
        shape=(len(units), len(most) + len(chosen)),
    )
    equal = hstack([keeps, csr_array((keeps.shape[0], len(chosen)))])
    cost = np.concatenate([np.full(len(most), UNIT), block.cost[chosen] + UNIT * np.log1p(block.numbers[chosen])])
    low = np.concatenate([*(least for least, _ in bounds), np.zeros(len(chosen))])
    found = smallest(cost, equal, [only, *_ties(block, chosen, len(most))], low, np.concatenate([most, np.ones(len(chosen))]), whole=True)
    return None if found is None else [_whole(moves) for moves in np.split(found[: len(most)], len(bounds))]


def _ties(block: Block, chosen: Whole, units: int) -> list[Array]:
    """list of ndarray: who hides a base hides all that stands on it."""
    number = {place: units + choice for choice, place in enumerate(chosen.tolist())}
    pairs = [(number[base], number[cell]) for base, cell in block.together if base in number and cell in number]
    ties = np.zeros((len(pairs), units + len(chosen)))
    for row, (base, cell) in enumerate(pairs):
        ties[row, base], ties[row, cell] = 1, -1
    return [ties] if pairs else []


def _give_back(block: Block) -> None:
    """None: shows again, the dearest first, each count hidden for others without which all stay open."""
    within = {cell for base, cell in block.together if block.hidden[base]}
    order = sorted(np.flatnonzero(block.hidden & np.isfinite(block.cost)), key=lambda place: (-block.cost[place], -block.numbers[place]))
    for place in order:
        if place in within:
            continue
        kept = block.hidden.copy(), block.least.copy(), block.most.copy()
        block.hidden[place] = False
        block.least[:], block.most[:] = block.numbers, block.numbers
        if not all(_served(block, other, block.hidden, late=other in block.late) for other in block.waiting()):
            block.hidden, block.least, block.most = kept
