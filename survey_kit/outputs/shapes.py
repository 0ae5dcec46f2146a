"""Curves of an SVG as the shapes of an office document: the same drawing, that a word processor can edit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PATH: Final = re.compile(r'<path d="([^"]+)" fill="(#[0-9A-Fa-f]{6})"/>')
_STEP: Final = re.compile(r"([MLHVCS])([^A-Za-z]*)")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
# How many numbers each step of a path takes; a step written once goes on for as long as numbers follow.
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4}
_NAMES: Final = {"M": "moveTo", "C": "cubicBezTo", "S": "cubicBezTo"}

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a shape's outline: its name in DrawingML, and its points."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed shape and its colour."""

    fill: str
    steps: tuple[Step, ...]


def shapes(svg: str) -> tuple[Shape, ...]:
    """tuple of Shape: the filled paths of an SVG, in drawing order."""
    return tuple(Shape(fill, tuple(steps(path))) for path, fill in _PATH.findall(svg))


def steps(path: str) -> Iterator[Step]:
    """Iterator of Step: those of a path in absolute places (M, L, H, V, C, S); smooth curves get their first handle.

    >>> [step.points for step in steps("M0 4C1 2 3 2 4 4S7 6 8 4V9H0Z")][2:]
    [((5, 6), (7, 6), (8, 4)), ((8, 9),), ((0, 9),)]
    """
    at, handle = (0, 0), (0, 0)
    for name, told in _STEP.findall(path):
        numbers = tuple(round(float(number)) for number in _NUMBER.findall(told))
        for first in range(0, len(numbers), _TAKES[name]):
            points = _points(name, numbers[first : first + _TAKES[name]], at, handle)
            at, handle = points[-1], points[-2] if len(points) > 1 else points[-1]
            yield Step(_NAMES.get(name, "lnTo"), points)


def _points(name: str, numbers: tuple[int, ...], at: Point, handle: Point) -> tuple[Point, ...]:
    """tuple of Point: where a step goes from a place; `handle` is the second handle of the curve before."""
    if name == "H":
        return ((numbers[0], at[1]),)
    if name == "V":
        return ((at[0], numbers[0]),)
    pairs = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return ((2 * at[0] - handle[0], 2 * at[1] - handle[1]), *pairs) if name == "S" else pairs
