"""The questions that were asked of the survey: their answers in the essentials, and the chapter of comparisons that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.charts.bars import grouped_bars
from survey_kit.charts.marks import FULL
from survey_kit.findings.answers import keys
from survey_kit.findings.compared import Category, categories, codes_of, of_means, shown, whole
from survey_kit.findings.inquiries import parted
from survey_kit.findings.phrases import bare_interval, base
from survey_kit.findings.texts import capital, cut
from survey_kit.findings.told import quoted
from survey_kit.findings.view import telling
from survey_kit.report.context import named, source
from survey_kit.report.document import Figure, Finding, Findings, Notes, Row, Section, Table
from survey_kit.report.notes import universe
from survey_kit.report.paging import filled
from survey_kit.report.places import place_of
from survey_kit.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from survey_kit.charts.marks import Chart
    from survey_kit.disclosure.released import Distribution
    from survey_kit.findings.answers import Answer
    from survey_kit.findings.inquiries import Inquiry
    from survey_kit.report.context import Context
    from survey_kit.report.document import Block

KEY: Final = "chapter-asked"
# What everybody's bar is known by.
ALL: Final = "total"
TITLE_WORDS: Final = 18
LABEL: Final = 60


def answers(context: Context, places: Mapping[str, tuple[str, str]]) -> Findings | None:
    """Findings or None: the answers to the questions asked, each tied to its figure or table, in the order asked."""
    if not context.answers:
        return None
    found = zip(context.answers, keys(context.answers), strict=True)
    items = tuple(_finding(context, one, key, places) for one, key in found)
    return Findings(items, context.text("title_answers_asked"), kind="answers")


def _finding(context: Context, one: Answer, key: str, places: Mapping[str, tuple[str, str]]) -> Finding:
    variable = one.inquiry.variables[0]
    target, reference = places.get(_name(one.inquiry), ("", "")) if one.inquiry.by else ("", "")
    if not target:
        target, reference = place_of(context, parted(variable)[0], places)
    return Finding(one.sentence, one.detail, target, f"{reference[:1].lower()}{reference[1:]}", f"answer-{key}", one.inquiry.ask)


def told(context: Context) -> frozenset[str]:
    """Frozenset of str: the variables that an answer tells as a whole, or that were made to compare: no finding says them once more."""
    asked = [one.inquiry for one in context.answers]
    whole = {parted(name)[0] for inquiry in asked if not inquiry.by for name in inquiry.variables if name not in inquiry.answers}
    return frozenset(whole.union(*(inquiry.made.values() for inquiry in asked)))


def compared_chapter(context: Context) -> Section | None:
    """Section or None: the comparisons that were asked for, a figure each; figures not yet numbered."""
    asked = [one for one in context.answers if one.inquiry.by]
    figures = {found.id: found for one in asked for name in one.inquiry.variables if (found := _figure(context, one, name)) is not None}
    if not figures:
        return None
    blocks: tuple[Block, ...] = tuple(figures.values())
    lead = context.text(f"lead_asked_{context.view.sampling}")
    return filled(Section(KEY, "", context.text("theme_asked"), context.text("title_asked"), lead, blocks))


def _name(inquiry: Inquiry, name: str = "") -> str:
    """str: what the figure of a comparison is called: by its answers too, since several may be compared by the same variable."""
    first = name or inquiry.variables[0]
    return "-".join(["asked", first, *inquiry.answers.get(first, ()), inquiry.by])


def _figure(context: Context, one: Answer, name: str) -> Figure | None:
    variable, banner = (named(context.questionnaire, each) for each in (parted(name)[0], one.inquiry.banner))
    distribution, cell = (None, None) if variable is None else whole(context.view, one.inquiry, name, variable)
    if variable is None or banner is None or distribution is None:
        return None
    found = categories(context.view, one.inquiry, name, variable)
    if not found:
        return None
    codes = codes_of(one.inquiry, name, variable)
    means = of_means(variable, codes)
    everybody = Category(context.text("row_all"), distribution, cell)
    size = base(context.view, distribution)
    what = "" if means else quoted(context.view, variable, distribution, codes)
    key = "subtitle_compared_means" if means else "subtitle_compared"
    told_size = context.text("base", base=size)
    subtitle = context.text(key, question=variable.title(context.lang).rstrip(" ?:."), labels=what, by=_lower(banner.title(context.lang).rstrip(" ?:.")))
    chart = None if means else _chart(context, found, everybody, one.inquiry)
    around = Notes(universe(context, variable), _reading(context, found, what, means=means), _note(context, found), source(context))
    return Figure(
        f"figure-{_name(one.inquiry, name)}",
        "",
        cut(one.inquiry.ask, TITLE_WORDS),
        f"{subtitle}. {told_size}",
        chart,
        None if chart is not None and len(chart.values) > len(found) else _table(context, (*found, everybody), means=means),
        around,
        " ".join(part for part in (f"{subtitle}.", one.sentence, one.detail) if part),
        told_size,
    )


def _lower(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _chart(context: Context, found: tuple[Category, ...], everybody: Category, inquiry: Inquiry) -> Chart | None:
    """Chart or None: a bar a category whose base allows a finding, then everybody's."""
    drawn = [one for one in (*found, everybody) if one.cell is not None and one.cell.percent is not None and telling(one.column)]
    if len(drawn) < 2:
        return None
    rows = [(_label(context, one), _renamed(one, everybody), one.cell.code) for one in drawn if one.cell is not None]
    first = {found[0].column.column} if inquiry.compared else set()
    return grouped_bars(rows, context.lang, width=FULL, highlight=first, sampling=context.view.sampling)


