"""The key indicators of a survey: columns made of its answers, before anything is tabulated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from survey_kit.questionnaire.indicators import key_indicators, made_of

if TYPE_CHECKING:
    from survey_kit.survey.survey import Survey


def with_indicators(survey: Survey) -> Survey:
    """Survey: with a column for each key indicator whose answers the export holds, and the same in its codebook; done twice it changes nothing."""
    import pandas as pd

    responses, missing, made = {}, {}, []
    for each in key_indicators(survey.questionnaire):
        column, codes = made_of(each)
        if column in survey.responses:
            given = survey.responses[column].astype(object)
            told = given.isin(codes).map({True: "1", False: "0"}).where(given.notna(), None)
            responses[each.name] = pd.Series(pd.Categorical(told, ["1", "0"]), index=survey.responses.index)
            missing[each.name] = survey.missing[column].where(given.isna(), "")
            made.append(each)
    if not made:
        return survey
    return replace(
        survey,
        responses=pd.concat([survey.responses, pd.DataFrame(responses)], axis=1),
        missing=pd.concat([survey.missing, pd.DataFrame(missing)], axis=1),
        questionnaire=replace(survey.questionnaire, derived=(*survey.questionnaire.derived, *made)),
    )
