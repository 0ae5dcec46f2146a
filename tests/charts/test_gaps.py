"""What sets a profile apart: points that readers can redo, and numbers that never stand on a bar."""

import pytest

from survey_kit.charts.gaps import Trait, gaps
from survey_kit.charts.lettering import width

FOUND = [Trait("Retraités", 99.6, 12.6, "100 % contre 13 %"), Trait("Une réponse dont le libellé est si long qu'il lui faut deux lignes", 47.4, 15.5, "47 % contre 16 %")]


@pytest.fixture
def chart():
    return gaps(FOUND, "Écart", "fr", widest=87, width=151)


def test_points_are_the_difference_of_the_percentages_printed(chart):
    assert [gap.points for gap in FOUND] == [87, 31]
    assert [label.text for label in chart.labels if label.look == "share"] == ["+87", "+31"]
    long, short = (bar.width for bar in chart.bars)
    assert short / long == pytest.approx(31 / 87, abs=0.01)


def test_no_number_stands_on_another(chart):
    for points, told in zip(*([label for label in chart.labels if label.look == look] for look in ("share", "axis")), strict=True):
        assert points.x + width(points.text, 8.5, "600") < told.x - width(told.text, 7.5)


def test_long_answers_take_two_lines_and_push_the_rest_down(chart):
    answers = [label for label in chart.labels if label.look == "label"]
    assert len(answers) == 3
    assert answers[0].y < chart.bars[0].y < answers[1].y < answers[2].y < chart.bars[1].y < chart.height
