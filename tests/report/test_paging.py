"""Which sections begin a page."""

import io
from dataclasses import replace

import pytest

from survey_kit.report.document import Box, Paragraph, Row, Section, Table
from survey_kit.report.paging import PAGE, begins_page, block_height, breaks, filled, head, laid, lines, title_lines


def short(key, annex=False, count=2):
    return Section(key, "1", "Thème", "Un titre", "Un chapô.", tuple(Paragraph("Une phrase. " * 20) for _ in range(count)), annex=annex)


def test_a_section_follows_a_short_one_on_its_page():
    assert begins_page([short("a"), short("b")]) == (True, False)


def test_a_page_more_than_half_full_is_left():
    assert begins_page([short("a", count=8), short("b")]) == (True, True)


def test_a_section_begins_where_its_head_and_first_figure_fit(drawn):
    figures = tuple(drawn.figure(place, drawn.motives()) for place in range(3))
    assert begins_page([short("a"), replace(short("b"), blocks=figures)]) == (True, False)
    assert begins_page([short("a", count=6), replace(short("b"), blocks=figures)]) == (True, True)


def test_annexes_never_follow_a_chapter():
    assert begins_page([short("a"), short("b", annex=True)]) == (True, True)


def test_lines_grow_with_the_text():
    assert [lines("mot " * count, 100, 9) for count in (0, 1, 10, 20)] == [0, 1, 2, 4]


def test_every_block_has_a_height(drawn):
    blocks = [block for section in drawn.report().sections for block in section.blocks]
    assert len({type(block) for block in blocks} | {Box}) >= 8
    assert all(10 < block_height(block) < PAGE for block in blocks)


def test_heights_are_those_of_the_page(drawn):
    weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
    pdfplumber = pytest.importorskip("pdfplumber")
    from survey_kit.outputs.fetcher import ClosedFetcher
    from survey_kit.report.html import render
    from survey_kit.resources import templates

    whole = drawn.report()
    for section in whole.sections[1:3]:
        page = render(replace(whole, sections=(section,)))
        content = weasyprint.HTML(string=page, base_url=f"{templates().as_uri()}/", url_fetcher=ClosedFetcher()).write_pdf()
        with pdfplumber.open(io.BytesIO(content)) as found:
            words = [word for word in found.pages[2].extract_words() if word["bottom"] < 792]
        told = max(word["bottom"] for word in words) - 68
        assert head(section) + sum(block_height(block) for block in section.blocks) == pytest.approx(told + 8, rel=0.08)


def tall(drawn, place, height):
    figure = drawn.figure(place, drawn.motives())
    return replace(figure, chart=replace(figure.chart, height=height))


def test_a_figure_that_fits_comes_before_one_that_does_not(drawn):
    high, higher, low = tall(drawn, 1, 420), tall(drawn, 2, 400), tall(drawn, 3, 60)
    section = replace(short("a"), blocks=(high, higher, low))
    assert filled(section).blocks == (high, low, higher)
    assert filled(replace(section, blocks=(high, low, higher))).blocks == (high, low, higher)
    assert laid(section, PAGE)[0] == 2
    assert laid(filled(section), PAGE)[0] == 2


def test_tables_that_go_on_for_pages_come_last(drawn):
    table = drawn.table("Tableau 1")
    long = replace(table, rows=table.rows * 20)
    high, low = tall(drawn, 1, 420), tall(drawn, 3, 60)
    assert filled(replace(short("a"), blocks=(high, low, long))).blocks == (high, low, long)
    assert laid(replace(short("a"), blocks=(long,)), PAGE)[0] == 2


def test_a_section_that_runs_on_begins_no_page():
    assert laid(short("a"), 100.0)[:2] == (0, False)
    assert laid(short("a"), PAGE)[:2] == (1, True)


def test_a_short_quotation_in_a_title_is_not_broken():
    assert title_lines("Parmi les premiers attraits : « paysages, cadre de vie » et « proximité de la nature »") == 3
    assert title_lines("Parmi les premiers attraits : paysages, cadre de vie et proximité de la nature") == 2


def test_a_table_may_break_by_its_height_however_few_its_rows():
    def table(count, label="Réponse"):
        return Table("t", "T", "", ("", "n"), tuple(Row(label, ("1",)) for _ in range(count)))

    assert [breaks(table(count)) for count in (30, 31)] == [False, True]
    assert breaks(table(12, "réponses réunies : " + "une réponse assez longue, " * 10))
