"""Questions that nobody is ever asked: whatever the answers, their rule and those before it contradict each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.rules_evaluate import evaluate
from survey_kit.questionnaire.rules_parse import Constant, Rule, nodes, parse

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Question, Questionnaire

MOST_PATHS: Final = 60_000  # beyond, a rule is judged without the rules of the questions that it names
_NUMERIC: Final = ("integer", "decimal")


def unreachable(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """tuple of Question: those whose relevance no path of answers can meet, as far as the answers can be enumerated."""
    return tuple(question for question in questionnaire.questions if question.relevance and not _reachable(question, questionnaire))


def _reachable(question: Question, questionnaire: Questionnaire) -> bool:
    rules = _chain(question, questionnaire)
    answers = _answers(rules, questionnaire)
    if math.prod(map(len, answers.values())) > MOST_PATHS:
        rules = rules[:1]
        answers = _answers(rules, questionnaire)
    if not answers or math.prod(map(len, answers.values())) > MOST_PATHS:
        return True
    return _met(rules, answers, questionnaire)


def _chain(question: Question, questionnaire: Questionnaire) -> list[Rule]:
    """The question's own rule first, then those of the questions that it names, and so on."""
    rules: dict[str, Rule] = {}
    waiting = [question]
    while waiting:
        one = waiting.pop(0)
        rule = _parsed(one.relevance)
        if rule is None or one.name in rules:
            continue
        rules[one.name] = rule
        waiting += [named for name in rule.names if (named := questionnaire.question(name)) is not None]
    return list(rules.values())


def _parsed(text: str) -> Rule | None:
    try:
        return parse(text) if text else None
    except SurveyKitError:
        return None


def _answers(rules: list[Rule], questionnaire: Questionnaire) -> Mapping[str, list[object]]:
    """What each column named by the rules can hold, as far as the rules can tell it apart; empty when a name can't be enumerated."""
    found: dict[str, list[object]] = {}
    for name in dict.fromkeys(name for rule in rules for name in rule.names):
        question = questionnaire.question(name)
        if question is None or (columns := _columns(question, rules)) is None:
            return {}
        found |= columns
    return found


def _columns(question: Question, rules: list[Rule]) -> dict[str, list[object]] | None:
    if question.type == "multiple":
        return {column: [True, False] for column in question.answer_columns}
    if question.type in ("single", "scale", "yes_no"):
        codes: list[object] = [choice.code for choice in question.choices if choice.missing not in ("refused", "not_applicable")]
        return {question.name: codes}
    if question.type in _NUMERIC:
        return {question.name: list(_numbers(question, rules))}
    return None


def _numbers(question: Question, rules: list[Rule]) -> Iterator[object]:
    """The numbers that the rules compare, and those on either side, within the bounds."""
    low, high = question.bounds or (-math.inf, math.inf)
    every = [node for rule in rules for node in nodes(rule.tree)]
    limits = {node.value for node in every if isinstance(node, Constant) and isinstance(node.value, float)}
    step = 1.0 if question.type == "integer" else 0.5
    around = {limit + shift for limit in limits | {0.0} for shift in (-step, 0.0, step)} | ({low, high} - {-math.inf, math.inf})
    yield from sorted(number for number in around if low <= number <= high)


def _met(rules: list[Rule], answers: Mapping[str, list[object]], questionnaire: Questionnaire) -> bool:
    paths = pd.DataFrame(list(itertools.product(*answers.values())), columns=list(answers))
    met = np.ones(len(paths), dtype=bool)
    for rule in rules:
        met &= evaluate(rule, paths, questionnaire).eq(other=True).fillna(value=False).to_numpy(dtype=bool)
    return bool(met.any())
