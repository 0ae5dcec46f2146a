"""The report on two pages for elected officials: who was asked and what they said, then the main figures and how it was done.

Everything comes from the report as it is. Heights are estimated, as for the whole report, and what finds no room is left out: it stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from survey_kit.charts.marks import FULL
from survey_kit.errors import wording
from survey_kit.report.alone import limits, whole_title
from survey_kit.report.arrange import Pair, fit_side_by_side, half
from survey_kit.report.document import Box, Facts, Figure, Findings, KeyFigures, Notes
from survey_kit.report.front import INTERVAL
from survey_kit.report.paging import block_height, findings_head, lines

if TYPE_CHECKING:
    from survey_kit.report.document import Report

# Points: the printed height of a page, less what estimates may be off by; a heading with its rule; the room of the third column of facts.
PAGE: Final = 742.0
HEADING: Final = 35.0
ASKED: Final = 232.0
FACTS: Final = 62.0
TOLD: Final = 444.0
# Of the ranking, the figures that are tried; how many are shown at the most, and how many half-width ones are drawn for that.
TRIED: Final = 8
MOST: Final = 3
# Facts of the survey told in its last paragraph, in order.
METHOD: Final = ("field", "sampling", "mode", "period", "spread", "responses", "rate", "weights", "precision", "privacy")

Shown = Figure | Pair


@dataclass(frozen=True, slots=True)
class Summary:
    """The two pages: facts of who was asked, answers to the questions asked, key figures, findings and what isn't said; figures, how far results reach,
    method, contact.
    """

    asked: tuple[str, ...]
    answers: Findings | None
    keys: KeyFigures | None
    findings: Findings | None
    nothing: Box | None
    unsaid: Box | None
    heading: str
    figures: tuple[Shown, ...]
    scope: Box | None
    method: tuple[tuple[str, str], ...]
    warning: str
    contact: str


def summary(report: Report) -> Summary:
    """Summary: of a report."""
    essentials, found = report.section("essentials"), {box.kind: box for box in limits(report)}
    blocks = () if essentials is None else essentials.blocks
    fiche = report.section("fiche")
    facts = () if fiche is None else fiche.blocks
    signs = dict(row for block in facts if isinstance(block, Facts) for row in block.rows)
    lines_told = ((wording("page_lines", report.lang), signs[INTERVAL]),) if INTERVAL in signs else ()
    first = Summary(
        asked=tuple(report.about[key][1] for key in ("field", "sampling") if key in report.about),
        answers=next((_alone(block) for block in blocks if isinstance(block, Findings) and block.kind == "answers"), None),
        keys=next((block for block in blocks if isinstance(block, KeyFigures)), None),
        findings=next((_alone(block) for block in blocks if isinstance(block, Findings) and block.kind == "findings"), None),
        nothing=next((block for block in blocks if isinstance(block, Box) and block.kind == "note"), None),
        unsaid=found.get("warning"),
        heading="" if essentials is None else essentials.title,
        figures=(),
        scope=found.get("scope"),
        method=(*(report.about[key] for key in METHOD if key in report.about), *lines_told, *_source(report)),
        warning=next((block.title for block in facts if isinstance(block, Box)), ""),
        contact=report.about["contact"][1] if "contact" in report.about else "",
    )
    return _with_figures(report, _fitting(report, first))


def _source(report: Report) -> tuple[tuple[str, str], ...]:
    """tuple of name and text: the source that the figures have in common, told once."""
    sources = {figure.notes.source for figure in report.figures if figure.notes.source}
    return tuple((wording("page_source", report.lang), told) for told in sources) if len(sources) == 1 else ()


def _alone(findings: Findings) -> Findings:
    """Findings: without references to pages that aren't there."""
    return replace(findings, items=tuple(replace(finding, target="", reference="") for finding in findings.items))


def _fitting(report: Report, first: Summary) -> Summary:
    """Summary: the first page with as much as it holds: key figures go first, then the details of findings, then the last findings, then all of them and
    the details of answers.
    """
    least = replace(first, keys=None, findings=None, answers=None if first.answers is None else _bare(first.answers))
    return next((one for one in (*_less(first), replace(first, keys=None, findings=None)) if first_page(report, one) <= PAGE), least)


def _bare(findings: Findings) -> Findings:
    return replace(findings, items=tuple(replace(one, detail="") for one in findings.items))


def _less(first: Summary) -> Iterator[Summary]:
    yield first
    bare = replace(first, keys=None)
    yield bare
    if first.findings is None:
        return
    items = first.findings.items
    for count in range(len(items)):
        yield replace(
            bare,
            findings=replace(
                first.findings, items=(*items[: len(items) - count - 1], *(replace(one, detail="") for one in items[len(items) - count - 1 :]))
            ),
        )
    for count in range(len(items) - 1, 0, -1):
        yield replace(bare, findings=replace(first.findings, items=tuple(replace(one, detail="") for one in items[:count])))


