"""The charts of a report as files: drawings to be placed elsewhere, pictures, the values of each, and a list of them all, in one archive."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.charts.framed import framed
from survey_kit.errors import SurveyKitError, wording
from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.indicators import SIGNS, printed
from survey_kit.outputs.long import MASKED, inert
from survey_kit.outputs.png import pictures, printable
from survey_kit.report.alone import whole_title
from survey_kit.report.document import Figure
from survey_kit.report.html import draw_framed, page_words
from survey_kit.wording import typography
from survey_kit.zipped import packed

if TYPE_CHECKING:
    from survey_kit.charts.marks import Chart, Value
    from survey_kit.report.document import Notes, Report, Table

PARTS: Final = ("universe", "reading", "note", "source")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Filed:
    """A figure of the report, its chart, and the name of its files without ending."""

    figure: Figure
    chart: Chart
    name: str


def write_charts(report: Report, path: str | Path) -> None:
    """None: writes the charts of a report as a ZIP: each as SVG and, where the library that draws pictures is there, as PNG; its values as CSV; and a text that
    lists them.

    Raises: SurveyKitError when the file can't be written.
    """
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(chart_files(report))


def chart_files(report: Report) -> bytes:
    """bytes: the archive. The same report gives the same bytes."""
    filed = list(_filed(report))
    drawings = [_drawing(report, each) for each in filed]
    pngs = _pictures(drawings)
    members = {wording("charts_readme_name", report.lang): _readme(report, filed, pngs=bool(pngs)).encode("utf-8-sig")}
    for place, each in enumerate(filed):
        members[f"{each.name}.svg"] = drawings[place].encode("utf-8")
        members |= {f"{each.name}.png": pngs[place]} if pngs else {}
        members[f"{each.name}.csv"] = _values(report, each)
    return packed(members)


def _filed(report: Report) -> Iterator[Filed]:
    """Iterator of Filed: the figures that are drawn, as they are read."""
    read = [block for section in report.sections for block in section.blocks if isinstance(block, Figure)]
    for place, figure in enumerate(read, start=1):
        if figure.chart is not None:
            yield Filed(figure, figure.chart, f"figure-{place:02d}-{_UNSAFE.sub('-', figure.id.removeprefix('figure-'))}")


def _drawing(report: Report, filed: Filed) -> str:
    figure = filed.figure
    stamp = wording("charts_synthetic", report.lang) if report.synthetic else ""
    whole = framed(filed.chart, whole_title(figure, report.lang), figure.subtitle, _notes(report, figure.notes), report.lang, stamp=stamp)
    return printable(draw_framed(whole, figure.alt, report.lang))


def _notes(report: Report, notes: Notes) -> list[str]:
    """list of str: "Champ : ...", and so on, then who made it."""
    words = page_words(report.lang)
    told = [f"{words[part]}{words['colon']}{text}" for part in PARTS if (text := getattr(notes, part))]
    credit = wording("charts_credit_owner" if report.owner else "charts_credit", report.lang, owner=report.owner)
    return [*told, credit]


def _pictures(drawings: Sequence[str]) -> tuple[bytes, ...]:
    """tuple of bytes: the drawings as pictures; none where the library that draws them isn't there."""
    try:
        return pictures(drawings)
    except SurveyKitError as error:
        if error.code != "word_missing":
            raise
        return ()


def _values(report: Report, filed: Filed) -> bytes:
    """bytes: what the chart prints, as CSV, then what the table under it does."""
    between, decimal = SIGNS["en" if report.lang == "en" else "fr"]
    text = io.StringIO()
    table = csv.writer(text, delimiter=between, lineterminator="\r\n")
    table.writerow(wording("charts_headings", report.lang).split(";"))
    synthetic = wording("indicators_synthetic", report.lang) if report.synthetic else ""
    for value in filed.chart.values:
        table.writerow([*_row(report, filed.chart, value, decimal), synthetic])
    if filed.figure.table is not None:
        table.writerows(_inner(filed.figure.table))
    return text.getvalue().encode("utf-8-sig")


def _row(report: Report, chart: Chart, value: Value, decimal: str) -> list[Any]:
    """list: series, answer, code, value, unit, low, high, count, status; nothing but names of what has no number."""
    named = [inert(value.series), inert(value.label), inert(value.code)]
    if chart.kind == "map":
        return [*named, *("",) * 6]
    if value.percent is None and value.count is None:
        return [*named, *("",) * 5, MASKED]
    shown = value.count if value.percent is None else value.percent
    unit = "desks" if chart.kind == "scenario" else "respondents" if value.percent is None else "percent"
    numbers = [printed(number, decimal) for number in (shown, value.low, value.high, value.count)]
    return [*named, numbers[0], wording(f"indicators_unit_{unit}", report.lang), *numbers[1:], ""]


def _inner(table: Table) -> Iterator[list[str]]:
    """Iterator of list of str: the table under a chart, as printed, after an empty line."""
    yield []
    yield [inert(heading) for heading in table.headings]
    for row in table.rows:
        yield [inert(row.label), *(inert(cell) for cell in row.cells)]


def _readme(report: Report, filed: Sequence[Filed], *, pngs: bool) -> str:
    lang = report.lang
    lines = [report.title, report.subtitle]
    lines += [wording("charts_synthetic", lang)] if report.synthetic else []
    lines += ["", wording("charts_files" if pngs else "charts_files_without_png", lang), wording("charts_signs", lang), wording("charts_fonts", lang)]
    for each in filed:
        lines += ["", f"{each.figure.number} – {whole_title(each.figure, lang)}", *_listed(report, each)]
    return "\r\n".join(typography(line, lang) for line in lines) + "\r\n"


def _listed(report: Report, filed: Filed) -> Iterator[str]:
    """Iterator of str: what the list tells of a figure: its measure, its base, who was asked, its source, the name of its files."""
    lang, figure, words = report.lang, filed.figure, page_words(report.lang)
    yield figure.measure
    if figure.base:
        yield figure.base
    for part in ("universe", "source"):
        if text := getattr(figure.notes, part):
            yield f"{words[part]}{words['colon']}{text}"
    yield wording("charts_file", lang, name=f"`{filed.name}`").replace("`", "")
