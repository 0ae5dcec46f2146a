"""Stub by banner: the distribution of every variable asked for, within the whole and within each category of each banner variable.

Everything is estimated by the estimation kernel; here it is only asked for and put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from survey_kit.errors import SurveyKitError
from survey_kit.estimation.estimators import mean, proportion, quantile
from survey_kit.estimation.intervals import logit
from survey_kit.questionnaire.model import MISSING_KINDS, OUTSIDE_BASE
from survey_kit.tabulation import bands
from survey_kit.tabulation.letters import Compared, lettered, names, of_columns
from survey_kit.tabulation.plan import kind, nominal
from survey_kit.tabulation.table import PERCENTS, TOTAL, Measure, Percent, Strip, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.design.design import Design
    from survey_kit.estimation.estimate import Block, Estimates
    from survey_kit.significance.pairwise import Correction

Nets = Mapping[str, Mapping[str, Sequence[str]]]
BANDED = {"number": bands.of_numbers, "date": bands.of_dates, "place": bands.of_places}
RECODED = "(shown) "
COLUMN = "(column) "
NET = "(net)"


@dataclass(frozen=True, slots=True)
class Stub:
    """One line of distributions: the variable, the item of a matrix or rank, as what it is tabulated, the column that holds it."""

    variable: str
    item: str
    kind: str
    column: str
    nominal: bool

    @property
    def name(self) -> str:
        """str: the column of the responses."""
        return f"{self.variable}__{self.item}" if self.item else self.variable


def tabulate(  # noqa: PLR0917 - the order that users script against
    design: Design,
    rows: Sequence[str] | str,
    columns: Sequence[str] | str | None = None,
    percent: Percent = "column",
    nets: Nets | None = None,
    letters: bool | None = None,  # noqa: FBT001 - as above
    *,
    levels: Sequence[float] = (0.05,),
    correction: Correction = "none",
) -> Table:
    """Table: the stub `rows` by the banner `columns`, each with its total; percentages "column", "row" or "total" of those who answered both.

    `nets` puts answers together: {"satisfaction": {"Satisfied": ["4", "5"]}}.

    `letters` marks the columns of the same banner variable whose column percentage is lower beyond chance, pair by pair, on bases of 30 or
    more; None leaves them out of volunteers and of a census only. `levels` are one for capitals, or two, the second for small letters;
    `correction` ("none", "holm", "bonferroni", "bh") is for the pairs of a row. Totals hold the other columns and are never compared.

    Raises: SurveyKitError when a variable is unknown, a banner variable parts nobody, a net names no answer, `percent` or `correction` is
    unknown, or letters are asked for of volunteers or a census.

    >>> from survey_kit.design.design import Design
    >>> table = tabulate(Design(pd.DataFrame({"days": ["0", "1", "1", "2"]})), ["days"]).to_frame()
    >>> table[["row", "value", "column_percent"]].values.tolist()
    [['0', 1, 25.0], ['1', 2, 50.0], ['2', 1, 25.0], ['Total', 4, 100.0]]
    """
    if percent not in PERCENTS:
        raise SurveyKitError("percent_unknown", got=percent, expected=", ".join(PERCENTS))
    tested = lettered(design.sampling, letters, correction)
    stubs = [stub for name in _listed(rows) for stub in _stubs(design, name)]
    banner = [_banner(design, name) for name in _listed(columns)]
    shown = design.extended(_recoded(design, stubs) | _banded(design, banner))
    whole = [_strip(shown, stub, nets or {}) for stub in stubs]
    compared = _compared(shown, banner, levels, correction) if tested else None
    parts = [strip for stub in stubs for column in banner for strip in _by(shown, stub, column, nets or {}, percent, compared)]
    weighted = bool(np.ptp(design.weights)) if design.base else False
    strips = tuple(_inside_base(strip, design) for strip in (*whole, *parts))
    return Table(strips, percent, design.sampling, weighted, design.questionnaire)


def _inside_base(strip: Strip, design: Design) -> Strip:
    """Strip: without the answers that mean "refused" or "not concerned": who ticks them stands outside the base, among those missing."""
    choices = {choice.code: choice.missing for choice in getattr(design.variable(strip.variable), "choices", ())}
    kept = [place for place, code in enumerate(strip.codes) if choices.get(code, "") not in OUTSIDE_BASE or strip.count[place]]
    if len(kept) == len(strip.codes):
        return strip
    return replace(
        strip,
        codes=tuple(strip.codes[place] for place in kept),
        count=strip.count[kept],
        weighted_count=strip.weighted_count[kept],
        share=strip.share[kept],
        covariance=strip.covariance[np.ix_(kept, kept)],
        se=strip.se[kept],
        low=strip.low[kept],
        high=strip.high[kept],
        deff=strip.deff[kept],
        letters=tuple(strip.letters[place] for place in kept) if strip.letters else (),
    )


def _listed(names: Sequence[str] | str | None) -> tuple[str, ...]:
    return () if names is None else (names,) if isinstance(names, str) else tuple(names)


def _stubs(design: Design, name: str) -> Iterator[Stub]:
    known = design.variable(name)
    if known is None:
        yield _plain_stub(design, name)
        return
    shape = kind(known)
    if shape in {"matrix", "ranking"}:
        items = [column.removeprefix(f"{known.name}__") for column in getattr(known, "answer_columns", ()) if column in design.engine.names]
        for item in items:
            yield Stub(known.name, item, "scale" if shape == "matrix" else "category", f"{known.name}__{item}", nominal=False)
        return
    column = f"{RECODED}{known.name}" if shape in BANDED else known.name
    yield Stub(known.name, "", shape, column, nominal(known))


def _plain_stub(design: Design, name: str) -> Stub:
    """Stub: of a variable without a codebook, by what its column holds."""
    if name not in design.engine.names and design.members(name):
        return Stub(name, "", "set", name, nominal=False)
    column = design.column(name)
    frame = _frame(design)
    if pd.api.types.is_datetime64_any_dtype(frame[column]):
        return Stub(name, "", "date", f"{RECODED}{name}", nominal=False)
    numbers = design.engine.is_number(column) and not pd.api.types.is_bool_dtype(frame[column].dtype)
    if numbers:
        return Stub(name, "", "number", f"{RECODED}{name}", nominal=False)
    ordered = isinstance(frame[column].dtype, pd.CategoricalDtype) and frame[column].cat.ordered
    return Stub(name, "", "category", column, nominal=not ordered)


def _banner(design: Design, name: str) -> str:
    known = design.variable(name)
    if design.members(name) or (known is not None and kind(known) in {"text", "matrix", "ranking", "set"}):
        raise SurveyKitError("column_set", where=name)
    return design.column(name)


def _banded(design: Design, banner: Sequence[str]) -> dict[str, pd.Series]:
    """dict: for each banner variable, the column whose categories are the table's columns: numbers in bands, dates in months or years."""
    frame = _frame(design)
    kinds = {name: next(_stubs(design, name)).kind for name in banner}
    return {f"{COLUMN}{name}": BANDED[shape](frame[name]) if (shape := kinds[name]) in BANDED else frame[name] for name in banner}