def first_page(report: Report, shown: Summary) -> float:
    """float: how high the first page is, in points."""
    head = 34.0 + 30.0 * lines(report.title, FULL, 26, "600") + 16.0 * lines(report.subtitle, FULL, 12)
    facts = max(FACTS, 20.0 + sum(12.0 * lines(text, ASKED, 9) + 2 for text in shown.asked))
    blocks = (shown.keys, shown.nothing, shown.unsaid)
    findings = sum(_told_height(one) for one in (shown.answers, shown.findings) if one is not None)
    heading = HEADING + 20 * (lines(shown.heading, FULL, 16, "600") - 1)
    return head + facts + heading + findings + sum(block_height(one) for one in blocks if one is not None)


def _told_height(block: Findings) -> float:
    asked = sum(12.2 * lines(one.asked, TOLD, 9, "600") + 1.5 for one in block.items if one.asked)
    told = sum(15.5 + 15.5 * lines(one.sentence, TOLD, 12.2, "600") + 12.2 * lines(one.detail, TOLD, 9) for one in block.items)
    return 11 + findings_head(block) + asked + told


def second_page(shown: Summary) -> float:
    """float: how high the second page is without its figures, in points."""
    told = " ".join(f"{name} : {text}." for name, text in shown.method)
    method = 16.0 + 10.6 * (lines(told, FULL, 7.5) + 1) + (10.6 if shown.warning else 0.0)
    contact = 14.0 if shown.contact else 0.0
    return HEADING + (0.0 if shown.scope is None else block_height(shown.scope)) + method + contact


def _with_figures(report: Report, shown: Summary) -> Summary:
    """Summary: with the most important figures that the second page holds: two or three, narrow ones side by side where that lets in one more."""
    room = PAGE - second_page(shown)
    wide = {figure.id: figure for figure in report.short if not half(figure)}
    told = [wide.get(figure.id, figure) for figure in report.figures if figure.chart is not None and figure.chart.values][:TRIED]
    candidates = [_plain(figure, report.lang) for figure in told]
    narrow = {figure.id: _plain(figure, report.lang) for figure in report.short if half(figure)}
    return replace(shown, figures=max(_ways(candidates, narrow, room), key=lambda way: _worth(way, candidates), default=()))


def _plain(figure: Figure, lang: str) -> Figure:
    """Figure: without its number and the table under it, under a title that stands alone; the source is told once, in the last lines."""
    notes = Notes(figure.notes.universe, figure.notes.reading, figure.notes.note)
    return replace(figure, number="", table=None, title=whole_title(figure, lang), notes=notes)


def _ways(candidates: Sequence[Figure], narrow: dict[str, Figure], room: float) -> Iterator[tuple[Shown, ...]]:
    """Iterator of tuple of Figure and Pair: ways to fill a page that fit, of every choice of figures in their order."""
    for place, one in enumerate(candidates):
        yield from _filled((one,), candidates[place + 1 :], narrow, room)
        for after in range(place + 1, len(candidates)):
            if (pair := _paired(one, candidates[after], narrow)) is not None:
                yield from _filled((pair,), candidates[after + 1 :], narrow, room)


def _filled(begun: tuple[Shown, ...], left: Sequence[Figure], narrow: dict[str, Figure], room: float) -> Iterator[tuple[Shown, ...]]:
    """Iterator of tuple of Figure and Pair: what is begun, where it fits, and with what follows of the figures left."""
    if sum(block_height(one) for one in begun) > room or len(_told(begun)) > MOST:
        return
    yield begun
    for place, one in enumerate(left):
        yield from _filled((*begun, one), left[place + 1 :], narrow, room)
        for after in range(place + 1, len(left)):
            if (pair := _paired(one, left[after], narrow)) is not None:
                yield from _filled((*begun, pair), left[after + 1 :], narrow, room)


def _paired(one: Figure, other: Figure, narrow: dict[str, Figure]) -> Pair | None:
    """Pair or None: two figures side by side at half width, where both can be drawn so."""
    if one.id not in narrow or other.id not in narrow:
        return None
    first, second = narrow[one.id], narrow[other.id]
    return Pair((first, second)) if half(first) and half(second) and fit_side_by_side(first, second) else None


def _told(way: Sequence[Shown]) -> list[str]:
    return [figure.id for one in way for figure in (one.figures if isinstance(one, Pair) else (one,))]


def _worth(way: Sequence[Shown], candidates: Sequence[Figure]) -> tuple[bool, bool, float, int]:
    """tuple: what makes a way better: two figures at least, the first of the ranking among them, the highest ranks, the fewest pairs."""
    told, order = _told(way), {figure.id: place for place, figure in enumerate(candidates)}
    return len(told) >= 2, candidates[0].id in told, sum(1 / (1 + order[name]) for name in told), -sum(isinstance(one, Pair) for one in way)
