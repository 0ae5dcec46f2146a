"""The two pages are two: on the example, on real exports, in both languages, and they pass PDF/UA-1."""

import io

import pytest

import survey_kit as sk
from survey_kit.example.shapes import write_example
from survey_kit.outputs.pdf import draw_pdf, weasyprint_available

pikepdf = pytest.importorskip("pikepdf")
pytestmark = pytest.mark.skipif(not weasyprint_available(), reason="Pango is not installed here")
# Long titles, small bases, many responses, none that stand out, a draft of every platform.
QUICK = ("limesurvey/fr_drcinternet_labels.csv", "sphinx/exp_QuestionnairevilledAnnecy.xlsx")
EXPORTS = (
    "google_forms/en_osmi2014_remote_work.csv", "google_forms/fr_teletravail_benavent.csv", "kobo/fr_bandou_agents_kobo.csv",
    "kobo/en_unhcr_koboloadeR_MainDataFrame.csv", "kobo/formpack_generated/restaurant_profile_xml.csv", "limesurvey/cpesr_barometre_results-anon.csv",
    "limesurvey/de_blur_codes.csv", "limesurvey/patrimoine_vaud_results-survey4914.xlsx", "other_panel/nsw_2020_rws.csv",
    "qualtrics/en_climate_experts_3rows.csv", "surveymonkey/538_thanksgiving-2015-poll-data.csv", "weighted/us_ca_telework_OPSR.csv",
)  # fmt: skip


def drawn(path, lang, **options):
    return draw_pdf(sk.build_report(sk.Study(path, lang=lang, template="synthese", **options)))


def pages(content):
    with pikepdf.open(io.BytesIO(content)) as found:
        return len(found.pages)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_example_takes_two_pages_and_passes_pdf_ua_1(lang, tmp_path):
    write_example(tmp_path / "e.csv")
    content = drawn(tmp_path / "e.csv", lang)
    assert pages(content) == 2
    page = pytest.importorskip("page")
    verdict = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id} {failure.message}" for failure in verdict.failures] == []
    assert content == drawn(tmp_path / "e.csv", lang)
    with pikepdf.open(io.BytesIO(content)) as found:
        assert list(found.attachments)


def test_a_study_that_tells_much_of_itself_takes_two_pages(tmp_path):
    write_example(tmp_path / "e.csv")
    long = "Enquête auprès des nouveaux arrivants et des télétravailleurs des trois communautés de communes du territoire, deuxième vague"
    told = {"title": long, "owner": "Pôle d'équilibre territorial et rural", "contact": "accueil@exemple.fr, 05 00 00 00 00"}
    assert (
        pages(drawn(tmp_path / "e.csv", "fr", told=told | {"spread": "Relayé par les mairies, les écoles et les espaces partagés. " * 6}))
        == 2
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", QUICK)
def test_a_real_export_takes_two_pages(shared, name, lang):
    assert pages(drawn(shared / "exports" / name, lang)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", EXPORTS)
def test_every_real_export_takes_two_pages(shared, name, lang):
    assert pages(drawn(shared / "exports" / name, lang)) == 2
