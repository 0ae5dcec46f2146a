"""Stub by banner: the distribution of every variable asked for, within the whole and within each category of each banner variable.

Everything is estimated by the estimation kernel; here it is only asked for and put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import proportion
from survey_kit.significance.allowed import one_of
from survey_kit.tabulation.association import associations
from survey_kit.tabulation.banner import Banner, Heads, heads, parted
from survey_kit.tabulation.letters import Compared, against_rest, lettered, names, of_columns
from survey_kit.tabulation.measures import measures
from survey_kit.tabulation.nets import boxes, of_sets
from survey_kit.tabulation.plan import everything
from survey_kit.tabulation.strips import inside_base, of_block, other_base, per_answer, texts, without_cells
from survey_kit.tabulation.stubs import frame_of, missing_kinds, recoded, stubs
from survey_kit.tabulation.table import PERCENTS, Percent, Strip, Table

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Estimates
    from survey_kit.significance.pairwise import Correction
    from survey_kit.tabulation.nets import Nets
    from survey_kit.tabulation.stubs import Stub

Of = Literal["respondents", "answers"]
Compare = Literal["pairs", "rest"]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a table is asked for."""

    percent: Percent
    of: Of
    nets: Nets
    compared: Compared | None


def tabulate(  # noqa: PLR0917 - the order that users script against
    design: Design,
    rows: Sequence[str] | str | None = None,
    columns: Banner | None = None,
    percent: Percent = "column",
    nets: Nets | None = None,
    letters: bool | None = None,  # noqa: FBT001 - as above
    *,
    of: Of = "respondents",
    levels: Sequence[float] = (0.05,),
    correction: Correction = "none",
    compare: Compare = "pairs",
) -> Table:
    """Table: the stub `rows` (None: every question) by the banner `columns`, each with its total; percentages "column", "row" or "total" of those who
    answered both. A column that is itself a list of names nests their categories: ["sex", ["epci", "age_band"]].

    Sets are in per cent of respondents who were asked, or of the answers that they ticked (`of`). Scales of four steps or more have their two highest
    and two lowest put together; `nets` puts other answers together: {"satisfaction": {"Satisfied": ["4", "5"]}}. Rankings tell what share
    ranked each option, and its mean rank among them.

    `letters` marks the columns of the same banner variable whose column percentage is lower beyond chance, pair by pair, on bases of 30 or
    more; None leaves them out of volunteers and of a census only. `levels` are one for capitals, or two, the second for small letters;
    `correction` ("none", "holm", "bonferroni", "bh") is for the pairs of a row. With `compare` "rest" each column is held against all others
    together instead, marked "+" above them and "-" below. Totals hold the other columns and are never compared. Where letters are allowed each line
    has Rao and Scott's test of the whole table; Cramér's V describes it in any case.

    Raises: SurveyKitError when a variable is unknown, a banner variable parts nobody, a net names no answer, `percent`, `of`, `compare` or
    `correction` is unknown, or letters are asked for of volunteers or a census.

    >>> import pandas as pd
    >>> from survey_kit.design.design import Design
    >>> table = tabulate(Design(pd.DataFrame({"days": ["0", "1", "1", "2"]})), ["days"]).to_frame()
    >>> table[["row", "value", "column_percent"]].values.tolist()
    [['0', 1, 25.0], ['1', 2, 50.0], ['2', 1, 25.0], ['Total', 4, 100.0]]
    """
    one_of("percent_unknown", percent, PERCENTS)
    one_of("percent_of_unknown", of, ("respondents", "answers"))
    one_of("compare_unknown", compare, ("pairs", "rest"))
    if of == "answers" and percent != "column":
        raise SurveyKitError("answers_percent", got=percent)
    tested = lettered(design.sampling, letters, correction)
    lines = [stub for name in _rows(design, rows) for stub in stubs(design, name)]
    banner = heads(design, columns)
    shown = design.extended(recoded(design, lines) | parted(design, banner))
    compared = _compared(shown, banner, levels, correction, rest=compare == "rest") if tested else None
    asked = Asked(percent, of, nets or {}, compared)
    whole = [_whole(shown, stub, asked) for stub in lines]
    parts = [strip for stub in lines for head in banner for strip in _by(shown, stub, head, asked)]
    weighted = bool(np.ptp(design.weights)) if design.base else False
    held = {(stub.name, head.name): (stub.column, head.column) for stub in lines for head in banner}
    tied = tuple(associations(shown, parts, held, tested=tested))
    return Table(tuple(inside_base(strip, design) for strip in (*whole, *parts)), percent, design.sampling, weighted, design.questionnaire, tied)


