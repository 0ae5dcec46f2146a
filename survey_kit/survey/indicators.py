"""The key indicators of a survey: columns made of its answers, before anything is tabulated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from survey_kit.questionnaire.indicators import key_indicators

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.questionnaire.model import Derived
    from survey_kit.survey.survey import Survey


def with_indicators(survey: Survey) -> Survey:
    """Survey: with a column for each key indicator whose answers the export holds, and the same in its codebook; done twice it changes nothing."""
    import pandas as pd

    responses, missing = {}, {}
    made = [each for each in key_indicators(survey.questionnaire) if _source(each) in survey.responses]
    for each in made:
        values = _values(survey, each)
        responses[each.name] = pd.Series(pd.Categorical(values, ["1", "0"]), index=survey.responses.index)
        missing[each.name] = survey.missing[_source(each)].where(values.isna(), "")
    if not made:
        return survey
    return replace(
        survey,
        responses=pd.concat([survey.responses, pd.DataFrame(responses)], axis=1),
        missing=pd.concat([survey.missing, pd.DataFrame(missing)], axis=1),
        questionnaire=replace(survey.questionnaire, derived=(*survey.questionnaire.derived, *made)),
    )


def _source(variable: Derived) -> str:
    """str: the column that an indicator is made of."""
    from survey_kit.questionnaire import rules

    return rules.parse(variable.rule).names[0]


def _values(survey: Survey, variable: Derived) -> pd.Series:
    """Series of text: "1" and "0", missing outside the base of the answers themselves."""
    from survey_kit.questionnaire import rules

    frame = survey.responses[[_source(variable)]]
    return rules.derive(replace(variable, relevance=""), frame, survey.questionnaire).astype(object)
