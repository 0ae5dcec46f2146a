"""A questionnaire drafted from an export that fits none: types, sets, scales and their order, concepts. Every guess is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers
    from survey_kit.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Guess:
    """One thing supposed about a column, to be checked: make a Note of the same code, column and values of it."""

    code: str
    column: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted questionnaire and every guess that made it."""

    questionnaire: Questionnaire
    guesses: tuple[Guess, ...]


def draft_with_guesses(answers: Answers, *, name: str, lang: Literal["fr", "en"] = "fr") -> Draft:
    """Draft: the questionnaire that the columns suggest, and what was supposed of each."""
    raise NotImplementedError


def draft(answers: Answers, *, name: str, lang: Literal["fr", "en"] = "fr") -> Questionnaire:
    """Questionnaire: drafted from the columns; its questions name their columns by the alias `column:<position>`."""
    return draft_with_guesses(answers, name=name, lang=lang).questionnaire