def _rows(design: Design, rows: Sequence[str] | str | None) -> tuple[str, ...]:
    """Tuple of str: the variables asked for, each once; of a codebook every question that the table of responses holds."""
    if rows is not None:
        return (rows,) if isinstance(rows, str) else tuple(dict.fromkeys(rows))
    if design.questionnaire is None:
        return tuple(design.engine.names)
    held = set(design.engine.names)
    return tuple(name for name in everything(design.questionnaire) if held & {name, *_columns(design, name)})


def _columns(design: Design, name: str) -> tuple[str, ...]:
    return tuple(getattr(design.variable(name), "answer_columns", ()))


def _whole(design: Design, stub: Stub, asked: Asked) -> Strip:
    """Strip: of all respondents."""
    if stub.kind == "text":
        return texts(design, stub)
    found = proportion(design, stub.column)
    if not found.blocks:
        return without_cells(design, stub, np.zeros(design.base, dtype=bool))
    nets = boxes(design, stub, asked.nets)
    strip = of_block(design, stub, found, 0, nets)
    told = {name: found[0] for name, found in measures(design, stub, None).items() if found} if strip.base else {}
    own = of_sets(design, stub, nets, None).get(0, strip.nets)
    strip = replace(strip, measures=tuple(told.values()), missing=missing_kinds(design, stub), nets=own)
    return per_answer(design, [strip], stub, None)[0] if asked.of == "answers" and strip.multiple else strip


def _compared(design: Design, banner: Sequence[Heads], levels: Sequence[float], correction: Correction, *, rest: bool) -> Compared:
    """Compared: with a letter for each column of the banner, counted on from one banner variable to the next."""
    frame = frame_of(design)
    places = [(head.name, str(met)) for head in banner for met in frame[head.column].astype("category").cat.categories]
    return Compared(dict(zip(places, names(len(places)), strict=True)), tuple(levels), correction, rest)


def _by(design: Design, stub: Stub, head: Heads, asked: Asked) -> Iterator[Strip]:
    """Iterator of Strip: one for each category of a banner variable that holds anybody."""
    if stub.kind == "text" or stub.name in head.variables:
        return
    nets = boxes(design, stub, asked.nets)
    found = proportion(design, stub.column, by=head.column)
    told = measures(design, stub, head.column)
    joined = of_sets(design, stub, nets, head.column)
    strips = []
    for position, (block, (letter, marks)) in enumerate(zip(found.blocks, _letters(design, stub, found, head, asked.compared), strict=True)):
        strip = of_block(design, stub, found, position, nets)
        own = tuple(by_domain[block.domain[0]] for by_domain in told.values() if block.domain[0] in by_domain)
        strip = replace(strip, column_variable=head.name, column=str(block.domain[0]), measures=own, letter=letter, letters=marks)
        strip = replace(strip, nets=joined.get(block.domain[0], strip.nets))
        strips.append(strip if asked.percent == "column" else other_base(design, strip, stub, block, asked.percent, head.column))
    yield from per_answer(design, strips, stub, head.column) if asked.of == "answers" and stub.kind == "set" else strips


def _letters(design: Design, stub: Stub, found: Estimates, head: Heads, compared: Compared | None) -> list[tuple[str, tuple[str, ...]]]:
    """list: for each domain its letter, and beside each category those of the columns that it exceeds, or how it stands to the rest."""
    if compared is None:
        return [("", ())] * len(found.blocks)
    if compared.rest:
        return [("", marks) for marks in against_rest(design, stub.column, head.column, found, compared)]
    named = [compared.letters[head.name, str(block.domain[0])] for block in found.blocks]
    return list(zip(named, of_columns(found, named, compared.levels, compared.correction, apart=design.plain), strict=True))
