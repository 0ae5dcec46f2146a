"""Ladders of detail: each step tells less of a respondent than the one before, down to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire.model import label
from survey_kit.survey import places
from survey_kit.tabulation import bands
from survey_kit.tabulation.plan import kind

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Derived, Question
    from survey_kit.survey.survey import Survey

# So many answers are kept when small ones are put together: beyond, the smallest join "other".
BANDS: Final = (8, 4, 2)
STEPS: Final = tuple(step * 10**power for power in range(-2, 12) for step in (1, 2, 5))


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of a ladder: what it is called (a code of the catalogue), and what it tells of each respondent ("" where nothing is known)."""

    name: str
    values: pd.Series


def ladder(survey: Survey, variable: Question | Derived, fewest: int, lang: str) -> tuple[Step, ...]:
    """tuple of Step: the details of a variable that can be told, the finest first; the last tells nothing. `fewest` is how many must share an answer."""
    answers = survey.responses[variable.name]
    climbs = {"number": _numbers, "date": _dates, "place": _places}
    steps = climbs.get(kind(variable), _answers)(answers, variable, fewest, lang)
    return (*_distinct(steps), Step("step_left_out", pd.Series("", index=answers.index)))


def _distinct(steps: Iterator[Step]) -> Iterator[Step]:
    """Iterator of Step: those that tell less than the one before."""
    before = 0
    for step in steps:
        count = step.values.nunique()
        if before == 0 or count < before:
            yield step
        before = min(before, count) or count


def _answers(answers: pd.Series, variable: Question | Derived, fewest: int, lang: str) -> Iterator[Step]:
    labels = {choice.code: label(choice.labels, lang) for choice in variable.choices}
    texts = _filled(answers.astype(object).map(lambda code: labels.get(str(code), str(code)), na_action="ignore"))
    yield Step("step_whole", texts)
    if variable.ordered:
        order = [text for text in labels.values() if (texts == text).any()]
        while len(order) > 2:
            texts, order = _joined_by_two(texts, order)
            yield Step("step_neighbours", texts)
    else:
        counts = texts.value_counts()
        yield Step("step_rare", texts.where(texts.map(counts).ge(fewest) | (texts == ""), "…"))


def _joined_by_two(texts: pd.Series, order: list[str]) -> tuple[pd.Series, list[str]]:
    """tuple of Series and list: neighbouring answers joined two by two."""
    pairs = [order[start : start + 2] for start in range(0, len(order), 2)]
    names = {text: " / ".join(pair) for pair in pairs for text in pair}
    return texts.map(lambda text: names.get(text, text)), [" / ".join(pair) for pair in pairs]


def _numbers(answers: pd.Series, _variable: object, _fewest: int, _lang: str) -> Iterator[Step]:
    numbers = pd.Series(answers.to_numpy(dtype=float, na_value=np.nan), index=answers.index)
    known = numbers.dropna()
    for most in BANDS if len(known) else ():
        step = next(step for step in STEPS if np.floor(known.max() / step) - np.floor(known.min() / step) < most)
        yield Step(
            "step_bands", _filled((np.floor(numbers / step) * step).map(lambda low, step=step: _band(low, step), na_action="ignore"))
        )


def _band(low: float, step: float) -> str:
    return f"{low:g}–{low + step:g}"


def _dates(answers: pd.Series, _variable: object, _fewest: int, _lang: str) -> Iterator[Step]:
    dates = pd.to_datetime(answers)
    yield Step("step_months", _filled(bands.of_dates(answers).astype(object)))
    yield Step("step_years", _filled(dates.dt.strftime("%Y").where(dates.notna())))


def _places(answers: pd.Series, _variable: object, _fewest: int, lang: str) -> Iterator[Step]:
    def named(name: str, of: dict[str, str | None]) -> Step:
        return Step(name, _filled(answers.astype(object).map(lambda code: of.get(str(code)) or "", na_action="ignore")))

    codes = [str(code) for code in answers.dropna().unique()]
    yield named("step_communes", {code: places.label(code, lang) for code in codes})
    yield named("step_epci", {code: places.epci_name(places.epci(code) or "") or places.label(code, lang) for code in codes})
    yield named(
        "step_departements", {code: places.departement_name(places.departement(code) or "") or places.label(code, lang) for code in codes}
    )


def _filled(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna(), "").astype(str)
