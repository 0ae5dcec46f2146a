"""Charts as files: each tells by itself what it is of, and hides what the report hides."""

import csv
import io
import sys
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from survey_kit.outputs.chart_files import chart_files, write_charts
from survey_kit.wording import rounded, typography

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def report(drawn):
    return drawn.report()


@pytest.fixture(scope="module")
def members(report):
    with zipfile.ZipFile(io.BytesIO(chart_files(report))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - drawn by the kit


def words(svg):
    return " ".join("".join(text.itertext()) for text in parsed(svg).iter(f"{SVG}text"))


def rows(content, delimiter=";"):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def test_each_figure_has_a_drawing_a_picture_and_its_numbers(report, members):
    pytest.importorskip("resvg_py")
    read = [figure for figure in report.figures if figure.chart is not None]
    assert sorted(name.rpartition(".")[2] for name in members) == sorted(["txt", *["csv", "png", "svg"] * len(read)])
    assert "figure-01-1.svg" in members
    assert all(members[name].startswith(b"\x89PNG") for name in members if name.endswith(".png"))


def test_a_drawing_names_its_font_its_alternative_its_source_and_that_it_is_made_up(report, members):
    figures = {figure.id.removeprefix("figure-"): figure for figure in report.figures if figure.chart is not None}
    for name in (name for name in members if name.endswith(".svg")):
        figure = figures[name.removesuffix(".svg").split("-", 2)[2]]
        root = parsed(members[name])
        assert root[0].tag == f"{SVG}title"
        assert root[0].text == typography(figure.alt, "fr")
        assert len(list(root.iter(f"{SVG}title"))) == 1
        assert root.get("font-family").startswith("Kit Sans")
        told = words(members[name])
        for part in ("Données fictives", "Champ", "Source", "PETR du Haut-Rouergue", "Base"):
            assert part in told, (name, part)


def test_the_chart_is_drawn_whole(report, members):
    from survey_kit.report.html import draw_chart

    figure = next(figure for figure in report.figures if figure.id == "figure-1")
    inner = [text.text for text in parsed(draw_chart(figure.chart, "x", "fr")).iter(f"{SVG}text")]
    outer = [text.text for text in parsed(members["figure-01-1.svg"]).iter(f"{SVG}text")]
    assert outer[-len(inner) :] == inner


def test_numbers_are_those_that_the_chart_prints_and_hidden_ones_are_not_told(report, members):
    hidden = 0
    for place, figure in enumerate((block for section in report.sections for block in section.blocks if hasattr(block, "alt")), start=1):
        if figure.chart is None:
            continue
        name = f"figure-{place:02d}-{figure.id.removeprefix('figure-')}.csv"
        told = rows(members[name])[1:]
        for value, row in zip(figure.chart.values, told, strict=False):
            if value.percent is None and value.count is None:
                assert row[3:] == ["", "", "", "", "", "masked", "données fictives"]
                hidden += 1
            elif value.percent is not None:
                assert float(row[3].replace(",", ".")) == rounded(value.percent, 1)
            assert row[9] == "données fictives"
    assert hidden >= 3


def test_an_inner_table_follows_its_chart(report, members):
    figure = next(figure for figure in report.figures if figure.table is not None)
    name = next(name for name in members if name.endswith(f"-{figure.id.removeprefix('figure-')}.csv"))
    told = rows(members[name])
    assert list(figure.table.headings) in told
    assert [figure.table.rows[0].label, *figure.table.rows[0].cells] in told


def test_a_list_tells_number_title_base_population_and_source(report, members):
    text = members["LISEZMOI.txt"].decode("utf-8-sig")
    for figure in report.figures:
        if figure.chart is not None:
            assert f"{typography(figure.number, 'fr')} – {typography(figure.title, 'fr')}" in text
    assert "Champ\xa0: ensemble des répondants." in text
    assert "Source\xa0: enquête Installation et télétravail" in text
    assert "Données fictives" in text
    assert "figure-01-1" in text


def test_hostile_labels_are_neither_run_nor_read_as_markup(members):
    name = next(name for name in members if name.endswith(".csv") and b"cmd" in members[name])
    cells = [cell for row in rows(members[name]) for cell in row]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "<script>" not in members[name.replace(".csv", ".svg")].decode()


def test_the_same_report_gives_the_same_bytes(report, tmp_path):
    write_charts(report, tmp_path / "one.zip")
    write_charts(report, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_without_the_library_there_are_no_pictures_and_the_list_says_how_to_have_them(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with zipfile.ZipFile(io.BytesIO(chart_files(report))) as archive:
        names = archive.namelist()
        text = archive.read("LISEZMOI.txt").decode("utf-8-sig")
    assert not [name for name in names if name.endswith(".png")]
    assert [name for name in names if name.endswith(".svg")]
    assert "survey-kit-accueil[word]" in text


def test_english_and_real_data(drawn):
    report = replace(drawn.report("en"), synthetic=False, owner="")
    with zipfile.ZipFile(io.BytesIO(chart_files(report))) as archive:
        assert "README.txt" in archive.namelist()
        told = archive.read("figure-01-1.svg").decode()
        numbers = rows(archive.read("figure-01-1.csv"), ",")
    assert "Made-up" not in told
    assert "Made with survey_kit." in told
    assert numbers[0][:3] == ["series", "answer", "code"]
    assert {row[-1] for row in numbers[1:]} == {""}
