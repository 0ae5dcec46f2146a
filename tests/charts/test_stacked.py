"""Stacked bars."""

import pytest

from survey_kit.charts.stacked import stacked


def row_bars(chart, y):
    return [bar for bar in chart.bars if bar.y == y and not bar.look.endswith("-swatch")]


def test_each_row_fills_its_length_in_the_order_of_the_scale(drawn):
    chart = drawn.charts()["satisfaction"]
    places = sorted({bar.y for bar in chart.bars if not bar.look.endswith("-swatch")})
    assert len(places) == 5
    for y in places:
        found = row_bars(chart, y)
        assert [bar.look for bar in found] == ["against", "against-light", "for-light", "for"]
        assert sum(bar.width for bar in found) == pytest.approx(chart.width - 36 - found[0].x, abs=0.4)
        poles = [line.x1 for line in chart.lines if line.look == "pole" and line.y1 == y - 3]
        assert poles == [found[2].x]


def test_values_stand_inside_where_they_fit(drawn):
    chart = drawn.charts()["influence"]
    assert [label.text for label in chart.labels if label.look.startswith("inside")][:5] == ["25\u202f%", "20", "13", "23", "19"]
    assert [label.text for label in chart.labels if label.look == "column"] == ["165", "63"]


def test_what_is_hidden_makes_one_dashed_segment_at_the_end(drawn):
    chart = drawn.charts()["masked"]
    masked = [bar for bar in chart.bars if bar.look == "masked"]
    assert len(masked) == 1
    same = row_bars(chart, masked[0].y)
    assert [bar.look for bar in same] == ["for-light", "for", "masked"]
    assert sum(label.text == "s" for label in chart.labels) == 1


def test_a_single_hidden_answer_has_no_length(drawn):
    rows = [("Ensemble", drawn.by_place((None, 20, 30), 53))]
    chart = stacked(rows, drawn.labels(("Non", "Un peu", "Oui")), "fr")
    assert not any(bar.look == "masked" for bar in chart.bars)
    assert sum(label.text == "s" for label in chart.labels) == 1


def test_small_bases_are_told_and_not_drawn(drawn):
    chart = drawn.charts()["masked"]
    assert any("effectifs au tableau" in label.text for label in chart.labels)
    assert {label.look for label in chart.labels if "indicative" in label.look} == {"inside-indicative", "inside-light-indicative"}


@pytest.mark.parametrize("steps", range(1, 10))
@pytest.mark.parametrize("poles", [True, False])
def test_each_step_has_a_look_that_a_template_draws(drawn, steps, poles):
    from survey_kit.report.html import draw_chart

    names = drawn.labels([f"Réponse {place}" for place in range(steps)])
    chart = stacked([("Ensemble", drawn.by_place([20] * steps))], names, "fr", poles=poles)
    assert len([bar for bar in chart.bars if not bar.look.endswith("-swatch")]) == steps
    svg = draw_chart(chart, "alt")
    assert svg.count("h-") == len(chart.bars)


def test_outside_answers_come_last_and_stay_white(drawn):
    rows = [("Ensemble", drawn.distribution({"dk": 10, "no": 20, "yes": 30}, 60))]
    chart = stacked(rows, {"dk": "Ne sait pas", "no": "Non", "yes": "Oui"}, "fr", poles=True, outside=("dk",))
    assert [bar.look for bar in chart.bars if not bar.look.endswith("-swatch")] == ["against", "for", "blank"]


def test_a_long_legend_takes_several_lines(drawn):
    names = drawn.labels([f"Une réponse au libellé assez long, numéro {place}" for place in range(5)])
    chart = stacked([("Ensemble", drawn.by_place([20] * 5))], names, "fr")
    swatches = [bar for bar in chart.bars if bar.look.endswith("-swatch")]
    assert len({bar.y for bar in swatches}) > 1
    assert max(bar.x for bar in swatches) < chart.width
