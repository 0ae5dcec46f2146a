"""Figures that tell of several questions, or of answers added up: now and wished, known and used, accepted so far, a scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from survey_kit.charts.bars import grouped_bars
from survey_kit.charts.columns import at_least, paired_columns, thresholds
from survey_kit.charts.marks import FULL
from survey_kit.charts.scenario import scenario
from survey_kit.findings.claims import neutral
from survey_kit.findings.concepts import asked_as_shipped, claim_of, demand, interested, threshold_codes
from survey_kit.findings.nets import net
from survey_kit.findings.phrases import base, share
from survey_kit.findings.ranking import of_concept
from survey_kit.findings.texts import capital
from survey_kit.findings.view import names, telling
from survey_kit.report.context import named, source
from survey_kit.report.document import Figure, Notes, Row, Table
from survey_kit.report.figures import both, figure_of_concept, of_variable
from survey_kit.report.notes import alternative, base_line, base_of, bases, notes, stopped, where
from survey_kit.report.origins import origin_map
from survey_kit.wording import bounds, listing, number, percent

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution, Quantity, ReleasedAnalysis
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context


# What the table of the scenario shows, in order.
ASSUMED: Final = ("days", "opening_days", "peak", "carried_out", "whole_desks")

# Fewer thresholds than these make no chart of their own.
FEWEST_COLUMNS: Final = 3


def figure(context: Context, name: str, width: float = FULL, keep: int = 0) -> Figure | None:
    """Figure or None: of a concept, or of a variable by its name; None when nothing of it may be drawn. It has no number yet.

    What is composed takes the whole width; `keep` is how many answers without order bars show at the most.
    """
    if name in COMPOSED:
        return COMPOSED[name](context)
    variable = context.questionnaire.having(name) or named(context.questionnaire, name)
    return None if variable is None else of_variable(context, variable, width, keep)


def _pair(context: Context) -> Figure | None:
    """Figure or None: telework now and wished, on one scale."""
    now, wished = (context.view.having(concept) for concept in ("telework_frequency", "telework_wish"))
    if now is None or wished is None or not (telling(now[1]) and telling(wished[1])) or not _same_scale(now[0], wished[0]):
        return figure_of_concept(context, "telework_frequency")
    variable, distribution = now
    claim = of_concept(context.view, "telework_gap") or neutral(context.view, variable, distribution, "title_answers")
    known = {code: capital(name) for code, name in names(variable, distribution, context.lang).items()}
    legend = (context.text("rhythm_now"), context.text("rhythm_wished"))
    chart, narrow = both(lambda width: paired_columns(distribution, wished[1], known, context.lang, names=legend, width=width))
    told = context.text("subtitle_pair", base=base_line(context, distribution))
    around = notes(context, variable, distribution, also=context.text("note_pair"))
    practised = alternative(context, variable, distribution, claim.title, 2).removesuffix(where(context, variable))
    alt = f"{practised} {alternative(context, *wished, most=2)}"
    inner = _pair_table(context, known, (distribution, wished[1]), legend)
    size = base_of(context, told, base(context.view, distribution))
    return Figure("figure-telework_gap", "", claim.title, told, chart, inner, around, alt, size, narrow)


def _same_scale(first: Variable, second: Variable) -> bool:
    return bool(first.choices) and [choice.code for choice in first.choices] == [choice.code for choice in second.choices]


def _pair_table(context: Context, known: dict[str, str], pair: tuple[Distribution, Distribution], legend: tuple[str, str]) -> Table:
    codes = dict.fromkeys(cell.code for distribution in pair for cell in distribution.cells)
    rows = tuple(Row(known.get(code, code), tuple(_share_or_sign(context, d.cell(code)) for d in pair)) for code in codes)
    sizes = tuple(number(distribution.base or 0, context.lang) for distribution in pair)
    heads = (context.text("head_rhythm"), *(context.text("head_in_percent", label=label) for label in legend))
    return Table("", context.text("caption_numbers"), "", heads, (*rows, Row(context.text("row_base"), sizes, "base")))


def _share_or_sign(context: Context, cell: Cell | None) -> str:
    if cell is None:
        return "–"
    return context.text("sign_hidden") if cell.percent is None or cell.status else number(cell.percent, context.lang, 0)


def _common(context: Context) -> Figure | None:
    """Figure or None: awareness, use and intention side by side: they are not steps of one another."""
    aware, meant = context.view.having("coworking_awareness"), interested(context.view)
    if aware is None or not asked_as_shipped(context.view, aware[0]) or not telling(aware[1]) or meant is None:
        return figure_of_concept(context, "coworking_awareness")
    variable, distribution = aware
    rows = _common_rows(distribution, meant[1], meant[2])
    claim = claim_of(context.view, variable)
    if not rows or claim is None:
        return figure_of_concept(context, "coworking_awareness")
    told = [(context.text(f"row_{name}"), part, part.cells[0].code) for name, part in rows]
    chart, narrow = both(lambda width: grouped_bars(told, context.lang, width=width, highlight=0, sampling=context.view.sampling))
    size = bases(context, (distribution, meant[1]))
    around = notes(
        context, variable, distribution, context.text("reading_common", **_common_values(context, rows)), context.text("note_common")
    )
    told_of = context.text("alt_common", told=_common_told(context, rows), base=size)
    alt = f"{stopped(claim.title)} {told_of}{where(context, variable)}"
    below = context.text("subtitle_common", base=size)
    return Figure("figure-coworking_awareness", "", claim.title, below, chart, None, around, alt, base_of(context, below, size), narrow)


def _common_rows(aware: Distribution, meant: Distribution, intention: Cell) -> list[tuple[str, Distribution]]:
    cells = (("aware", aware, net(aware, ("1", "2"), "aware")), ("been", aware, aware.cell("1")), ("meant", meant, intention))
    return [
        (name, replace(distribution, variable=name, cells=(cell,)))
        for name, distribution, cell in cells
        if cell is not None and cell.percent is not None and not cell.status
    ]


def _common_told(context: Context, rows: list[tuple[str, Distribution]]) -> str:
    return listing(
        [f"{context.text(f'row_{name}').lower()} ({share(context.view, part.cells[0], part)})" for name, part in rows], context.lang
    )


def _common_values(context: Context, rows: list[tuple[str, Distribution]]) -> dict[str, Any]:
    name, part = rows[0]
    return {
        "share": share(context.view, part.cells[0], part),
        "label": context.text(f"row_{name}").lower(),
        "base": base(context.view, part),
    }


def _thresholds(context: Context, concept: str) -> Figure | None:
    """Figure or None: the share who accept at least so much, a column a threshold."""
    found = context.view.having(concept)
    if found is None or not telling(found[1]) or not found[0].ordered:
        return figure_of_concept(context, concept)
    variable, distribution = found
    reached = at_least(distribution, threshold_codes(variable))
    if len([cell for cell in reached.cells if not cell.status]) < FEWEST_COLUMNS:
        return figure_of_concept(context, concept)
    known = {code: capital(name) for code, name in names(variable, distribution, context.lang).items()}
    claim = claim_of(context.view, variable) or neutral(context.view, variable, distribution, "title_answers")
    told = context.text(f"subtitle_{concept}", base=base_line(context, distribution))
    shown = [cell for cell in reached.cells[1:] if cell.percent is not None] or [reached.cells[0]]
    first = shown[0]
    reading = context.text("reading_threshold", share=share(context.view, first, distribution), label=context.view.quote(known[first.code]))
    around = notes(context, variable, distribution, reading, context.text("note_threshold"))
    parts = [
        context.text("alt_threshold", label=known[cell.code].lower(), share=share(context.view, cell, distribution)) for cell in shown[:3]
    ]
    alt = f"{stopped(claim.title)} {told}. {capital(listing(parts, context.lang))}.{where(context, variable)}"
    drawn, size = thresholds(reached, known, context.lang), base_of(context, told, base(context.view, distribution))
    return Figure(f"figure-{variable.name}", "", claim.title, told, drawn, None, around, alt, size)


def _demand(context: Context) -> Figure | None:
    """Figure or None: desks from a low to a high assumption, with the assumptions tabled under them."""
    analysis = context.released.analysis("coworking_demand")
    claim = demand(context.view)
    if analysis is None or claim is None:
        return None
    desks = analysis.quantity("whole_desks")
    if desks is None or desks.low is None or desks.high is None:
        return None
    told = [(context.text("row_desks"), desks)]
    chart, narrow = both(lambda width: scenario(told, context.lang, unit=context.text("unit_desks"), width=width))
    size = f"{number(analysis.base or 0, context.lang)} {context.text('noun_asked', many=True)}"
    around = Notes(
        context.text("universe_demand"),
        context.text("reading_demand", value=number(desks.value or 0, context.lang, 0)),
        _demand_note(context, analysis),
        source(context),
    )
    reach = bounds(desks.low, desks.high, context.lang)
    alt = context.text("alt_demand", bounds=reach, value=number(desks.value or 0, context.lang, 0), base=size)
    inner = _assumptions(context, analysis)
    below = context.text("subtitle_demand", base=size)
    return Figure("figure-coworking_demand", "", claim.title, below, chart, inner, around, alt, base_of(context, below, size), narrow)


def _demand_note(context: Context, analysis: ReleasedAnalysis) -> str:
    told = [context.text("note_demand"), context.text("note_demand_formula")]
    whole = analysis.quantity("whole_desks")
    if whole is not None and whole.step > 1:
        told.append(context.text("note_demand_step", step=number(whole.step, context.lang)))
    desks, occupancy = analysis.quantity("desks_by_occupancy"), analysis.quantity("occupancy")
    if desks is not None and occupancy is not None and None not in {desks.low, desks.high, occupancy.low, occupancy.high}:
        rates: dict[str, Any] = {
            "low": percent(100 * (occupancy.low or 0), context.lang),
            "high": percent(100 * (occupancy.high or 0), context.lang),
        }
        sizes: dict[str, Any] = {"few": number(ceil(desks.low or 0), context.lang), "more": number(ceil(desks.high or 0), context.lang)}
        told.append(context.text("note_demand_occupancy", **rates, **sizes))
    return f"{context.text('between_notes').join(told)}."


def _assumptions(context: Context, analysis: ReleasedAnalysis) -> Table:
    """Table: the demand declared, what was assumed of it, and the desks that follow, low, central and high."""
    found = [quantity for name in ASSUMED if (quantity := analysis.quantity(name)) is not None and quantity.value is not None]
    rows = tuple(
        Row(context.text(f"quantity_{quantity.name}"), _three(context, quantity), "total" if quantity.name == "whole_desks" else "plain")
        for quantity in found
    )
    heads = (context.text("head_assumption"), *(context.text(f"head_{name}") for name in ("low", "central", "high")))
    return Table("", context.text("caption_assumptions"), "", heads, rows)


def _three(context: Context, quantity: Quantity) -> tuple[str, ...]:
    values = (quantity.low, quantity.value, quantity.high)
    return tuple(_printed(context, quantity.name, (quantity.value or 0.0) if value is None else value) for value in values)


def _printed(context: Context, name: str, value: float) -> str:
    return (
        percent(100 * value, context.lang)
        if name == "carried_out"
        else number(value, context.lang, 1 if name in {"peak", "opening_days"} else 0)
    )


COMPOSED: Final[dict[str, Callable[[Context], Figure | None]]] = {
    "origin_map": origin_map,
    "telework_pair": _pair,
    "coworking_common": _common,
    "coworking_travel_time": lambda context: _thresholds(context, "coworking_travel_time"),
    "coworking_price": lambda context: _thresholds(context, "coworking_price"),
    "coworking_demand": _demand,
}
