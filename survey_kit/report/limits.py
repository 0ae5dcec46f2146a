"""What a report says that its survey can't say: its limits, and how far its results reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_kit.report.document import Box

if TYPE_CHECKING:
    from survey_kit.report.document import Report


def limits(report: Report) -> tuple[Box, ...]:
    """tuple of Box: what the survey doesn't say, then how far its results reach; those that the report has."""
    boxes = [
        block for key in ("essentials", "method") if (section := report.section(key)) for block in section.blocks if isinstance(block, Box)
    ]
    found = (next((box for box in boxes if box.kind == kind), None) for kind in ("warning", "scope"))
    return tuple(box for box in found if box is not None)