def _recoded(design: Design, stubs: Sequence[Stub]) -> dict[str, pd.Series]:
    frame = _frame(design)
    return {stub.column: BANDED[stub.kind](frame[stub.variable]) for stub in stubs if stub.kind in BANDED}


def _frame(design: Design) -> pd.DataFrame:
    frame: pd.DataFrame = getattr(design.engine, "frame")  # noqa: B009 - only tables in memory have bands and missing kinds
    return frame


def _strip(design: Design, stub: Stub, nets: Nets) -> Strip:
    """Strip: of the whole."""
    if stub.kind == "text":
        return _texts(design, stub)
    found = proportion(design, stub.column)
    if not found.blocks:
        return _without_cells(design, stub, np.zeros(design.base, dtype=bool))
    strip = _of_block(design, stub, found, 0, nets)
    measures = {name: found[0] for name, found in _measures(design, stub, None).items()} if strip.base else {}
    own = _set_nets(design, stub, nets, None).get(0, strip.nets)
    return replace(strip, measures=tuple(measures.values()), missing=_missing(design, stub), nets=own)


def _compared(design: Design, banner: Sequence[str], levels: Sequence[float], correction: Correction) -> Compared:
    """Compared: with a letter for each column of the banner, counted on from one banner variable to the next."""
    frame = _frame(design)
    places = [(name, str(met)) for name in banner for met in frame[f"{COLUMN}{name}"].astype("category").cat.categories]
    return Compared(dict(zip(places, names(len(places)), strict=True)), tuple(levels), correction)


