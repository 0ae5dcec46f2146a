"""What the segmenter is worth on questionnaires whose structure is known, and that the page which tells it is the simulation's."""

import re
import sys
from importlib import import_module

import numpy as np
import pytest

# Seeds far from the page's, and from those that thresholds were set on.
SEED = 900_000
FILES, FEW = 100, 24


@pytest.fixture(scope="module")
def tools(root):
    sys.path.insert(0, str(root / "tools"))
    yield import_module("planted"), import_module("segments_found")
    sys.path.pop(0)


def verdicts(tools, frames):
    return [tools[1].found(frame) for frame in frames]


def test_the_page_tells_every_kind_of_file(root, tools):
    text = (root / "docs" / "segmentation.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", text, re.MULTILINE)
    told = {name: list(map(int, numbers)) for name, *numbers in rows}
    assert set(told) == {name for name, _, _ in tools[1].kinds(1)}
    assert all(sum(numbers[1:]) == numbers[0] for numbers in told.values())


def test_one_file_of_each_kind_is_told_aright(tools):
    planted, _ = tools
    nothing, heaped, clear = verdicts(tools, [planted.nothing(SEED), planted.gradient(SEED, 6.0), planted.profiles(SEED, 3, 0.0)])
    assert (nothing.verdict, heaped.verdict, clear.verdict, clear.count) == ("none", "gradient", "segments", 3)
    assert clear.likeness > 0.85


@pytest.mark.slow
def test_nothing_is_nothing_97_times_in_a_hundred(tools):
    found = verdicts(tools, map(tools[0].nothing, range(SEED, SEED + FILES)))
    assert sum(each.verdict == "none" for each in found) >= 97


@pytest.mark.slow
@pytest.mark.parametrize("steepness", [2.0, 3.0, 5.0, 8.0])
def test_a_gradient_is_one_nine_times_in_ten_heaped_or_not(tools, steepness):
    found = verdicts(tools, (tools[0].gradient(SEED + 1000 * int(steepness) + number, steepness) for number in range(FILES // 2)))
    assert sum(each.verdict == "gradient" for each in found) >= 0.9 * len(found)


@pytest.mark.slow
@pytest.mark.parametrize(("noise", "right"), [("clear", 0.85), ("low", 0.7)])
def test_profiles_are_counted_aright(tools, noise, right):
    planted, _ = tools
    pairs = [
        (count, planted.profiles(SEED + 100 * count + seed, count, planted.NOISES[noise])) for count in (3, 4, 5) for seed in range(FEW)
    ]
    found = [(count, tools[1].found(frame)) for count, frame in pairs]
    assert np.mean([each.count == count for count, each in found]) >= right
    assert np.median([each.seconds for _, each in found]) < 2.5
