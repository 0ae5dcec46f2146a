"""The report as one HTML file that needs no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.fonts import embedded
from survey_kit.report.html import render

if TYPE_CHECKING:
    from survey_kit.report.document import Report


def write_html(report: Report, path: str | Path) -> None:
    """None: writes the report as a page with its charts, styles and fonts inside.

    Raises: SurveyKitError when the file can't be written.
    """
    with replacing(Path(path)) as temporary:
        temporary.write_text(render(report, embedded), encoding="utf-8", newline="\n")
