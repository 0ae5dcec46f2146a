"""Who was asked what: a blank cell is told not asked from not answered by the question's rule, and an answer against it is set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from survey_kit.questionnaire.rules import evaluate, parse
from survey_kit.survey.survey import Note
from survey_kit.survey.typed import BLANK, DONT_KNOW, GIVEN, NOT_ANSWERED, NOT_ASKED, Held

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.questionnaire.model import Question, Questionnaire


@dataclass(slots=True)
class Route:
    """The answers so far, in the order of the questions, and the rules already evaluated on them."""

    questionnaire: Questionnaire
    rows: Sequence[int]
    columns: dict[str, Held] = field(default_factory=dict)
    evaluated: dict[str, tuple[NDArray[np.bool_], NDArray[np.bool_]]] = field(default_factory=dict)

    def asked(self, relevance: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """(ndarray of bool, ndarray of bool): where the question was asked as far as the answers tell, and where surely not.

        Where the rule is undecided because an answer is missing, the form didn't show the question; an answer that stands
        there all the same is kept. A rule about a question that the export lacks decides nothing.
        """
        if relevance not in self.evaluated:
            self.evaluated[relevance] = self._evaluate(relevance)
        return self.evaluated[relevance]

    def _evaluate(self, relevance: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        size = len(self.rows)
        if not relevance:
            return np.ones(size, dtype=bool), np.zeros(size, dtype=bool)
        rule = parse(relevance)
        questions = [self.questionnaire.question(name) for name in rule.names]
        held = {
            column: self.columns[column].values
            for question in questions
            if question
            for column in question.answer_columns
            if column in self.columns
        }
        found = evaluate(rule, pd.DataFrame(held, index=range(size)), self.questionnaire)
        yes = found.eq(other=True).fillna(value=False).to_numpy(dtype=bool)
        no = found.eq(other=False).fillna(value=False).to_numpy(dtype=bool)
        lacking = any(
            question is not None and not any(column in self.columns for column in question.answer_columns) for question in questions
        )
        return (~no if lacking else yes), no


def route(question: Question, typed: Mapping[str, Held], route_: Route, headings: Mapping[str, str]) -> list[Note]:
    """list of Note: adds the columns of a question to the answers so far, each cell with its kind; tells what is set aside.

    `headings` names the column of the export that each column of responses was read from.
    """
    asked, surely_not = route_.asked(question.relevance)
    notes: list[Note] = []
    told = np.zeros(len(route_.rows), dtype=bool)
    for column, held in typed.items():
        against = surely_not & ((held.kinds == GIVEN) | (held.kinds == DONT_KNOW))
        if question.type == "multiple" and column in question.answer_columns:
            shown = against & held.values.fillna(value=False).to_numpy(dtype=bool) & ~told
        else:
            shown = against & ~told if question.type != "matrix" else against
        told |= against if question.type != "multiple" else shown
        option = column.removeprefix(f"{question.name}__")
        notes += _contradictions(np.flatnonzero(shown), (question.name, option), held, headings.get(column, column), route_.rows)
        route_.columns[column] = _settled(held, asked, surely_not)
    return notes


def _contradictions(places: NDArray[np.intp], named: tuple[str, str], held: Held, heading: str, rows: Sequence[int]) -> list[Note]:
    """list of Note: the answers set aside; of a set, the option that this column stands for."""
    name, option = named
    values = held.values.iloc[places].astype(object).to_numpy()
    told = {value: {"got": option if value is True else _shown(value), "variable": name} for value in dict.fromkeys(values)}
    return [Note("routing_contradiction", rows[place], heading, told[value]) for place, value in zip(places.tolist(), values, strict=True)]


def _shown(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)


def _settled(held: Held, asked: NDArray[np.bool_], surely_not: NDArray[np.bool_]) -> Held:
    """Held: blanks are not asked or not answered; nothing stands where the question surely was not asked."""
    blank = np.where(asked, NOT_ANSWERED, NOT_ASKED)
    kinds = np.where(surely_not, NOT_ASKED, np.where(held.kinds == BLANK, blank, held.kinds)).astype(np.int8)
    against = surely_not & held.values.notna().to_numpy()
    return Held(held.values.mask(against) if against.any() else held.values, kinds)
