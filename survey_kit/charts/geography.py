"""The outlines of the départements of metropolitan France, alone or joined: what maps are drawn from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from survey_kit.resources import templates

Point = tuple[float, float]
Ring = tuple[Point, ...]
# Beside so large a part others count for nothing in where the middle is: islands draw it out to sea.
MAINLAND: Final = 0.2


@dataclass(frozen=True, slots=True)
class Geography:
    """Borders as arcs, which neighbours share, and the rings of each département as numbers of arcs (~number runs backwards), in a drawing of so wide
    and high; `credit` says whose it is.
    """

    width: float
    height: float
    arcs: tuple[Ring, ...]
    rings: Mapping[str, tuple[tuple[int, ...], ...]]
    credit: str

    def outline(self, codes: Collection[str]) -> tuple[Ring, ...]:
        """tuple of rings: around these départements taken together, the borders between them left out; empty of those that aren't drawn."""
        parts = [number for code in codes for ring in self.rings.get(code, ()) for number in ring]
        shared = Counter(number if number >= 0 else ~number for number in parts)
        left = [number for number in parts if shared[number if number >= 0 else ~number] == 1]
        return tuple(self._closed(left))

    def middle(self, codes: Collection[str]) -> Point | None:
        """tuple of two floats or None: the middle of these départements taken together; None when none of them is drawn."""
        measured = [(*_centre(ring), abs(area(ring))) for ring in self.outline(codes)]
        largest = max((size for _, _, size in measured), default=0.0)
        large = [each for each in measured if each[2] >= MAINLAND * largest]
        whole = sum(size for _, _, size in large)
        if not whole:
            return None
        return sum(x * size for x, _, size in large) / whole, sum(y * size for _, y, size in large) / whole

    def _arc(self, number: int) -> Ring:
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def _closed(self, numbers: list[int]) -> Iterator[Ring]:
        """Iterator of rings: the arcs laid end to end until each closes."""
        begins: dict[Point, list[int]] = {}
        for number in numbers:
            begins.setdefault(self._arc(number)[0], []).append(number)
        for number in numbers:
            if number not in begins[self._arc(number)[0]]:
                continue
            points: list[Point] = []
            end = self._arc(number)[0]
            while begins.get(end):
                arc = self._arc(begins[end].pop(0))
                points += arc[:-1]
                end = arc[-1]
            yield tuple(points)


@cache
def geography() -> Geography:
    """Geography: the one that ships, read once."""
    drawn = json.loads((templates() / "maps" / "france.json").read_text(encoding="utf-8"))
    (across, down), (left, top) = drawn["transform"]["scale"], drawn["transform"]["translate"]
    arcs = (accumulate(arc, lambda point, step: (point[0] + step[0], point[1] + step[1])) for arc in drawn["arcs"])
    shapes = drawn["objects"]["departements"]["geometries"]
    return Geography(
        width=drawn["bbox"][2],
        height=drawn["bbox"][3],
        arcs=tuple(tuple((round(x * across + left, 1), round(y * down + top, 1)) for x, y in arc) for arc in arcs),
        rings={shape["id"]: tuple(tuple(part for ring in polygon for part in ring) for polygon in shape["arcs"]) for shape in shapes},
        credit=drawn["credit"],
    )


def area(ring: Ring) -> float:
    """float: the area within a ring, positive or negative by its direction.

    >>> area(((0, 0), (2, 0), (2, 1), (0, 1)))
    2.0
    """
    return sum(x * below - right * y for (x, y), (right, below) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def _centre(ring: Ring) -> Point:
    """tuple of two floats: the middle of what a ring holds."""
    pairs = [(one, other, one[0] * other[1] - other[0] * one[1]) for one, other in zip(ring, (*ring[1:], ring[0]), strict=True)]
    size = 6 * area(ring)
    return sum((one[0] + other[0]) * part for one, other, part in pairs) / size, sum((one[1] + other[1]) * part for one, other, part in pairs) / size