def _renamed(one: Category, everybody: Category) -> Distribution:
    """Distribution: known by its category, of its one answer."""
    cells = () if one.cell is None else (one.cell,)
    return replace(one.column, variable=ALL if one is everybody else one.column.column, cells=cells)


def _label(context: Context, one: Category) -> str:
    named_so = capital(one.label) if len(one.label) <= LABEL else cut(capital(one.label))
    return context.text("label_based", label=named_so, base=number(one.column.base or 0, context.lang))


def _table(context: Context, found: tuple[Category, ...], *, means: bool) -> Table:
    """Table: each category with its number, its interval and its base."""
    census = context.view.sampling == "census"
    share = "head_mean" if means else "head_weighted_share" if context.view.weighted else "head_share"
    heads = ["head_category", "head_base", share, *([] if census else [f"head_interval_{context.view.sampling}"])]
    rows = tuple(_row(context, one, means=means, last=place == len(found) - 1, cells=len(heads) - 1) for place, one in enumerate(found))
    return Table("", context.text("caption_categories"), "", tuple(context.text(head) for head in heads), rows)


def _row(context: Context, one: Category, *, means: bool, last: bool, cells: int) -> Row:
    size = context.text("sign_hidden") if one.column.base is None else number(one.column.base, context.lang)
    told = list(_numbers(context, one, means=means))
    if not told[0]:
        sign = "–" if one.column.rule == "counts" else context.text("sign_hidden")
        return Row(capital(one.label), (size, *(sign,) * (cells - 1)), "hidden")
    small = one.column.rule == "indicative"
    return Row(capital(one.label), (size, *told[: cells - 1]), "total" if last else "indicative" if small else "plain")


def _numbers(context: Context, one: Category, *, means: bool) -> Iterator[str]:
    """Iterator of str: the number and its interval."""
    yield shown(context.view, one, means=means)
    mean = one.column.measure("mean") if means else None
    low, high = (mean.low, mean.high) if mean is not None else (None, None) if one.cell is None else (one.cell.low, one.cell.high)
    yield bare_interval(context.view, low, high, 1 if means else 0)


def _reading(context: Context, found: tuple[Category, ...], what: str, *, means: bool) -> str:
    """str: the first number read aloud."""
    first = next((one for one in found if telling(one.column) and shown(context.view, one, means=means)), None)
    if first is None:
        return ""
    key = "reading_compared_means" if means else "reading_compared"
    return context.text(key, share=shown(context.view, first, means=means), label=context.view.quote(first.label), labels=what)


def _note(context: Context, found: tuple[Category, ...]) -> str:
    parts = []
    sides = len([each for each in found if each.side is not None])
    if sides > 2:
        parts.append(context.text("note_compared_pairs", sides=number(sides, context.lang)))
    if any(each.column.rule == "indicative" for each in found):
        parts.append(context.text("note_compared_small"))
    if any(_is_hidden(each) for each in found):
        parts.append(context.text("note_hidden"))
    return f"{context.text('between_notes').join(parts)}." if parts else ""


def _is_hidden(one: Category) -> bool:
    """bool: whether a category that could be told is kept back."""
    return telling(one.column) and one.side is None
