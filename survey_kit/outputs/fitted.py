"""How large text can be in the room that it has: faces of other programs are wider than the one that ships, and never ours to choose."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.charts.lettering import cut, width

if TYPE_CHECKING:
    from collections.abc import Sequence

Face = Literal["text", "strong", "heading"]
# The face of ours that each is measured by, and how much wider the faces that stand in for it are, at the most.
FACES: Final[dict[Face, tuple[str, float]]] = {"text": ("400", 1.09), "strong": ("600", 1.14), "heading": ("600", 1.22)}
# How much of a line words fill before they break.
FILLED: Final = 0.96
LINE: Final = 1.2


@dataclass(frozen=True, slots=True)
class Sized:
    """A paragraph: its text, its size as a part of the size of its frame, its face, the points that it leaves above itself."""

    text: str
    part: float = 1.0
    face: Face = "text"
    before: float = 0.0

    def height(self, room: float, size: float) -> float:
        """float: how high it is in a room at a size, in points."""
        return lines(self.text, room, size * self.part, self.face) * size * self.part * LINE + self.before


def wide(text: str, size: float, face: Face = "text") -> float:
    """float: how wide a line of text may be, in points."""
    ours, wider = FACES[face]
    return width(text, size * wider, ours)


def lines(text: str, room: float, size: float, face: Face = "text") -> int:
    """int: how many lines a text takes in a room, in points, at a size.

    >>> lines("un", 100, 10), lines("un deux trois quatre cinq six sept huit", 60, 10) > 2
    (1, True)
    """
    return max(ceil(wide(text, size, face) / (room * FILLED)), 1)


def size_for(texts: Sequence[Sized], room: float, height: float, sizes: Sequence[float]) -> float:
    """float: the first of the sizes at which all paragraphs stand within a height, in points; else the last."""
    return next((size for size in sizes if sum(text.height(room, size) for text in texts) <= height), sizes[-1])


def shortened(text: str, room: float, size: float, most: int, face: Face = "text") -> str:
    """str: the text, cut at a word so that it takes so many lines at the most."""
    ours, wider = FACES[face]
    return cut(text, room * FILLED * (most - 0.25 * (most > 1)), size * wider, ours)
