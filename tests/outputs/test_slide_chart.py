"""Charts of slides, read back with python-pptx and their workbooks with openpyxl."""

import io

import pytest
from openpyxl import load_workbook
from pptx.enum.chart import XL_CHART_TYPE

from survey_kit.charts.bars import bars
from survey_kit.outputs.deck import LAYOUTS, empty_deck
from survey_kit.outputs.fitted import lines
from survey_kit.outputs.native import native
from survey_kit.outputs.slide_chart import HEIGHT, LABELS, WIDTH, insert_chart, labels_of, size_of

STAMP = "Données fictives de démonstration"


@pytest.fixture(scope="module")
def charts(drawn):
    return drawn.charts()


def placed(chart, lang="fr"):
    deck = empty_deck(lang)
    slide = deck.slides.add_slide(deck.slide_layouts[LAYOUTS.index("figure")])
    holder = next(each for each in slide.placeholders if each.placeholder_format.idx == 13)
    shown = native(chart, lang)
    language = {"fr": "fr-FR", "en": "en-GB"}[lang]
    return shown, insert_chart(holder, shown, labels_of(shown, "s", "indicatif"), lang=lang, language=language, stamp=STAMP).chart


def cells(chart):
    """dict: cells of the workbook behind a chart."""
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in {None, ""}}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("motives", XL_CHART_TYPE.BAR_CLUSTERED), ("counts", XL_CHART_TYPE.BAR_CLUSTERED), ("demand", XL_CHART_TYPE.BAR_CLUSTERED),
        ("satisfaction", XL_CHART_TYPE.BAR_STACKED), ("masked", XL_CHART_TYPE.BAR_STACKED), ("days", XL_CHART_TYPE.COLUMN_CLUSTERED),
        ("paired", XL_CHART_TYPE.COLUMN_CLUSTERED), ("accepted", XL_CHART_TYPE.COLUMN_CLUSTERED), ("hostile", XL_CHART_TYPE.BAR_CLUSTERED),
    ],
)  # fmt: skip
def test_a_chart_and_its_workbook_hold_what_is_printed(charts, name, kind):
    shown, chart = placed(charts[name])
    assert chart.chart_type == kind
    assert [series.values for series in chart.plots[0].series] == [series.values for series in shown.series]
    found = cells(chart)
    numbers = [value for value in found.values() if isinstance(value, int | float)]
    assert sorted(numbers) == sorted(value for series in shown.series for value in series.values if value is not None)
    assert [found[f"A{place + 2}"] for place in range(len(shown.categories))] == list(chart.plots[0].categories)
    assert STAMP in found.values()


def test_no_label_becomes_a_formula(charts):
    _, chart = placed(charts["hostile"])
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
    assert any(str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)


def test_numbers_are_written_as_the_language_does(charts):
    for lang, form in (("fr", '0"\u202f%"'), ("en", '0"%"')):
        _, chart = placed(charts["motives"], lang)
        assert chart.plots[0].series[0].data_labels.number_format == form
    _, chart = placed(charts["counts"])
    assert chart.plots[0].series[0].data_labels.number_format == "#,##0"


def test_a_hidden_answer_bears_its_sign_and_no_number(charts):
    shown, chart = placed(charts["indicative"])
    signed = [label for label in chart.plots[0].categories if label.endswith(" (s)")]
    assert len(signed) == sum(shown.hidden) == 2
    assert [value for value, hidden in zip(chart.plots[0].series[0].values, shown.hidden, strict=True) if hidden] == [None, None]
    _, chart = placed(charts["masked"])
    assert list(chart.plots[0].categories) == ["Ensemble", "Moins de 2\u00a0ans (s)", "Plus de 5\u00a0ans (indicatif)"]


def test_colours_are_those_of_the_theme_or_of_the_scale(charts):
    _, chart = placed(charts["motives"])
    first, other = chart.plots[0].series[0].points[0].format.fill, chart.plots[0].series[0].format.fill
    assert (str(first.fore_color.theme_color), str(other.fore_color.theme_color)) == ("ACCENT_1 (5)", "ACCENT_3 (7)")
    _, chart = placed(charts["satisfaction"])
    assert str(chart.plots[0].series[1].format.fill.fore_color.rgb) == "EBC4B2"
    assert chart.has_legend


def test_small_parts_of_a_whole_bear_no_number(charts):
    shown, chart = placed(charts["satisfaction"])
    unlabelled = len(chart._chartSpace.xpath("//c:dLbl/c:delete[@val='1']"))
    assert unlabelled == sum(value < 5 for series in shown.series for value in series.values) > 0


def test_it_says_its_language_and_shows_every_label(charts):
    _, chart = placed(charts["motives"])
    assert chart._chartSpace.xpath("./c:lang/@val") == ["fr-FR"]
    assert chart._chartSpace.xpath("//c:catAx/c:tickLblSkip/@val") == ["1"]
    assert chart._chartSpace.xpath("//c:txPr//a:latin/@typeface")[0] == "+mn-lt"
    order = [child.tag.rsplit("}", 1)[-1] for child in chart._chartSpace.xpath("//c:catAx")[0]]
    assert order.index("tickLblSkip") < order.index("noMultiLvlLbl")


@pytest.mark.parametrize("rows", [4, 8, 15])
def test_long_labels_find_room(drawn, rows):
    counts = {f"c{place}": 60 - 3 * place if place != 2 else None for place in range(rows)}
    long = {
        code: f"Réponse {code}, dont l'intitulé dépasse de très loin ce que deux lignes d'une étiquette peuvent tenir " * 2
        for code in counts
    }
    shown = native(bars(drawn.distribution(counts, 100), long, "fr"), "fr")
    size = size_of(rows)
    most = HEIGHT / rows / (1.2 * size)
    for label, hidden in zip(labels_of(shown, "s", "indicatif"), shown.hidden, strict=True):
        assert lines(label, WIDTH * LABELS, size) <= most
        assert "…" in label
        assert label.endswith("… (s)") is hidden
