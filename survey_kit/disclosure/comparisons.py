"""What may be told of the changes between waves, and of what sets a column apart from the whole: nothing of an answer that a table of either keeps back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from survey_kit.disclosure.lines import rare
from survey_kit.disclosure.released import ReleasedGap
from survey_kit.disclosure.small_bases import WITH_PERCENTAGES, rule_of
from survey_kit.tabulation.table import TOTAL

if TYPE_CHECKING:
    from survey_kit.analyses.domains import Gap
    from survey_kit.analyses.waves import Change, Comparison
    from survey_kit.disclosure.gate import Shown
    from survey_kit.disclosure.released import Released

THRESHOLD: Final = 5
# Bases from which two shares are compared.
COMPARED: Final = ("full", "limited")
FEWEST: Final = 30


def released_gaps(gaps: Iterable[Gap], shown: Sequence[Shown], sampling: str) -> Iterator[ReleasedGap]:
    """Iterator of ReleasedGap: of answers that both the column and the whole tell, on bases that are compared."""
    at = {(each.strip.name, each.strip.column): each for each in shown}
    for gap in gaps:
        both = at.get((gap.variable, gap.domain)), at.get((gap.variable, TOTAL))
        if gap.bases[1] < FEWEST or not all(each is not None and _compared(each, gap.category) for each in both):
            continue
        found = gap.difference
        low, high, verdict = (None, None, "") if sampling == "census" else (float(found.low), float(found.high), found.verdict)
        yield ReleasedGap(gap.variable, gap.category, gap.domain, float(found.points), low, high, verdict)


def _compared(shown: Shown, code: str) -> bool:
    """bool: whether the answer is told, on a base that is compared."""
    return shown.rule in COMPARED and code in shown.strip.codes and not shown.status[shown.strip.codes.index(code)]


def released_changes(comparison: Comparison, released: Mapping[str, Released], threshold: int = THRESHOLD) -> Comparison:
    """Comparison: with the changes that may be told: of bases that allow percentages, no count of 1 to threshold - 1 on either side nor so few left out of it
    or on the move, and of waves whose tables are published (`released`, by their names) no answer that one of them keeps back nor tells of so few others.
    Of categories that add up to the base never all but one. Of a mean, only where the tables of both waves tell it.
    """
    told = [each for each in comparison.changes if _told(each, released, threshold)]
    for changes in _variables(comparison):
        kept = [each for each in changes if each in told]
        if _add_up(changes) and kept and len(kept) == len(changes) - 1:
            told.remove(min(kept, key=lambda each: min(each.counts)))
    return replace(comparison, changes=tuple(told))


def _variables(comparison: Comparison) -> Iterator[list[Change]]:
    """Iterator of list: the changes of each variable between two waves."""
    key = attrgetter("waves", "variable")
    return (list(changes) for _, changes in groupby(sorted(comparison.changes, key=key), key))


def _add_up(changes: Sequence[Change]) -> bool:
    return all(sum(each.counts[wave] for each in changes) == changes[0].bases[wave] for wave in (0, 1))


def _told(each: Change, released: Mapping[str, Released], threshold: int) -> bool:
    if any(rare(count, threshold) for count in each.moved):
        return False
    if each.statistic == "mean":
        return all(_mean_published(released.get(wave), each, base, threshold) for base, wave in zip(each.bases, each.waves, strict=True))
    for count, base, wave in zip(each.counts, each.bases, each.waves, strict=True):
        if rare(count, threshold) or rare(base - count, threshold) or rule_of(base, threshold) not in WITH_PERCENTAGES:
            return False
        if wave in released and not _published(released[wave], each, count, threshold):
            return False
    return True


def _mean_published(table: Released | None, each: Change, base: int, threshold: int) -> bool:
    """bool: whether the wave's own table tells of the mean, on a base that allows it, and of no few respondents beside those compared."""
    shown = table.distribution(each.variable) if table is not None else None
    known = shown.measure("mean") if shown is not None else None
    if shown is None or shown.base is None or known is None or known.value is None:
        return False
    return rule_of(base, threshold) in WITH_PERCENTAGES and not rare(abs(shown.base - base), threshold)


def _published(table: Released, each: Change, count: int, threshold: int) -> bool:
    """bool: whether the wave's own table tells of the answer, and of no few respondents beside those compared."""
    shown = table.distribution(each.variable)
    cell = shown.cell(each.category) if shown is not None else None
    return cell is not None and not cell.status and cell.count is not None and not rare(abs(cell.count - count), threshold)
