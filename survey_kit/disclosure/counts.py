"""Everything that is published together as one system of counts: which of them add up to which, so that what is hidden in one table is hidden in all.

A count is known by the answers that define it, so that the same margin of two tables is one count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from survey_kit.disclosure.lines import rare
from survey_kit.tabulation.table import NESTED, TOTAL

if TYPE_CHECKING:
    from survey_kit.tabulation.table import Strip

# Any answer to a variable (its base), all options ticked, those who were asked and gave no answer, and what is left of a count.
ANY: Final = "(any)"
ANSWERS: Final = "(answers)"
SILENT: Final = "(silent)"
REST: Final = "(rest)"

Answer = tuple[str, str]
Key = tuple[Answer, ...]


def key(*answers: Answer) -> Key:
    """Key: of those who gave all of these answers, whatever their order.

    >>> key(("sex", "F"), ("age", "18-29")) == key(("age", "18-29"), ("sex", "F"))
    True
    """
    return tuple(sorted(set(answers)))


@dataclass(slots=True)
class Count:
    """One count: its number, whether it is hidden, and between what it lies for someone who knows why it is hidden.

    `needy` counts must be left open from `low` to `high`; `loose` ones are printed nowhere, and nobody claims to hide them; `cost` is what hiding
    it loses, None where it can't be hidden.
    """

    number: int
    low: int
    high: int
    hidden: bool = False
    needy: bool = False
    loose: bool = False
    cost: float | None = None


class Equation(NamedTuple):
    """Counts that add up to what others add up to."""

    parts: tuple[Key, ...]
    whole: tuple[Key, ...]


@dataclass(slots=True)
class System:
    """Counts, what they add up to, and for a base that can be hidden the counts that are hidden with it."""

    threshold: int
    counts: dict[Key, Count] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    inside: dict[Key, list[Key]] = field(default_factory=dict)

    def add(self, parts: Sequence[Key], whole: Sequence[Key], *, telling: bool = False) -> None:
        """None: a further equation. What is left of either side is a loose count; where it tells an answer (`telling`) it must stay open if rare."""
        left = sum(self.counts[each].number for each in whole) - sum(self.counts[part].number for part in parts)
        sides = [tuple(parts), tuple(whole)]
        if left:
            rest = (*whole[0], (REST, str(len(self.equations))))
            needy = telling and rare(abs(left), self.threshold)
            most = self.threshold - 1 if needy else 10 * (abs(left) + self.threshold)
            self.counts[rest] = Count(abs(left), int(needy), most, hidden=True, needy=needy, loose=True)
            sides[left < 0] += (rest,)
        self.equations.append(Equation(*sides))

    def blocks(self) -> Iterator[list[Key]]:
        """Iterator of list of Key: counts that are or can be hidden and hang together by equations, where some must stay open."""
        parent = {name: name for name, count in self.counts.items() if count.hidden or count.cost is not None}

        def root(name: Key) -> Key:
            while parent[name] != name:
                parent[name] = parent[parent[name]]
                name = parent[name]
            return name

        tied = [(*each.parts, *each.whole) for each in self.equations]
        for together in (*tied, *((base, *cells) for base, cells in self.inside.items())):
            names = [name for name in together if name in parent]
            for name in names[1:]:
                parent[root(name)] = root(names[0])
        found: dict[Key, list[Key]] = {}
        for name in parent:
            found.setdefault(root(name), []).append(name)
        yield from (names for names in found.values() if any(self.counts[name].needy for name in names))


def cell_key(strip: Strip, code: str) -> Key:
    """Key: of a cell of a strip, or of its base (code ANY)."""
    return key((strip.name, code), *domain(strip.column_variable, strip.column))


def domain(banner: str, column: str) -> Key:
    """Key: the answers that make a column of a banner; nested ones are several."""
    return () if column == TOTAL else tuple(zip(banner.split(NESTED), column.split(NESTED), strict=True))
