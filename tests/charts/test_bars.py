"""Horizontal bars."""

from itertools import pairwise

import pytest

from survey_kit.charts.bars import bars
from survey_kit.charts.lettering import width
from survey_kit.charts.marks import FULL, HALF, Bar

SIZES = {"label": (8, "400"), "first": (8, "600"), "share": (8.5, "600"), "value": (8.5, "400"), "axis": (7.5, "400"), "head": (7.5, "400")}


def texts(chart, look):
    return [label.text for label in chart.labels if label.look == look]


def box(label):
    size, face = SIZES.get(label.look, (8.5, "400"))
    long = width(label.text, size, face)
    left = label.x - {"start": 0, "middle": long / 2, "end": long}[label.anchor]
    return left, label.y - size * 0.7, left + long, label.y + size * 0.2


@pytest.mark.parametrize("size", [FULL, HALF])
def test_bars_are_as_long_as_their_shares(drawn, size):
    chart = drawn.motives(width=size)
    longest = max(bar.width for bar in chart.bars)
    shares = [value.percent for value in chart.values]
    assert len(chart.bars) == len(shares) == 14
    drawn_shares = sorted((bar.width / longest * max(shares) for bar in chart.bars), reverse=True)
    assert drawn_shares == pytest.approx(sorted(shares, reverse=True), abs=0.6)
    assert {bar.look for bar in chart.bars} == {"first", "other"}
    assert sum(bar.look == "first" for bar in chart.bars) == 3


def test_the_columns_print_share_interval_and_count(drawn):
    chart = drawn.motives()
    assert texts(chart, "share")[0] == "56\u202f%"
    assert texts(chart, "column")[:2] == ["48\u202f–\u202f63", "92"]
    assert [label.text for label in chart.labels if label.look == "head"] == ["Part", "Incertitude", "minimale (95\u202f%)", "Effectif"]
    assert texts(drawn.motives(width=HALF), "column") == []


def test_intervals_run_along_the_axis(drawn):
    chart = drawn.motives()
    axis = [line.x1 for line in chart.lines if line.look in {"zero", "grid"}]
    scale = (axis[-1] - axis[0]) / 80
    for value, interval in zip(chart.values, chart.intervals, strict=True):
        assert interval.low == pytest.approx(axis[0] + value.low * scale, abs=0.2)
        assert interval.high == pytest.approx(axis[0] + value.high * scale, abs=0.2)


def test_no_share_no_bar_and_everything_still_drawn(drawn):
    chart = drawn.charts()["edges"]
    assert texts(chart, "share") == ["100\u202f%", "48\u202f%", "0\u202f%"]
    assert len(chart.bars) == 2
    assert len(chart.intervals) == 3


def test_hidden_answers_print_s_and_nothing_else(drawn):
    chart = drawn.charts()["indicative"]
    assert [value.percent is None for value in chart.values] == [False, False, True, True]
    assert texts(chart, "hidden") == ["s"] * 8
    assert len([bar for bar in chart.bars if bar.look == "indicative"]) == 2
    assert texts(chart, "share-indicative") == ["38\u202f%", "33\u202f%"]
    assert any(line.look == "hatch" for line in chart.lines)


def test_small_bases_get_squares_or_a_sentence(drawn):
    charts = drawn.charts()
    assert charts["counts"].kind == "squares"
    assert [label.text for label in charts["nothing"].labels] == ["Moins de 5\u00a0personnes concernées."]
    assert not any("%" in label.text for label in charts["counts"].labels)


@pytest.mark.parametrize("count", range(2, 16))
def test_rows_never_collide(drawn, count):
    names = {
        f"c{place}": ("Un intitulé très long qui passe à la ligne parce qu'il dit tout " * 2)[: 20 + 9 * place] for place in range(count)
    }
    chart = bars(drawn.distribution({code: 3 + place for place, code in enumerate(names)}, 100), names, "fr")
    found = [bar for bar in chart.bars if isinstance(bar, Bar)]
    assert all(after.y - before.y >= 14 for before, after in pairwise(found))
    boxes = [box(label) for label in chart.labels]
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -0.5
        assert right <= FULL + 0.5
        assert bottom <= chart.height + 2
        for other in boxes[place + 1 :]:
            assert right <= other[0] + 0.5 or other[2] <= left + 0.5 or bottom <= other[1] or other[3] <= top, chart.labels[place]


def test_grouped_bars_keep_their_order(drawn):
    chart = drawn.charts()["grouped"]
    assert [value.code for value in chart.values] == ["aware", "use"]
    assert [bar.look for bar in chart.bars] == ["other", "first"]


def test_a_census_has_no_interval(drawn):
    from dataclasses import replace

    found = drawn.distribution({"a": 5, "b": 15}, 20)
    bare = replace(found, cells=tuple(replace(cell, low=None, high=None) for cell in found.cells))
    chart = bars(bare, {"a": "A", "b": "B"}, "en", sampling="census")
    assert chart.intervals == ()
    assert texts(chart, "head") == ["Share", "Count"]


def test_no_answer_at_all_is_told(drawn):
    assert [label.look for label in bars(drawn.distribution({}, 50), {}, "fr").labels] == ["hidden"]
