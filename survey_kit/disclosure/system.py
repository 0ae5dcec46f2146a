"""The system of counts of strips that are published together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from survey_kit.disclosure.counts import ANSWERS, ANY, SILENT, Count, Equation, Key, System, cell_key, domain, key
from survey_kit.disclosure.lines import rare
from survey_kit.disclosure.masking import MERGED
from survey_kit.tabulation.table import NESTED

if TYPE_CHECKING:
    from survey_kit.disclosure.links import Link
    from survey_kit.disclosure.released import Status
    from survey_kit.tabulation.table import Strip

# What hiding loses: a cell of a cross, one of a total column (which counts for each cell of a base too), how many were silent.
CELL: Final = 1.0
TOTAL_CELL: Final = 3.0
SILENCE: Final = 0.3
# Once so many times the threshold are left out of a sum, nothing that is hidden moves so far.
FAR: Final = 6
# How many others an answer outweighs that is kept back last of all.
LAST: Final = 2.0


class Held(NamedTuple):
    """A strip as the gate holds it: before rare answers were put together, which were, the status of each of its cells, whether nothing of it is
    shown, not even its base, the answers that are kept back last of all ("don't know"), and the wider places that hold rare ones.
    """

    strip: Strip
    status: tuple[Status, ...]
    inside: tuple[str, ...] = ()
    closed: bool = False
    kept: tuple[str, ...] = ()
    wider: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def covered(self) -> frozenset[str]:
        """frozenset of str: the answers that are told in a wider one, or with others."""
        return frozenset((*self.inside, *(code for codes in self.wider.values() for code in codes)))


def together_code(inside: Sequence[str]) -> str:
    """str: the code of answers put together, which tells them from others put together in another run."""
    return f"{MERGED}({'|'.join(inside)})"


def system_of(held: Sequence[Held], links: Iterable[Link], threshold: int, narrow: Collection[str] = ()) -> System:
    """System: the counts of strips and of what the codebook ties together. Which totals are hidden is settled before their banner's columns are.
    Where answers to the variables `narrow` can't be hidden else, whole questions can be that tell of them by who was asked.
    """
    system = System(threshold)
    banners = {name for each in held for name in each.strip.column_variable.split(NESTED)}
    for each in held:
        _add_strip(system, each, kept=not each.strip.column_variable and each.strip.name in banners)
    _add_margins(system, held)
    _add_links(system, held, links, narrow)
    return system


def _add_strip(system: System, held: Held, *, kept: bool) -> None:
    """None: the counts of a strip, and that they make its base. Those `kept` can't be hidden any more."""
    strip, base, total = held.strip, cell_key(held.strip, ANY), not held.strip.column_variable
    each = TOTAL_CELL if total else CELL
    numbers = strip.count.astype(int).tolist()
    cells = [cell_key(strip, code) for code in strip.codes]
    few = rare(strip.base, system.threshold)
    high = system.threshold - 1 if few else 10 * strip.base
    dear = None if held.closed or total else each * max(sum(number > 0 for number in numbers), 1)
    system.counts[base] = Count(strip.base, int(few), high, hidden=held.closed, needy=held.closed and few, cost=dear)
    system.inside |= {base: [name for name, number in zip(cells, numbers, strict=True) if number]} if dear else {}
    for name, code, number, status in zip(cells, strip.codes, numbers, held.status, strict=True):
        cost = None if kept else each * (LAST if code in held.kept else 1)
        _add_cell(system, name, number, strip.base, status, closed=held.closed, hidden=code in held.covered, cost=cost)
    if cells and not strip.multiple:
        system.equations.append(Equation(tuple(cells), (base,)))
    if strip.answers is not None:
        every = cell_key(strip, ANSWERS)
        system.counts[every] = Count(strip.answers, 0, strip.answers)
        system.equations.append(Equation(tuple(cells), (every,)))
    for wider, codes in held.wider.items():
        _add_together(system, cell_key(strip, wider), [cell_key(strip, code) for code in codes], each, hidden=wider in held.inside)
    if held.inside:
        _add_together(system, cell_key(strip, together_code(held.inside)), [cell_key(strip, code) for code in held.inside], each, hidden=False)


def _add_together(system: System, name: Key, inside: Sequence[Key], cost: float, *, hidden: bool) -> None:
    """None: a cell that tells of several answers at once."""
    number = sum(system.counts[each].number for each in inside)
    system.counts[name] = Count(number, system.threshold, number, hidden=hidden, cost=None if hidden else cost)
    system.equations.append(Equation(tuple(inside), (name,)))


