"""The page as a browser shows it, on a phone and on a screen. Without Chromium (package chromium of Debian) these tests are skipped."""

import io
from dataclasses import replace

import pytest

from survey_kit.example.shapes import write_example
from survey_kit.outputs.html import write_html
from survey_kit.report.document import Facts
from survey_kit.study.building import build_report
from survey_kit.study.study import Progress, Study, load

WIDTHS = (320, 390, 700, 1280)
# Pixels of the smallest letters of a chart.
SMALLEST = 9.0


@pytest.fixture(scope="module")
def browser(window):
    if window.found() is None:
        pytest.skip("no Chromium is installed here")
    opened = window.Browser()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory, browser):  # noqa: ARG001 -- without it there is nothing to draw for
    folder = tmp_path_factory.mktemp("screen")
    write_example(folder / "e.csv")
    study = Study(folder / "e.csv")
    write_html(build_report(study, Progress(), load(study)), folder / "e.html")
    return folder / "e.html"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_no_wider_than_the_window(browser, page, width):
    browser.open(page, width)
    assert browser.run("document.documentElement.scrollWidth") == width
    outside = """[...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll')
        && e.getBoundingClientRect().right > innerWidth + 1).length"""
    assert browser.run(outside) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_two_pages_are_no_wider_than_the_window(browser, drawn, tmp_path, width):
    write_html(replace(drawn.report(), template="synthese"), tmp_path / "two.html")
    browser.open(tmp_path / "two.html", width)
    assert browser.run("document.documentElement.scrollWidth") == width
    assert browser.run("document.querySelectorAll('main').length") == 1


def test_one_long_word_does_not_widen_the_page(browser, drawn, tmp_path):
    word = "HeadingOfAColumnThatNobodyHasEverPutASpaceInto" * 2
    whole = drawn.report(title=word)
    front = replace(whole.sections[0], title=word, standfirst=word, blocks=(Facts(word, (("Fichier", word),)), drawn.figure(1, None, word)))
    write_html(replace(whole, sections=(front, *whole.sections[1:])), tmp_path / "long.html")
    browser.open(tmp_path / "long.html", 320)
    assert browser.run("document.documentElement.scrollWidth") == 320


def test_a_table_wider_than_a_phone_scrolls_in_its_own_box(browser, page):
    browser.open(page, 320)
    wide = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    assert browser.run(f"{wide}.length") > 0
    assert browser.run(f"{wide}.every(e => e.tabIndex === 0 && getComputedStyle(e).overflowX === 'auto')")
    browser.open(page, 1280)
    assert browser.run(f"{wide}.length") == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_letters_of_charts_stay_legible(browser, page, width):
    browser.open(page, width)
    sizes = """[...document.querySelectorAll('.chart svg')].filter(e => e.clientWidth).map(e =>
        Math.min(...[...e.querySelectorAll('g[font-size]')].map(g => +g.getAttribute('font-size'))) * e.clientWidth / e.viewBox.baseVal.width)"""
    found = browser.run(sizes)
    assert len(found) == browser.run("document.querySelectorAll('figure, .cards .chart').length")
    assert min(found) >= SMALLEST


def test_a_phone_gets_the_narrow_charts(browser, page):
    shown = "[...document.querySelectorAll('.chart')].filter(e => e.clientWidth && e.classList.contains('{}')).length"
    browser.open(page, 390)
    assert (browser.run(shown.format("wide")), browser.run(shown.format("narrow")) > 10) == (0, True)
    browser.open(page, 1280)
    assert (browser.run(shown.format("wide")) > 10, browser.run(shown.format("narrow"))) == (True, 0)


def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(browser, page):
    browser.open(page, 390)
    shown = "document.querySelector('.skip').getBoundingClientRect().top >= 0"
    assert not browser.run(shown)
    browser.key("Tab")
    assert browser.run("document.activeElement.className") == "skip screen"
    assert browser.run(shown)
    style = "getComputedStyle(document.activeElement)"
    assert browser.run(f"{style}.outlineStyle + {style}.outlineWidth") == "solid3px"
    browser.key("Enter")
    assert browser.run("document.activeElement.id") == "content"


def test_what_a_link_leads_to_is_not_under_the_band(browser, page):
    browser.open(page, 390, prefers_reduced_motion="reduce")
    browser.run("document.querySelector('.toc a[href=\"#essentials\"]').click()")
    where = "document.querySelector('#essentials').getBoundingClientRect().top"
    assert browser.run(f"{where} >= document.querySelector('.fictive').getBoundingClientRect().bottom")
    assert browser.run(f"{where} < 200")


@pytest.mark.parametrize(("wish", "behavior"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_glides_for_who_wants_no_motion(browser, page, wish, behavior):
    browser.open(page, 1280, prefers_reduced_motion=wish)
    assert browser.run("getComputedStyle(document.documentElement).scrollBehavior") == behavior


def test_what_a_screen_reader_gets_has_names(browser, page):
    browser.open(page, 1280)
    browser.ask("Accessibility.enable")
    nodes = [node for node in browser.ask("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    roles = [node["role"]["value"] for node in nodes]
    for landmark in ("banner", "main", "navigation", "complementary"):
        assert roles.count(landmark) == 1
    images = [node["name"]["value"] for node in nodes if node["role"]["value"] == "image"]
    assert len(images) > 10
    assert all(len(name) > 60 and name.endswith(".") for name in images)
    assert all(node["name"]["value"] for node in nodes if node["role"]["value"] in {"table", "link", "heading", "region"})


def test_it_prints_on_pages_of_its_own(browser, page):
    pdfplumber = pytest.importorskip("pdfplumber")
    browser.open(page, 1280)
    with pdfplumber.open(io.BytesIO(browser.printed())) as found:
        assert 10 < len(found.pages) < 60
        texts = [sheet.extract_text() for sheet in found.pages[:4]]
        assert {(round(sheet.width), round(sheet.height)) for sheet in found.pages} <= {(595, 842), (596, 842), (594, 842), (595, 841)}
    assert "Sommaire" in texts[1]
    assert not any("Aller au contenu" in text or "↑ Sommaire" in text for text in texts)
