"""What people call a variable: its name, its alias, its short label, the heading of its column."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from survey_kit.errors import SurveyKitError

if TYPE_CHECKING:
    from survey_kit.survey.survey import Survey


def variable(survey: Survey, name: str) -> str:
    """str: the variable of that name, alias, short label or heading of the export.

    Raises: SurveyKitError with the nearest names when there is none.
    """
    variables = survey.questionnaire.variables
    named = {v.name: v.name for v in variables}
    aliases = {alias: v.name for v in variables for alias in v.aliases}
    shorts = {label: v.name for v in variables for label in v.short.values()}
    headings = {match.column: match.variable for match in survey.provenance.matches if match.used and match.variable in named}
    known = shorts | headings | aliases | named
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or list(named)[:8]
        raise SurveyKitError("variable_unknown", where=survey.provenance.file, got=name, expected=", ".join(near))
    return known[name]
