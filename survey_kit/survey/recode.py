"""From text cells to responses: each column read by the question that it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from survey_kit.questionnaire.texts import clean
from survey_kit.survey.columns import Setting, typed_columns
from survey_kit.survey.routing import Route, route
from survey_kit.survey.survey import Note
from survey_kit.survey.typed import Held, Typed, kind_names

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers, Column
    from survey_kit.questionnaire.model import Question, Questionnaire
    from survey_kit.survey.survey import Match

Lang = Literal["fr", "en"]


def type_answers(answers: Answers, questionnaire: Questionnaire, matches: Sequence[Match], *, lang: Lang = "fr") -> Typed:
    """Typed: every row of the export, its cells read by the questions that `matches` (those used) give to their columns.

    A question that no column answers has no column in the responses.
    """
    del lang
    given = parts_of_questions(answers, questionnaire, matches)
    setting = Setting(answers, questionnaire)
    found = Route(questionnaire, answers.rows)
    notes: list[Note] = []
    for question in questionnaire.questions:
        if question.name in given:
            parts = given[question.name]
            columns, told = typed_columns(question, parts, setting)
            notes += told
            notes += route(question, columns, found, _headings(question, parts))
            notes += _not_ticked(question, found, parts)
    return Typed(frame(found.columns, answers.rows), kinds_frame(found.columns, answers.rows), tuple(notes))


def frame(columns: Mapping[str, Held], rows: Sequence[int]) -> pd.DataFrame:
    """DataFrame: the values, indexed by row number."""
    index = pd.Index(rows, name="row")
    return pd.DataFrame({name: held.values.set_axis(index) for name, held in columns.items()}, index=index)


def kinds_frame(columns: Mapping[str, Held], rows: Sequence[int]) -> pd.DataFrame:
    """DataFrame: "" or the missing kind of each cell, indexed by row number."""
    index = pd.Index(rows, name="row")
    return pd.DataFrame({name: pd.Series(kind_names(held.kinds), index=index, dtype=object) for name, held in columns.items()}, index=index)


def parts_of_questions(answers: Answers, questionnaire: Questionnaire, matches: Iterable[Match]) -> dict[str, list[tuple[str, Column]]]:
    """dict: question to its columns in the export, each with the option, item or rank that it stands for ("" for the whole)."""
    columns = {column.position: column for column in answers.columns}
    names = sorted((question.name for question in questionnaire.questions), key=len, reverse=True)
    owner = {name: (name, "") for name in names}
    found: dict[str, list[tuple[str, Column]]] = {}
    for match in matches:
        if not match.used or match.position not in columns:
            continue
        name, part = owner.get(match.variable) or _owner(match.variable, names)
        if name:
            found.setdefault(name, []).append((part, columns[match.position]))
    return found


def _owner(variable: str, names: Sequence[str]) -> tuple[str, str]:
    """(str, str): the question and the part that a variable names, longest question name first."""
    return next(((name, variable.removeprefix(f"{name}__")) for name in names if variable.startswith(f"{name}__")), ("", ""))


def _headings(question: Question, parts: Sequence[tuple[str, Column]]) -> dict[str, str]:
    by_part = {part: clean(column.heading) for part, column in parts}
    whole = by_part.get("", next(iter(by_part.values()), question.name))
    return {column: by_part.get(column.removeprefix(f"{question.name}__"), whole) for column in question.columns}


def _not_ticked(question: Question, found: Route, parts: Sequence[tuple[str, Column]]) -> list[Note]:
    """list of Note: the rows whose answer should be one of those ticked in another question, and isn't; it is kept."""
    source = found.questionnaire.question(question.choices_from) if question.choices_from else None
    if source is None or question.name not in found.columns:
        return []
    values = found.columns[question.name].values
    astray = np.zeros(len(found.rows), dtype=bool)
    for choice in question.choices:
        column = f"{source.name}__{choice.code}"
        if column in found.columns:
            ticked = found.columns[column].values
            astray |= values.eq(choice.code).fillna(value=False).to_numpy(dtype=bool) & ticked.eq(other=False).fillna(value=False).to_numpy(
                dtype=bool
            )
    heading, places = clean(parts[0][1].heading), np.flatnonzero(astray)
    told = {choice.code: {"got": choice.title("fr"), "source": source.name} for choice in question.choices}
    codes = values.iloc[places].astype(object).to_numpy()
    return [Note("choice_not_ticked", found.rows[place], heading, told[code]) for place, code in zip(places.tolist(), codes, strict=True)]
