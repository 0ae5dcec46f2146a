"""The last hand on a tagged PDF: scopes of headers, running heads out of the reading order, links that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]

ARTIFACT: Final = b"<</Type /Pagination>>"
_MCID: Final = re.compile(rb"/MCID (\d+)")


def finish(document: Any, pdf: Any, titles: Mapping[str, str] | None = None) -> None:  # noqa: ARG001 -- weasyprint hands both over
    """None: completes the PDF before it is written. `titles` says what each anchor leads to."""
    scope_headers(pdf)
    set_running_heads_apart(pdf)
    name_links(pdf, titles or {})
    associate_attachments(pdf)


def scope_headers(pdf: Any) -> None:
    """None: gives each header cell its scope: its column in the head of a table, its row elsewhere (PDF/UA-1, 7.5)."""
    for element in _typed(pdf, "S", "/TH"):
        above = element
        while above["S"] not in {"/THead", "/Table"}:
            above = _object(pdf, above["P"])
        element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column" if above["S"] == "/THead" else "/Row"


def set_running_heads_apart(pdf: Any) -> None:
    """None: marks as artifacts what stands in no branch of the structure tree: heads and feet, repeated on each page."""
    read = _read_marks(pdf)
    for page in _typed(pdf, "Type", "/Page"):
        stream = _object(pdf, page["Contents"]).stream
        for place, token in enumerate(stream):
            if token == b"BDC":
                found = _MCID.search(stream[place - 1].data)
                if found and (bytes(page.reference), int(found[1])) not in read:
                    stream[place - 2 : place] = ["/Artifact", ARTIFACT]


def name_links(pdf: Any, titles: Mapping[str, str]) -> None:
    """None: says in words where each inner link leads, for who can't see the page."""
    for annotation in _typed(pdf, "Type", "/Annot"):
        name = str(getattr(annotation.get("Dest"), "string", ""))
        if name in titles:
            annotation["Contents"] = pydyf.String(titles[name])


def associate_attachments(pdf: Any) -> None:
    """None: says that each attached file supplements the document, and names it once (weasyprint does so for PDF/A only, and twice)."""
    found = list(_typed(pdf, "Type", "/Filespec"))
    for attached in found:
        attached.setdefault("AFRelationship", "/Supplement")
    if found:
        pdf.catalog["AF"] = pydyf.Array(bytes(attached.reference) for attached in found)


def _typed(pdf: Any, key: str, value: str) -> Iterator[Any]:
    return (found for found in pdf.objects if isinstance(found, dict) and found.get(key) == value)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]


def _read_marks(pdf: Any) -> set[tuple[bytes, int]]:
    """set of (page, mark): all that hangs on the structure tree."""
    read: set[tuple[bytes, int]] = set()
    waiting = [_object(pdf, kid) for root in _typed(pdf, "Type", "/StructTreeRoot") for kid in root["K"]]
    while waiting:
        element = waiting.pop()
        for kid in element.get("K", ()):
            if isinstance(kid, int):
                read.add((bytes(element["Pg"]), kid))
            else:
                waiting.append(_object(pdf, kid))
    return read
