"""Where a variable is shown: its figure, or its table in the annex, by anchor and number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from survey_kit.report.context import named
from survey_kit.report.document import Figure
from survey_kit.report.tables import anchor

if TYPE_CHECKING:
    from survey_kit.report.context import Context
    from survey_kit.report.document import Section


def anchors(chapters: Sequence[Section]) -> dict[str, tuple[str, str]]:
    """Dict: variable to the anchor and the number of the figure that shows it."""
    figures = [block for section in chapters for block in section.blocks if isinstance(block, Figure)]
    return {block.id.removeprefix("figure-"): (block.id, block.number) for block in figures}


def shown_in(variable: str, places: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Tuple of the anchor and the number of the figure that shows a variable, or that stands in for it; empty where there is none."""
    stands_in = {"telework_decisive": "telework_influence", "teleworker": "telework_gap"}
    return places.get(variable if variable in places else stands_in.get(variable, ""), ("", ""))


def place_of(context: Context, variable: str, places: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Tuple of the anchor and the name of what shows a variable: its figure, else its table in the annex; empty where there is none."""
    target, reference = shown_in(variable, places)
    known = named(context.questionnaire, variable)
    if not target and known is not None and variable in context.tables:
        target, reference = anchor(known), context.text("table_number", number=context.tables[variable])
    return target, f"{reference[:1].lower()}{reference[1:]}"
