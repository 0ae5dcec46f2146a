"""What of a report is told away from it, on slides or on two pages: its limits, and titles that need no other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_kit.errors import wording
from survey_kit.findings.texts import cut
from survey_kit.report.document import Box

if TYPE_CHECKING:
    from survey_kit.report.document import Figure, Report

# Words of a question that a title quotes.
QUESTION = 9


def limits(report: Report) -> tuple[Box, ...]:
    """tuple of Box: what the survey doesn't say, then how far its results reach; those that the report has."""
    boxes = [
        block for key in ("essentials", "method") if (section := report.section(key)) for block in section.blocks if isinstance(block, Box)
    ]
    found = (next((box for box in boxes if box.kind == kind), None) for kind in ("warning", "scope"))
    return tuple(box for box in found if box is not None)


def whole_title(figure: Figure, lang: str) -> str:
    """str: the title of a figure; one that tells its question from the middle on tells it from its beginning."""
    start, sign, told = figure.title.partition(wording("page_colon", lang))
    return f"{cut(figure.measure, QUESTION)}{sign}{told}" if start.startswith("…") and sign else figure.title
