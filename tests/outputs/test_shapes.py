"""Curves of an SVG as shapes of Word."""

from survey_kit.outputs.shapes import Step, shapes, steps
from survey_kit.report.html import environment


def test_straight_steps_go_on_from_where_the_last_ended():
    assert list(steps("M1 2L3 4 5 6H7V8Z")) == [
        Step("moveTo", ((1, 2),)),
        Step("lnTo", ((3, 4),)),
        Step("lnTo", ((5, 6),)),
        Step("lnTo", ((7, 6),)),
        Step("lnTo", ((7, 8),)),
    ]


def test_a_smooth_curve_takes_the_handle_of_the_one_before_mirrored():
    curve, smooth = list(steps("M0 0C0 10 8 10 10 5S20 0 20 5"))[1:]
    assert curve.points == ((0, 10), (8, 10), (10, 5))
    assert smooth.points == ((12, 0), (20, 0), (20, 5))


def test_the_hills_of_the_cover_are_four_closed_shapes_of_the_pages_colours():
    found = shapes(environment("fr").get_template("hills.svg.j2").render())
    assert len(found) == 4
    assert found[-1].fill == "#15495B"
    for shape in found:
        assert shape.steps[0].kind == "moveTo"
        assert shape.steps[-2].points == ((210, 104),)
        assert shape.steps[-1].points == ((0, 104),)
