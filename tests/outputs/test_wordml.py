"""The parts of a Word file, as text."""

from collections import defaultdict
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from survey_kit.errors import wording
from survey_kit.outputs.wordindex import Picture
from survey_kit.outputs.wordml import PARTS, STYLES, body, columns, package
from survey_kit.report.document import Section

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHARTS = defaultdict(lambda: Picture("rId9", 1, 1, 2, "x"))


def numbered(text):
    """list of (list, words): the first headings of a body."""
    found = []
    for paragraph in ET.fromstring(text).iter(f"{WORD}p"):  # noqa: S314 - our own text
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        if style.get(f"{WORD}val") == "Heading1":
            number = paragraph.find(f"{WORD}pPr/{WORD}numPr/{WORD}numId")
            found.append((number.get(f"{WORD}val") if number is not None else "", "".join(t.text for t in paragraph.iter(f"{WORD}t"))))
    return found


def test_columns_fill_the_width_to_the_twentieth_of_a_point(drawn):
    for width in (482.0, 235.0):
        found = columns(drawn.table("Tableau 1"), width)
        assert sum(column.width for column in found) == width * 20
        assert [column.numeric for column in found] == [False, True, True, True]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_is_xml_and_every_style_has_its_name(drawn, lang):
    found = package(drawn.report(lang), ())
    assert list(found) == list(PARTS)
    for part in found.values():
        ET.fromstring(part)  # noqa: S314 - our own text
    assert all(wording(f"word_style_{name}", lang).replace("'", "&#39;") in found["word/styles.xml"] for name in STYLES)
    names = [wording(f"word_style_{name}", lang) for name in STYLES]
    assert len(set(names)) == len(names)


def test_the_colours_of_the_theme_are_those_of_the_pages(drawn):
    found = package(drawn.report(), ())
    assert '<a:accent1><a:srgbClr val="15495B"/></a:accent1>' in found["word/theme/theme1.xml"]
    assert 'w:val="15495B" w:themeColor="accent1"' in found["word/styles.xml"]


def test_a_chapter_out_of_sequence_bears_its_number_as_typed(drawn):
    told = (("", "a"), ("1", "b"), ("3", "c"), ("2", "d"))
    sections = tuple(Section(theme, number, theme, "T", "", ()) for number, theme in told)
    annexes = tuple(Section(theme, number, theme, "T", "", (), annex=True) for number, theme in (("A", "e"), ("C", "f"), ("B", "g")))
    found = numbered(body(replace(drawn.report(), sections=(*sections, *annexes)), CHARTS))
    assert found == [("", "a"), ("2", "b"), ("", "3  c"), ("2", "d"), ("3", "e"), ("", "C  f"), ("3", "g")]


def test_two_reports_after_one_another_do_not_share_their_bookmarks(drawn):
    first = body(drawn.report(), CHARTS)
    body(drawn.report("en"), CHARTS)
    body(replace(drawn.report(), sections=()), CHARTS)
    assert body(drawn.report(), CHARTS) == first
