"""What may be told of the changes between waves: nothing of an answer that a table of either wave keeps back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.disclosure.lines import rare
from survey_kit.disclosure.small_bases import WITH_PERCENTAGES, rule_of

if TYPE_CHECKING:
    from survey_kit.analyses.waves import Change, Comparison
    from survey_kit.disclosure.released import Released

THRESHOLD: Final = 5


def released_changes(comparison: Comparison, released: Mapping[str, Released], threshold: int = THRESHOLD) -> Comparison:
    """Comparison: with the changes that may be told: of bases that allow percentages, no count of 1 to threshold - 1 on either side nor so few left out of it,
    and of waves whose tables are published (`released`, by their names) no answer that one of them keeps back.
    """
    return replace(comparison, changes=tuple(each for each in comparison.changes if _told(each, released, threshold)))


def _told(each: Change, released: Mapping[str, Released], threshold: int) -> bool:
    for count, base, wave in zip(each.counts, each.bases, each.waves, strict=True):
        few = rare(count, threshold) or rare(base - count, threshold) or rule_of(base, threshold) not in WITH_PERCENTAGES
        table = released.get(wave)
        shown = table.distribution(each.variable) if table is not None else None
        cell = shown.cell(each.category) if shown is not None else None
        if few or (table is not None and (cell is None or bool(cell.status) or cell.count is None)):
            return False
    return True
