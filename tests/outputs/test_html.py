"""The report as one file."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from survey_kit.outputs.html import write_html
from survey_kit.report.html import render

SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_needs_no_other_file(drawn, tmp_path):
    path = tmp_path / "report.html"
    write_html(drawn.report(), path)
    page = path.read_text(encoding="utf-8")
    addresses = re.findall(r"url\(\"?([^)\"]{1,40})", page) + re.findall(r"(?:src|href)=\"([^\"]*)\"", page)
    assert addresses
    assert all(address.startswith(("data:", "#")) for address in addresses)
    assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", re.sub(r"base64,[^)]*", "", page)).replace(
        "http%3A//www.w3.org/2000/svg", ""
    )


def test_the_page_fits_a_phone(drawn, tmp_path):
    path = tmp_path / "report.html"
    write_html(drawn.report(), path)
    page = path.read_text(encoding="utf-8")
    assert 'name="viewport" content="width=device-width' in page
    boxes = re.findall(r'<div class="[^"]*\bscroll\b[^>]*><table', page)
    assert len(boxes) == page.count("<table") > 2


def test_two_runs_give_the_same_bytes(drawn, tmp_path):
    for name in ("a.html", "b.html"):
        write_html(drawn.report(), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


@pytest.fixture(scope="module")
def tree(drawn, tmp_path_factory):
    """Element: the page, parsed."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_html(drawn.report(), path)
    weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
    return weasyprint.HTML(string=path.read_text(encoding="utf-8")).etree_element


def every(tree, *names):
    return [element for element in tree.iter() if element.tag in names]


def classes(element):
    return element.get("class", "").split()


def test_the_page_has_landmarks_and_a_link_to_its_content(tree):
    body = tree.find("body")
    assert [child.tag for child in body] == ["a", "aside", "header", "main"]
    skip, about, _, main = body
    assert skip.get("href") == f"#{main.get('id')}" == "#content"
    assert main.get("tabindex") == "-1"
    assert about.get("aria-label")
    assert [nav.get("aria-label") for nav in every(tree, "nav")] == ["Sommaire"]
    for section in every(main, "section"):
        named = section.get("aria-labelledby")
        assert named is None or any(heading.get("id") == named for heading in every(section, "h2"))


def test_headings_are_in_order(tree):
    levels = [int(heading.tag[1]) for heading in every(tree, "h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headers_with_their_scope(tree):
    tables = every(tree, "table")
    assert len(tables) > 2
    for table in tables:
        assert "".join(table.find("caption").itertext()).strip()
        assert {header.get("scope") for header in every(table, "th")} <= {"col", "row", "rowgroup"}
        assert every(table, "th")


def test_every_chart_has_a_name(tree):
    charts = every(tree, f"{SVG}svg")
    assert charts
    for chart in charts:
        assert chart.get("role") == "img"
        assert chart[0].tag == f"{SVG}title"
        assert len(chart[0].text) > 40


def test_links_lead_somewhere_and_no_name_is_given_twice(tree):
    names = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(names) == len(set(names))
    links = every(tree, "a")
    assert all(link.get("href")[1:] in names for link in links)
    assert all("".join(link.itertext()).strip() for link in links)
    assert sum("back" in classes(part) for part in every(tree, "p")) == len(every(tree, "section")) - 1


def test_a_box_that_scrolls_is_reached_by_the_keyboard_and_has_a_name(tree):
    boxes = [box for box in every(tree, "div") if "scroll" in classes(box) and every(box, "thead")]
    assert boxes
    assert all((box.get("tabindex"), box.get("role")) == ("0", "group") and box.get("aria-label") for box in boxes)


def test_a_hidden_number_is_told(drawn, tmp_path):
    whole = drawn.report()
    hidden = drawn.table("Tableau 9", rows=(("Oui", ("s", "s", "s")),), key="t9")
    path = tmp_path / "report.html"
    write_html(replace(whole, sections=(replace(whole.sections[-1], blocks=(hidden,)),)), path)
    assert path.read_text(encoding="utf-8").count('<abbr title="secret">s</abbr>') == 3


def test_a_wide_chart_has_a_narrow_one_for_a_phone(drawn, tmp_path):
    charts = drawn.charts()
    section = replace(drawn.report().sections[-1], blocks=(replace(drawn.figure(1, charts["motives"]), narrow=charts["half"]),))
    path = tmp_path / "report.html"
    write_html(replace(drawn.report(), sections=(section,)), path)
    page = path.read_text(encoding="utf-8")
    assert page.count('<div class="chart wide">') == page.count('<div class="chart half narrow">') == 1
    assert render(replace(drawn.report(), sections=(section,)), pictures=True).count("<img ") == 1
