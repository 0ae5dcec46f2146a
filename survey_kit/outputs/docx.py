"""The report as an editable Word file: real headings, captions, lists and tables; pictures for the charts alone."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.errors import SurveyKitError, wording
from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.png import UNPRINTABLE, chart_pngs
from survey_kit.outputs.typefaces import typefaces
from survey_kit.outputs.wordindex import Picture
from survey_kit.outputs.wordml import LOCALES, body, package
from survey_kit.report.document import Card, Cards, Figure
from survey_kit.wording import typography
from survey_kit.zipped import EPOCH, without_clock

if TYPE_CHECKING:
    from survey_kit.report.document import Report

ENDING: Final = ".docx"
# Units of Office drawings in a point.
EMU: Final = 12700
# What a property of the file may hold, and the length of a day ("2022-06-30").
LONGEST, DAY = 255, 10
# The libraries of the extra `word`.
NEEDS: Final = ("docx", "resvg_py", "fontTools")


def word_available() -> bool:
    """bool: whether a Word file can be written here."""
    return all(_there(name) for name in NEEDS)


def check_word() -> None:
    """None: the libraries that write a Word file are there.

    Raises: SurveyKitError when one isn't ("word_missing").
    """
    missing = [name for name in NEEDS if not _there(name)]
    if missing:
        raise SurveyKitError("word_missing", got=", ".join(missing))


def _there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # what is imported already without a spec, or kept from being imported
        return False


def write_docx(report: Report, path: str | Path) -> None:
    """None: writes the report as a Word file that can be edited: styles, captions, contents, tables; charts as pictures with their text alternatives.

    Raises: SurveyKitError when python-docx or resvg is missing ("word_missing"), or when the file can't be written.
    """
    drawn = draw_docx(report)
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(drawn)


def draw_docx(report: Report) -> bytes:
    """bytes: the Word file. The same report gives the same bytes.

    Raises: SurveyKitError when python-docx or resvg is missing ("word_missing").
    """
    check_word()
    from docx import Document
    from docx.oxml import parse_xml

    document = Document(io.BytesIO(_empty(report)))
    text = parse_xml(body(report, _pictures(document, report)).encode())
    last = document.element.body.sectPr
    for element in list(text):
        last.addprevious(element)
    _describe(document.core_properties, report)
    packed = io.BytesIO()
    document.save(packed)
    return without_clock(packed.getvalue(), f"{_made(report):%Y-%m-%d}T00:00:00Z")


def _empty(report: Report) -> bytes:
    """bytes: the file without its text: styles, theme, lists, fonts, head and foot of pages."""
    faces = typefaces()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in package(report, faces).items():
            archive.writestr(name, part)
        for face in faces:
            archive.writestr(f"word/fonts/{face.file}.odttf", face.content)
    return packed.getvalue()


def _pictures(document: Any, report: Report) -> dict[int, Picture]:
    """dict of Picture: the `id()` of a figure to its chart, now within the file."""
    blocks = [block for section in report.sections for block in section.blocks]
    drawn = [each for block in blocks for each in (block.items if isinstance(block, Cards) else (block,)) if isinstance(each, Figure | Card)]
    charts = [(each, each.chart) for each in drawn if each.chart is not None]
    pngs = chart_pngs([(chart, figure.alt) for figure, chart in charts], report.lang)
    found = {}
    # The first drawing of the file is the background of its cover.
    for place, ((figure, chart), png) in enumerate(zip(charts, pngs, strict=True), start=2):
        relation, _ = document.part.get_or_add_image(io.BytesIO(png))
        name = figure.name if isinstance(figure, Card) else figure.number or figure.title
        found[id(figure)] = Picture(relation, round(chart.width * EMU), round(chart.height * EMU), place, name)
    return found


def _describe(properties: Any, report: Report) -> None:
    """None: what the file says of itself."""
    properties.title = _brief(typography(report.title, report.lang))
    properties.author = properties.last_modified_by = _brief(report.owner or report.territory or "survey_kit")
    properties.subject = _brief(typography(report.subtitle, report.lang))
    properties.language = LOCALES.get(report.lang, LOCALES["fr"])
    properties.keywords = wording("page_synthetic", report.lang) if report.synthetic else ""
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = _made(report)


def _brief(text: str) -> str:
    return UNPRINTABLE.sub("", text)[:LONGEST]


def _made(report: Report) -> datetime:
    """datetime: the day that the file says it was made: the report's own, else the first that an archive can tell."""
    try:
        return datetime.fromisoformat(report.created[:DAY])
    except ValueError:
        return datetime(*EPOCH)  # noqa: DTZ001 -- a day, of no time zone
