"""The slides of the example and of a report drawn by hand, read back with python-pptx."""

import io
import re
import sys
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pptx import Presentation

import survey_kit as sk
from survey_kit.errors import SurveyKitError
from survey_kit.example.shapes import write_example
from survey_kit.outputs.native import native
from survey_kit.outputs.slides import MOST, draw_pptx, write_pptx
from survey_kit.report.document import Box, Section
from survey_kit.wording import number, rounded, typography


@pytest.fixture(scope="module", params=["fr", "en"])
def report(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("slides") / "export.csv"
    write_example(path)
    return sk.build_report(sk.Study(path, lang=request.param))


@pytest.fixture(scope="module")
def packed(report):
    return draw_pptx(report)


@pytest.fixture(scope="module")
def deck(packed):
    return Presentation(io.BytesIO(packed))


def texts(slide):
    return [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]


def frame_of(slide):
    return next((shape for shape in slide.placeholders if shape.has_chart), None)


def figures(report):
    return [figure for figure in report.figures if figure.chart is not None and native(figure.chart, report.lang) is not None]


def charted(deck, report):
    """List of slide, its chart and the figure of the report: in the order of the report's ranking."""
    found = [(slide, frame_of(slide)) for slide in deck.slides if frame_of(slide) is not None]
    return [(slide, frame, figure) for (slide, frame), figure in zip(found, figures(report), strict=False)]


def test_ten_slides_each_with_a_title_of_its_own(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(titles) == MOST
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_the_first_tells_what_where_how_many_and_when(deck, report):
    told = "\n".join(texts(deck.slides[0])).replace("\u2011", "-")
    for part in (report.title, report.territory, number(report.respondents, report.lang), report.period, report.about["sampling"][1]):
        assert typography(part, report.lang) in told


def test_the_second_tells_the_findings(deck, report):
    told = "\n".join(texts(deck.slides[1]))
    findings = next(block.items for block in report.section("essentials").blocks if hasattr(block, "items"))
    assert len(findings) == 5
    for finding in findings:
        assert typography(finding.sentence, report.lang) in told
        assert typography(finding.detail, report.lang) in told


def test_the_last_tells_what_cannot_be_said_and_how_it_was_done(deck, report):
    told = "\n".join(texts(deck.slides[MOST - 1]))
    unsaid = next(block for block in report.section("essentials").blocks if getattr(block, "kind", "") == "warning")
    for part in (unsaid.title, *unsaid.paragraphs, *(report.about[key][1] for key in ("field", "sampling", "mode"))):
        assert typography(part, report.lang) in told


def test_the_figures_are_the_first_of_the_ranking_and_their_titles_the_findings(deck, report):
    found = charted(deck, report)
    assert len(found) == MOST - 3
    assert [figure.id for _, _, figure in found][:3] == ["figure-motives", "figure-telework_influence", "figure-telework_gap"]
    for slide, _, figure in found:
        assert slide.shapes.title.text_frame.text.replace("\u2011", "-") == typography(figure.title, report.lang)


def test_every_number_of_a_chart_is_in_the_tables_of_the_report(deck, report):
    """The counts of the released tables, divided again: nothing else stands in a chart."""
    compared = 0
    for _, frame, figure in charted(deck, report):
        if len(frame.chart.plots[0].series) > 1 or figure.chart.kind != "bars":
            continue
        distribution = report.released.distribution(figure.id.removeprefix("figure-"))
        known = {cell.code: cell for cell in distribution.cells}
        for value, told in zip(figure.chart.values, frame.chart.plots[0].series[0].values, strict=True):
            cell = known[value.code]
            assert (told is None) == bool(cell.status)
            if told is not None:
                compared += 1
                assert told == rounded(100 * cell.count / distribution.base)
    assert compared > 30


def test_every_number_of_a_chart_is_one_that_the_figure_prints(deck, report):
    for _, frame, figure in charted(deck, report):
        printed = {rounded(each) for value in figure.chart.values for each in (value.percent, value.low, value.high) if each is not None}
        drawn = {value for series in frame.chart.plots[0].series for value in series.values if value is not None}
        book = load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
        held = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)}
        assert drawn == held
        assert drawn <= printed


