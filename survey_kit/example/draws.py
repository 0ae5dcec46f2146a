"""One answer drawn: from the recipe of a question where there is one, else from a plausible shape for its type."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from survey_kit.example.profiles import Recipe, Steps, Table

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Choice, Question

Row = Mapping[str, object]
MOST_TICKED: Final = 0.97


@dataclass(frozen=True, slots=True)
class Chance:
    """What a draw hangs on: the generator of this cell, the person's row so far and their mood (a standard normal number)."""

    rng: Random
    row: Row
    mood: float


@lru_cache(maxsize=4096)
def weights(text: str) -> Mapping[str, float]:
    """Mapping of str to float: the weights that a text says; ranges are spread over their values.

    >>> dict(weights("2:3 5-15/5:1"))
    {'2': 3.0, '5': 1.0, '10': 1.0, '15': 1.0}
    """
    found: dict[str, float] = {}
    for part in text.split():
        code, _, weight = part.rpartition(":")
        low, dash, rest = code.partition("-")
        if not (dash and low.isdigit()):
            found[code] = float(weight)
            continue
        high, _, step = rest.partition("/")
        values = range(int(low), int(high) + 1, int(step or 1))
        # a range with a step gives its weight to each value, one without shares it out
        found |= {str(value): float(weight) / (1 if step else len(values)) for value in values}
    return MappingProxyType(found)


def row_of(table: Table, row: Row) -> Mapping[str, float]:
    """Mapping of str to float: the weights for a person, none when the table has no row for them."""
    value = str(row.get(table.by))
    found = next((text for key, text in table.rows.items() if value in key.split(" ")), table.rows.get("*", ""))
    return weights(found)


def combined(tables: Sequence[Table], row: Row) -> dict[str, float]:
    """dict of str to float: the first table's weights, multiplied by those of the others."""
    found = dict(row_of(tables[0], row))
    for table in tables[1:]:
        factors = row_of(table, row)
        found = {code: weight * factors.get(code, 1.0) for code, weight in found.items()}
    return found if sum(found.values()) > 0 else dict(row_of(tables[0], row))


def pick(chances: Mapping[str, float], rng: Random) -> str:
    """str: one code, drawn with its weight."""
    codes = list(chances)
    place = rng.random() * sum(chances.values())
    for code in codes:
        place -= chances[code]
        if place < 0:
            return code
    return codes[-1]


def single(question: Question, recipe: Recipe | None, chance: Chance) -> str:
    """str: the code of one choice."""
    allowed = _allowed(question, chance.row)
    if isinstance(recipe, tuple):
        fitting = {code: weight for code, weight in combined(recipe, chance.row).items() if code in allowed}
        if sum(fitting.values()) > 0:
            return pick(fitting, chance.rng)
    if isinstance(recipe, Steps) or question.type == "scale":
        return step(question.choices, mean(recipe, question.choices, chance.row), recipe, chance)
    return pick(_plausible(question, allowed), chance.rng)


def step(choices: Sequence[Choice], mean: float, recipe: Recipe | None, chance: Chance) -> str:
    """str: the code of the step nearest to a number drawn around a mean."""
    steps = [choice for choice in choices if not choice.missing] or list(choices)
    pull, spread = (recipe.pull, recipe.spread) if isinstance(recipe, Steps) else (0.12 * len(steps), 0.2 * len(steps))
    drawn = mean + pull * chance.mood + spread * chance.rng.gauss(0, 1)
    return min(enumerate(steps), key=lambda pair: abs(_height(pair[1], pair[0]) - drawn))[1].code


def ticks(question: Question, recipe: Recipe | None, chance: Chance, size: int | None = None) -> list[str]:
    """list of str: the codes ticked in a set, in the order of the questionnaire."""
    codes = [choice.code for choice in question.choices if not choice.missing]
    chances = combined(recipe, chance.row) if isinstance(recipe, tuple) else _likely(question)
    alone = [choice.code for choice in question.choices if choice.exclusive and not choice.missing]
    for code in alone:
        if chance.rng.random() * 100 < chances.get(code, 0.0):
            return [code]
    open_ = {code: min(chances.get(code, 0.0) / 100, MOST_TICKED) for code in codes if code not in alone}
    found = {code: probability for code, probability in open_.items() if chance.rng.random() < probability}
    if not found:
        one = pick(open_, chance.rng)
        found = {one: open_[one]}
    return sorted(_cut(found, open_, size or question.maximum, chance.rng, exact=size is not None), key=codes.index)


def _cut(found: Mapping[str, float], chances: Mapping[str, float], size: int | None, rng: Random, *, exact: bool) -> list[str]:
    kept = dict(found)
    while size and exact and len(kept) < min(size, len(chances)):
        more = pick({code: weight for code, weight in chances.items() if code not in kept and weight > 0} or {next(iter(kept)): 1.0}, rng)
        if more in kept:
            break
        kept[more] = chances[more]
    while size and len(kept) > size:
        # what is often ticked is given up last
        kept.pop(pick({code: weight**-1.5 for code, weight in kept.items()}, rng))
    return list(kept)


def whole(question: Question, recipe: Recipe | None, chance: Chance) -> int:
    """int: a whole number."""
    if isinstance(recipe, tuple):
        return int(pick(combined(recipe, chance.row), chance.rng))
    return round(number(question, chance))


def number(question: Question, chance: Chance) -> float:
    """float: a number, more often small than large, within the question's bounds."""
    low, high = question.bounds or (0.0, 100.0)
    return low + (high - low) * chance.rng.random() ** 2


def ranks(question: Question, chance: Chance) -> list[str]:
    """list of str: the codes in order of preference."""
    left = _likely(question)
    order: list[str] = []
    while left and len(order) < (question.maximum or len(question.choices)):
        order.append(pick(left, chance.rng))
        left.pop(order[-1])
    return order


def _allowed(question: Question, row: Row) -> list[str]:
    codes = [choice.code for choice in question.choices]
    if not question.choices_from:
        return codes
    return [code for code in codes if row.get(f"{question.choices_from}__{code}") is True] or codes


def _plausible(question: Question, allowed: Sequence[str]) -> dict[str, float]:
    # no two questions alike: a smooth hump whose place follows from the question's name
    missing = {choice.code for choice in question.choices if choice.missing}
    centre = Random(question.name).random() * max(len(allowed) - 1, 1)  # noqa: S311
    return {code: 0.12 if code in missing else math.exp(-(((place - centre) / 2) ** 2)) + 0.1 for place, code in enumerate(allowed)}


def _likely(question: Question) -> dict[str, float]:
    rng = Random(question.name)  # noqa: S311
    codes = [choice for choice in question.choices if not choice.missing]
    return {choice.code: 6.0 if choice.exclusive or choice.opens_text else 12 + 48 * rng.random() for choice in codes}


def _height(choice: Choice, place: int) -> float:
    return float(place) if choice.number is None else choice.number


def mean(recipe: Recipe | None, choices: Sequence[Choice], row: Row) -> float:
    """float: around which step a scale is answered."""
    if isinstance(recipe, Steps):
        value = str(row.get(recipe.by))
        return float(recipe.means.get(value) or recipe.means["*"])
    heights = [_height(choice, place) for place, choice in enumerate(choices) if not choice.missing]
    return min(heights) + 0.62 * (max(heights) - min(heights))
