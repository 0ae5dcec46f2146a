"""The one table of rules for small bases."""

from __future__ import annotations

from typing import Final

from survey_kit.disclosure.released import INTERNAL, BaseRule

# Fewest respondents of a base, and what may be shown of it.
RULES: Final[tuple[tuple[int, BaseRule], ...]] = ((100, "full"), (30, "limited"), (15, "indicative"), (5, "counts"), (0, "nothing"))
WITH_PERCENTAGES: Final = ("full", "limited", "indicative")


def rule_of(base: int, threshold: int = 5) -> BaseRule:
    """BaseRule: what a base allows; nothing below the threshold, where a higher one is asked for, and everything of what stays in the office.

    >>> [rule_of(base) for base in (165, 30, 29, 14, 4)]
    ['full', 'limited', 'indicative', 'counts', 'nothing']
    """
    if threshold <= INTERNAL:
        return "full"
    if base < threshold:
        return "nothing"
    return next(rule for fewest, rule in RULES if base >= fewest)
