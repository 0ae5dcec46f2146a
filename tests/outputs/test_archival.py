"""What makes one file follow two standards, and objects written once."""

import io
from xml.etree.ElementTree import fromstring

import pytest

weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
pikepdf = pytest.importorskip("pikepdf")
pydyf = pytest.importorskip("pydyf")

from survey_kit.outputs.archival import VARIANT, Settled, identify, settle, streams_closed  # noqa: E402

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
UA, A, DC = "{http://www.aiim.org/pdfua/ns/id/}", "{http://www.aiim.org/pdfa/ns/id/}", "{http://purl.org/dc/elements/1.1/}"
PAGE = '<html lang="{}"><title>Titre</title><h1>Un</h1><p>Deux</p></html>'

# WeasyPrint leaves the file of its colour profile open.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


def drawn_by(finisher, lang="fr"):
    return weasyprint.HTML(string=PAGE.format(lang)).write_pdf(pdf_variant=VARIANT, finisher=lambda _, pdf: finisher(pdf))


def metadata(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert "/Filter" not in opened.Root.Metadata
        return fromstring(opened.Root.Metadata.read_bytes())  # noqa: S314 -- drawn here


def test_the_metadata_name_both_standards_once_and_the_language():
    found = metadata(drawn_by(identify))
    (rdf,) = found.iter(f"{RDF}RDF")
    assert [part.text for part in rdf.iter(f"{UA}part")] == ["1"]
    named = next(each for each in rdf if f"{A}part" in each.attrib)
    assert (named.get(f"{A}part"), named.get(f"{A}conformance")) == ("3", "A")
    (defined,) = rdf.iter("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")
    assert f"{{{defined.text}}}" == UA
    (language,) = rdf.iter(f"{DC}language")
    assert "".join(language.itertext()) == "fr"


def test_a_page_without_a_language_claims_none(caplog):
    assert list(metadata(drawn_by(identify, "")).iter(f"{DC}language")) == []
    assert "lang" in caplog.text


def test_a_language_is_no_markup():
    (language,) = metadata(drawn_by(identify, "fr&amp;&lt;")).iter(f"{DC}language")
    assert "".join(language.itertext()) == "fr&<"


def test_settled_objects_are_the_same_and_asked_for_once(monkeypatch):
    asked = []
    read = pydyf.Dictionary.data

    def counting(self):
        if self.number is not None:
            asked.append(self.number)
        return read.fget(self)

    monkeypatch.setattr(pydyf.Dictionary, "data", property(counting))
    plain = drawn_by(lambda _: None)
    assert max(map(asked.count, asked)) > 1
    asked.clear()
    assert drawn_by(settle) == plain
    # The information dictionary is added when all else is done.
    assert sum(asked.count(number) > 1 for number in set(asked)) == 1


def test_what_is_free_stays_so():
    pdf = pydyf.PDF()
    settle(pdf)
    assert pdf.objects[0].free == "f"
    assert all(isinstance(found, Settled) for found in pdf.objects[1:])


def read_back(content):
    """bytes: what a reader finds in the only stream of a PDF of one stream."""
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([content]))
    output = io.BytesIO()
    pdf.write(output)
    text = output.getvalue()
    start = text.index(b"stream\n") + len(b"stream\n")
    return text[start : text.index(b"endstream")]


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b".", b"\r\r"])
def test_a_stream_ends_with_an_end_of_line_that_is_not_its_own(end):
    with streams_closed():
        found = read_back(b"abc" + end)
    marker = b"\r\n" if found.endswith(b"\r\n") else b"\n"
    assert found.removesuffix(marker) == b"abc" + end


def test_without_it_a_return_would_be_lost():
    assert read_back(b"abc\r") == b"abc\r\n"


def test_streams_are_left_as_they_were():
    before = pydyf.Stream.data
    with pytest.raises(KeyError), streams_closed():
        raise KeyError
    assert pydyf.Stream.data is before


def test_small_objects_are_packed_once(monkeypatch):
    packed = []
    read = pydyf.Stream.data

    def counting(self):
        packed.append(self.extra.get("Type"))
        return read.fget(self)

    monkeypatch.setattr(pydyf.Stream, "data", property(counting))
    with streams_closed():
        once = drawn_by(settle)
    assert packed.count("/ObjStm") == 1
    packed.clear()
    assert drawn_by(settle) == once
    assert packed.count("/ObjStm") == 2
