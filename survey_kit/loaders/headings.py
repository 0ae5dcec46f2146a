"""Headings as they are written, to what they say: markup off, spaces single, question and option apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from survey_kit.questionnaire.texts import clean, normal

__all__ = ["clean", "normal", "split_brackets", "split_dashes"]

DASHES: Final = (" - ", " – ", " — ")


def split_brackets(heading: str) -> tuple[str, tuple[str, ...]]:
    """Tuple: the question, and what stands in the brackets at the end of its heading, outer brackets only.

    >>> split_brackets("Vos lieux [Chez moi [pièce dédiée]]"), split_brackets("Grille [ligne][1]"), split_brackets("Âge")
    (('Vos lieux', ('Chez moi [pièce dédiée]',)), ('Grille', ('ligne', '1')), ('Âge', ()))
    """
    rest, parts = heading.strip(), []
    while rest.endswith("]"):
        start = _opening(rest)
        if start < 0:
            break
        parts.append(rest[start + 1 : -1].strip())
        rest = rest[:start].rstrip()
    return rest, tuple(reversed(parts))


def split_dashes(headings: Sequence[str]) -> list[tuple[str, str]]:
    """List of tuples: question and option of each heading; a dash parts them where several headings begin alike before it.

    >>> split_dashes(["Lieux - maison", "Lieux - café - bar", "Avant - après ?"])
    [('Lieux', 'maison'), ('Lieux', 'café - bar'), ('Avant - après ?', '')]
    """
    cuts = [_cuts(heading) for heading in headings]
    shared = Counter(stem for options in cuts for stem, _ in options) + Counter(set(headings))
    return [
        max((cut for cut in options if shared[cut[0]] > 1), key=lambda cut: (shared[cut[0]], len(cut[0])), default=(heading, ""))
        for heading, options in zip(headings, cuts, strict=True)
    ]


def _opening(text: str) -> int:
    """int: where the bracket opens that the last sign closes, -1 when none does."""
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] == "]") - (text[position] == "[")
        if depth == 0:
            return position
    return -1


def _cuts(heading: str) -> list[tuple[str, str]]:
    found = [
        (heading[:at].rstrip(), heading[at + len(dash) :].strip())
        for dash in DASHES
        for at in range(len(heading))
        if heading.startswith(dash, at)
    ]
    return [cut for cut in found if all(cut)]
