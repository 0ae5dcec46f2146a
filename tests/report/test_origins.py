"""The map of origins: what is kept back stands nowhere in it, and whose outlines it shows is told in every form."""

import io
import re
import zipfile

import pandas as pd
import pytest

from survey_kit.disclosure.long import LONG_COLUMNS
from survey_kit.disclosure.released import Cell, Released
from survey_kit.findings.view import View
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.report.arrange import ASIDE, half, table_beside
from survey_kit.report.back import colophon
from survey_kit.report.build import build_document
from survey_kit.report.composed import figure
from survey_kit.report.context import Context
from survey_kit.report.html import draw_chart, render
from survey_kit.report.origins import origin_map
from survey_kit.report.paging import block_height
from survey_kit.survey.gazetteer import gazetteer

CREDIT = "CC BY 4.0"
REGIONS = {"76": 81, "11": 29, "84": 14, "ZZ": 9, "04": 6}

NOTHING = pd.DataFrame(columns=list(LONG_COLUMNS))


def told(made, counts, variable="previous_region", together=0, number=3):
    found = made.distribution(counts, sum(count or 0 for count in counts.values()) + together, variable=variable)
    if not together:
        return found
    merged = Cell("merged", together, float(together), 100 * together / found.base, 1.0, 1.0, 9.0, number=number)
    return made.replace(found, cells=(*found.cells, merged))


def context(made, *distributions, lang="fr", threshold=5, **options):
    questionnaire = read_questionnaire("haut-rouergue")
    view = View(Released(None, tuple(distributions), threshold=threshold), questionnaire, 165, lang, **options)
    return Context(view, made.provenance(), tables={"previous_region": "B56", "previous_departement": "B57"})


def test_the_map_tells_its_finding_and_its_numbers(made):
    found = origin_map(context(made, told(made, REGIONS, together=10)))
    assert found.title == "Première région d'origine : Occitanie"
    assert found.id == "figure-previous_region"
    assert [(value.label, value.count) for value in found.chart.values] == [("Occitanie", 81), ("Île-de-France", 29), ("Auvergne-Rhône-Alpes", 14)]
    assert "Occitanie" in found.alt
    assert all(name in found.alt for name in ("Île-de-France", "Auvergne-Rhône-Alpes"))
    assert "124 des 149 répondants" in found.alt
    assert "B56" in found.alt
    assert "vivaient auparavant dans la région Occitanie" in found.notes.reading
    assert "La Réunion" in found.notes.note
    assert CREDIT in found.notes.note


def test_the_table_beside_has_every_place_that_is_told(made):
    table = origin_map(context(made, told(made, REGIONS, together=10))).table
    rows = {row.label: row.cells for row in table.rows}
    assert list(rows) == ["Occitanie", "Île-de-France", "Auvergne-Rhône-Alpes", "La Réunion", "Autres régions (3)", "Étranger", "Ensemble"]
    assert rows["Occitanie"] == ("81", "54")
    assert rows["Autres régions (3)"] == ("10", "7")
    assert rows["Ensemble"] == ("149", "100")


def test_in_english(made):
    found = origin_map(context(made, told(made, REGIONS, together=10), lang="en"))
    assert found.title == "First region of origin: Occitanie"
    assert [row.label for row in found.table.rows][-3:] == ["Other regions (3)", "Abroad", "All"]
    assert "lived before in the region Occitanie" in found.notes.reading
    assert "124 of the 149 respondents" in found.alt


def test_a_place_kept_back_stands_neither_on_the_map_nor_in_its_words(made):
    hidden = {"76": 81, "11": 29, "53": 3, "28": None, "84": 14}
    found = origin_map(context(made, told(made, hidden)))
    drawn = draw_chart(found.chart, found.alt)
    for name in ("Bretagne", "Normandie"):
        assert name not in drawn
        assert name not in found.alt
        assert not [value for value in found.chart.values if value.label == name]
        assert {row.label: row.cells for row in found.table.rows}[name] == ("s", "s")
    assert len([disc for disc in found.chart.discs if disc.look == "first"]) == 3
    assert "effectif masqué" in found.notes.note


def test_places_told_together_with_other_countries_are_called_so(made):
    found = origin_map(context(made, told(made, {"76": 81, "11": 29}, together=12)))
    assert "Autres régions, ou étranger (3)" in [row.label for row in found.table.rows]


