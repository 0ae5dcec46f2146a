"""Columns of numbers: counted, measured, steps of a scale, codes of answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from survey_kit.questionnaire.amounts import MINUTES, number
from survey_kit.questionnaire.infer_order import leading_number
from survey_kit.questionnaire.infer_profile import Inferred, Profile, missing_choices, share, shown
from survey_kit.questionnaire.model import Choice
from survey_kit.questionnaire.texts import normal

NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,25})?(?:[eE][+-]?\d{1,2})?")
WHOLE: Final = re.compile(r"[+-]?\d{1,15}")
COUNTING: Final = re.compile(
    r"\b(?:combien|nombre|number of|how (?:many|much|old|long)|nb|age|ans|annees?|years?|jours?|days?|heures?|hours?|minutes?|km|euros?|enfants?|child\w*|personnes?|people|part|vehicle|fois|times)\b"
)
SCALED: Final = re.compile(
    r"\b(?:echelle|scale|note|notez|score|satisf\w*|de [01] a (?:5|7|10)|from [01] to (?:5|7|10)|accord|agree\w*|a quel point|evaluez|rate|importance)\b"
)
ENDS: Final = re.compile(r"(?:de|from|entre|between) ([01]) (?:a|to|et|and) (5|7|10)\b")
MOSTLY: Final = 0.95
SOME_PLAIN: Final = 0.3
OFTEN: Final = 8


def numeric(heading: str, found: Profile) -> Inferred | None:
    """Inferred or None: numbers: something counted, the steps of a scale, or the codes of answers."""
    minutes = bool(MINUTES.search(heading))
    numbers = {text: value for text in found.counts if (value := number(text, minutes=minutes)) is not None}
    if share(found, numbers.__contains__) < MOSTLY or share(found, lambda text: bool(NUMBER.fullmatch(text))) < SOME_PLAIN:
        return None
    whole = all(value == int(value) for value in numbers.values()) and all(
        "." not in text or not NUMBER.fullmatch(text) for text in numbers
    )
    plain = len(numbers) == len(found.counts) and all(WHOLE.fullmatch(text) for text in numbers)
    if len(set(numbers.values())) < 2:
        return Inferred("", told=(("draft_constant", {"got": next(iter(numbers))}),))
    if plain and _is_scale(heading, sorted(int(number) for number in numbers.values())):
        codes = _completed(heading, sorted(int(number) for number in numbers.values()))
        return Inferred("scale", (*(Choice(code, {}, number=float(code)) for code in codes), *missing_choices(found.silent)), ordered=True)
    if plain and _are_codes(heading, sorted(int(number) for number in numbers.values())):
        return Inferred("single", (*(Choice(code, {}) for code in sorted(numbers, key=int)), *missing_choices(found.silent)), ordered=True)
    return Inferred("integer" if whole else "decimal")


def _is_scale(heading: str, numbers: Sequence[int]) -> bool:
    """bool: whether whole numbers are the steps of a scale: the heading says so, or they go from 0 to 10."""
    low, high, text = numbers[0], numbers[-1], _spoken(heading)
    if low < 0 or high > 10 or len(numbers) < 2:
        return False
    return bool(SCALED.search(text)) or (low == 0 and high == 10 and len(numbers) >= OFTEN and not COUNTING.search(text))


def _are_codes(heading: str, numbers: Sequence[int]) -> bool:
    """bool: whether whole numbers are the codes of answers: 1, 2, 3, ... without a gap, and nothing that is counted."""
    return numbers == list(range(1, len(numbers) + 1)) and len(numbers) <= 10 and not COUNTING.search(_spoken(heading))


def _completed(heading: str, numbers: Sequence[int]) -> list[str]:
    """list of str: the steps of a scale, with those that nobody gave when the heading says from where to where it goes."""
    said = ENDS.search(_spoken(heading))
    steps = range(int(said[1]), int(said[2]) + 1) if said and int(said[1]) <= numbers[0] and int(said[2]) >= numbers[-1] else numbers
    return [str(step) for step in steps]


def _spoken(heading: str) -> str:
    return normal(heading.replace("_", " ").replace("'", " ").replace("’", " "))


def leading(found: Profile) -> Inferred | None:
    """Inferred or None: a scale whose ends, or all its steps, carry words behind their number ("0 - Pas du tout", "1", ...)."""
    numbers = {text: leading_number(text) for text in found.counts}
    if any(number is None for number in numbers.values()) or not 3 <= len(numbers) <= 21 or len(set(numbers.values())) < len(numbers):
        return None
    ranked = sorted(numbers, key=lambda text: (numbers[text] or 0.0, text))
    choices = tuple(Choice(text, {}, number=numbers[text]) for text in ranked)
    return Inferred("scale", (*choices, *missing_choices(found.silent)), ordered=True, told=(("draft_order", {"order": shown(ranked)}),))
