"""What a design is made from: a Survey or a frame of pandas, polars or pyarrow, as one pandas frame and its codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from survey_kit.errors import SurveyKitError
from survey_kit.survey.survey import Survey

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Questionnaire


def frame_of(data: Any) -> tuple[pd.DataFrame, Questionnaire | None]:
    """DataFrame and Questionnaire or None: the responses, and the codebook where the input has one.

    Raises: SurveyKitError when it is none of the tables that the kit knows.
    """
    if isinstance(data, Survey):
        return data.responses, data.questionnaire
    if isinstance(data, pd.DataFrame):
        return data, None
    for convert in ("to_pandas",):  # polars and pyarrow both offer it, and neither needs to be imported here
        if callable(getattr(data, convert, None)):
            return getattr(data, convert)(), None
    raise SurveyKitError("design_data", got=type(data).__name__)