def _by(design: Design, stub: Stub, column: str, nets: Nets, percent: Percent, compared: Compared | None) -> Iterator[Strip]:  # noqa: PLR0917
    """Iterator of Strip: one for each category of a banner variable that holds anybody."""
    if stub.kind == "text" or stub.name == column:
        return
    found = proportion(design, stub.column, by=f"{COLUMN}{column}")
    measures = _measures(design, stub, f"{COLUMN}{column}")
    letters = _letters(found, column, compared)
    joined = _set_nets(design, stub, nets, f"{COLUMN}{column}")
    for position, block in enumerate(found.blocks):
        strip = _of_block(design, stub, found, position, nets)
        own = tuple(by_domain[block.domain[0]] for by_domain in measures.values() if block.domain[0] in by_domain)
        letter, marks = letters[position]
        strip = replace(strip, column_variable=column, column=str(block.domain[0]), measures=own, letter=letter, letters=marks)
        strip = replace(strip, nets=joined.get(block.domain[0], strip.nets))
        yield strip if percent == "column" else _other_base(design, strip, stub, block, percent)


def _letters(found: Estimates, column: str, compared: Compared | None) -> list[tuple[str, tuple[str, ...]]]:
    """list: for each domain its letter, and beside each category those of the columns that it exceeds."""
    if compared is None:
        return [("", ())] * len(found.blocks)
    named = [compared.letters[column, str(block.domain[0])] for block in found.blocks]
    return list(zip(named, of_columns(found, named, compared.levels, compared.correction), strict=True))


def _of_block(design: Design, stub: Stub, found: Estimates, position: int, nets: Nets) -> Strip:
    block = found.blocks[position]
    start = sum(len(before.estimate) for before in found.blocks[:position])
    at = slice(start, start + len(block.estimate))
    return Strip(
        variable=stub.variable,
        item=stub.item,
        kind=stub.kind,
        codes=tuple(map(str, block.categories)),
        column_variable="",
        column=TOTAL,
        base=block.base,
        weighted_base=block.weighted_base,
        effective_base=block.effective_base,
        count=block.count,
        weighted_count=block.weighted_count,
        share=block.estimate,
        covariance=block.covariance,
        se=block.se,
        low=found.low[at],
        high=found.high[at],
        deff=found.deff[at],
        df=design.df,
        nominal=stub.nominal,
        nets=() if stub.kind == "set" else _nets(stub, block, design.df, nets),
    )


def _nets(stub: Stub, block: Block, df: float, nets: Nets) -> tuple[tuple[str, float, float, float], ...]:
    """Tuple of (name, share, low, high): answers put together."""
    found = []
    for name, wanted in nets.get(stub.variable, {}).items():
        inside = np.array([str(code) in wanted for code in block.categories], dtype=float)
        if inside.sum() != len(set(wanted)):
            raise SurveyKitError("net_unknown", where=stub.variable, got=name, expected=", ".join(map(str, block.categories)))
        share, se = float(inside @ block.estimate), float(np.sqrt(max(inside @ block.covariance @ inside, 0.0)))
        low, high = logit(np.array([share]), np.array([se]), df, 0.95)
        found.append((name, share, float(low[0]), float(high[0])))
    return tuple(found)


def _set_nets(design: Design, stub: Stub, nets: Nets, column: str | None) -> dict[Any, tuple[tuple[str, float, float, float], ...]]:
    """dict: domain to (name, share, low, high) of those who ticked any of the options. Options overlap: who ticked two counts once.

    A net of a set is a function of the joint answers, not of the options' counts: the gate keeps it back.
    """
    found: dict[Any, tuple[tuple[str, float, float, float], ...]] = {}
    frame = _frame(design)
    for name, wanted in (nets.get(stub.variable, {}) if stub.kind == "set" else {}).items():
        options = [f"{stub.column}__{code}" for code in wanted]
        if not options or not set(options) <= set(frame):
            met = (str(each).removeprefix(f"{stub.column}__") for each in frame if str(each).startswith(f"{stub.column}__"))
            raise SurveyKitError("net_unknown", where=stub.variable, got=name, expected=", ".join(met))
        ticked = frame[options].astype("boolean").fillna(value=False).any(axis=1).astype("boolean")
        one = design.extended({NET: ticked.where(_answered(frame, stub))})
        rows = proportion(one, NET, by=column).to_frame()
        for row in rows[rows["category"] == True].to_dict("records"):  # noqa: E712 - categories are objects
            domain = row[column] if column else 0
            net = (name, float(row["estimate"]), float(row["ci_low"]), float(row["ci_high"]))
            found[domain] = (*found.get(domain, ()), net)
    return found


