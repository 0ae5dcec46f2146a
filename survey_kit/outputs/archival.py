"""One file for two standards: what a PDF/A-3a lacks to be a PDF/UA-1 as well, and objects written once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.sax.saxutils import escape

import pydyf  # type: ignore[import-untyped]

from survey_kit.outputs.labels import lent

# What WeasyPrint draws; the rest is added here.
VARIANT: Final = "pdf/a-3a"
# PDF/A takes a property that it doesn't know only with its definition beside it (ISO 19005-3, 6.6.2.3).
ACCESSIBLE: Final = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
LANGUAGE: Final = '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language></rdf:Description>\n'
_CLOSING: Final = b"</rdf:RDF>"
_RETURN: Final = b"\r\nendstream"


class Settled(pydyf.Object):  # type: ignore[misc]
    """An object of a PDF whose bytes are known: the file's identifier is made of them, then they are written."""

    def __init__(self, found: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = found.number, found.generation, found.free
        self.data, self.compressible = found.data, found.compressible

    data = b""
    compressible = False


def identify(pdf: Any) -> None:
    """None: says in the metadata that the file follows PDF/UA-1 too, and in which language; programs may read them without inflating."""
    metadata = pdf.objects[int(bytes(pdf.catalog["Metadata"]).split()[0])]
    told = b"\n".join(metadata.stream)
    language = LANGUAGE.format(escape(pdf.catalog["Lang"].string)) if pdf.catalog["Lang"].string else ""
    metadata.stream = [told.replace(_CLOSING, f"{language}{ACCESSIBLE}".encode() + _CLOSING, 1)]
    metadata.compress = False


def settle(pdf: Any) -> None:
    """None: turns each object into its bytes: WeasyPrint asks for them twice, and to compress twice takes a twentieth of the time."""
    pdf.objects[:] = [found if found.free == "f" else Settled(found) for found in pdf.objects]


@contextmanager
def streams_closed() -> Iterator[None]:
    """Iterator of None: within the body a stream that ends with a carriage return gets an end of line of its own after it.

    Readers take a return and a line feed for one end of line, and would count the stream one byte short. The stream that holds the small
    objects is made once, too.
    """
    read = pydyf.Stream.data
    held: dict[int, tuple[Any, bytes]] = {}

    def closed(self: Any) -> bytes:
        if id(self) in held:
            return held[id(self)][1]
        data: bytes = read.fget(self)
        whole = data.removesuffix(_RETURN) + b"\r" + _RETURN if data.endswith(_RETURN) else data
        if self.extra.get("Type") == "/ObjStm":
            held[id(self)] = self, whole
        return whole

    with lent(pydyf.Stream, data=property(closed)):
        yield
