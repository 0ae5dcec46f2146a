"""The report as a page."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape

from survey_kit.report.document import Box, Facts, Finding, Findings, KeyFigure, KeyFigures, Notes, Paragraph, Row, Section, Table
from survey_kit.report.html import FACES, draw_chart, layout, render
from survey_kit.resources import templates
from survey_kit.wording import typography

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "link", "br", "col", "img", "input", "hr"}
# Elements of pages that nothing typed by a respondent may bring in.
FOREIGN = {"script", "img", "image", "iframe", "link", "object", "use", "foreignobject", "base"}


class Outline(HTMLParser):
    """What stands in a page: elements with their attributes, headings, text by element; elements left open are an error."""

    def __init__(self, page):
        super().__init__()
        self.open, self.elements, self.texts = [], [], {}
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def named(self, tag):
        return [attributes for found, attributes in self.elements if found == tag]


@pytest.fixture(scope="module")
def outline(drawn):
    return Outline(render(drawn.report()))


def test_the_page_names_its_language_title_and_author(outline):
    assert outline.named("html") == [{"lang": "fr"}]
    assert outline.texts["title"][0] == "S’installer et télétravailler dans le Haut-Rouergue"
    meta = {attributes["name"]: attributes["content"] for attributes in outline.named("meta") if "name" in attributes}
    assert meta["author"] == "PETR du Haut-Rouergue"
    assert meta["dcterms.created"] == "2022-06-30"


def test_headings_come_in_order(outline):
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_heads_and_scopes(drawn, outline):
    sections = drawn.report().sections
    own = [
        block
        for section in sections
        for block in section.blocks
        if isinstance(block, Facts) or (isinstance(block, Table) and not section.annex)
    ]
    annexed = [block for section in sections for block in section.blocks if isinstance(block, Table) and section.annex]
    assert len(annexed) > 1
    # Those of the annex share their columns: they are one table. Figures have one more.
    assert len(outline.named("table")) == len(outline.named("caption")) == len(own) + 2
    assert {attributes.get("scope") for attributes in outline.named("th")} == {"row", "col", "rowgroup"}


def test_each_table_of_the_annex_is_a_block_with_its_number_question_and_base(drawn, outline):
    page = render(drawn.report())
    annexed = [block for section in drawn.report().sections for block in section.blocks if isinstance(block, Table) and section.annex]
    assert {table.id for table in annexed} <= {attributes.get("id") for attributes in outline.named("tbody")}
    for table in annexed:
        block = re.search(rf'<tbody id="{table.id}".*?</tbody>', page, re.DOTALL)[0]
        head = re.search(r'<th colspan="\d+" scope="rowgroup">.*?</th>', block, re.DOTALL)[0]
        for told in (table.number, table.caption, table.subtitle):
            assert str(escape(typography(told, "fr"))) in head
        assert block.count('<th scope="row">') == len(table.rows)


def test_the_contents_lead_to_every_section(drawn, outline):
    anchors = {attributes["id"] for _, attributes in outline.elements if "id" in attributes}
    links = [attributes["href"].removeprefix("#") for attributes in outline.named("a")]
    assert set(links) <= anchors
    assert [link for link in links if not link.startswith(("figure", "content"))] == [section.key for section in drawn.report().sections]


def test_without_facts_the_contents_have_a_page_of_their_own(drawn):
    whole = drawn.report()
    bare = render(replace(whole, sections=whole.sections[1:3]))
    assert bare.count("<nav ") == 1
    assert bare.index("<nav ") < bare.index('id="essentiel"')


def test_each_chart_opens_with_its_text_alternative(drawn):
    for name, chart in drawn.charts().items():
        root = ET.fromstring(draw_chart(chart, f"Ce que montre {name} : 12 % des répondants."))  # noqa: S314 -- our own drawing
        assert root[0].tag == f"{SVG}title"
        assert root[0].text == f"Ce que montre {name}\u00a0: 12\u202f% des répondants."


def structure(svg):
    """Counts of what a chart is made of, and its texts, whatever the colours and places."""
    root = ET.fromstring(svg)  # noqa: S314 -- our own drawing
    return {
        "paths": len(root.findall(f"{SVG}path")),
        "texts": [text.text for text in root.iter(f"{SVG}text")],
        "viewbox": root.get("viewBox"),
    }


def test_the_drawing_holds_every_mark(drawn):
    for chart in drawn.charts().values():
        found = structure(draw_chart(chart, "alt"))
        assert sorted(found["texts"]) == sorted(label.text for label in chart.labels)
        assert found["viewbox"] == f"0 0 {chart.width} {chart.height}"
        d = " ".join(re.findall(r' d="([^"]*)"', draw_chart(chart, "alt")))
        assert d.count("h-") == len(chart.bars)
        assert d.count("v5.2") + d.count("h5.2") == 4 * len(chart.intervals)
        assert d.count("L") == len(chart.lines)


def test_a_chart_is_drawn_as_it_was(drawn):
    two = drawn.charts()["two"]
    assert structure(draw_chart(two, "alt")) == {
        "paths": 6,
        "texts": ["Oui", "Non", "40\u202f%", "60\u202f%", "31\u202f–\u202f50", "40", "50\u202f–\u202f69", "60",
                  "Part", "Incertitude", "minimale (95\u202f%)", "Effectif", "0", "20", "40", "60", "80\u202f%"],
        "viewbox": f"0 0 482.0 {two.height}",
    }  # fmt: skip


def test_no_colour_is_left_to_chance(drawn):
    for chart in drawn.charts().values():
        assert "Undefined" not in draw_chart(chart, "alt")
        assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', draw_chart(chart, "alt"))) <= {"none", *re.findall(r"#[0-9A-F]{6}", colours())}


def colours():
    return (templates() / "colours.j2").read_text(encoding="utf-8")


def everywhere(drawn, text):
    """A report that says the same thing in every place that a text can stand in."""
    notes = Notes(text, text, text, text)
    table = Table("t", text, text, (text, text), (Row(text, (text,)),), notes, text)
    blocks = (
        Paragraph(text),
        Facts(text, ((text, text),)),
        KeyFigures((KeyFigure(text, text, text),)),
        Findings((Finding(text, text, text, text),)),
        Box("scope", text, (text,)),
        table,
        replace(drawn.figure(1, drawn.charts()["hostile"], inner=table), title=text, subtitle=text, notes=notes, alt=text),
    )
    section = Section("s", text, text, text, text, blocks)
    return replace(drawn.report(), title=text, subtitle=text, owner=text, territory=text, period=text, sections=(section,))


@pytest.mark.parametrize("place", range(4))
def test_what_a_respondent_typed_is_printed_as_text(drawn, place):
    hostile = drawn.HOSTILE[place]
    page = render(everywhere(drawn, hostile))
    outline = Outline(page)
    assert {tag for tag, _ in outline.elements} & FOREIGN == set()
    assert not any(name.startswith("on") for _, attributes in outline.elements for name in attributes)
    printed = "".join(text for texts in outline.texts.values() for text in texts)
    assert typography(hostile, "fr") in printed
    assert "49" not in printed.replace("249", "") or "{{7*7}}" in printed


def test_typography_is_put_on_texts(drawn):
    page = render(everywhere(drawn, "C'est « vrai » : 12 % !"))
    assert "C’est «\u00a0vrai\u00a0»\u00a0: 12\u202f%\u202f!" in page
    assert "C'est" not in re.sub(r"<meta[^>]*>", "", page)


def test_made_up_data_say_so(drawn):
    told = render(drawn.report())
    assert told.count("Données fictives de démonstration") >= 2
    assert "string(stamp)" in told
    real = render(replace(drawn.report(), synthetic=False))
    assert "Données fictives de démonstration" not in real
    assert "string(stamp)" not in real


def test_the_english_page_is_english(drawn):
    page = render(replace(drawn.report(), lang="en"))
    assert '<html lang="en">' in page
    for word in ("Population</b>: ", "Contents", "usable responses", "Made-up demonstration data"):
        assert word in page
    assert "Sommaire" not in page


def test_half_figures_stand_in_pairs(drawn):
    assert render(drawn.report()).count('<div class="two">') == 1


def test_hyphenated_names_stay_whole_in_titles(drawn):
    assert '<span class="nw">Haut-Rouergue</span>' in render(drawn.report())


@pytest.mark.parametrize("name", ["«\u00a030 à 44\u00a0ans\u00a0»", "Haut-Rouergue", "“30 to 44”"])
def test_short_quotations_stay_whole_in_titles(drawn, name):
    page = render(replace(drawn.report(), title=f"Ce que disent les {name} de l'enquête"))
    assert f'<span class="nw">{name}</span>' in page


def test_number_columns_take_what_they_need_and_words_the_rest(drawn):
    found = layout(drawn.table())
    assert [column.numeric for column in found] == [False, True, True, True]
    assert found[0].width == 0
    assert all(30 < column.width < 90 for column in found[1:])
    wordy = Table(
        "t", "c", "", ("Élément", "Ici", "Ailleurs"), (Row("Définition", ("Une longue phrase de mots", "Une autre, plus courte")),)
    )
    assert [column.numeric for column in layout(wordy)] == [False, False, False]
    assert sum(column.width for column in layout(wordy)) == pytest.approx(482, abs=0.2)


def test_every_face_ships_with_its_licence():
    for face in FACES:
        assert (templates() / "fonts" / f"{face.file}.ttf").is_file()
        assert (templates() / "fonts" / f"{face.file}.woff2").is_file()
    for name in ("OFL-KitSans.txt", "OFL-KitSerif.txt"):
        assert "SIL Open Font License" in (templates() / "fonts" / name).read_text(encoding="utf-8")


def test_no_shipped_font_bears_the_reserved_name():
    from fontTools.ttLib import TTFont

    for path in sorted((templates() / "fonts").glob("*.ttf")):
        names = {record.nameID: str(record) for record in TTFont(path)["name"].names}
        assert not any("Source" in names.get(identifier, "") for identifier in (1, 2, 3, 4, 6, 16, 17))
        assert "Reserved Font Name" in names[0]
        assert "Open Font License" in names[13]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def named_colours():
    return dict(re.findall(r'"([a-z-]+)": "(#[0-9A-F]{6})"', colours()))


@pytest.mark.parametrize("text", ["ink", "note", "grey", "primary", "accent"])
@pytest.mark.parametrize("ground", ["white", "box", "warning"])
def test_text_stands_out_from_its_ground(text, ground):
    found = named_colours()
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize(
    "step", ["medium", "light", "pale", "warm", "against-medium", "against-light", "neutral", "for-light", "for-medium"]
)
def test_dark_values_stand_out_within_light_segments(step):
    found = named_colours()
    assert contrast(found["ink"], found[step]) >= 4.5


@pytest.mark.parametrize("step", ["strong", "deep", "against", "for"])
def test_light_values_stand_out_within_dark_segments(step):
    found = named_colours()
    assert contrast(found["white"], found[step]) >= 4.5


def test_no_print_is_smaller_than_the_floor(drawn):
    page = render(drawn.report())
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:[^;}]*?([\d.]+)pt", page)] + [
        float(size) for size in re.findall(r'font-size="([\d.]+)"', page)
    ]
    assert len(sizes) > 30
    assert min(sizes) >= 7.5


def test_facts_that_follow_each_other_stand_beside_the_contents(drawn):
    whole = drawn.report()
    front = whole.sections[0]
    page = render(
        replace(whole, sections=(replace(front, blocks=(front.blocks[0], front.blocks[0], Paragraph("Après."))), *whole.sections[1:]))
    )
    beside = page[page.index('<div class="beside">') : page.index("Après.")]
    assert beside.count("<table>") == 2


def test_charts_may_be_pictures_with_the_same_drawing(drawn):
    from base64 import b64decode

    inline, pictured = render(drawn.report()), render(drawn.report(), pictures=True)
    found = re.findall(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)">', pictured)
    assert len(found) == inline.count("<svg ")
    assert "<svg " not in pictured
    for alt, content in found:
        svg = b64decode(content).decode()
        assert svg in inline
        assert alt in svg


def test_a_row_wider_than_its_headings_is_printed_whole(drawn):
    wide = Table("t", "c", "", ("Réponse", "Effectif"), (Row("Oui", ("1", "2", "3")), Row("Non", ())))
    assert len(layout(wide)) == 4
    page = render(replace(drawn.report(), sections=(Section("s", "1", "t", "T", "", (wide,)),)))
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert body.count("<td") == 6
    assert page.count("<td></td>") == 2


def test_numbers_leave_a_quarter_of_the_width_to_the_labels():
    heads = ("Thème", *("Ni d'accord ni pas d'accord",) * 8)
    columns = layout(Table("t", "", "", heads, (Row("Un thème au nom assez long", ("100",) * 8),)))
    assert columns[0].width == 0
    assert sum(column.width for column in columns) == pytest.approx(0.75 * 482, abs=1)
