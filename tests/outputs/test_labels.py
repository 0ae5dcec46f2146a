"""Labels drawn whole, texts laid out once."""

import io

import pytest

weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)

from survey_kit.outputs.labels import Whole, drawn_once  # noqa: E402

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><title>t</title><text x="5" y="20" font-size="8">Un mot entier</text></svg>'


def test_a_whole_text_is_a_text_of_one_piece():
    assert list(Whole("abc")) == ["abc"]
    assert Whole("abc") == "abc"
    assert len(Whole("abc")) == 3


def operators(content, name):
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(content)) as opened:
        return sum(str(operator) == name for _, operator in pikepdf.parse_content_stream(opened.pages[0]))


def test_a_label_is_one_text_and_not_a_text_a_letter():
    plain = weasyprint.HTML(string=SVG).write_pdf()
    with drawn_once():
        whole = weasyprint.HTML(string=SVG).write_pdf()
    assert operators(plain, "TJ") == len("Unmotentier")
    assert operators(whole, "TJ") == 1


def test_weasyprint_is_left_as_it_was(monkeypatch):
    from weasyprint import svg

    before = svg.Node.text
    with pytest.raises(KeyError), drawn_once():
        raise KeyError
    assert svg.Node.text is before
    monkeypatch.delattr(svg, "Node")
    with drawn_once():
        assert not hasattr(svg, "Node")


PAGE = """<html lang="fr"><title>t</title><style>@page{size:200pt 300pt}.j{text-align:justify}.p{white-space:pre-wrap}</style>
<p class="j">Un texte justifié, assez long pour tenir sur plusieurs lignes, avec des <b>mots gras</b> et un retour<br>à la ligne.</p>
<p class="p">Deux
lignes</p><table><tr><td>12</td><td>34,5</td></tr></table></html>"""


def test_pages_are_the_same_to_the_byte(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    plain = weasyprint.HTML(string=PAGE).write_pdf(pdf_identifier=b"same")
    with drawn_once():
        assert weasyprint.HTML(string=PAGE).write_pdf(pdf_identifier=b"same") == plain


def test_no_text_is_laid_out_to_be_drawn_again(monkeypatch):
    from weasyprint.text import line_break

    laid, setup = [], line_break.Layout.setup
    monkeypatch.setattr(line_break.Layout, "setup", lambda self, style: (laid.append(1), setup(self, style))[1])
    page = "<table>" + "<tr><td>mot</td><td>12</td></tr>" * 20 + "</table>"
    weasyprint.HTML(string=page).write_pdf()
    before = len(laid)
    laid.clear()
    with drawn_once():
        weasyprint.HTML(string=page).write_pdf()
    assert len(laid) <= before - 40
