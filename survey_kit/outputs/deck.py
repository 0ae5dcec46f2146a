"""An empty presentation in the look of the report: its theme, its master and the layouts that slides are made of, all editable."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from survey_kit.errors import SurveyKitError, wording
from survey_kit.report.html import draw_part

if TYPE_CHECKING:
    from pptx.presentation import Presentation

# A slide in EMU, of 13.333 by 7.5 inches.
WIDTH, HEIGHT = 12_192_000, 6_858_000
LAYOUTS: Final = ("cover", "essentials", "figure", "closing")
LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}
# Faces that every office has: a presentation is edited where the fonts that ship aren't installed.
HEADINGS, TEXT = "Georgia", "Arial"
WORDS: Final = (
    "title", "subtitle", "body", "foot", "number", "rule", "mark", "owner", "fact", "stamp", "chart", "notes", *LAYOUTS,
)  # fmt: skip
PROGRAM: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>survey_kit</Application></Properties>'
)


def check_library() -> None:
    """None: the library that writes presentations is there.

    Raises: SurveyKitError when it isn't.
    """
    try:
        import pptx  # noqa: F401
    except ImportError as error:
        raise SurveyKitError("slides_missing", got=str(error)) from error


def empty_deck(lang: str) -> Presentation:
    """Presentation: without slides, of wide format, with one layout a kind of slide.

    Raises: SurveyKitError when the library that writes presentations isn't there.
    """
    check_library()
    import pptx
    from pptx.util import Emu

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    deck.part._element.sldSz.attrib.pop("type", None)  # noqa: SLF001 -- the library's default is the narrow format by name
    for look in deck.part._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr"):  # noqa: SLF001
        if "lang" in look.attrib:
            look.set("lang", LANGUAGES[lang])
    for layout in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    words = {key: wording(f"deck_{key}", lang) for key in WORDS}
    values: dict[str, Any] = {"language": LANGUAGES[lang], "words": words}
    _draw_master(deck, lang, values)
    for kind, layout in zip(LAYOUTS, deck.slide_layouts, strict=True):
        _replace(layout._element, draw_part("slides/layout.xml.j2", lang, kind=kind, **values))  # noqa: SLF001 -- layouts are files of ours
    _draw_theme(deck, lang)
    _leave_out(deck)
    return deck


def _draw_master(deck: Presentation, lang: str, values: dict[str, Any]) -> None:
    """None: gives the master our shapes and styles; its list of layouts stays."""
    from pptx.oxml import parse_xml

    master = deck.slide_master._element  # noqa: SLF001
    drawn = parse_xml(draw_part("slides/master.xml.j2", lang, **values))
    listed = next(child for child in master if child.tag.endswith("}sldLayoutIdLst"))
    parts = list(drawn)
    master[:] = [*parts[:2], listed, *parts[2:]]


def _replace(element: Any, drawn: str) -> None:
    """None: gives an element the content and attributes of another."""
    from pptx.oxml import parse_xml

    made = parse_xml(drawn)
    element.attrib.clear()
    element.attrib.update(made.attrib)
    element[:] = [deepcopy(child) for child in made]


def _draw_theme(deck: Presentation, lang: str) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme: Any = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = draw_part("slides/theme.xml.j2", lang, headings=HEADINGS, text=TEXT).encode()  # noqa: SLF001 -- a part without an interface


def _leave_out(deck: Presentation) -> None:
    """None: drops what the library's own default carries: a picture of it, the settings of a printer, the name of another program."""
    package: Any = deck.part.package
    for owner in (package, deck.part):
        relations = owner._rels if owner is package else owner.rels  # noqa: SLF001
        for key, relation in list(relations.items()):
            name = str(relation.target_part.partname)
            if "thumbnail" in name or "printerSettings" in name:
                relations.pop(key)
            elif name.endswith("/app.xml"):
                relation.target_part._blob = PROGRAM  # noqa: SLF001
