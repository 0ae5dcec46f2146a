"""Derived variables, made of typed answers by the rules of the codebook, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire import rules
from survey_kit.questionnaire.rules_parse import Call, nodes
from survey_kit.survey import places
from survey_kit.survey.labels import base_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.questionnaire.model import Derived, Questionnaire
    from survey_kit.survey.typed import Typed

Function = Callable[..., "pd.Series[Any]"]
# of several reasons why a variable can't be made, the first of these
WEIGHTIEST: Final = ("not_answered", "refused", "dont_know", "not_applicable", "not_asked")


def derive(typed: Typed, questionnaire: Questionnaire, functions: Mapping[str, Function] | None = None) -> Typed:
    """Typed: with the derived variables whose answers are there, and why each is missing where it is.

    `functions` are those of places unless others are given; `distance_km` needs a file of coordinates and is not among them.
    """
    handed = PLACES if functions is None else functions
    responses = {str(name): values for name, values in typed.responses.items()}
    missing = {str(name): kinds for name, kinds in typed.missing.items()}
    for variable in questionnaire.derived:
        names = _columns_of(_names(variable), questionnaire, responses)
        lacking = not all(_columns_of((name,), questionnaire, responses) for name in _names(variable))
        if not names:
            continue
        frame = pd.DataFrame(
            {name: responses[name] for name in _columns_of(_all_names(variable), questionnaire, responses)}, index=typed.responses.index
        )
        made = _typed(rules.derive(variable, frame, questionnaire, handed), variable)
        if lacking and not made.notna().any():
            continue
        asked = rules.asked(variable.relevance, frame, questionnaire).to_numpy(dtype=bool)
        kinds = _kinds(made, asked, [missing[name].to_numpy() for name in names], lacks=lacking or _lacks(variable, handed))
        responses[variable.name] = made
        missing[variable.name] = pd.Series(kinds, index=typed.missing.index, dtype=object)
    return replace(
        typed, responses=pd.DataFrame(responses, index=typed.responses.index), missing=pd.DataFrame(missing, index=typed.missing.index)
    )


def _texts(variable: Derived) -> tuple[str, ...]:
    return tuple(text for text in (variable.rule, *(condition for _, condition in variable.cases), variable.needs) if text)


def _names(variable: Derived) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in _texts(variable) for name in rules.parse(text).names))


def _all_names(variable: Derived) -> tuple[str, ...]:
    return (*_names(variable), *(rules.parse(variable.relevance).names if variable.relevance else ()))


def _columns_of(names: tuple[str, ...], questionnaire: Questionnaire, responses: Mapping[str, pd.Series[Any]]) -> list[str]:
    """list of str: the columns of these variables, as far as the responses have them."""
    found: list[str] = []
    for name in names:
        question = questionnaire.question(name)
        made = next((one.name for one in questionnaire.derived if name == one.name or name in one.aliases), name)
        found += [column for column in (question.answer_columns if question else (made,)) if column in responses]
    return list(dict.fromkeys(found))


def _lacks(variable: Derived, functions: Mapping[str, Function]) -> bool:
    """bool: whether the variable needs a function that isn't there: nobody was asked what would tell it."""
    called = {node.function for text in (variable.needs,) if text for node in nodes(rules.parse(text).tree) if isinstance(node, Call)}
    return bool(called & {"distance_km", "epci", "departement", "region", "abroad", "population"} - functions.keys())


def _typed(made: pd.Series[Any], variable: Derived) -> pd.Series[Any]:
    if variable.type in {"integer", "decimal"}:
        return made
    codes = list(base_codes(variable.choices)) or sorted({str(value) for value in made.dropna().unique()})
    known = made.where(made.isin(codes), None)
    return pd.Series(pd.Categorical(known, categories=codes, ordered=variable.ordered), index=made.index)


def _kinds(made: pd.Series[Any], asked: NDArray[np.bool_], inputs: list[NDArray[np.object_]], *, lacks: bool) -> NDArray[np.object_]:
    """ndarray of str: "" where the variable has a value, else the weightiest reason among its inputs; beyond its relevance, not asked."""
    kinds = np.full(len(made), "not_asked" if lacks else "not_applicable", dtype=object)
    for kind in reversed(WEIGHTIEST):
        for column in inputs:
            kinds[column == kind] = kind
    kinds[~asked] = "not_asked"
    kinds[made.notna().to_numpy()] = ""
    return kinds


def _by_place(function: Callable[[str], object]) -> Function:
    """Callable: a function of one place, as a function of a column of places."""

    def mapped(column: pd.Series[Any]) -> pd.Series[Any]:
        known = {code: function(str(code)) for code in column.dropna().unique()}
        return column.map(known)

    return mapped


def _population(column: pd.Series[Any]) -> pd.Series[Any]:
    return _by_place(places.population)(column).astype("Float64")


def _abroad(column: pd.Series[Any]) -> pd.Series[Any]:
    return _by_place(places.abroad)(column).astype("boolean")


PLACES: Final[Mapping[str, Function]] = {
    "epci": _by_place(places.epci),
    "departement": _by_place(places.departement),
    "region": _by_place(places.region),
    "abroad": _abroad,
    "population": _population,
}
