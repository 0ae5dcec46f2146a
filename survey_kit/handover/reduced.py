"""A reduced file of answers: keys coarsened until nobody stands alone, what else would tell who somebody is left out, and what it does not protect against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from survey_kit.errors import SurveyKitError, wording
from survey_kit.handover.anonymity import Way, alone, class_sizes, ways
from survey_kit.handover.ladders import ladder
from survey_kit.questionnaire.model import label
from survey_kit.tabulation.plan import TECHNICAL, kind

if TYPE_CHECKING:
    from survey_kit.handover.anonymity import Ladders
    from survey_kit.questionnaire.model import Derived, Question
    from survey_kit.survey.survey import Survey

FEWEST: Final = 5
# What is taken for what others know of a respondent when nobody says: the first of each pair that the questionnaire has.
USUAL_KEYS: Final = (("gender",), ("age_band", "age", "birth_year"), ("epci", "commune"))


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """The answers to hand on (`frame`, in an order that tells nothing), the step of each key, how many had their keys blanked,
    what was left out, and the respondents of each sensitive question whose whole group answers alike.
    """

    frame: pd.DataFrame
    keys: Mapping[str, str]
    smallest: int
    blanked: int
    left_out: tuple[str, ...]
    told_by_class: Mapping[str, int]


def keys_of(survey: Survey, names: Sequence[str]) -> tuple[Question | Derived, ...]:
    """tuple of Question and Derived: the keys asked for, or gender, age and place, as far as the questionnaire has them.

    Raises: SurveyKitError when a key holds no single answer a respondent.
    """
    questionnaire = survey.questionnaire
    wanted = names or [next((name for name in pair if name in survey.responses), "") for pair in USUAL_KEYS]
    found = [variable for name in wanted if (variable := questionnaire.variable(name)) is not None]
    for variable in found:
        if variable.name not in survey.responses or kind(variable) == "text":
            raise SurveyKitError("handover_key", where=variable.name)
    return tuple(found)


def reduced(survey: Survey, keys: Sequence[str] = (), fewest: int = FEWEST, *, coarsen: bool = False, lang: str = "fr") -> Reduced:
    """Reduced: the answers, every respondent sharing the keys with at least `fewest` - 1 others. With `coarsen` the least detail is given up for it.

    Raises: SurveyKitError that lists what to coarsen when respondents stand alone and `coarsen` isn't asked for, or when there are fewer respondents
    than `fewest`.
    """
    ladders = {variable.name: ladder(survey, variable, fewest, lang) for variable in keys_of(survey, keys)}
    if len(survey.responses) < fewest:
        raise SurveyKitError("handover_few", got=len(survey.responses), expected=fewest)
    lonely = alone(ladders, (0,) * len(ladders), fewest)
    if lonely.any() and not coarsen:
        listed = " ; ".join(f"({rank}) {_told(survey, ladders, way, lang)}" for rank, way in enumerate(ways(ladders, fewest), start=1))
        keys_told = ", ".join(_title(survey, name, lang) for name in ladders)
        raise SurveyKitError("handover_alone", got=int(lonely.sum()), expected=fewest, keys=keys_told, ways=listed)
    return _made(survey, ladders, ways(ladders, fewest)[0], fewest, lang)


def _told(survey: Survey, ladders: Ladders, way: Way, lang: str) -> str:
    """str: what a way gives up, in words."""
    climbed = zip(ladders.items(), way.levels, strict=True)
    steps = [f"{_title(survey, name, lang)} ({wording(steps[level].name, lang)})" for (name, steps), level in climbed if level]
    blanked = [wording("handover_blanked", lang, count=int(way.blanked.sum()))] if way.blanked.any() else []
    return ", ".join([*steps, *blanked])


def _title(survey: Survey, name: str, lang: str) -> str:
    variable = survey.questionnaire.variable(name)
    return name if variable is None else variable.title(lang)


def _made(survey: Survey, ladders: Ladders, way: Way, fewest: int, lang: str) -> Reduced:
    steps = {name: steps[level] for (name, steps), level in zip(ladders.items(), way.levels, strict=True)}
    keys = {name: step.values.mask(way.blanked, "") for name, step in steps.items()}
    told = {name: values for name, values in keys.items() if (values != "").any()}
    columns, left_out = _others(survey, set(steps), fewest, lang)
    frame = pd.DataFrame({**told, **columns}).sort_values([*told, *columns], kind="stable").reset_index(drop=True)
    classes = pd.Series(list(zip(*keys.values(), strict=True)) or "", index=survey.responses.index)
    return Reduced(
        frame,
        {_title(survey, name, lang): wording(step.name, lang) for name, step in steps.items()},
        int(class_sizes([classes]).min()),
        int(way.blanked.sum()),
        tuple(_title(survey, name, lang) for name in left_out),
        dict(_homogeneous(survey, classes, columns, lang)),
    )


def _others(survey: Survey, keys: set[str], fewest: int, lang: str) -> tuple[dict[str, pd.Series], list[str]]:
    """tuple: the columns of every other question as labels, rare answers blanked; the names of what is left out: texts, what identifies, technical fields."""
    columns: dict[str, pd.Series] = {}
    left_out: list[str] = []
    for variable in survey.questionnaire.variables:
        if variable.name in keys or getattr(variable, "role", "") in TECHNICAL:
            continue
        if variable.identifying or kind(variable) in {"text", "place", "date"}:
            left_out.append(variable.name)
            continue
        columns |= dict(_columns(survey, variable, fewest, lang))
    return columns, left_out


def _columns(survey: Survey, variable: Question | Derived, fewest: int, lang: str) -> Iterator[tuple[str, pd.Series]]:
    names = getattr(variable, "answer_columns", (variable.name,))
    for name in names:
        if name not in survey.responses:
            continue
        values = _texts(survey.responses[name], variable, lang)
        counts = values.value_counts()
        yield name, values.where(values.map(counts).ge(fewest), "")


def _texts(values: pd.Series, variable: Question | Derived, lang: str) -> pd.Series:
    if kind(variable) == "set":
        words = {True: wording("answer_yes", lang), False: wording("answer_no", lang)}
        return (
            values.astype(object)
            .map(lambda value: words[bool(value)], na_action="ignore")
            .astype(object)
            .where(values.notna(), "")
            .astype(str)
        )
    labels = {choice.code: label(choice.labels, lang) for choice in variable.choices}
    return (
        values.astype(object)
        .map(lambda value: labels.get(str(value), str(value)), na_action="ignore")
        .where(values.notna(), "")
        .astype(str)
    )


def _homogeneous(survey: Survey, classes: pd.Series, columns: Mapping[str, pd.Series], lang: str) -> Iterator[tuple[str, int]]:
    """Iterator of tuple: each sensitive question that everybody of some class answers alike, and the respondents concerned.

    Source: Machanavajjhala et al. (2007), ACM TKDD 1, l-diversity.
    """
    for name, values in columns.items():
        variable = survey.questionnaire.variable(name)
        if variable is None or not variable.sensitive:
            continue
        known = values[values != ""]
        alike = known.groupby(classes[known.index]).transform("nunique") == 1
        if alike.any():
            yield _title(survey, name, lang), int(alike.sum())


def lines(made: Reduced, lang: str) -> list[str]:
    """list of str: what the file holds, what it protects against and what it doesn't, a line each."""
    found = [wording("handover_done", lang, count=len(made.frame), smallest=made.smallest)]
    found += [wording("handover_kept", lang, key=key, step=step) for key, step in made.keys.items()]
    found += [wording("handover_blanked", lang, count=made.blanked).capitalize()] if made.blanked else []
    if made.left_out:
        found.append(wording("handover_left_out", lang, names=", ".join(made.left_out)))
    found += [wording("handover_alike", lang, name=name, count=count) for name, count in made.told_by_class.items()]
    return [*found, wording("handover_rare", lang), wording("handover_risks", lang)]


def write_reduced(made: Reduced, output: Path, *, synthetic: bool, lang: str) -> None:
    """None: writes the answers as .csv or .parquet, or as a workbook with what is to be known of them.

    Raises: SurveyKitError when the file can't be written.
    """
    from survey_kit.outputs.frames import write_frames

    frame = made.frame.assign(synthetic=wording("table_synthetic", lang)) if synthetic else made.frame
    told = pd.DataFrame({wording("sheet_read_me", lang): lines(made, lang)})
    write_frames({wording("sheet_answers", lang): frame, wording("sheet_read_me", lang): told}, output)
