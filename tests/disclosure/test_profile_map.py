"""No place on the map is one respondent's: cells of five or more, centres of fifteen or more, answers of many."""

from dataclasses import replace

import numpy as np
import pytest

from survey_kit.design.design import Design
from survey_kit.disclosure.profile_map import ACROSS, DOWN, FEWEST, MOST_ANSWERS, released_map
from survey_kit.segmentation.profile import COMMON
from survey_kit.segmentation.segment import segment
from tests.segmentation.made import kinds
from tests.segmentation.made import names as names_of


@pytest.fixture(scope="module")
def clear():
    frame, _ = kinds(seed=3)
    design = Design(frame, weights="w", sampling="volunteer")
    names = names_of(frame)
    return design, segment(design, names), names


def test_cells_hold_five_respondents_or_more(clear):
    design, found, names = clear
    told = released_map(design, found, names)
    places = found.places.to_numpy()[:, :2]
    spread = 2 * np.sqrt(np.average(places**2, axis=0, weights=design.weights))
    grid, _, _ = np.histogram2d(*np.clip(places / spread, -1, 1 - 1e-9).T, bins=(ACROSS, DOWN), range=[[-1, 1], [-1, 1]])
    assert set(told.cells) == set(zip(*np.nonzero(grid >= FEWEST), strict=True))
    assert len(told.cells) > 3


def test_centres_and_answers_are_of_many(clear):
    design, found, names = clear
    told = released_map(design, found, names)
    assert [segment for segment, _, _ in told.centres] == list(range(1, found.segments + 1))
    assert 0 < len(told.answers) <= MOST_ANSWERS
    assert COMMON >= FEWEST
    assert all(0 <= place <= 1 and round(place, 2) == place for answer in told.answers for place in (answer.x, answer.y))
    few = found.labels.copy()
    few[few == 1] = 2
    few.iloc[:14] = 1
    assert [segment for segment, _, _ in released_map(design, replace(found, labels=few), names).centres] == [2, 3]


def test_a_single_axis_is_drawn_half_way_up(clear):
    design, found, names = clear
    told = released_map(design, replace(found, places=found.places.iloc[:, :1]), names)
    assert told.axes == 1
    assert {y for _, _, y in told.centres} == {answer.y for answer in told.answers} == {0.5}
    assert {row for _, row in told.cells} == {DOWN // 2}
    assert released_map(design, replace(found, places=found.places.iloc[:, :0]), names) is None
