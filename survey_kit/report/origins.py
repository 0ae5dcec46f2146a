"""The map of origins: circles by région, or by département where none has few respondents, and the same numbers in a table beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.charts.circles import Spot, circles, on_the_map
from survey_kit.findings.concepts import claim_of
from survey_kit.findings.phrases import base, decimals, share
from survey_kit.findings.texts import capital
from survey_kit.findings.view import MERGED, cell_label, names, telling, without
from survey_kit.report.document import Figure, Row, Table
from survey_kit.report.notes import alternative, base_of, notes, subtitle, where
from survey_kit.survey.gazetteer import ABROAD, gazetteer
from survey_kit.survey.places import departement, departement_name
from survey_kit.wording import between, listing, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from survey_kit.charts.marks import Chart
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context

# The concepts that a map is drawn from, the finer first.
FINE, COARSE = "previous_departement", "previous_region"
# Île-de-France is one circle: its eight départements would stand on one another.
TOGETHER: Final = "11"
# One circle compares with nothing.
FEWEST: Final = 2
# Places that the table names, before the others are told together.
MOST: Final = 12


def origin_map(context: Context) -> Figure | None:
    """Figure or None: where respondents came from; None where fewer than two places on the map may be told."""
    found = next((found for concept in (FINE, COARSE) if (found := context.view.having(concept)) is not None and _may_be_drawn(context, *found)), None)
    if found is None:
        return None
    variable, distribution = found
    claim = claim_of(context.view, variable)
    spots = _spots(variable, distribution, context.lang)
    if claim is None or len([spot for spot in spots if on_the_map(spot)]) < FEWEST:
        return None
    home = _home(context)
    named = listing([departement_name(code) or code for code in home], context.lang)
    regions = _regions()
    parts = [(code,) for codes in regions.values() for code in codes] if variable.concept == FINE else list(regions.values())
    chart = circles(spots, parts, home, context.lang, home_name=named, threshold=context.released.threshold)
    told = subtitle(context, variable, distribution)
    around = notes(context, variable, distribution, _reading(context, variable, distribution), _rules(context, variable, spots))
    around = replace(around, note=f"{around.note} {context.text('note_map_credit')}")
    table = _table(context, variable, distribution)
    size = base_of(context, told, base(context.view, distribution))
    return Figure(f"figure-{variable.name}", "", claim.title, told, chart, table, around, _alt(context, variable, distribution, chart), size)


def _may_be_drawn(context: Context, variable: Variable, distribution: Distribution) -> bool:
    """bool: whether its base allows percentages; of départements also whether none of them is kept back, or told with others."""
    if variable.type != "place" or not telling(distribution):
        return False
    return variable.concept == COARSE or not any(
        cell.status or cell.together or (cell.count or 0) < context.released.threshold for cell in distribution.cells
    )


def _spots(variable: Variable, distribution: Distribution, lang: str) -> list[Spot]:
    """list of Spot: the places that are shown, the most frequent first, each with its départements; Île-de-France as one."""
    shown, known, regions = _ranked(distribution), names(variable, distribution, lang), _regions()
    if variable.concept == COARSE:
        found = [_spot(cell, known[cell.code], regions.get(cell.code, ())) for cell in shown]
    else:
        inside = [cell for cell in shown if cell.code in regions[TOGETHER]]
        found = [_spot(cell, known[cell.code], (cell.code,)) for cell in shown if cell not in inside]
        found += [_joined(inside, regions[TOGETHER])] if inside else []
    return sorted(found, key=lambda spot: (-spot.count, spot.code))


def _spot(cell: Cell, name: str, departements: Sequence[str]) -> Spot:
    return Spot(cell.code, name, tuple(departements), cell.count or 0, cell.percent)


def _joined(cells: Sequence[Cell], departements: Sequence[str]) -> Spot:
    name = gazetteer().regions[TOGETHER]
    shares = [cell.percent for cell in cells if cell.percent is not None]
    return Spot(f"region-{TOGETHER}", name, tuple(departements), sum(cell.count or 0 for cell in cells), sum(shares) if shares else None)


def _regions() -> dict[str, tuple[str, ...]]:
    """dict of tuple: a région to its départements."""
    found: dict[str, list[str]] = {}
    for code, region in gazetteer().departement_region.items():
        found.setdefault(region, []).append(code)
    return {region: tuple(codes) for region, codes in found.items()}


def _home(context: Context) -> tuple[str, ...]:
    """tuple of str: the départements of the territory, as its communes tell them."""
    return tuple(sorted({found for code in context.questionnaire.communes if (found := departement(code)) is not None}))


def _rules(context: Context, variable: Variable, spots: Sequence[Spot]) -> str:
    told = [context.text("note_map")]
    told += [context.text("note_map_together")] if variable.concept == FINE and any(spot.code.startswith("region-") for spot in spots) else []
    away = [spot.name for spot in spots if not on_the_map(spot)]
    told += [context.text("note_map_overseas", places=listing(away, context.lang))] if away else []
    return context.text("between_notes").join(told)


def _reading(context: Context, variable: Variable, distribution: Distribution) -> str:
    """str: the number of the place that most come from read aloud, with its interval."""
    cell = _ranked(distribution)[0]
    label = names(variable, distribution, context.lang)[cell.code]
    told = context.text("share_of_base", share=share(context.view, cell, distribution), base=base(context.view, distribution))
    said = context.text(f"reading_{variable.concept}", share=told, label=label)
    if cell.low is None or cell.high is None or context.view.sampling == "census":
        return f"{said}."
    return said + context.text(f"reading_interval_{context.view.sampling}", bounds=between(cell.low, cell.high, context.lang, decimals(distribution)))


def _alt(context: Context, variable: Variable, distribution: Distribution, chart: Chart) -> str:
    """str: the three places most come from, how many the circles tell of, and where all numbers stand."""
    told = alternative(replace(context, tables={}), variable, without(distribution, frozenset({MERGED})))
    shown = sum(value.count or 0 for value in chart.values)
    said = context.text("alt_map", told=told, shown=number(shown, context.lang), base=base(context.view, distribution))
    return f"{said}{where(context, variable)}"


def _ranked(distribution: Distribution) -> list[Cell]:
    """list of Cell: the places of France that are shown, the most frequent first."""
    shown = [cell for cell in distribution.cells if cell.count and not cell.status and cell.code not in {MERGED, ABROAD}]
    return sorted(shown, key=lambda cell: (-(cell.count or 0), cell.code))


def _table(context: Context, variable: Variable, distribution: Distribution) -> Table:
    """Table: a row a place, the most frequent first, then those told together or kept back, other countries, and the base."""
    known, ranked = names(variable, distribution, context.lang), _ranked(distribution)
    places = decimals(distribution)
    rows = [_row(context, cell, known, places) for cell in ranked[:MOST]]
    rows += list(_others(context, ranked[MOST:], places))
    rows += [_row(context, cell, known, places) for cell in _last(distribution)]
    whole = (number(distribution.base or 0, context.lang), _share(context, 100.0, 0))
    rows.append(Row(context.text("row_together"), whole, "total"))
    share_head = context.text("head_weighted_share" if context.view.weighted else "head_share")
    return Table("", context.text("caption_map"), "", (context.text(f"head_{variable.concept}"), context.text("head_count"), share_head), tuple(rows))


def _others(context: Context, left: Sequence[Cell], places: int) -> Iterator[Row]:
    """Iterator of Row: one for the places that find no room in the table."""
    if left:
        count = sum(cell.count or 0 for cell in left)
        told = (number(count, context.lang), _share(context, sum(cell.percent or 0.0 for cell in left), places))
        yield Row(context.text("row_other_places", number=number(len(left), context.lang)), told, "merged")


def _last(distribution: Distribution) -> list[Cell]:
    """list of Cell: what the map doesn't draw: places kept back, those put together, other countries."""
    hidden = [cell for cell in distribution.cells if cell.status and cell.code not in {MERGED, ABROAD}]
    return [*hidden, *(cell for code in (MERGED, ABROAD) for cell in distribution.cells if cell.code == code)]


def _row(context: Context, cell: Cell, known: Mapping[str, str], places: int) -> Row:
    name = capital(cell_label(cell, known, context.lang))
    if cell.status or cell.count is None:
        return Row(name, (context.text("sign_hidden"),) * 2, "hidden")
    return Row(name, (number(cell.count, context.lang), _share(context, cell.percent, places)), "merged" if cell.together else "plain")


def _share(context: Context, percent: float | None, places: int) -> str:
    return "–" if percent is None else number(percent, context.lang, places)
