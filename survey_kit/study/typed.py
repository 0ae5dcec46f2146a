"""Numbers that a person typed into an edited text: which live figure each of them was, and whether it still is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Protocol

from survey_kit.findings.live import literal

if TYPE_CHECKING:

    class Figures(Protocol):
        """What has figures by name."""

        @property
        def figures(self) -> Mapping[str, str]:
            """Mapping: name to what is printed."""
            ...


_BLANKS: Final = re.compile(r"[ \t\r\n]+")
# A number with its thousands and decimals, and its sign of percent.
_NUMBER: Final = re.compile(r"(?<![\w,.])[−-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)(?:[ \u00a0\u202f]?%)?|(?<![\w,.])[−-]?\d+(?:[.,]\d+)*(?:[ \u00a0\u202f]?%)?(?!\w)")
_SPACES: Final = re.compile("[ \u00a0\u202f]")


def one_line(text: str) -> str:
    """str: a text on one line, its blanks as single spaces; no-break spaces stay."""
    return _BLANKS.sub(" ", text).strip()


def numbers(text: str) -> tuple[str, ...]:
    """tuple of str: the numbers of a text, each once, as they are compared: without spaces, their percent sign kept.

    >>> numbers("46 % des 1 139 répondants (de 38 à 54 %)")
    ('46%', '1139', '38', '54%')
    """
    return tuple(dict.fromkeys(_SPACES.sub("", found[0]) for found in _NUMBER.finditer(text)))


def _held(value: str) -> frozenset[str]:
    """frozenset of str: what of a figure may be typed: its numbers, with and without their percent sign."""
    found = numbers(value)
    return frozenset((*found, *(each.rstrip("%") for each in found)))


def bound(text: str, kit: str, figures: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """dict: each number, or figure in words, typed in a text to the name of the figure that it was: as the file remembers, else as its figures say.
    What the kit types itself (in a label) is no figure.
    """
    typed, own = literal(text), numbers(literal(kit))
    found: dict[str, str] = {}
    for one in numbers(typed):
        if one in known:
            found[one] = known[one]
        elif one not in own and (name := _named(one, figures)):
            found[one] = name
    plain = _SPACES.sub(" ", typed).casefold()
    for name, value in figures.items():
        said = _SPACES.sub(" ", value).casefold()
        if not any(sign.isdigit() for sign in said) and len(said.split()) > 1 and said in plain:
            found[value] = name
    return found | {value: name for value, name in known.items() if _SPACES.sub(" ", value).casefold() in plain and not numbers(value)}


def _named(one: str, figures: Mapping[str, str]) -> str:
    """str: the figure that is this number, else that holds it; empty where none does."""
    whole = (name for name, value in figures.items() if _SPACES.sub("", value) in {one, f"{one}%"})
    held = (name for name, value in figures.items() if one in _held(value))
    return next(whole, "") or next(held, "")


def stale(typed: Mapping[str, str], figures: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Iterator of tuple: what was typed and the figure that it was, where the figure is another today, or isn't told any more."""
    for one, name in typed.items():
        now = figures.get(name, "")
        same = _SPACES.sub(" ", one).casefold() == _SPACES.sub(" ", now).casefold() if not numbers(one) else one in _held(now)
        if not same:
            yield one, name


def untied(text: str, kit: str, proposal: Figures, typed: Mapping[str, str]) -> Iterator[str]:
    """Iterator of str: the percentages typed in a text that are none of its figures, today or before."""
    own = {*numbers(literal(kit)), *(one for value in proposal.figures.values() for one in numbers(value))}
    yield from (one for one in numbers(literal(text)) if one.endswith("%") and one not in own and one not in typed)
