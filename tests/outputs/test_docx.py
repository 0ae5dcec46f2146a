"""The report as a Word file, read back with python-docx."""

import io
import re
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example.shapes import write_example
from survey_kit.outputs.docx import check_word, draw_docx, word_available, write_docx
from survey_kit.report.document import Box, Bullets, Cards, Facts, Figure, Findings, KeyFigures, Paragraph, Row, Section, Table
from survey_kit.study.building import build_report
from survey_kit.study.study import Study
from survey_kit.wording import NO_BREAK, typography

docx = pytest.importorskip("docx")
pytest.importorskip("resvg_py")
from docx.oxml.ns import qn  # noqa: E402

AUDIT = "openxml_audit"


@pytest.fixture(scope="module")
def report(drawn):
    return drawn.report()


@pytest.fixture(scope="module")
def content(report):
    return draw_docx(report)


@pytest.fixture(scope="module")
def opened(content):
    return docx.Document(io.BytesIO(content))


def blocks(report, kind):
    return [block for section in report.sections for block in section.blocks if isinstance(block, kind)]


def every(element, name):
    return list(element.iter(qn(name)))


def said(element):
    """str: the text of an element; a hyphen that may not break a line is a hyphen."""
    signs = {qn("w:t"): lambda node: node.text or "", qn("w:noBreakHyphen"): lambda _: "-", qn("w:tab"): lambda _: "\t"}
    return "".join(signs[node.tag](node) for node in element.iter(*signs))


def styled(opened, style):
    return [said(p) for p in every(opened.element.body, "w:p") if p.pPr is not None and p.pPr.style == style]


def table_of(opened, caption):
    return next(
        found for found in every(opened.element.body, "w:tbl") if (named := found.tblPr.find(qn("w:tblCaption"))) is not None
        and named.get(qn("w:val")) == typography(caption, "fr")
    )  # fmt: skip


def cells(found):
    return [[said(cell) for cell in row.findall(qn("w:tc"))] for row in found.findall(qn("w:tr"))]


