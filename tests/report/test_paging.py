"""Which sections begin a page."""

import io
from dataclasses import replace

import pytest

from survey_kit.report.document import Box, Paragraph, Section
from survey_kit.report.paging import PAGE, begins_page, block_height, head, lines


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