def test_what_is_hidden_stays_hidden_in_chart_cache_and_workbook(deck, report):
    hidden = 0
    for _, frame, figure in charted(deck, report):
        kept = [value for value in figure.chart.values if value.percent is None and value.count is None]
        if not kept or figure.chart.kind != "bars":
            continue
        hidden += len(kept)
        places = [place for place, value in enumerate(figure.chart.values) if value in kept]
        plot = frame.chart.plots[0]
        assert all(plot.series[0].values[place] is None for place in places)
        assert all(str(plot.categories[place]).endswith("(s)") for place in places)
        cached = frame.chart._chartSpace.xpath("//c:val//c:pt/@idx")
        assert not {str(place) for place in places} & set(cached)
        sheet = load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        assert all(sheet.cell(place + 2, 2).value is None for place in places)
    assert hidden > 0


def test_charts_have_the_text_alternatives_of_the_report(deck, report):
    for _, frame, figure in charted(deck, report):
        described = frame._element.nvGraphicFramePr.cNvPr
        assert described.get("descr") == typography(figure.alt, report.lang)
        assert described.get("name")


def test_base_field_and_source_stand_under_each_chart(deck, report):
    for slide, _, figure in charted(deck, report):
        told = "\n".join(texts(slide))
        for part in (figure.base, figure.notes.universe, figure.notes.source):
            assert part
            assert typography(part, report.lang) in told
        assert typography(figure.notes.note, report.lang) in slide.notes_slide.notes_text_frame.text


