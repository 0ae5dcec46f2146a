"""Labels drawn whole."""

import io

import pytest

weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)

from survey_kit.outputs.labels import Whole, drawn_whole  # noqa: E402

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
    with drawn_whole():
        whole = weasyprint.HTML(string=SVG).write_pdf()
    assert operators(plain, "TJ") == len("Unmotentier")
    assert operators(whole, "TJ") == 1


def test_weasyprint_is_left_as_it_was(monkeypatch):
    from weasyprint import svg

    before = svg.Node.text
    with pytest.raises(KeyError), drawn_whole():
        raise KeyError
    assert svg.Node.text is before
    monkeypatch.delattr(svg, "Node")
    with drawn_whole():
        assert not hasattr(svg, "Node")
