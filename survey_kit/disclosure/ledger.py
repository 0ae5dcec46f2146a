"""What a study released before: whoever holds two releases compares them, so that the later one must hide what their difference would tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from survey_kit.disclosure.counts import ANY, Count, Key, domain, key
from survey_kit.disclosure.lines import rare
from survey_kit.tabulation.table import TOTAL

if TYPE_CHECKING:
    from survey_kit.disclosure.counts import System
    from survey_kit.disclosure.released import Released


@dataclass(frozen=True, slots=True)
class Entry:
    """One release: the export (its hash), how many respondents, and each count as it was told, None where it was hidden."""

    export: str
    respondents: int
    counts: Mapping[Key, int | None]

    def joined(self, later: Entry) -> Entry:
        """Entry: of two releases of the same export; what either told is told."""
        both = {**self.counts, **{name: told for name, told in later.counts.items() if told is not None or name not in self.counts}}
        return replace(self, counts=both)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All releases of a study, in order; `export` and `respondents` are those of the release that is being made."""

    entries: tuple[Entry, ...] = ()
    export: str = ""
    respondents: int = 0

    def at(self, export: str, respondents: int) -> Ledger:
        """Ledger: as it stands before a release of that export."""
        return replace(self, export=export, respondents=respondents)

    def nearest(self) -> Entry | None:
        """Entry or None: the release of other answers whose number of respondents is nearest."""
        others = [entry for entry in self.entries if entry.export != self.export]
        return min(others, key=lambda entry: abs(entry.respondents - self.respondents), default=None)

    def after(self, released: Released) -> Ledger:
        """Ledger: with a release of the export."""
        made = Entry(self.export, self.respondents, told(released))
        same = [entry for entry in self.entries if entry.export == self.export]
        kept = tuple(entry for entry in self.entries if entry.export != self.export)
        for entry in same:
            made = entry.joined(made)
        return replace(self, entries=(*kept, made))

    def closes(self, base: Key, number: int, threshold: int) -> bool:
        """bool: whether the base of a column changed by so few respondents since another release that nothing of the column can be told."""
        befores = (entry.counts.get(base) for entry in self.entries if entry.export != self.export)
        return any(before is not None and rare(abs(number - before), threshold) for before in befores)

    def bind(self, system: System) -> None:
        """None: marks in a system of counts what earlier releases told, and what their difference must not tell."""
        for entry in self.entries:
            for name in system.counts.keys() & entry.counts.keys():
                if entry.export == self.export:
                    _same(system.counts[name], entry.counts[name])
                else:
                    _changed(system.counts[name], entry.counts[name], system.threshold, abs(self.respondents - entry.respondents))


def told(released: Released) -> dict[Key, int | None]:
    """dict: each count of a release by the answers that define it, None where it is hidden. Bases of all respondents are no answer."""
    frame = released.to_frame()
    found: dict[Key, int | None] = {}
    for record in frame[frame["statistic"] == "count"].to_dict("records"):
        row = {str(column): value for column, value in record.items()}
        name, number = count_key(row), row["base"] if row["row"] == TOTAL else row["value"]
        if len(name) > 1 or row["row"] != TOTAL:
            found[name] = None if number != number or number is None else int(number)  # noqa: PLR0124 - the only value that differs from itself
    return found


def count_key(row: Mapping[str, Any]) -> Key:
    """Key: of a row of the released frame."""
    name = f"{row['row_variable']}__{row['item']}" if row["item"] else row["row_variable"]
    code = ANY if row["row"] == TOTAL else f"{row['row']}({'|'.join(row['merged'].split(' | '))})" if row["merged"] else row["row"]
    return key((name, code), *domain(row["column_variable"], row["column"]))


def _same(count: Count, before: int | None) -> None:
    """None: of the same answers, what was told can't be hidden any more, and what was hidden stays so."""
    if before is None:
        count.hidden = True
    else:
        count.hidden = count.needy = False
    count.cost = None


def _changed(count: Count, before: int | None, threshold: int, more: int) -> None:
    """None: of other answers, a count that changed by 1 to threshold - 1 would tell what so few answered; one that was hidden would be narrowed by
    one that lies near.
    """
    if before is None:
        if count.number > more + 1:
            count.hidden, count.cost = True, None
    elif rare(abs(count.number - before), threshold) and not count.needy:
        up = count.number > before
        count.low, count.high = (before + 1, before + threshold - 1) if up else (max(before - threshold + 1, 0), before - 1)
        count.hidden, count.needy, count.cost = True, True, None
