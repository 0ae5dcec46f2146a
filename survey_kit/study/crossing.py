"""Tables asked for one by one: `survey-kit tabulate`, through the same design and the same gate as a report."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from survey_kit.errors import SurveyKitError
from survey_kit.study.study import Study, design_of

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Released
    from survey_kit.survey.survey import Survey


def cross(survey: Survey, study: Study, rows: Sequence[str], columns: Sequence[str] = (), percent: str = "column") -> Released:
    """Released: the tables of the variables asked for, by those given as columns. A variable goes by its name, its alias or its heading.

    Raises: SurveyKitError when a variable is unknown.
    """
    from survey_kit.disclosure.release import release
    from survey_kit.tabulation.crosstab import tabulate

    stub, banner = ([variable(survey, name) for name in names] for names in (rows, columns))
    return release(tabulate(design_of(survey, study), rows=stub, columns=banner or None, percent=percent))


def variable(survey: Survey, name: str) -> str:
    """str: the variable of that name, alias or heading of the export.

    Raises: SurveyKitError with the nearest names when there is none.
    """
    questionnaire = survey.questionnaire
    named = {v.name: v.name for v in (*questionnaire.questions, *questionnaire.derived)}
    aliases = {alias: v.name for v in (*questionnaire.questions, *questionnaire.derived) for alias in v.aliases}
    headings = {match.column: match.variable for match in survey.provenance.matches if match.used and match.variable in named}
    known = headings | aliases | named
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or list(named)[:8]
        raise SurveyKitError("variable_unknown", where=survey.provenance.file, got=name, expected=", ".join(near))
    return known[name]
