"""The report as a tagged PDF."""

import builtins
import gc
import io
import logging
import os
import platform
from dataclasses import replace

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.outputs import pdf as module
from survey_kit.outputs.pdf import INSTALL, draw_pdf, weasyprint_available, write_pdf
from survey_kit.report.document import Paragraph, Section

pikepdf = pytest.importorskip("pikepdf")
needs_pango = pytest.mark.skipif(not weasyprint_available(), reason="Pango is not installed here")


@pytest.fixture(scope="module")
def content(drawn):
    return draw_pdf(drawn.report())


@pytest.fixture(scope="module")
def opened(content):
    with pikepdf.open(io.BytesIO(content)) as found:
        yield found


def elements(opened, name):
    return [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem" and f"/{name}" == o.S]


@needs_pango
def test_it_passes_pdf_ua_1(content):
    page = pytest.importorskip("page")
    verdict = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id} {failure.message}" for failure in verdict.failures] == []


@needs_pango
def test_it_names_its_language_title_and_dates(opened):
    assert str(opened.Root.Lang) == "fr"
    assert str(opened.docinfo["/Title"]) == "S’installer et télétravailler dans le Haut-Rouergue"
    assert str(opened.docinfo["/Author"]) == "PETR du Haut-Rouergue"
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20220630")
    assert opened.Root.ViewerPreferences.DisplayDocTitle


@needs_pango
def test_each_figure_has_its_text_alternative(drawn, opened):
    figures = elements(opened, "Figure")
    blocks = [block for section in drawn.report().sections for block in section.blocks]
    charts = [each for block in blocks for each in getattr(block, "items", (block,)) if getattr(each, "chart", None)]
    assert len(figures) == len(charts)
    told = [alt for alt in (str(figure.Alt) for figure in figures) if not alt.startswith("Cadres, venus avec leur emploi")]
    assert len(told) == len(charts) - 1
    assert all(alt.startswith("Motifs d’installation\u00a0: ") and alt.endswith("(43\u202f%).") for alt in told)


@needs_pango
def test_every_table_has_headers_with_their_scope(opened):
    tables = elements(opened, "Table")
    assert tables
    headers = elements(opened, "TH")
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}
    for table in tables:
        assert {str(kid.S) for kid in table.K} <= {"/Caption", "/THead", "/TBody"}


@needs_pango
def test_bookmarks_follow_the_sections(drawn, opened):
    with opened.open_outline() as outline:
        told = [item.title for item in outline.root[0].children]
    assert len(told) == len(drawn.report().sections)
    assert told[0] == "Fiche technique et sommaire"


@needs_pango
def test_every_page_says_that_the_data_are_made_up(content):
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(io.BytesIO(content)) as found:
        texts = [sheet.extract_text() for sheet in found.pages]
    assert len(texts) > 8
    assert all("Données fictives de démonstration" in text for text in texts)


@needs_pango
def test_the_contents_give_the_right_pages(drawn, content):
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(io.BytesIO(content)) as found:
        texts = [sheet.extract_text() for sheet in found.pages]
    for section in drawn.report().sections[1:]:
        place = next(place for place, text in enumerate(texts, 1) if place > 1 and section.title.split(",")[0] in text)
        assert f"{section.theme} {place}" in texts[1].replace("\u00a0", " ").replace("’", "'")


@needs_pango
def test_the_workbook_is_attached_once_with_a_fixed_date(opened):
    assert list(opened.attachments) == ["tableaux.xlsx"]
    spec = opened.attachments["tableaux.xlsx"]
    assert spec.obj.AFRelationship == "/Supplement"
    assert spec.get_file().read_bytes()[:2] == b"PK"
    assert spec.get_file().creation_date.year == 2022


@needs_pango
def test_the_same_report_gives_the_same_bytes(drawn, content):
    assert draw_pdf(drawn.report()) == content


@needs_pango
def test_a_report_without_a_date_is_drawn_without_a_clock(drawn):
    bare = replace(drawn.report(), created="", sections=(Section("s", "1", "t", "T", "", (Paragraph("p"),)),))
    assert draw_pdf(bare) == draw_pdf(bare)


@needs_pango
def test_nothing_is_fetched_whatever_was_typed(drawn, caplog):
    hostile = " ".join(drawn.HOSTILE[:4]) + ' <link rel="attachment" href="file:///etc/passwd">'
    section = Section("s", "1", hostile, hostile, hostile, (Paragraph(hostile), drawn.figure(1, drawn.charts()["hostile"], hostile)))
    with caplog.at_level(logging.WARNING, "weasyprint"):
        content = draw_pdf(replace(drawn.report(), title=hostile, owner=hostile, sections=(section,)))
    assert [record.message for record in caplog.records if "HarfBuzz" not in record.message] == []
    with pikepdf.open(io.BytesIO(content)) as found:
        assert list(found.attachments) == ["tableaux.xlsx"]
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(io.BytesIO(content)) as found:
        text = "".join(sheet.extract_text() for sheet in found.pages)
    assert "{{7*7}}" in text
    assert "<script>" in text


@needs_pango
def test_styles_are_understood_and_no_font_is_missing(drawn, caplog):
    with caplog.at_level(logging.WARNING, "weasyprint"):
        draw_pdf(drawn.report())
    assert [record.message for record in caplog.records if "HarfBuzz" not in record.message] == []


@needs_pango
def test_a_template_that_asks_for_a_file_is_refused(drawn, monkeypatch):
    monkeypatch.setattr(module, "render", lambda *_, **__: '<html lang="fr"><img alt="x" src="file:///etc/passwd"></html>')
    with pytest.raises(SurveyKitError) as caught:
        draw_pdf(drawn.report())
    assert caught.value.code == "drawing_fetch"
    assert "/etc/passwd" in caught.value.message("fr")


@needs_pango
def test_the_collector_and_the_environment_are_left_as_they_were(drawn, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    monkeypatch.setattr(module, "render", lambda *_, **__: '<html lang="fr"><title>t</title><p>p</p></html>')
    draw_pdf(drawn.report())
    assert gc.isenabled()
    assert os.environ["SOURCE_DATE_EPOCH"] == "7"


def without_pango(monkeypatch):
    whole = builtins.__import__

    def lacking(name, *arguments):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': not found\nmore")
        return whole(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", lacking)


@pytest.mark.parametrize(
    "case",
    [
        ("Linux", "ID=ubuntu\nID_LIKE=debian\n", "apt install libpango"),
        ("Linux", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install pango"),
        ("Linux", "ID=opensuse-leap\nID_LIKE=suse\n", "zypper install"),
        ("Linux", "ID=gentoo\n", "Pango"),
        ("Darwin", "", "brew install pango"),
        ("Windows", "", "MSYS2"),
    ],
)
def test_a_missing_pango_is_told_with_what_to_install_here(drawn, monkeypatch, tmp_path, case):
    system, release, command = case
    without_pango(monkeypatch)
    monkeypatch.setattr(platform, "system", lambda: system)
    (tmp_path / "os-release").write_text(release, encoding="utf-8")
    monkeypatch.setattr(module, "_RELEASE", tmp_path / "os-release")
    assert not weasyprint_available()
    with pytest.raises(SurveyKitError) as caught:
        write_pdf(drawn.report(), tmp_path / "r.pdf")
    assert caught.value.code == "pango_missing"
    for lang in ("fr", "en"):
        assert command in caught.value.message(lang)
        assert "HTML" in caught.value.message(lang)
    assert not (tmp_path / "r.pdf").exists()


def test_every_system_has_its_command():
    assert {*module._FAMILIES.values(), "brew", "windows", "other"} == set(INSTALL)
