"""Where respondents came from, for questionnaires that ask it without saying how it is told: the ladder of distances and the places of maps."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from survey_kit.questionnaire.read import read_questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from survey_kit.questionnaire.model import Derived, Question, Questionnaire

# The questionnaire whose derived variables these are, and what each needs: the place before, and for the ladder that of now.
SHIPPED: Final = "haut-rouergue"
NEEDS: Final = {"origin": ("previous_place", "commune"), "previous_region": ("previous_place",), "previous_departement": ("previous_place",)}


def with_origins(questionnaire: Questionnaire) -> Questionnaire:
    """Questionnaire: with the derived variables of origin that its places allow and that it doesn't make itself; itself where there are none."""
    asked = {concept: question for concept in ("previous_place", "commune") if (question := _place(questionnaire, concept)) is not None}
    made = [
        _named_after(variable, {concept: asked[concept] for concept in NEEDS[variable.concept]})
        for variable in _shipped()
        if all(concept in asked for concept in NEEDS[variable.concept])
        and questionnaire.having(variable.concept) is None
        and questionnaire.variable(variable.name) is None
    ]
    return replace(questionnaire, derived=(*questionnaire.derived, *made)) if made else questionnaire


def _place(questionnaire: Questionnaire, concept: str) -> Question | None:
    return next((question for question in questionnaire.questions if question.concept == concept and question.type == "place"), None)


@cache
def _shipped() -> tuple[Derived, ...]:
    return tuple(variable for variable in read_questionnaire(SHIPPED).derived if variable.concept in NEEDS)


def _named_after(variable: Derived, asked: Mapping[str, Question]) -> Derived:
    """Derived: the same, of questions that go by other names, made of whom the place before was asked."""
    first = next(iter(asked.values()))

    def renamed(rule: str) -> str:
        return re.sub(r"\b(previous_place|commune)\b", lambda match: asked[match[1]].name, rule)

    return replace(
        variable,
        rule=renamed(variable.rule),
        cases=tuple((code, renamed(condition)) for code, condition in variable.cases),
        universe=first.universe,
        relevance=first.relevance,
        line=0,
    )
