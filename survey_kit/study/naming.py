"""What people call a variable: its name, its alias, its short label, the heading of its column."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.texts import normal

if TYPE_CHECKING:
    from survey_kit.survey.survey import Survey


LANGUAGES: Final = ("fr", "en")


def variable(survey: Survey, name: str) -> str:
    """str: the variable of that name, alias, title or heading of the export, whatever its capitals and accents.

    Raises: SurveyKitError with the nearest names when there is none.
    """
    variables = survey.questionnaire.variables
    named = {v.name: v.name for v in variables}
    aliases = {alias: v.name for v in variables for alias in v.aliases}
    titles = {v.title(lang): v.name for v in variables for lang in LANGUAGES}
    shorts = titles | {label: v.name for v in variables for label in v.short.values()}
    headings = {match.column: match.variable for match in survey.provenance.matches if match.used and match.variable in named}
    known = shorts | headings | aliases | named
    if name in known:
        return known[name]
    alike = {known[one] for one in known if normal(one) == normal(name)}
    if len(alike) == 1:
        return alike.pop()
    near = sorted(alike) or difflib.get_close_matches(name, known, n=3, cutoff=0.5) or list(named)[:8]
    raise SurveyKitError("variable_several" if alike else "variable_unknown", where=survey.provenance.file, got=name, expected=", ".join(near))
