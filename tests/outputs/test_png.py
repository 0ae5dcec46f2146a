"""Charts as pictures."""

import io
import sys

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.png import DOTS_PER_INCH, chart_pngs, pictures, printable

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("resvg_py")


def opened(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_picture_has_the_size_of_its_chart_and_its_colours_on_white(drawn):
    charts = list(drawn.charts().values())
    for chart, png in zip(charts, chart_pngs([(chart, "x") for chart in charts], "fr"), strict=True):
        picture = opened(png)
        width, height = (side * DOTS_PER_INCH / 72 for side in (chart.width, chart.height))
        assert abs(picture.width - width) <= 1
        assert abs(picture.height - height) <= 1
        assert picture.getpixel((0, 0)) == (255, 255, 255)
    motives = opened(chart_pngs([(drawn.charts()["motives"], "x")], "fr")[0])
    assert {(0x15, 0x49, 0x5B), (0x9D, 0xB1, 0xBA)} <= {colour for _, colour in motives.getcolors(1 << 20)}


def test_texts_are_drawn_with_the_fonts_that_ship(drawn):
    """Without them nothing is written: a chart of words only would be white."""
    words = drawn.charts()["nothing"]
    assert not words.bars
    picture = opened(chart_pngs([(words, "x")], "fr")[0])
    dark = sum(count for count, colour in picture.getcolors(1 << 20) if sum(colour) < 500)
    assert dark > 300


def test_the_same_charts_give_the_same_bytes_in_their_order(drawn):
    charts = [(chart, "x") for chart in drawn.charts().values()]
    together = chart_pngs(charts, "fr")
    assert together == tuple(chart_pngs([chart], "fr")[0] for chart in charts)


def test_a_label_that_xml_can_not_hold_is_drawn_without_it(drawn):
    found = drawn.bars(drawn.by_place((5, 6), 11), {"0": "a\x0bb\ud800", "1": "c"}, "fr")
    assert opened(chart_pngs([(found, "x\x00")], "fr")[0]).width > 100


def test_without_the_library_it_says_what_to_install(drawn, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(SurveyKitError) as caught:
        chart_pngs([(drawn.charts()["two"], "x")], "fr")
    assert caught.value.code == "word_missing"


def test_a_drawing_that_is_given_is_a_picture_of_its_size():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36"><rect width="72" height="36" fill="#15495B"/></svg>'
    picture = opened(pictures([drawing])[0])
    assert picture.size == (DOTS_PER_INCH, DOTS_PER_INCH // 2)
    assert picture.getpixel((5, 5)) == (0x15, 0x49, 0x5B)
    assert printable("a\x0bb") == "ab"
