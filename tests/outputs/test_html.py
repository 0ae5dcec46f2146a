"""The report as one file."""

import re

from survey_kit.outputs.html import write_html


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
    assert page.count("scroll") > len(drawn.charts()) / 2


def test_two_runs_give_the_same_bytes(drawn, tmp_path):
    for name in ("a.html", "b.html"):
        write_html(drawn.report(), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]
