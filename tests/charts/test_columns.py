"""Upright columns."""

import pytest

from survey_kit.charts.columns import at_least, columns, paired_columns, thresholds
from survey_kit.charts.lettering import width


def test_two_columns_an_answer(drawn):
    chart = drawn.charts()["paired"]
    outlined = [bar for bar in chart.bars if bar.look == "outlined"][1:]
    full = [bar for bar in chart.bars if bar.look == "first"][1:]
    assert len(outlined) == len(full) == 7
    assert all(before.x + before.width < after.x for before, after in zip(outlined, full, strict=True))
    heights = [bar.height for bar in outlined]
    assert [height / max(heights) for height in heights] == pytest.approx([count / 24 for count in drawn.NOW], abs=0.01)
    assert [value.series for value in chart.values] == ["Rythme actuel"] * 7 + ["Rythme souhaité"] * 7


def test_intervals_stand_upright_and_values_above_them(drawn):
    chart = drawn.charts()["paired"]
    printed = [label for label in chart.labels if label.look in {"share", "value"}]
    assert len(printed) == len(chart.intervals) == 14
    for interval, label in zip(chart.intervals, printed, strict=True):
        assert interval.upright
        assert label.y < interval.high < interval.low


def test_thresholds_bring_out_the_last_above_half(drawn):
    chart = drawn.charts()["accepted"]
    assert [value.count for value in chart.values] == [64, 58, 43, 21, 8]
    assert [bar.look for bar in chart.bars if bar.look != "patch"] == ["other", "other", "first", "other", "other"]
    assert [line.look for line in chart.lines].count("half") == 1


def test_at_least_adds_up_from_the_end_and_hides_what_holds_a_hidden_answer(drawn):
    found = at_least(drawn.distribution({"5": 6, "10": 15, "15": None, "20": 13}, 64), ("5", "10", "15", "20"))
    assert [cell.count for cell in found.cells] == [None, None, None, 13]
    assert found.base == 64
    whole = at_least(drawn.distribution(drawn.MINUTES, 64), tuple(drawn.MINUTES))
    assert [round(cell.percent, 6) for cell in whole.cells] == [100, 90.625, 67.1875, 32.8125, 12.5]


def test_small_bases_get_squares_or_a_sentence(drawn):
    thin = drawn.by_place((7, 5, 0), 12, rule="counts")
    none = drawn.by_place((1, 1), 2, rule="nothing")
    names = drawn.labels(("Un", "Deux", "Trois"))
    assert columns(thin, names, "fr").kind == "squares"
    assert thresholds(thin, names, "fr").kind == "squares"
    assert paired_columns(none, none, names, "fr", names=("a", "b")).values == ()
    assert columns(none, names, "fr").values == ()


def test_hidden_and_indicative_columns(drawn):
    chart = columns(drawn.by_place((9, None, 8, None), 24, rule="indicative"), drawn.labels("abcd"), "fr")
    assert [label.text for label in chart.labels if label.look == "hidden"] == ["s", "s"]
    assert sum(bar.look == "indicative" for bar in chart.bars) == 2


@pytest.mark.parametrize("count", range(2, 16))
def test_names_under_the_columns_keep_to_their_slot(drawn, count):
    names = drawn.labels([f"De {place} à {place + 1} jours par semaine" for place in range(count)])
    chart = columns(drawn.by_place([10] * count), names, "fr")
    feet = [label for label in chart.labels if label.look == "label"]
    room = (chart.width - 30) / count
    assert all(width(label.text, 8) <= room for label in feet)
    assert max(label.y for label in feet) < chart.height


def test_the_second_series_may_lack_an_answer(drawn):
    now, wished = drawn.distribution({"a": 20, "b": 30}, 50), drawn.distribution({"b": 50}, 50)
    chart = paired_columns(now, wished, {"a": "A", "b": "B"}, "fr", names=("Actuel", "Souhaité"))
    assert len(chart.values) == 3