def test_every_section_has_its_headings_in_order(report, opened):
    told = [(p.style.name, said(p._p)) for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert [text for name, text in told if name == "Heading 1"] == [typography(s.theme, "fr") for s in report.sections]
    assert [text for name, text in told if name == "Heading 2"] == [typography(s.title, "fr") for s in report.sections]
    levels = [int(name[-1]) for name, _ in told]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_chapters_are_numbered_by_lists_of_word(report, opened):
    lists = [p.pPr.numPr.numId.val if p.pPr.numPr is not None else 0 for p in every(opened.element.body, "w:p") if p.pPr.style == "Heading1"]
    assert lists == [0, *[2] * (len(report.sections) - 2), 3]


@pytest.mark.parametrize("kind", ["table", "inner"])
def test_every_table_holds_the_numbers_of_the_report(report, opened, kind):
    inner = [figure.table for figure in blocks(report, Figure) if figure.table is not None]
    tables = {block.caption: block for block in (blocks(report, Table) if kind == "table" else inner)}
    assert tables
    for caption, table in tables.items():
        rows = cells(table_of(opened, caption))
        assert rows[0][: len(table.headings)] == [typography(heading, "fr") for heading in table.headings]
        wide = len(rows[0])
        assert rows[1:] == [
            [typography(text, "fr") for text in (row.label, *row.cells, *("",) * (wide - 1 - len(row.cells)))] for row in table.rows
        ]


def test_every_table_of_the_example_holds_what_the_gate_left_and_no_more(tmp_path):
    write_example(tmp_path / "e.csv")
    report = build_report(Study(tmp_path / "e.csv"))
    shown = docx.Document(io.BytesIO(draw_docx(report)))
    rows = [row for table in blocks(report, Table) for row in table.rows]
    assert sum(row.kind == "hidden" for row in rows) > 20
    for table in blocks(report, Table):
        told = [[text for text in row if text] for row in cells(table_of(shown, table.caption))[1:]]
        assert told == [[typography(text, "fr") for text in (row.label, *row.cells) if text] for row in table.rows]


def test_facts_key_figures_findings_boxes_and_texts_are_all_there(report, opened):
    for facts in blocks(report, Facts):
        assert cells(table_of(opened, facts.caption)) == [[typography(each, "fr") for each in row] for row in facts.rows]
    figures = [one for block in blocks(report, KeyFigures) for one in block.figures]
    cards = [one for block in blocks(report, Cards) for one in block.items]
    for style, told in {
        "KeyValue": [one.value for one in (*figures, *cards)],
        "KeyLabel": [*(one.label for one in figures), *(one.more for one in cards if one.more)],
        "KeyDetail": [*(one.detail for one in figures), *(text for one in cards for text in (one.detail, one.spread, one.firm) if text)],
        "Finding": [one.sentence for block in blocks(report, Findings) for one in block.items],
        "WarningTitle": [block.title for block in blocks(report, Box)],
        "WarningText": [text for block in blocks(report, Box) for text in block.paragraphs],
        "Normal": [block.text for block in blocks(report, Paragraph)],
        "ListBullet": [item for block in blocks(report, Bullets) for item in block.items],
    }.items():
        assert styled(opened, style) == [typography(text, "fr") for text in told], style


def test_a_question_asked_stands_above_its_answer(drawn):
    from survey_kit.report.document import Finding, Findings

    one = drawn.report()
    answers = Findings((Finding("Près d'un sur deux.", asked="Combien ?", reference="tableau B2"), Finding("Oui.", "Tous.", asked="Vraiment ?")), "Réponses", "Sans détour")
    first = replace(one.sections[0], blocks=(answers, *one.sections[0].blocks))
    opened = docx.Document(io.BytesIO(draw_docx(replace(one, sections=(first, *one.sections[1:])))))
    assert styled(opened, "Asked") == ["Combien\u202f?", "Vraiment\u202f?"]
    assert styled(opened, "Finding")[:2] == ["Près d’un sur deux.", "Oui."]
    assert styled(opened, "FindingDetail")[:2] == ["Voir tableau\xa0B2.", "Tous."]
    assert "Réponses" in styled(opened, "Heading3")


def test_cards_are_text_but_for_their_bars(report, opened):
    (line,) = blocks(report, Cards)
    assert {typography(card.name, "fr") for card in line.items} <= set(styled(opened, "Heading3"))


def test_a_finding_leads_to_its_figure(report, opened):
    names = {mark.get(qn("w:name")): said(mark.getparent()) for mark in every(opened.element.body, "w:bookmarkStart")}
    links = [link for link in every(opened.element.body, "w:hyperlink") if link.getparent().pPr.style == "FindingDetail"]
    told = [finding for block in blocks(report, Findings) for finding in block.items]
    assert [said(link) for link in links] == [f"Voir figure\xa0{finding.reference[-1]}." for finding in told]
    assert [names[link.get(qn("w:anchor"))][:8] for link in links] == [f"Figure\xa0{finding.reference[-1]}" for finding in told]


def test_every_link_of_the_contents_leads_to_a_chapter(report, opened):
    entries = [p for p in every(opened.element.body, "w:p") if p.pPr.style == "TOC1"]
    names = {mark.get(qn("w:name")): said(mark.getparent()) for mark in every(opened.element.body, "w:bookmarkStart")}
    assert [names[entry.find(qn("w:hyperlink")).get(qn("w:anchor"))] for entry in entries] == [
        typography(s.theme, "fr") for s in report.sections
    ]
    codes = [node.text.strip() for entry in entries for node in every(entry, "w:instrText")]
    assert codes[0] == r'TOC \o "1-1" \h \z'
    assert all(code.startswith("PAGEREF _Ref") for code in codes[1:])
    assert opened.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"


def test_captions_count_by_themselves_and_begin_with_the_reports_numbers(report, opened):
    shown = [block for block in blocks(report, Figure | Table) if block.number]
    captions = [p for p in every(opened.element.body, "w:p") if p.pPr.style in {"Caption", "AnnexCaption"}]
    assert [said(p) for p in captions] == [
        f"{block.number.replace(' ', NO_BREAK)}  {typography(getattr(block, 'title', '') or block.caption, 'fr')}"
        for block in shown
    ]
    assert [every(p, "w:instrText")[0].text.split()[:2] for p in captions] == [["SEQ", block.number.split()[0]] for block in shown]


def test_captions_stay_with_what_they_name(opened):
    sheets = {style.style_id: style.element for style in opened.styles}
    kept = {name for name, element in sheets.items() if element.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None}
    assert {"Caption", "AnnexCaption", "Subcaption", "Heading1", "Heading2", "Heading3", "Lead"} <= kept
    pictures = [p for p in every(opened.element.body, "w:p") if p.pPr.style == "Picture"]
    assert pictures
    assert all(p.pPr.find(qn("w:keepNext")) is not None for p in pictures)


def test_rows_of_a_short_table_stay_together_and_those_of_a_long_one_do_not(drawn, report):
    rows = tuple(Row(f"Réponse {place}", ("1", "1", "1")) for place in range(40))
    long = Section("s", "1", "t", "T", "", (replace(drawn.table("Tableau 1"), rows=rows, caption="long"),))
    found = table_of(docx.Document(io.BytesIO(draw_docx(replace(report, sections=(*report.sections, long))))), "long")
    kept = [row.find(f".//{qn('w:keepNext')}") is not None for row in found.findall(qn("w:tr"))]
    assert kept == [True, True, *[False] * 39]


def test_every_picture_is_a_chart_and_has_its_text_alternative(report, opened):
    cards = [card for line in blocks(report, Cards) for card in line.items]
    figures = [drawn for drawn in (*cards, *blocks(report, Figure)) if drawn.chart is not None]
    assert len(figures) > len(blocks(report, Figure))
    assert len(every(opened.element.body, "a:blip")) == len(figures)
    drawings = [found for found in every(opened.element.body, "wp:docPr") if found.get("descr")]
    assert [found.get("descr") for found in drawings] == [typography(figure.alt, "fr") for figure in figures]
    sizes = [(found.get("cx"), found.get("cy")) for found in every(opened.element.body, "wp:extent")[1:]]
    assert sizes == [(str(round(figure.chart.width * 12700)), str(round(figure.chart.height * 12700))) for figure in figures]
    assert len({found.get("id") for found in every(opened.element.body, "wp:docPr")}) == len(figures) + 1


def test_the_background_of_the_cover_is_marked_as_decoration(opened):
    first = every(opened.element.body, "wp:docPr")[0]
    assert first.get("descr") is None
    assert opened.element.nsmap["wpg"].endswith("wordprocessingGroup")
    assert b"decorative" in docx.oxml.xmlchemy.serialize_for_reading(first).encode()


def test_header_rows_are_marked_and_no_row_breaks_across_pages(report, opened):
    tables = every(opened.element.body, "w:tbl")
    headed = [found for found in tables if found.tblPr.style in {"ReportTable", "DenseTable"}]
    inner = [figure for figure in blocks(report, Figure) if figure.table is not None]
    assert len(headed) == len(blocks(report, Table)) + len(inner)
    for found in headed:
        first, *others = found.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert not [row for row in others if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert found.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in every(opened.element.body, "w:tr"))


def test_widths_of_cells_are_those_of_the_grid(opened):
    for found in every(opened.element.body, "w:tbl"):
        grid = [column.get(qn("w:w")) for column in found.tblGrid.findall(qn("w:gridCol"))]
        for row in found.findall(qn("w:tr")):
            assert [cell.tcPr.find(qn("w:tcW")).get(qn("w:w")) for cell in row.findall(qn("w:tc"))] == grid


@pytest.mark.parametrize(("lang", "locale"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_the_language_is_declared(drawn, lang, locale):
    opened = docx.Document(io.BytesIO(draw_docx(drawn.report(lang))))
    assert [found.get(qn("w:val")) for found in every(opened.styles.element, "w:lang")] == [locale]
    assert opened.core_properties.language == locale
    assert "Chapô" if lang == "fr" else "Standfirst" in {style.name for style in opened.styles}


def test_the_properties_are_the_reports_own(report, opened):
    told = opened.core_properties
    assert told.title == "S’installer et télétravailler dans le Haut-Rouergue"
    assert told.author == report.owner
    assert told.created.date() == told.modified.date()
    assert f"{told.created:%Y-%m-%d}" == report.created


def test_the_same_report_gives_the_same_bytes(drawn, content):
    assert draw_docx(drawn.report()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_report_without_a_date_or_facts_is_drawn_too(drawn):
    bare = replace(drawn.report(), created="", period="", owner="", subtitle="", sections=(Section("s", "7", "", "Titre", "", ()),))
    opened = docx.Document(io.BytesIO(draw_docx(bare)))
    assert opened.core_properties.created.year == 1980
    assert styled(opened, "Heading1") == ["7  Titre"]
    assert styled(opened, "TOC1") == ["7\tTitre\t"]


def test_made_up_data_are_said_to_be_on_the_cover_and_on_every_page(drawn, opened):
    told = "Données fictives de démonstration"
    assert [text.strip() for text in styled(opened, "CoverStamp")] == [told]
    assert told in said(opened.sections[0].footer._element)
    assert opened.core_properties.keywords == told
    real = draw_docx(replace(drawn.report(), synthetic=False))
    with zipfile.ZipFile(io.BytesIO(real)) as archive:
        assert not [name for name in archive.namelist() if told.encode() in archive.read(name)]


def test_pages_are_numbered(opened):
    fields = [found.get(qn("w:instr")).strip() for found in every(opened.sections[0].footer._element, "w:fldSimple")]
    assert fields == ["PAGE"]
    assert opened.sections[0].different_first_page_header_footer


def test_no_number_is_told_that_the_report_does_not_tell(report, content):
    """What the gate keeps back is not in the report, and so in no part of the file."""
    numbers = re.compile(r"\d+(?:[.,]\d+)?")
    known = set(numbers.findall(repr(replace(report, released=None, questionnaire=None))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        element = docx.oxml.parse_xml(archive.read("word/document.xml"))
    told = set(numbers.findall(" ".join(said(paragraph) for paragraph in every(element, "w:p"))))
    assert len(told) > 40
    assert told <= known


def test_a_hidden_row_shows_its_sign_alone_in_the_look_of_doubt(drawn, report):
    hidden = replace(drawn.table("Tableau 9"), caption="masqué", rows=(Row("Rare", ("s", "s", "s"), "hidden"), Row("Oui", ("9", "9", "9"))))
    opened = docx.Document(io.BytesIO(draw_docx(replace(report, sections=(Section("s", "1", "t", "T", "", (hidden,)),)))))
    found = table_of(opened, "masqué")
    assert cells(found)[1] == ["Rare", "s", "s", "s"]
    looks = [[look.get(qn("w:val")) for look in every(row, "w:rStyle")] for row in found.findall(qn("w:tr"))]
    assert looks[1:] == [["Indicative"] * 3, []]


def test_what_is_typed_in_word_stays(content):
    opened = docx.Document(io.BytesIO(content))
    paragraph = next(p for p in opened.paragraphs if p.style.name == "Chapô")
    paragraph.runs[0].text = "Un chapô récrit."
    again = io.BytesIO()
    opened.save(again)
    assert "Un chapô récrit." in styled(docx.Document(again), "Lead")


def test_looks_stand_in_the_styles_alone(opened):
    direct = {child.tag for run in every(opened.element.body, "w:rPr") for child in run}
    assert direct <= {qn("w:rStyle")}
    known = {style.style_id for style in opened.styles}
    named = ("w:pStyle", "w:rStyle", "w:tblStyle")
    assert {found.get(qn("w:val")) for name in named for found in every(opened.element.body, name)} <= known


def test_it_obeys_the_schemas_of_the_format(report, tmp_path):
    audit = pytest.importorskip(AUDIT)
    write_docx(report, tmp_path / "r.docx")
    verdict = audit.OpenXmlValidator().validate(tmp_path / "r.docx")
    assert [str(error) for error in verdict.errors] == []
    assert [path.name for path in tmp_path.iterdir()] == ["r.docx"]


def test_what_was_typed_is_text_and_nothing_else(drawn, report, tmp_path):
    audit = pytest.importorskip(AUDIT)
    hostile = " ".join(drawn.HOSTILE) + " <w:p/> &amp; ]]> \x0b\x00\ud800 {{ report }} " + "long " * 60
    figure = drawn.figure(1, drawn.charts()["hostile"], hostile)
    section = Section("s", "1", hostile, hostile, hostile, (Paragraph(hostile), Bullets((hostile,)), figure, drawn.table("Tableau 1")))
    write_docx(replace(report, title=hostile, owner=hostile, subtitle=hostile, sections=(section,)), tmp_path / "r.docx")
    assert audit.OpenXmlValidator().validate(tmp_path / "r.docx").errors == []
    told = styled(docx.Document(tmp_path / "r.docx"), "Normal")[0]
    assert "{{7*7}}" in told
    assert "<w:p/> &amp; ]]>" in told


@pytest.mark.parametrize("name", ["docx", "resvg_py", "fontTools"])
def test_without_a_library_it_says_what_to_install(report, tmp_path, monkeypatch, name):
    assert word_available()
    monkeypatch.setitem(sys.modules, name, None)
    assert not word_available()
    with pytest.raises(SurveyKitError) as caught:
        write_docx(report, tmp_path / "r.docx")
    assert caught.value.code == "word_missing"
    assert "survey-kit-accueil[word]" in caught.value.message("fr")
    assert name in caught.value.message("en")
    assert list(tmp_path.iterdir()) == []


def test_a_module_without_a_spec_is_as_good_as_missing(monkeypatch):
    monkeypatch.setattr(sys.modules["docx"], "__spec__", None)
    with pytest.raises(SurveyKitError, match="python-docx"):
        check_word()
