"""The report is accessible (PDF/UA-1) and fit to be kept (PDF/A-3a) whatever it tells, and the checker that says so sees what is broken."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import pytest

pikepdf = pytest.importorskip("pikepdf")
page = pytest.importorskip("page")

from survey_kit.disclosure.profile_map import PlacedAnswer, ReleasedMap  # noqa: E402
from survey_kit.disclosure.profiles import ReleasedMarker, ReleasedProfile, ReleasedSegmentation  # noqa: E402
from survey_kit.example.shapes import write_example  # noqa: E402
from survey_kit.findings.view import View  # noqa: E402
from survey_kit.outputs.pdf import draw_pdf, weasyprint_available  # noqa: E402
from survey_kit.report.context import Context  # noqa: E402
from survey_kit.report.document import Cards  # noqa: E402
from survey_kit.report.profiles import profiles_chapter  # noqa: E402
from survey_kit.study.building import build_report  # noqa: E402
from survey_kit.study.study import Progress, Study, load  # noqa: E402
from survey_kit.survey.survey import Provenance  # noqa: E402
from survey_kit.wording import typography  # noqa: E402

pytestmark = pytest.mark.skipif(not weasyprint_available(), reason="Pango is not installed here")

PROFILES = {"accessible": page.ValidationProfile.PDF_UA_1, "kept": page.ValidationProfile.PDF_A_3A}


def failures(content, kind):
    return [f"{failure.rule_id} {failure.message}" for failure in page.validate_pdf_bytes(content, profile=PROFILES[kind]).failures]


def of_example(folder, lang="fr", **options):
    export = folder / "e.csv"
    write_example(export, **options)
    study = Study(export, lang=lang)
    report = build_report(study, Progress(), load(study))
    return SimpleNamespace(report=report, content=draw_pdf(report))


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    return of_example(tmp_path_factory.mktemp("fr"))


@pytest.fixture(scope="module")
def opened(french):
    with pikepdf.open(io.BytesIO(french.content)) as found:
        yield found


def segmentation(verdict):
    names = ({"fr": "Cadres, maison", "en": "Managers, house"}, {"fr": "Retraités", "en": "Retired"})
    marker = ReleasedMarker({"fr": "Cadres", "en": "Managers"}, 76.0, 26.0)
    profiles = (
        ReleasedProfile(1, names[0], 120, 72.4, 65.0, 79.0, "full", "solid", (marker,)),
        ReleasedProfile(2, names[1], None, None, None, None, "nothing", "fragile", ()),
    )
    answers = (PlacedAnswer({"fr": "train", "en": "train"}, 0.2, 0.7), PlacedAnswer({"fr": "médecins", "en": "doctors"}, 0.7, 0.2))
    places = ReleasedMap(((2, 3), (9, 5)), ((1, 0.25, 0.6), (2, 0.7, 0.3)), answers)
    found = ReleasedSegmentation(verdict, 165, 10, 199, 2, (2, 3), False, False, 0.1, 0.9, "volunteer")
    if verdict == "segments":
        return replace(found, profiles=profiles, map=places)
    return replace(found, ends=(({"fr": "cadres"}, {"fr": "train"}), ({"fr": "habitat léger"},)) if verdict == "gradient" else ())


def with_profiles(drawn, told, verdict):
    context = Context(View(told.released, told.questionnaire, 120), Provenance("essai.csv", "0" * 64, "table", synthetic=True))
    whole = drawn.report()
    return replace(whole, sections=(*whole.sections[:2], profiles_chapter(context, segmentation(verdict)), *whole.sections[2:]))


@pytest.mark.parametrize("kind", PROFILES)
def test_the_french_example_follows_both_standards(french, kind):
    assert failures(french.content, kind) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", PROFILES)
def test_the_english_example_follows_both_standards(tmp_path, kind):
    assert failures(of_example(tmp_path, lang="en").content, kind) == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_report_of_a_few_in_which_nothing_is_found_follows_both_standards(tmp_path, lang):
    found = of_example(tmp_path, lang=lang, respondents=9)
    assert [failures(found.content, kind) for kind in PROFILES] == [[], []]


@pytest.mark.parametrize("verdict", ["segments", "gradient", "none"])
def test_a_report_with_profiles_a_gradient_or_none_follows_both_standards(drawn, told, verdict):
    content = draw_pdf(with_profiles(drawn, told, verdict))
    assert [failures(content, kind) for kind in PROFILES] == [[], []]


@pytest.mark.parametrize("kind", PROFILES)
def test_the_two_pages_follow_both_standards(drawn, kind):
    assert failures(draw_pdf(replace(drawn.report(), template="synthese")), kind) == []


def test_letters_that_the_fonts_lack_are_kept_too(drawn):
    content = draw_pdf(replace(drawn.report(), title="Ελληνικά et العربية"))
    assert [failures(content, kind) for kind in PROFILES] == [[], []]


# ---------------------------------------------------------------- the checker, on files broken one way each


def elements(pdf, name):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem" and f"/{name}" == o.S]


def dictionaries(pdf, key, name=None):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and key in o and (name is None or o[key] == name)]


def told_by(change):
    return lambda pdf: pdf.Root.Metadata.write(change(pdf.Root.Metadata.read_bytes()))


def without(key, found=lambda pdf: [pdf.Root]):
    def lacking(pdf):
        del found(pdf)[0][key]

    return lacking


def heading_skipped(pdf):
    for heading in elements(pdf, "H2"):
        heading.S = pikepdf.Name.H3


def script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


BROKEN = {
    "no tags": (without("/StructTreeRoot"), "accessible", "STRUCT-TREE-ROOT"),
    "no tags, kept": (without("/StructTreeRoot"), "kept", "STRUCT-TREE-ROOT"),
    "not said to be tagged": (without("/MarkInfo"), "accessible", "TAGGED-DOCUMENT"),
    "no language": (without("/Lang"), "accessible", "LANGUAGE"),
    "no title": (told_by(lambda xmp: re.sub(rb"<dc:title>.*?</dc:title>", b"", xmp, flags=re.DOTALL)), "accessible", "METADATA-TITLE"),
    "title not shown": (without("/ViewerPreferences"), "accessible", "VIEWER-PREFERENCES"),
    "heading skipped": (heading_skipped, "accessible", "HEADING-NESTING"),
    "figure without alt": (without("/Alt", lambda pdf: elements(pdf, "Figure")), "accessible", "ALTERNATIVE-TEXT"),
    "link that says nothing": (without("/Contents", lambda pdf: dictionaries(pdf, "/Subtype", "/Link")), "accessible", "LINK-CONTENTS"),
    "pages without an order": (without("/Tabs", lambda pdf: [pdf.pages[1].obj]), "accessible", "PAGE-TABS"),
    "broken metadata": (told_by(lambda xmp: xmp[: len(xmp) // 20]), "accessible", "ID-SCHEMA"),
    "broken metadata, kept": (told_by(lambda xmp: xmp[: len(xmp) // 20]), "kept", "ID-SCHEMA"),
    "not said to be accessible": (told_by(lambda xmp: xmp.replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")), "accessible", "ID-PART"),
    "property without its definition": (
        told_by(lambda xmp: re.sub(rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", b"", xmp, flags=re.DOTALL)),
        "kept",
        "XMP-PROPERTY-DEFINITION",
    ),
    "metadata gone": (without("/Metadata"), "kept", "METADATA-STRUCTURE"),
    "attachment without relationship": (
        without("/AFRelationship", lambda pdf: dictionaries(pdf, "/Type", "/Filespec")), "kept", "AF-RELATIONSHIP"),
    "attachment of nothing": (without("/AF"), "kept", "FILE-SPEC-ASSOCIATION"),
    "colours of no profile": (without("/OutputIntents"), "kept", "DEVICE-RGB"),
    "font left out": (without("/FontFile2", lambda pdf: dictionaries(pdf, "/FontFile2")), "kept", "FONT-EMBEDDING"),
    "a script": (script, "kept", "ACTION-TYPE"),
}  # fmt: skip


def saved(content, change):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True, compress_streams=False)
    return output.getvalue()


def test_a_file_opened_and_saved_again_still_follows_both(french):
    content = saved(french.content, lambda _: None)
    assert [failures(content, kind) for kind in PROFILES] == [[], []]


@pytest.mark.parametrize("name", BROKEN)
def test_the_checker_sees_what_is_broken(french, name):
    change, kind, rule = BROKEN[name]
    assert any(rule in failure for failure in failures(saved(french.content, change), kind))


# ---------------------------------------------------------------- what the checker doesn't look at


def kids(element):
    found = element.get("/K", [])
    return [found] if isinstance(found, int | pikepdf.Dictionary) else list(found)


def tree(pdf, element=None):
    """Elements of the structure tree in reading order."""
    for kid in kids(pdf.Root.StructTreeRoot if element is None else element):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from tree(pdf, kid)


def below(element, name):
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if f"/{name}" == kid.S:
                yield kid
            yield from below(kid, name)


def test_the_metadata_are_whole(opened):
    # The checker mends what it reads: it takes metadata cut in the middle.
    found = fromstring(opened.Root.Metadata.read_bytes())  # noqa: S314 -- drawn here
    assert len(list(found.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"))) == 1


def test_title_and_language_are_the_reports(french, opened):
    assert str(opened.docinfo["/Title"]) == typography(french.report.title, "fr")
    assert str(opened.Root.Lang) == "fr"
    assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_colours_have_a_free_profile_within_the_file(opened):
    (intent,) = opened.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    profile = intent.DestOutputProfile.read_bytes()
    assert intent.DestOutputProfile.N == 3
    assert b"sRGB2014" in profile
    assert b"International Color Consortium" in profile


def test_every_table_has_headers_with_scope_a_caption_and_a_summary(opened):
    tables = elements(opened, "Table")
    assert len(tables) > 10
    for table in tables:
        headers = list(below(table, "TH"))
        assert headers
        assert {str(header.A.Scope) for header in headers} <= {"/Column", "/Row"}
        assert str(table.A.Summary).endswith(".")
        assert re.match(r"\d+ lignes", str(table.A.Summary))


def test_a_hidden_cell_says_what_it_is(opened):
    told = {str(cell.E) for cell in elements(opened, "TD") if "/E" in cell}
    assert told == {"secret"}


def pictures(report):
    """Iterator of (chart, its title, its text alternative): of figures and of cards."""
    for section in report.sections:
        for block in section.blocks:
            for item in getattr(block, "items", ()) if isinstance(block, Cards) else (block,):
                if getattr(item, "chart", None):
                    yield item.chart, getattr(item, "title", "") or item.name, item.alt


def test_every_chart_tells_its_finding_and_its_numbers(french, opened):
    charts = list(pictures(french.report))
    told = [str(figure.Alt) for figure in elements(opened, "Figure")]
    assert sorted(told) == sorted(typography(alt, "fr") for _, _, alt in charts)
    for chart, title, alt in charts:
        few = len([value for value in chart.values if value.count]) < 3 or "masquées" in alt
        assert len(re.findall(r"\d+", alt)) >= (2 if few else 3), alt
        assert alt.endswith(".")
        assert re.match(r"[A-ZÀ-Ý0-9]", alt)
        words = re.findall(r"\w{4,}", title)
        assert sum(word.lower() in alt.lower() for word in words) >= 0.5 * len(words), (title, alt)


def test_headings_are_in_order(opened):
    levels = [int(str(element.S)[2:]) for element in tree(opened) if re.fullmatch(r"/H\d", str(element.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_lead_to_every_section(french, opened):
    with opened.open_outline() as outline:
        (first,) = outline.root
        told = [item.title for item in first.children]
    assert told == [typography(section.title, "fr") for section in french.report.sections]


def test_links_say_where_they_lead_and_none_holds_another(french, opened):
    links = elements(opened, "Link")
    assert len(links) > len(french.report.sections)
    assert not any(list(below(link, "Link")) for link in links)
    anchors = {section.key for section in french.report.sections}
    told = {str(link.Contents) for link in dictionaries(opened, "/Subtype", "/Link")}
    assert not told & anchors
    assert all(len(text) > 4 for text in told)


def test_what_is_read_comes_in_the_order_of_the_page(opened):
    for group in elements(opened, "Sect"):
        kinds = [str(element.S) for element in tree(opened, group) if str(element.S) in {"/H2", "/P", "/Table", "/L", "/Figure"}]
        # A section that goes on over the page has its heading on the first.
        if "/H2" in kinds:
            assert kinds[0] == "/H2"


def test_no_clock_and_no_chance_make_the_file(french, opened):
    first, second = (bytes(part) for part in opened.trailer.ID)
    assert first == second
    assert draw_pdf(french.report) == french.content
    dates = re.findall(rb"D:(\d{8})", b"".join(bytes(str(value), "utf-8") for value in opened.docinfo.values()))
    assert {day.decode() for day in dates} == {french.report.created.replace("-", "")[:8]}
    assert date.today().strftime("%Y-%m-%d").encode() not in opened.Root.Metadata.read_bytes()  # noqa: DTZ011 -- any clock
