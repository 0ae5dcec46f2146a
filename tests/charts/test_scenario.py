"""Scenarios as ranges."""

import pytest

from survey_kit.charts.lettering import width as text_width
from survey_kit.charts.marks import FULL, HALF
from survey_kit.charts.scenario import scenario
from survey_kit.disclosure.released import Quantity


def test_a_box_from_low_to_high_with_its_three_numbers(drawn):
    chart = drawn.charts()["demand"]
    boxes = [bar for bar in chart.bars if bar.look == "range"][1:]
    centres = [line.x1 for line in chart.lines if line.look == "centre"][1:]
    assert len(boxes) == 2
    zero = next(line.x1 for line in chart.lines if line.look == "zero")
    scale = (boxes[0].x - zero) / 4
    assert boxes[0].width == pytest.approx(18 * scale, abs=0.5)
    assert centres[0] == pytest.approx(zero + 11 * scale, abs=0.5)
    printed = [label.text for label in chart.labels if label.look in {"share", "centre"}]
    assert printed == ["Postes nécessaires", "4", "22", "11", "dont bureaux fermés", "0", "4", "3"]
    assert chart.intervals == ()


def test_what_is_kept_back_is_not_drawn():
    chart = scenario([("Postes", Quantity("desks", None))], "fr")
    assert chart.values == ()
    assert not [bar for bar in chart.bars if bar.y > 15]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_legend_that_a_line_does_not_hold_takes_two(lang):
    row = [("Postes nécessaires", Quantity("desks", 11.0, 4.0, 22.0))]
    wide, narrow = (scenario(row, lang, width=width) for width in (FULL, HALF))
    assert narrow.height == wide.height + 12
    for drawn, lines in ((wide, 1), (narrow, 2)):
        legend = [label for label in drawn.labels if label.look == "label"]
        assert len({label.y for label in legend}) == lines
        assert all(label.x + text_width(label.text, 8) <= drawn.width for label in legend)
        assert max(label.y for label in legend) < min(label.y for label in drawn.labels if label.look == "centre")
