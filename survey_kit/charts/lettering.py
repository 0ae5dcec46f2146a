"""How wide text is in the font that ships, and where it breaks: labels are wrapped before they are drawn."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from survey_kit.resources import templates

# What a character that the font lacks takes: those of East Asian scripts and pictures are square.
UNKNOWN: Final = 560
SQUARE: Final = 1000
SQUARE_FROM: Final = 0x2E80
ELLIPSIS: Final = "…"


@cache
def advances(face: str) -> dict[str, int]:
    """dict of int: character to advance width, in thousandths of the type size, of a face ("400", "600", "italic")."""
    widths: dict[str, dict[str, int]] = json.loads((templates() / "fonts" / "widths.json").read_text(encoding="ascii"))
    return widths[face]


def width(text: str, size: float, face: str = "400") -> float:
    """float: the width of a line of text, in points.

    >>> round(width("nn", 10), 1) == round(2 * width("n", 10), 1)
    True
    """
    table = advances(face)
    return sum(table.get(sign, SQUARE if ord(sign) >= SQUARE_FROM else UNKNOWN) for sign in text) * size / 1000


def cut(text: str, room: float, size: float, face: str = "400") -> str:
    """str: the text, cut at a word (or within a word longer than the room) with an ellipsis so that it fits."""
    if width(text, size, face) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size, face) > room:
        kept = kept.rsplit(" ", 1)[0] if " " in kept else kept[:-1]
    return kept.rstrip(" ,;:") + ELLIPSIS


def wrap(text: str, room: float, size: float, face: str = "400", most: int = 2) -> tuple[str, ...]:
    """tuple of str: the lines, each within the room; beyond `most` lines the last one ends in an ellipsis."""
    lines: list[str] = []
    left = " ".join(text.split(" "))
    while left and len(lines) < most - 1:
        first, left = _first_line(left, room, size, face)
        lines.append(first)
    if left:
        lines.append(cut(left, room, size, face))
    return tuple(lines) or ("",)


def _first_line(text: str, room: float, size: float, face: str) -> tuple[str, str]:
    """tuple of two str: as many whole words as fit, and the rest; a word longer than the room is broken."""
    words = text.split(" ")
    taken = 0
    while taken < len(words) and width(" ".join(words[: taken + 1]), size, face) <= room:
        taken += 1
    if taken:
        return " ".join(words[:taken]), " ".join(words[taken:])
    fits = next(count for count in range(len(text), 0, -1) if count == 1 or width(text[:count], size, face) <= room)
    return text[:fits], text[fits:]
