"""The last hand on a tagged PDF, on small ones drawn for it."""

import io
import re
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
pikepdf = pytest.importorskip("pikepdf")
page = pytest.importorskip("page")

from survey_kit.outputs.archival import VARIANT  # noqa: E402
from survey_kit.outputs.tagging import finish  # noqa: E402

# WeasyPrint leaves the file of its colour profile open.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

WHOLE = """<html lang="fr"><head><title>Titre</title><style>@page{@top-left{content:"Rappel"}}</style></head><body><h1>Un</h1>
<p><a href="#t">voir</a></p><table id="t"><caption>Légende</caption><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
<tbody><tr><th scope="row">c</th><td>1</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Un carré</title><path d="M0 0h9v9z"/></svg></body></html>"""


def drawn_from(html, finisher=None):
    return weasyprint.HTML(string=html).write_pdf(pdf_variant=VARIANT, finisher=finisher)


@contextmanager
def found(content, key, name):
    """Dictionaries of the PDF whose key has that name."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get(key) == name]


def verdict(content):
    return page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)


def test_headers_get_the_scope_of_their_place():
    with found(drawn_from(WHOLE, finish), "/S", "/TH") as headers:
        assert [str(header.A.Scope) for header in headers] == ["/Column", "/Column", "/Row"]
    with found(drawn_from(WHOLE), "/S", "/TH") as headers:
        assert not any("/Scope" in header.get("/A", {}) for header in headers)


def test_tables_tell_what_they_are_and_cells_what_they_stand_for():
    told = WHOLE.replace('<table id="t">', '<table id="t" data-summary="1 ligne. Colonnes : a, b.">')
    told = told.replace("<td>1</td>", '<td><abbr title="secret">s</abbr></td>')
    with found(drawn_from(told, finish), "/S", "/Table") as tables:
        assert [(str(table.A.O), str(table.A.Summary)) for table in tables] == [("/Table", "1 ligne. Colonnes : a, b.")]
    with found(drawn_from(told, finish), "/S", "/TD") as cells:
        assert [str(cell.E) for cell in cells] == ["secret"]
    with found(drawn_from(WHOLE, finish), "/S", "/Table") as tables:
        assert not any("/A" in table for table in tables)


def test_each_part_of_a_table_over_two_pages_is_told():
    rows = '<tr><th scope="row">c</th><td>1</td></tr>' * 40
    long = WHOLE.replace('<table id="t">', '<table id="t" data-summary="Long.">').replace("<tbody>", f"<tbody>{rows}")
    with found(drawn_from(long.replace("@page{", "@page{size:300pt 400pt;"), finish), "/S", "/Table") as tables:
        assert len(tables) > 1
        assert {str(table.A.Summary) for table in tables} == {"Long."}


def test_running_heads_are_artifacts():
    def marks(content):
        with pikepdf.open(io.BytesIO(content)) as opened:
            return len(re.findall(rb"/Artifact\s<</Type /Pagination>>\sBDC", opened.pages[0].Contents.read_bytes()))

    assert marks(drawn_from(WHOLE)) == 0
    assert marks(drawn_from(WHOLE, finish)) == 1


def test_links_say_where_they_lead():
    content = drawn_from(WHOLE, lambda document, pdf: finish(document, pdf, {"t": "Tableau 1"}))
    with found(content, "/Subtype", "/Link") as links:
        assert [str(link.Contents) for link in links] == ["Tableau 1"]


def test_attached_files_supplement_the_document_once():
    def attached(finisher):
        date = datetime(2020, 1, 1, tzinfo=UTC)
        file = weasyprint.Attachment(string=b"a", name="a.txt", created=date, modified=date, relationship="Supplement")
        return weasyprint.HTML(string=WHOLE).write_pdf(pdf_variant=VARIANT, attachments=[file], finisher=finisher)

    for finisher, times in ((None, 2), (finish, 1)):
        with pikepdf.open(io.BytesIO(attached(finisher))) as opened:
            assert [str(spec.AFRelationship) for spec in opened.Root.AF] == ["/Supplement"] * times


def test_the_whole_one_passes():
    assert verdict(drawn_from(WHOLE, finish)).failures == []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('<html lang="fr">', "<html>"),
        ("<title>Titre</title>", ""),
        ("<title>Un carré</title>", ""),
        ("<h1>Un</h1>", "<h1>Un</h1><h3>Trois</h3>"),
        ("<caption>Légende</caption>", '<caption style="display:block">Légende</caption>'),
    ],
)
def test_the_checker_catches_what_is_broken(was, becomes):
    assert was in WHOLE
    assert verdict(drawn_from(WHOLE.replace(was, becomes), finish)).failures