def test_what_is_made_up_says_so_on_every_slide_and_in_every_workbook(deck, report):
    stamp = {"fr": "Données fictives", "en": "Made-up"}[report.lang]
    assert report.synthetic
    for slide in deck.slides:
        assert stamp in "\n".join(texts(slide))
    for _, frame, _ in charted(deck, report):
        sheet = load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        assert any(stamp in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_every_text_is_in_a_placeholder_of_its_layout_and_in_its_language(deck, report):
    language = {"fr": "fr-FR", "en": "en-GB"}[report.lang]
    for slide in deck.slides:
        known = {holder.placeholder_format.idx for holder in slide.slide_layout.placeholders}
        assert all(shape.is_placeholder and shape.placeholder_format.idx in known for shape in slide.shapes)
        identities = slide._element.xpath("//p:cNvPr/@id")
        assert len(set(identities)) == len(identities)
        assert all(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)
        assert set(slide._element.xpath("//a:r/a:rPr/@lang")) == {language}
    assert deck.core_properties.language == language


def test_the_same_report_makes_the_same_bytes(report, packed, tmp_path):
    write_pptx(report, tmp_path / "again.pptx")
    assert (tmp_path / "again.pptx").read_bytes() == packed
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        inner = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
        assert b"2022-06-30T00:00:00Z" in archive.read("docProps/core.xml")
    for book in inner:
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
            assert not re.search(rb"T(?!00:00:00Z)\d\d:\d\d:\d\dZ", archive.read("docProps/core.xml"))


def by_hand(drawn, *names, **changes):
    told = drawn.report()
    charts = drawn.charts()
    figures = tuple(drawn.figure(place, charts[name], name) for place, name in enumerate(names))
    return replace(
        told,
        sections=(
            *told.sections[:2],
            Section("essentials", "1", "x", "x", "", told.sections[1].blocks),
            Section("x", "2", "x", "x", "", figures),
        ),
        **changes,
    )


def read(report):
    return Presentation(io.BytesIO(draw_pptx(report)))


def test_every_chart_of_the_kit_finds_its_slide(drawn):
    names = ("motives", "satisfaction", "masked", "paired", "accepted", "demand", "hostile")
    shown = read(by_hand(drawn, *names))
    assert [slide.shapes.title.text_frame.text for slide in shown.slides if frame_of(slide)] == list(names)
    shown = read(by_hand(drawn, "nothing", "days", "counts"))
    assert [slide.shapes.title.text_frame.text for slide in shown.slides if frame_of(slide)] == ["days", "counts"]


def test_two_figures_of_one_title_have_two(drawn):
    told = by_hand(drawn, "days", "counts")
    section = told.sections[-1]
    again = replace(
        told, sections=(*told.sections[:-1], replace(section, blocks=tuple(replace(block, title="Le même") for block in section.blocks)))
    )
    titles = [slide.shapes.title.text_frame.text for slide in read(again).slides if frame_of(slide)]
    assert titles[0] == "Le même"
    assert titles[1].startswith("Le même (figure")


def test_a_title_that_begins_within_its_question_tells_it_whole(drawn):
    told = by_hand(drawn, "days")
    section = told.sections[-1]
    inside = replace(section.blocks[0], title="…use : « Non » en tête", subtitle="Avez-vous déjà mesuré la vitesse, en %")
    shown = read(replace(told, sections=(*told.sections[:-1], replace(section, blocks=(inside,)))))
    title = next(slide.shapes.title.text_frame.text for slide in shown.slides if frame_of(slide))
    assert title.replace("\u2011", "-") == typography("Avez-vous déjà mesuré la vitesse, en % : « Non » en tête", "fr")


def test_what_no_file_can_hold_is_left_out(drawn):
    told = by_hand(drawn, "hostile", title="Titre\x00 <b>&amp;</b>")
    shown = read(told)
    assert shown.slides[0].shapes.title.text_frame.text == "Titre <b>&amp;</b>"


def test_where_nothing_stands_out_no_number_says_so(drawn):
    told = by_hand(drawn, "counts")
    nothing = Box("note", "Aucun résultat ne se détache", ("Les réponses sont trop peu nombreuses.",))
    shown = read(replace(told, sections=(replace(told.section("essentials"), blocks=(nothing,)), told.sections[-1])))
    holder = next(shape for shape in shown.slides[1].placeholders if shape.placeholder_format.idx == 1)
    assert holder.text_frame.text.split("\n") == [nothing.title, *nothing.paragraphs]
    assert len(holder._element.xpath(".//a:pPr/a:buNone")) == 2


def test_real_data_bear_no_stamp(drawn):
    shown = read(by_hand(drawn, "days", synthetic=False))
    assert not [text for slide in shown.slides for text in texts(slide) if "fictives de démonstration" in text]


def test_without_the_library_nothing_is_written(drawn, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(SurveyKitError) as raised:
        write_pptx(drawn.report(), tmp_path / "x.pptx")
    assert raised.value.code == "slides_missing"
    assert list(tmp_path.iterdir()) == []


def test_answers_to_the_questions_asked_have_a_slide_before_the_findings(report):
    from dataclasses import replace

    from survey_kit.report.document import Finding, Findings

    essentials = report.section("essentials")
    answers = Findings((Finding("Près d'un sur deux.", "46 % de 165.", asked="Combien ?"),), "Réponses aux questions posées", kind="answers")
    blocks = tuple(replace(block, title="Constats exploratoires") if isinstance(block, Findings) else block for block in essentials.blocks)
    asked = replace(essentials, blocks=(answers, *blocks))
    sections = tuple(asked if section is essentials else section for section in report.sections)
    deck = Presentation(io.BytesIO(draw_pptx(replace(report, sections=sections))))
    assert len(deck.slides) == MOST
    first, second = deck.slides[1], deck.slides[2]
    assert first.shapes.title.text_frame.text == "Réponses aux questions posées"
    told = next(shape for shape in first.placeholders if shape.placeholder_format.idx == 1).text_frame.paragraphs
    assert [paragraph.level for paragraph in told] == [0, 1, 1]
    assert [paragraph.text for paragraph in told] == [typography(text, report.lang) for text in ("Combien ?", "Près d'un sur deux.", "46 % de 165.")]
    assert second.shapes.title.text_frame.text == "Constats exploratoires"
    assert "Combien" not in "\n".join(texts(second))
