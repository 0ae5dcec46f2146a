"""What a chart is made of."""

from survey_kit.charts.marks import Bar, Interval, Line, bar, chart, hatched, label, line, span


def test_places_are_rounded_to_a_tenth_and_sizes_are_never_negative():
    assert bar(1.04, 2.06, -3, 4.449, "first") == Bar(1.0, 2.1, 0, 4.4, "first")
    assert line(0.04, 0, 1, 1, "grid") == Line(0.0, 0, 1, 1, "grid")
    assert span(0.123, 9.876, 5) == Interval(0.1, 9.9, 5)


def test_marks_are_told_apart():
    drawn = chart("bars", 10, 20, (bar(0, 0, 1, 1, "first"), line(0, 0, 1, 1, "grid"), span(0, 1, 2), label(0, 0, "x", "label")), ())
    assert [len(found) for found in (drawn.bars, drawn.lines, drawn.intervals, drawn.labels)] == [1, 1, 1, 1]


def test_hatches_stay_within_their_rectangle():
    marks = list(hatched(10, 20, 33, 10))
    hatches = [mark for mark in marks if isinstance(mark, Line)]
    assert marks[0] == Bar(10, 20, 33, 10, "indicative")
    assert len(hatches) > 8
    for hatch in hatches:
        assert 10 <= hatch.x1 < hatch.x2 <= 43
        assert 20 <= hatch.y2 < hatch.y1 <= 30
        assert round(hatch.x2 - hatch.x1, 1) == round(hatch.y1 - hatch.y2, 1)
