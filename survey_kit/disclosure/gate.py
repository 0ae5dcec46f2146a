"""What is kept back of strips that are published together: rare answers put together first, then rare counts, then what would give them away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from survey_kit.disclosure.counts import ANY, SILENT, cell_key, key
from survey_kit.disclosure.ledger import Ledger
from survey_kit.disclosure.links import links
from survey_kit.disclosure.masking import MERGED, coarsened, merged, nearest_merged, primary
from survey_kit.disclosure.protection import protect
from survey_kit.disclosure.released import INTERNAL
from survey_kit.disclosure.small_bases import rule_of
from survey_kit.disclosure.system import Held, system_of, together_code
from survey_kit.survey import places
from survey_kit.tabulation.table import NESTED, TOTAL, Strip

if TYPE_CHECKING:
    from survey_kit.disclosure.counts import System
    from survey_kit.disclosure.links import Link
    from survey_kit.disclosure.released import BaseRule, Measure, Status
    from survey_kit.questionnaire.model import Questionnaire

# The concept whose answers are steps from near to far: the nearest, of few, are told together with the next.
LADDER: Final = "origin"
# Origins that the report draws: communes are kept back before them.
DRAWN: Final = (LADDER, "previous_region", "previous_departement")


@dataclass(frozen=True, slots=True)
class Shown:
    """A strip after the gate: rare answers put together, a status for each cell, what its base allows, the measures that may be told, and whether
    those who gave no answer may be told by kind.
    """

    strip: Strip
    status: tuple[Status, ...]
    rule: BaseRule
    inside: tuple[str, ...] = ()
    number: int = 0
    measures: tuple[Measure, ...] = ()
    silence: bool = True


def gated(
    strips: Sequence[Strip],
    questionnaire: Questionnaire | None,
    threshold: int,
    ledger: Ledger | None = None,
    asked: Collection[str] = (),
) -> list[Shown]:
    """list of Shown: each strip with what is kept back of it, so that nothing is found from all of them together, nor from what the ledger says was
    released before. What was asked for (`asked`) is kept back last of all.
    """
    banners = {name for strip in strips for name in strip.column_variable.split(NESTED)}
    crossed = {strip.name for strip in strips if strip.column != TOTAL} | banners
    ledger = ledger or Ledger()
    held = [_held(strip, questionnaire, threshold, ledger, alone=strip.name not in crossed) for strip in strips]
    held = [each._replace(kept=each.strip.codes) if each.strip.variable in asked else each for each in held]
    if threshold <= INTERNAL:
        return [_shown(each, None, questionnaire, threshold) for each in held]
    totals = [each for each in held if each.strip.column == TOTAL]
    columns = _columns(held, threshold)
    tied = _tied([*totals, *columns], questionnaire)
    system = _protected([*totals, *columns], tied, threshold, ledger)
    if len(totals) < len(held):
        held = [_settled(each, system) for each in held]
        system = _protected(held, _tied(held, questionnaire) if columns else tied, threshold, ledger)
    return [_shown(each, system, questionnaire, threshold) for each in held]


def _tied(held: Sequence[Held], questionnaire: Questionnaire | None) -> Sequence[Link]:
    """Sequence of Link: what the codebook says of the totals among them."""
    totals = {each.strip.name: each.strip.codes for each in held if each.strip.column == TOTAL}
    return links(questionnaire, totals) if questionnaire is not None else ()


def _protected(held: Sequence[Held], tied: Sequence[Link], threshold: int, ledger: Ledger) -> System:
    system = system_of(held, tied, threshold)
    ledger.bind(system)
    narrow = {name for failed in protect(system) for name, _ in failed}
    if narrow and tied:
        system = system_of(held, tied, threshold, narrow)
        ledger.bind(system)
        protect(system)
    return system


def _held(strip: Strip, questionnaire: Questionnaire | None, threshold: int, ledger: Ledger, *, alone: bool) -> Held:
    """Held: with its rare cells. In a cross the columns keep the same rows, so that nothing is put together there."""
    known = questionnaire.question(strip.variable) if questionnaire is not None else None
    kept = tuple(choice.code for choice in known.choices if choice.missing or choice.exclusive) if known is not None else ()
    alone = alone and threshold > INTERNAL
    coarse, wider = coarsened(strip, threshold, places.epci) if alone and known is not None and known.type == "place" else (strip, {})
    inside = _together(coarse, questionnaire, threshold, kept)[1] if alone else ()
    few = primary(strip, threshold, sensitive=_gives_away(strip, questionnaire))
    closed = 0 < strip.base < threshold or ledger.closes(cell_key(strip, ANY), strip.base, threshold)
    last = strip.codes if _concept(strip, questionnaire) in DRAWN else kept
    return Held(strip, tuple("primary" if each else "" for each in few), inside, closed, last, wider)


def _together(strip: Strip, questionnaire: Questionnaire | None, threshold: int, kept: Sequence[str]) -> tuple[Strip, tuple[str, ...]]:
    """Strip and codes: rare answers put together; of a ladder of distances its nearest steps."""
    return nearest_merged(strip, threshold) if _concept(strip, questionnaire) == LADDER else merged(strip, threshold, kept)


def _concept(strip: Strip, questionnaire: Questionnaire | None) -> str:
    known = questionnaire.variable(strip.variable) if questionnaire is not None else None
    return "" if known is None else known.concept


def _gives_away(strip: Strip, questionnaire: Questionnaire | None) -> bool:
    """bool: whether what all or none of a column answer tells something sensitive of people who can be known by the column."""
    if questionnaire is None or strip.column == TOTAL:
        return False
    asked = questionnaire.variable(strip.variable)
    columns = [questionnaire.variable(name) for name in strip.column_variable.split(NESTED)]
    return asked is not None and asked.sensitive and any(column is not None and column.identifying for column in columns)


def _columns(held: Iterable[Held], threshold: int) -> list[Held]:
    """list of Held: a distribution for each banner variable that has no table of its own: how many stand in each of its columns can be read from
    the bases of those who stand there.
    """
    known = {each.strip.name for each in held if each.strip.column == TOTAL}
    bases: dict[str, dict[str, Strip]] = {}
    for strip in (each.strip for each in held if each.strip.column != TOTAL and each.strip.column_variable not in known):
        columns = bases.setdefault(strip.column_variable, {})
        columns[strip.column] = max(strip, columns.get(strip.column, strip), key=lambda one: one.base)
    return [_held(_distribution(banner, columns), None, threshold, Ledger(), alone=False) for banner, columns in bases.items()]


def _distribution(banner: str, columns: dict[str, Strip]) -> Strip:
    """Strip: how many stand in each column of a banner."""
    count = np.array([strip.base for strip in columns.values()], dtype=float)
    empty = np.full(len(count), np.nan)
    some = next(iter(columns.values()))
    return replace(
        some,
        variable=banner,
        item="",
        kind="category",
        codes=tuple(columns),
        column_variable="",
        column=TOTAL,
        base=int(count.sum()),
        count=count,
        weighted_count=empty,
        share=empty,
        covariance=np.empty((0, 0)),
        se=empty,
        low=empty,
        high=empty,
        deff=empty,
        missing={},
    )


def _settled(held: Held, system: System) -> Held:
    """Held: with what the totals settled: their own hidden cells, and columns of which not even the base may be known."""
    strip = held.strip
    if strip.column == TOTAL:
        return held._replace(status=_statuses(held, system), closed=system.counts[cell_key(strip, ANY)].hidden)
    column = system.counts.get(key((strip.column_variable, strip.column)))
    return held._replace(closed=held.closed or (column is not None and column.hidden and strip.base > 0))


def _statuses(held: Held, system: System) -> tuple[Status, ...]:
    return tuple(
        was or ("secondary" if system.counts[cell_key(held.strip, code)].hidden and code not in held.covered else "")
        for code, was in zip(held.strip.codes, held.status, strict=True)
    )


def _shown(held: Held, system: System | None, questionnaire: Questionnaire | None, threshold: int) -> Shown:
    """Shown: as the system left it. Of places put together nothing but their number is told: their names would say that few people live there,
    or come from there.
    """
    if system is None:
        return Shown(held.strip, tuple("" for _ in held.strip.codes), rule_of(held.strip.base, threshold))
    strip, status, inside = held.strip, dict(zip(held.strip.codes, _statuses(held, system), strict=True)), held.inside
    if held.wider:
        status |= {wider: "secondary" if system.counts[cell_key(strip, wider)].hidden and wider not in inside else "" for wider in held.wider}
        strip = coarsened(strip, threshold, places.epci)[0]
    if inside:
        together = system.counts[cell_key(held.strip, together_code(inside))]
        strip = _together(strip, questionnaire, threshold, held.kept)[0]
        status[MERGED] = "secondary" if together.hidden else ""
    known = questionnaire.variable(strip.variable) if questionnaire is not None else None
    silent = system.counts.get(cell_key(strip, SILENT))
    return Shown(
        strip,
        tuple(status[code] for code in strip.codes),
        "nothing" if system.counts[cell_key(strip, ANY)].hidden else rule_of(strip.base, threshold),
        () if known is not None and known.type == "place" else inside,
        sum(len(held.wider.get(code, (code,))) for code in inside),
        silence=silent is None or not silent.hidden,
    )