def _add_cell(system: System, name: Key, number: int, base: int, status: Status, *, closed: bool, hidden: bool, cost: float | None) -> None:
    """None: a cell; one that stands in two tables (a by b, b by a) is hidden where either hides it, and for the reason of either."""
    known = system.counts.get(name)
    primary = status == "primary"
    masked = primary or bool(status) or (closed and number > 0) or hidden
    low, high = _ends(number, base, system.threshold) if not hidden else _near(number)
    found = Count(number, low, high, masked, needy=primary, cost=None if masked else cost)
    if known is not None and (known.needy or (known.hidden and not primary)):
        found.low, found.high, found.needy = known.low, known.high, known.needy
    if known is not None and known.hidden:
        found.hidden, found.cost = True, None
    system.counts[name] = found


def _ends(number: int, base: int, threshold: int) -> tuple[int, int]:
    """Two int: between what a count must stay possible: 1 to threshold - 1 in its cell or out of it; of an answer that nobody or everybody gave
    neither may be known.
    """
    if number < threshold:
        return min(number, 1), threshold - 1
    return max(base - threshold + 1, 1), base - int(number < base)


def _near(number: int) -> tuple[int, int]:
    """Two int: of an answer that is told in a wider cell only, whose sum leaves it open: what other tables tell must not fix its number. To ask more would hide
    the most frequent answers of the questions that others depend on.
    """
    return number, number + 1


def _add_margins(system: System, held: Sequence[Held]) -> None:
    """None: each answer is the sum of its columns, and of those who stand in none; each column holds those who answered."""
    groups: dict[Key, list[Key]] = {}
    for each in held:
        within = domain(each.strip.column_variable, each.strip.column)
        for parent, code in _parents(system, each.strip, within):
            groups.setdefault(key((each.strip.name, code), *parent), []).append(cell_key(each.strip, code))
        column = system.counts.get(key(*within)) if within else None
        if column is not None and not column.hidden:
            system.add([cell_key(each.strip, ANY)], [key(*within)])
        if each.strip.kind == "ranking":
            _add_ranks(system, each.strip, held)
    for whole, parts in groups.items():
        for family in _families(parts, whole):
            system.add(family, [whole])


def _add_ranks(system: System, strip: Strip, held: Sequence[Held]) -> None:
    """None: who ranked an option ranked it first, or second, or further on."""
    place = (strip.column_variable, strip.column)
    ranks = [
        one.strip for one in held if one.strip.variable == strip.variable and one.strip.item and (one.strip.column_variable, one.strip.column) == place
    ]
    for code in strip.codes:
        parts = [cell_key(one, code) for one in ranks if code in one.codes]
        if parts:
            system.add(parts, [cell_key(strip, code)])


def _parents(system: System, strip: Strip, within: Key) -> Iterator[tuple[Key, str]]:
    """Iterator of (domain, code): the wider domains that a column is a part of, as far as they are published."""
    wider = [tuple(answer for answer in within if answer != left) for left in within]
    known = [parent for parent in wider if key((strip.name, ANY), *parent) in system.counts]
    for parent in dict.fromkeys(known or ([()] if within else [])):
        for code in (*strip.codes, ANY):
            if key((strip.name, code), *parent) in system.counts:
                yield parent, code


def _families(parts: Sequence[Key], whole: Key) -> list[list[Key]]:
    """list of list of Key: parts of the same whole by the same variables."""
    names = {name for name, _ in whole}
    found: dict[tuple[str, ...], list[Key]] = {}
    for part in dict.fromkeys(parts):
        found.setdefault(tuple(name for name, _ in part if name not in names), []).append(part)
    return list(found.values())


def _add_links(system: System, held: Sequence[Held], links: Iterable[Link], narrow: Collection[str]) -> None:
    """None: what the codebook ties together, unless so many are left out that it tells nothing."""
    strips = {each.strip.name: each.strip for each in held if not each.strip.column_variable}
    for link in links:
        parts, whole = ([key(answer) for answer in answers if key(answer) in system.counts] for answers in (link.parts, link.whole))
        if not parts or not whole:
            continue
        if parts[0][0][1] == ANY:
            strip = strips[parts[0][0][0]]
            parts.append(_silent(system, strip))
            if any(name in narrow for name, _ in link.whole):
                _hideable(system, parts[0], strip)
        left = sum(system.counts[each].number for each in whole) - sum(system.counts[part].number for part in parts)
        if left < FAR * system.threshold:
            system.add(parts, whole, telling=link.telling)


def _silent(system: System, strip: Strip) -> Key:
    """Key: of those who were asked and gave no answer; how many of whom can be kept back, since no answer of theirs is lost."""
    name = cell_key(strip, SILENT)
    number = sum(count for kind, count in strip.missing.items() if kind != "not_asked")
    outside = sum(strip.missing.values())
    system.counts.setdefault(name, Count(number, 0, outside, hidden=rare(number, system.threshold), loose=True, cost=SILENCE))
    return name


def _hideable(system: System, base: Key, strip: Strip) -> None:
    count = system.counts[base]
    if not count.hidden:
        cells = [cell_key(strip, code) for code, number in zip(strip.codes, strip.count, strict=True) if number]
        count.cost, system.inside[base] = TOTAL_CELL * max(len(cells), 1), cells