def test_by_departement_where_none_has_few_respondents(made):
    fine = told(made, {"12": 60, "31": 40, "75": 20, "92": 15, "ZZ": 6}, "previous_departement")
    coarse = told(made, {"76": 100, "11": 35, "ZZ": 6})
    found = origin_map(context(made, fine, coarse))
    assert found.id == "figure-previous_departement"
    assert [(value.label, value.count) for value in found.chart.values] == [("Aveyron", 60), ("Haute-Garonne", 40), ("Île-de-France", 35)]
    assert [row.label for row in found.table.rows[:4]] == ["Aveyron", "Haute-Garonne", "Paris", "Hauts-de-Seine"]
    assert "réunie en un seul cercle" in found.notes.note
    assert "dans le département Aveyron" in found.notes.reading


@pytest.mark.parametrize("few", [{"48": 3}, {"48": None}])
def test_one_departement_of_few_brings_the_map_back_to_regions(made, few):
    fine = told(made, {"12": 60, "31": 40, "75": 35} | few, "previous_departement")
    coarse = told(made, {"76": 103, "11": 35})
    assert origin_map(context(made, fine, coarse)).id == "figure-previous_region"


def test_departements_told_together_bring_the_map_back_to_regions(made):
    fine = told(made, {"12": 60, "31": 40, "75": 35}, "previous_departement", together=7)
    coarse = told(made, {"76": 107, "11": 35})
    assert origin_map(context(made, fine, coarse)).id == "figure-previous_region"
    assert origin_map(context(made, told(made, {"12": 60, "31": 6}, "previous_departement"), coarse, threshold=10)).id == "figure-previous_region"


def test_no_map_of_a_small_survey_nor_of_a_single_place(made):
    assert origin_map(context(made, told(made, {"76": 8, "11": 5}))) is None
    assert origin_map(context(made, told(made, {"76": 18, "11": 9}))) is None
    assert origin_map(context(made, told(made, {"76": 120, "ZZ": 20}))) is None
    assert origin_map(context(made)) is None


def test_beyond_twelve_places_the_others_are_one_row(made):
    counts = {code: 40 - place for place, code in enumerate(code for code in gazetteer().regions if len(code) == 2)}
    found = origin_map(context(made, told(made, counts)))
    assert found.table.rows[12].label == f"Autres lieux diffusés ({len(counts) - 12})"
    assert sum(int(row.cells[0]) for row in found.table.rows[:13]) == sum(counts.values())


def test_the_table_stands_beside_the_map_and_takes_no_height_of_its_own(made):
    found = figure(context(made, told(made, REGIONS, together=10)), "origin_map")
    assert table_beside(found)
    assert not half(found)
    assert found.chart.width + ASIDE <= 482 - 10
    assert block_height(found) < block_height(made.replace(found, chart=made.replace(found.chart, kind="bars")))


def document(made, *distributions, lang="fr"):
    questionnaire = read_questionnaire("haut-rouergue")
    return build_document(Released(NOTHING, tuple(distributions)), questionnaire, made.provenance(), {}, lang=lang)


@pytest.mark.parametrize(("lang", "who"), [("fr", "Contours des départements"), ("en", "Outlines of the départements")])
def test_whose_outlines_they_are_stands_in_the_colophon(made, lang, who):
    drawn = colophon(context(made, told(made, REGIONS), lang=lang))
    told_of = dict(drawn.blocks[-1].rows)
    assert any(who in text and CREDIT in text and "Victor Cazanave" in text for text in told_of.values())
    assert not any(who in text for text in dict(colophon(context(made)).blocks[-1].rows).values())


def test_the_page_and_the_word_file_draw_the_map_with_its_credit(made):
    report = document(made, told(made, REGIONS, together=10))
    page = render(report)
    assert page.count(CREDIT) >= 2
    assert len(re.findall(r'<circle [^>]*fill-opacity="0\.9"', page)) == 3
    docx = pytest.importorskip("survey_kit.outputs.docx")
    pytest.importorskip("docx")
    pytest.importorskip("resvg_py")
    with zipfile.ZipFile(io.BytesIO(docx.draw_docx(report))) as package:
        written = package.read("word/document.xml").decode("utf-8")
        pictures = [name for name in package.namelist() if name.endswith(".png")]
    assert len(re.sub(r"<[^>]+>", "", written).replace("\u00a0", " ").split(CREDIT)) >= 3
    assert len(pictures) == 1


def test_slides_leave_the_map_out(made):
    pptx = pytest.importorskip("pptx")
    slides = pytest.importorskip("survey_kit.outputs.slides")
    report = document(made, told(made, REGIONS, together=10))
    deck = pptx.Presentation(io.BytesIO(slides.draw_pptx(report)))
    assert not any(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    assert len(deck.slides) >= 2
