"""The last hand on a tagged PDF: scopes of headers, what tables are, running heads out of the reading order, links that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]

from survey_kit.outputs.archival import identify, settle

ARTIFACT: Final = b"<</Type /Pagination>>"
_MCID: Final = re.compile(rb"/MCID (\d+)")


def finish(document: Any, pdf: Any, titles: Mapping[str, str] | None = None) -> None:
    """None: completes the PDF before it is written. `titles` says what each anchor leads to."""
    scope_headers(pdf)
    tell_tables(document, pdf)
    set_running_heads_apart(pdf)
    name_links(pdf, titles or {})
    associate_attachments(pdf)
    identify(pdf)
    settle(pdf)


def scope_headers(pdf: Any) -> None:
    """None: gives each header cell its scope: its column in the head of a table, its row elsewhere (PDF/UA-1, 7.5)."""
    for element in _typed(pdf, "S", "/TH"):
        above = element
        while above["S"] not in {"/THead", "/Table"}:
            above = _object(pdf, above["P"])
        element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column" if above["S"] == "/THead" else "/Row"


def tell_tables(document: Any, pdf: Any) -> None:
    """None: gives each table the summary that its `data-summary` holds, and each cell that is an `abbr` what it stands for."""
    for page in document.pages:
        for table, cell in _cells(page._page_box, None):  # noqa: SLF001 -- WeasyPrint keeps nothing else of the tree
            summary, short = table.get("data-summary"), cell.element.find("abbr")
            if short is not None:
                cell.mark["E"] = pydyf.String(short.get("title"))
            if summary:
                _table_of(pdf, cell.mark).setdefault("A", pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(summary)}))


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
    """None: names each attached file once as a part of the document; WeasyPrint names it twice."""
    found = [bytes(attached.reference) for attached in _typed(pdf, "Type", "/Filespec")]
    if found:
        pdf.catalog["AF"] = pydyf.Array(found)


def _cells(box: Any, table: Any) -> Iterator[tuple[Any, Any]]:
    """Iterator of (element of a table, box of one of its cells); WeasyPrint marks each cell with its place in the structure tree."""
    if getattr(box, "mark", None) is not None:
        yield table, box
        return
    inside = box.element if getattr(box, "element_tag", "") == "table" else table
    for child in getattr(box, "children", ()):
        yield from _cells(child, inside)


def _table_of(pdf: Any, element: Any) -> Any:
    while element["S"] != "/Table":
        element = _object(pdf, element["P"])
    return element


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
