"""Targets held against the responses: each margin as a code a row and a total a code, every fault named before anything is computed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from survey_kit.design.numeric import numeric
from survey_kit.engines.memory import MemoryEngine
from survey_kit.errors import SurveyKitError
from survey_kit.weighting.targets import CROSSED, Targets, as_totals, written
from survey_kit.weighting.targets_table import targets_of
from survey_kit.weighting.unanswered import UNANSWERED, filled, named, shared_out
from survey_kit.weighting.universe import refuse_other_universe

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.design.design import Design
    from survey_kit.design.stages import Codes
    from survey_kit.engines.engine import Array
    from survey_kit.weighting.targets import Totals

# What joins categories that share one total.
TOGETHER: Final = " + "
# Margins whose sums differ by more than this share of them disagree.
AGREEMENT: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """One margin: its name, its categories as they were given, their totals, and the category of each row."""

    name: str
    categories: tuple[str, ...]
    totals: Array
    codes: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Controls:
    """All that weights are to meet: margins, then numeric variables (`numbers`, rows x q) with their totals."""

    margins: tuple[Margin, ...]
    names: tuple[str, ...]
    numbers: Array
    totals: Array
    targets: Targets


def controls(design: Design, given: Targets | Totals | pd.DataFrame) -> Controls:
    """Controls: the targets, bound to the rows of a design.

    Raises: SurveyKitError when a variable or a category is unknown, missing, without respondents or without a total, when responses have gaps,
    when totals are no positive numbers or disagree between variables, and when the targets are of another universe.
    """
    targets = targets_of(given)
    refuse_other_universe(design, targets)
    totals = as_totals(targets, float(design.weights.sum())).totals
    margins = tuple(_margin(design, name, wanted) for name, wanted in totals.items() if isinstance(wanted, Mapping))
    numeric = {name: wanted for name, wanted in totals.items() if not isinstance(wanted, Mapping)}
    _agree(margins)
    columns = [_numbers(design, name, wanted) for name, wanted in numeric.items()]
    numbers = np.stack(columns, axis=1) if columns else np.empty((design.base, 0))
    return Controls(margins, tuple(map(written, numeric)), numbers, np.array([float(value) for value in numeric.values()]), targets)


def _margin(design: Design, name: object, wanted: Mapping[Any, float | None]) -> Margin:
    label = written(name)
    variables = name if isinstance(name, tuple) else (name,)
    if len(variables) == 1:
        wanted = _with_unanswered(design, str(name), wanted)
    totals = {key: _counted(value, label, key) for key, value in wanted.items()}
    parts = [_coded(design, str(variable), gaps=UNANSWERED[0] in totals) for variable in variables]
    if len(variables) == 1:
        parts = [_together(design, str(name), list(totals), *parts[0])]
    keys = {_found(design, variables, [levels for _, levels in parts], key, label): (key, total) for key, total in totals.items()}
    shape = [len(levels) for _, levels in parts]
    cells = parts[0][0] if len(parts) == 1 else np.ravel_multi_index(tuple(codes for codes, _ in parts), shape)
    by_cell = sorted((int(np.ravel_multi_index(key, shape)), told) for key, told in keys.items())
    return _matched(design, label, cells, dict(by_cell), parts)


def _counted(value: object, label: str, key: object) -> float:
    if not isinstance(value, int | float | np.number) or not isfinite(value) or value < 0:
        raise SurveyKitError("targets_faulty", where=label, category=written(key), got=value)
    return float(value)


def _with_unanswered(design: Design, variable: str, wanted: Mapping[Any, float | None]) -> Mapping[Any, float | None]:
    codes, levels = _answers(design, variable)
    return shared_out(named(wanted, levels), codes < 0, design.weights)


def _together(design: Design, variable: str, keys: Sequence[Any], codes: Codes, levels: tuple[Any, ...]) -> tuple[Codes, tuple[Any, ...]]:
    """tuple of codes and levels: categories that share one total ("a man + other") taken as one, under the name that joins them."""
    for key in keys:
        if isinstance(key, str) and TOGETHER in key and _known(design, variable, levels, key) is None:
            places = [_place(design, variable, levels, member.strip()) for member in key.split(TOGETHER)]
            codes = np.where(np.isin(codes, places), places[0], codes)
            levels = (*levels[: places[0]], key, *levels[places[0] + 1 :])
    return codes, levels


def _coded(design: Design, variable: str, *, gaps: bool) -> tuple[Codes, tuple[Any, ...]]:
    codes, levels = _answers(design, variable)
    if not (codes < 0).any():
        return codes, levels
    if gaps:
        return filled(codes, levels)
    faulty = codes < 0
    raise SurveyKitError("targets_gaps", where=variable, got=int(faulty.sum()), rows=_rows(_memory(design), faulty))


def _answers(design: Design, variable: str) -> tuple[Codes, tuple[Any, ...]]:
    if design.members(variable):
        raise SurveyKitError("domain_set", where=variable)
    codes, levels = _memory(design).codes(design.column(variable))
    return codes, tuple(levels)


def _memory(design: Design) -> MemoryEngine:
    if not isinstance(design.engine, MemoryEngine):  # pragma: no cover - there is no other engine yet
        raise TypeError(type(design.engine).__name__)
    return design.engine


def _rows(engine: MemoryEngine, faulty: Any) -> str:
    return ", ".join(str(row) for row in engine.frame.index[faulty][:5])


def _found(design: Design, variables: Sequence[object], levels: Sequence[tuple[Any, ...]], key: object, label: str) -> tuple[int, ...]:
    parts = key if isinstance(key, tuple) else (key,)
    if len(parts) != len(variables):
        raise SurveyKitError("targets_crossed", where=label, got=written(key), expected=len(variables))
    return tuple(_place(design, str(variable), known, part) for variable, known, part in zip(variables, levels, parts, strict=True))


def _place(design: Design, variable: str, levels: tuple[Any, ...], key: object) -> int:
    """int: the level that a key names.

    Raises: SurveyKitError with the nearest categories when there is none.
    """
    found = _known(design, variable, levels, key)
    if found is None:
        texts = [_as_text(level) for level in levels]
        near = difflib.get_close_matches(str(key), texts, n=3, cutoff=0.5) or texts[:8]
        raise SurveyKitError(
            "targets_category", where=variable, got=key, expected=", ".join(_labelled(design, variable, text) for text in near)
        )
    return found


def _known(design: Design, variable: str, levels: tuple[Any, ...], key: object) -> int | None:
    """int or None: the level that a key names: a code as it is, a code as text, else the label of a code."""
    for position, level in enumerate(levels):
        if type(level) is type(key) and level == key:
            return position
    texts = [_as_text(level) for level in levels]
    if _as_text(key) in texts:
        return texts.index(_as_text(key))
    for choice in getattr(design.variable(variable), "choices", ()):
        labels = {label.casefold() for label in (*choice.labels.values(), *choice.short.values())}
        if str(key).casefold() in labels and choice.code in texts:
            return texts.index(choice.code)
    return None


def _as_text(level: object) -> str:
    return str(int(level)) if isinstance(level, float) and level.is_integer() else str(level)


def _matched(
    design: Design, label: str, cells: Codes, wanted: Mapping[int, tuple[object, float]], parts: Sequence[tuple[Codes, tuple[Any, ...]]]
) -> Margin:
    """Margin: with a code for each cell that is wanted and met.

    Raises: SurveyKitError when a cell that is met has no total, or one that has a total is not met.
    """
    size = int(np.prod([len(levels) for _, levels in parts]))
    count = np.bincount(cells, minlength=size)
    weight = count if design.weights.all() else np.bincount(cells, weights=design.weights, minlength=size)
    untold = [cell for cell in np.flatnonzero(count) if cell not in wanted]
    if untold:
        category = _category(design, label, int(untold[0]), parts)
        raise SurveyKitError("targets_missing", where=label, category=category, got=int(count[untold[0]]))
    for cell, (key, value) in wanted.items():
        if value > 0 and not weight[cell] > 0:
            raise SurveyKitError("targets_empty", where=label, category=written(key), got=f"{value:g}")
        if value == 0 and count[cell]:
            raise SurveyKitError("targets_zero", where=label, category=written(key), got=int(count[cell]))
    met = [cell for cell in wanted if count[cell]]
    names, totals = tuple(written(wanted[cell][0]) for cell in met), np.array([wanted[cell][1] for cell in met])
    if met == list(range(size)):
        return Margin(label, names, totals, cells)
    renumbered = np.full(size, -1, dtype=np.intp)
    renumbered[met] = np.arange(len(met))
    return Margin(label, names, totals, renumbered[cells])


def _category(design: Design, label: str, cell: int, parts: Sequence[tuple[Codes, tuple[Any, ...]]]) -> str:
    places = np.unravel_index(cell, [len(levels) for _, levels in parts])
    levels = [levels[place] for (_, levels), place in zip(parts, places, strict=True)]
    return written(tuple(_labelled(design, name, level) for name, level in zip(label.split(CROSSED), levels, strict=True)))


def _labelled(design: Design, variable: str, level: object) -> str:
    """str: a code and, where there is one, its label."""
    code = _as_text(level)
    choice = next((choice for choice in getattr(design.variable(variable), "choices", ()) if choice.code == code), None)
    return f"{code} ({next(iter(choice.labels.values()))})" if choice is not None and choice.labels else code


def _numbers(design: Design, name: object, wanted: object) -> Array:
    label = written(name)
    if not isinstance(wanted, int | float | np.number) or not isfinite(wanted):
        raise SurveyKitError("targets_faulty", where=label, category="", got=wanted)
    column = numeric(design, label)
    engine = _memory(design)
    values = engine.number(column)
    if (gaps := np.isnan(values)).any():
        raise SurveyKitError("targets_gaps", where=label, got=int(gaps.sum()), rows=_rows(engine, gaps))
    return values


def _agree(margins: Sequence[Margin]) -> None:
    """None: checks that all margins count as many.

    Raises: SurveyKitError naming two that don't.
    """
    sums = [float(margin.totals.sum()) for margin in margins]
    for margin, total in _pairs(margins, sums):
        if abs(total - sums[0]) > AGREEMENT * max(abs(sums[0]), abs(total)):
            raise SurveyKitError(
                "targets_disagree", where=margins[0].name, other=margin.name, got=f"{sums[0]:.10g}", expected=f"{total:.10g}"
            )


def _pairs(margins: Sequence[Margin], sums: Sequence[float]) -> Iterator[tuple[Margin, float]]:
    return zip(margins[1:], sums[1:], strict=True)
