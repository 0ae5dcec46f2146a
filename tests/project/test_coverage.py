"""Intervals hold the truth as often as is promised, and the page that says so tells what the simulation gives."""

import re
import sys
from importlib import import_module

import numpy as np
import pytest

# 4,000 draws: one standard error of a coverage of 95 % is 0.34 points, so that one of 92 % would show as such.
DRAWS, ERROR = 4_000, np.sqrt(0.95 * 0.05 / 4_000)
SEED = 97


@pytest.fixture(scope="module")
def tool(root):
    sys.path.insert(0, str(root / "tools"))
    yield import_module("interval_coverage")
    sys.path.pop(0)


@pytest.fixture(scope="module")
def page(root):
    text = (root / "docs" / "coverage.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]*[a-z][^|]*) \|((?: [\d.]+ \|)+)$", text, re.MULTILINE)
    return {name: [float(number) / 100 for number in numbers.split(" |") if number.strip()] for name, numbers in rows}


def test_the_page_has_every_scenario(tool, page):
    assert set(page) == {*tool.PROMISED, *tool.BEYOND}
    assert all(0.93 <= share <= 0.97 for name in tool.PROMISED for share in page[name])
    assert min(page["weights, Kish deff 3"]) < 0.93
    assert max(page["volunteers, yes twice as willing"]) < 0.9
    assert max(page["the same, raked to sex and age"]) < 0.9


def test_the_population_is_as_it_is_said_to_be(tool):
    people = tool.population()
    np.testing.assert_allclose(people[list(tool.ANSWERS)].mean(), tool.SHARES, atol=1e-12)


def test_a_draw_is_what_its_name_says(tool):
    random = np.random.default_rng(3)
    for name, draw in {**tool.PROMISED, **tool.BEYOND}.items():
        design = draw(random)
        assert design.base == tool.RESPONDENTS
        weights = design.weights
        if found := re.search(r"deff ([\d.]+)", name):
            deffs = [d.base * (d.weights**2).sum() / d.weights.sum() ** 2 for d in (draw(random) for _ in range(60))]
            assert np.mean(deffs) == pytest.approx(float(found[1]), rel=0.08)
        if "raked" in name:
            assert weights.sum() == pytest.approx(tool.PEOPLE)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["weights, Kish deff 1.3", "stratified, unequal fractions", "drawn alike, raked to sex and age"])
def test_intervals_hold_the_truth_as_often_as_promised(tool, page, name):
    found = [share for share, _ in tool.coverage(tool.PROMISED[name], DRAWS, SEED).values()]
    assert all(0.93 <= share <= 0.97 for share in found), found
    np.testing.assert_allclose(found, page[name], atol=4 * np.sqrt(2) * ERROR)


@pytest.mark.slow
def test_of_volunteers_they_do_not(tool):
    found = tool.coverage(tool.BEYOND["volunteers, yes twice as willing"], DRAWS // 2, SEED)
    assert max(share for share, _ in found.values()) < 0.9