def _other_base(design: Design, strip: Strip, stub: Stub, block: Block, percent: Percent) -> Strip:
    """Strip: with the se, bounds and deff of the row's or the whole's percentage in the place of the column's.

    The share of a cell is the mean of its indicator over those who stand in the row (or answered both), which the kernel estimates.
    """
    frame = _frame(design)
    across = frame[f"{COLUMN}{strip.column_variable}"]
    here = across.astype(object) == block.domain[0]
    cells: dict[str, list[float]] = {"se": [], "low": [], "high": [], "deff": []}
    for code, category in zip(strip.codes, block.categories, strict=True):
        ticked = (
            frame[f"{stub.column}__{code}"].astype("boolean").fillna(value=False)
            if stub.kind == "set"
            else frame[stub.column].astype(object) == category
        )
        asked = across.notna() & (ticked if percent == "row" else _answered(frame, stub))
        one = design.extended({"(cell)": ticked.astype(bool) & here.astype(bool)})
        found = proportion(one, "(cell)", where=asked.to_numpy(dtype=bool)).to_frame()
        row = found[found["category"] == True].iloc[0] if (found["category"] == True).any() else None  # noqa: E712 - categories are objects
        for key, column in (("se", "se"), ("low", "ci_low"), ("high", "ci_high"), ("deff", "deff")):
            cells[key].append(float(row[column]) if row is not None else np.nan)
    se, low, high, deff = (np.array(cells[key]) for key in ("se", "low", "high", "deff"))
    return replace(strip, se=se, low=low, high=high, deff=deff)


def _answered(frame: pd.DataFrame, stub: Stub) -> pd.Series:
    if stub.kind == "set":
        first = next(column for column in frame if str(column).startswith(f"{stub.column}__"))
        return frame[first].notna()
    return frame[stub.column].notna()


def _measures(design: Design, stub: Stub, column: str | None) -> dict[str, dict[Any, Measure]]:
    """dict: measure to domain to its value; of numbers mean, median and quartiles, of scales the mean."""
    if stub.kind not in {"number", "scale"} or (stub.kind == "number" and _years(_frame(design)[stub.variable])):
        return {}
    source = stub.name if stub.kind == "scale" else stub.variable
    try:
        found = {"mean": _measured(mean(design, source, by=column), "mean")}
    except SurveyKitError as error:
        if error.code != "not_a_number":
            raise
        return {}
    if stub.kind == "number":
        for name, probability in (("q1", 0.25), ("median", 0.5), ("q3", 0.75)):
            found[name] = _measured(quantile(design, source, probability, by=column), name)
    return found


def _years(values: pd.Series) -> bool:
    """bool: whether the numbers are years: they are dated, not added up."""
    known = values.dropna()
    return bool(len(known)) and bool(known.between(1900, 2100).all()) and bool((known % 1 == 0).all())


def _measured(found: Estimates, name: str) -> dict[Any, Measure]:
    rows = zip(found.blocks, found.estimate, found.se, found.low, found.high, strict=True)
    return {block.domain[0] if block.domain else 0: Measure(name, *map(float, numbers)) for block, *numbers in rows}


def _texts(design: Design, stub: Stub) -> Strip:
    """Strip: how many wrote something; what they wrote is never tabulated."""
    return _without_cells(design, stub, _frame(design)[stub.variable].notna().to_numpy())


def _without_cells(design: Design, stub: Stub, answered: NDArray[np.bool_]) -> Strip:
    """Strip: of a variable that has no categories to count: a text, or a question that nobody answered."""
    none = np.empty(0)
    weighted = float(design.weights[answered].sum())
    strip = Strip(
        stub.variable,
        stub.item,
        stub.kind,
        (),
        "",
        TOTAL,
        int(answered.sum()),
        weighted,
        weighted,
        none,
        none,
        none,
        np.empty((0, 0)),
        none,
        none,
        none,
        none,
        design.df,
    )
    return replace(strip, missing=_missing(design, stub))


def _missing(design: Design, stub: Stub) -> Mapping[str, int]:
    """Mapping: how many stand outside the base, by missing kind; without a codebook's kinds, how many are missing."""
    known, frame = design.missing, _frame(design)
    if known is None:
        return MappingProxyType({})
    column = stub.name if stub.name in known else next((name for name in frame if str(name).startswith(f"{stub.name}__")), None)
    if column is None or column not in known:
        return MappingProxyType({})
    outside = known[column][frame[column].isna()] if column in frame else known[column]
    kinds = outside.value_counts()
    return MappingProxyType({name: int(kinds[name]) for name in MISSING_KINDS if kinds.get(name)})
