"""The report as a PDF/UA-1 and PDF/A-3a file, with the workbook of its tables attached. The same report gives the same bytes."""

from __future__ import annotations

import gc
import os
import platform
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.errors import SurveyKitError, wording
from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.fonts import cover
from survey_kit.outputs.xlsx import report_workbook
from survey_kit.report.document import Figure, Table
from survey_kit.report.html import render
from survey_kit.resources import templates
from survey_kit.wording import typography

if TYPE_CHECKING:
    from survey_kit.report.document import Report

# What is attached bears a fixed date when the report has none: no clock in any output.
NO_DATE: Final = datetime(1980, 1, 1, tzinfo=UTC)
# How Pango is installed on each system: commands, the same in every language.
INSTALL: Final = {
    "apt": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install pango",
    "zypper": "sudo zypper install libpango-1_0-0",
    "pacman": "sudo pacman -S pango",
    "apk": "sudo apk add pango font-noto",
    "brew": "brew install pango",
    "windows": r"pacman -S mingw-w64-x86_64-pango (MSYS2, msys2.org) ; setx WEASYPRINT_DLL_DIRECTORIES C:\msys64\mingw64\bin",
    "other": "Pango >= 1.44",
}
EPOCH: Final = "SOURCE_DATE_EPOCH"
_RELEASE: Final = Path("/etc/os-release")
_FAMILIES: Final = {"debian": "apt", "ubuntu": "apt", "fedora": "dnf", "rhel": "dnf", "suse": "zypper", "arch": "pacman", "alpine": "apk"}


def weasyprint_available() -> bool:
    """bool: whether a PDF can be drawn here: WeasyPrint finds Pango."""
    try:
        _weasyprint()
    except SurveyKitError:
        return False
    return True


def write_pdf(report: Report, path: str | Path, *, tables: bytes | None = None) -> None:
    """None: writes the report as a PDF that is accessible (PDF/UA-1) and fit to be kept (PDF/A-3a), the workbook of its tables attached.

    `tables` is that workbook where it is drawn already.

    Raises: SurveyKitError when Pango is missing ("pango_missing": the HTML can still be written), or the file can't be written.
    """
    drawn = draw_pdf(report, tables)
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(drawn)


def draw_pdf(report: Report, tables: bytes | None = None) -> bytes:
    """bytes: the PDF, the workbook attached.

    Raises: SurveyKitError when Pango is missing, or when a template asks for anything but the fonts that ship.
    """
    weasyprint = _weasyprint()
    from survey_kit.outputs.archival import VARIANT, streams_closed
    from survey_kit.outputs.fetcher import ClosedFetcher
    from survey_kit.outputs.labels import drawn_once
    from survey_kit.outputs.tagging import finish

    page = render(report, pictures=True)
    try:
        with _collector_paused(), _dated(_date(report.created)), drawn_once(), streams_closed(), _profile_left_open():
            document = weasyprint.HTML(string=page, base_url=f"{templates().as_uri()}/", url_fetcher=ClosedFetcher()).render(
                pdf_variant=VARIANT
            )
            return bytes(
                document.write_pdf(
                    pdf_variant=VARIANT,
                    attachments=[_workbook(weasyprint, report, report_workbook(report) if tables is None else tables)],
                    # They are subsets already: to subset them once more would cost more than it spares.
                    full_fonts=cover(page),
                    finisher=partial(finish, titles=_titles(report)),
                )
            )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise SurveyKitError("drawing_fetch", got=str(error.__cause__ or error)) from error


def _weasyprint() -> Any:
    """Any: the module.

    Raises: SurveyKitError when it, or the library it needs, isn't there.
    """
    try:
        with warnings.catch_warnings():
            # Where HarfBuzz's subsetter is missing, fontTools does its work: slower, and announced at each import.
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
    except (ImportError, OSError) as error:
        raise SurveyKitError("pango_missing", got=str(error).splitlines()[0], install=INSTALL[_system()]) from error
    return weasyprint


def _system() -> str:
    """str: what installs Pango here: apt, dnf, zypper, pacman, apk, brew, windows or other."""
    named = {"Darwin": "brew", "Windows": "windows"}.get(platform.system())
    if named:
        return named
    told = _RELEASE.read_text(encoding="utf-8") if _RELEASE.is_file() else ""
    words = re.findall(r"[a-z]+", " ".join(re.findall(r"^(?:ID|ID_LIKE)=(.*)$", told, re.MULTILINE)))
    return next((_FAMILIES[word] for word in words if word in _FAMILIES), "other")


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Iterator of None: the body runs without the cyclic collector, which costs a quarter of the drawing time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def _dated(date: datetime) -> Iterator[None]:
    """Iterator of None: fonts that are subset within the body bear that date, not the clock's (fontTools heeds SOURCE_DATE_EPOCH)."""
    before = os.environ.get(EPOCH)
    os.environ[EPOCH] = str(int(date.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]
        else:
            os.environ[EPOCH] = before


@contextmanager
def _profile_left_open() -> Iterator[None]:
    """Iterator of None: within the body nobody is warned of the file of the colour profile, which WeasyPrint reads and doesn't close."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def _workbook(weasyprint: Any, report: Report, content: bytes) -> Any:
    """Attachment: the workbook of the tables, dated as the report is."""
    told = typography(wording("page_workbook", report.lang), report.lang)
    date = _date(report.created)
    name = wording("page_workbook_name", report.lang)
    return weasyprint.Attachment(string=content, name=name, description=told, created=date, modified=date, relationship="Supplement")


def _date(created: str) -> datetime:
    try:
        found = datetime.fromisoformat(created)
    except ValueError:
        return NO_DATE
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _titles(report: Report) -> dict[str, str]:
    """dict of str: anchor to the words that say what stands there."""
    titles = {section.key: section.theme or section.title for section in report.sections}
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                titles[block.id] = f"{block.number} {block.title}".strip()
            elif isinstance(block, Table):
                titles[block.id] = f"{block.number} {block.caption}".strip()
    return {anchor: typography(title, report.lang) for anchor, title in titles.items()}
