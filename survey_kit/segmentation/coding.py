"""Answers as a segmentation reads them: one part a column, coded or numeric, and the question that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from survey_kit.engines.memory import MemoryEngine
from survey_kit.errors import SurveyKitError
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from survey_kit.design.design import Design
    from survey_kit.engines.engine import Array

Missing = Literal["margin", "category"]
# Numbers that few respondents differ in and whole columns of free text are no categories.
MOST_LEVELS = 60
NOT_ANSWERED = "not_answered"
RARE = "rare"


@dataclass(frozen=True, slots=True)
class Part:
    """A column of answers. `levels` are its categories and `codes` their numbers by row (-1 missing); a number has no levels, and
    `numbers` by row (NaN missing). `block` is the question that it belongs to: options of one question move together.
    """

    name: str
    block: str
    levels: tuple[str, ...]
    codes: NDArray[np.intp]
    numbers: Array

    @property
    def numeric(self) -> bool:
        """bool: whether it is a number."""
        return not self.levels

    @property
    def answered(self) -> NDArray[np.bool_]:
        """ndarray of bool: the rows with an answer."""
        return ~np.isnan(self.numbers) if self.numeric else self.codes >= 0

    def at(self, rows: NDArray[Any]) -> Part:
        """Part: the same column at some rows."""
        return replace(self, codes=self.codes[rows], numbers=self.numbers[rows])


def parts(design: Design, variables: Sequence[str], *, numbers: bool) -> tuple[Part, ...]:
    """tuple of Part: the columns of some variables; a set or a matrix gives one an option or an item. With `numbers`, scales and amounts
    stay numbers; without, every variable is read as categories.

    Raises: SurveyKitError when a variable is unknown, is text or a date, or is named twice.
    """
    names = (variables,) if isinstance(variables, str) else tuple(variables)
    found = tuple(part for name in names for part in _of(design, name, numbers=numbers))
    seen: set[str] = set()
    for part in found:
        if part.name in seen:
            raise SurveyKitError("segment_twice", where=part.name)
        seen.add(part.name)
    return found


def nothing_differs(names: Sequence[str], respondents: int) -> SurveyKitError:
    """SurveyKitError: none of the columns named (or none was named) tells one respondent from another."""
    if not names:
        return SurveyKitError("segment_no_variable")
    return SurveyKitError("segment_constant", where=", ".join(names), got=respondents)


def _of(design: Design, name: str, *, numbers: bool) -> list[Part]:
    known = design.variable(name)
    columns = [] if name in design.engine.names else [column for column, _ in design.members(name)]
    if not columns and name not in design.engine.names and known is not None and known.type == "matrix":
        columns = [column for column in getattr(known, "answer_columns", ()) if column in design.engine.names]
    if columns:
        block = known.name if known else name
        return [_part(design, column, block, numbers=numbers) for column in columns]
    column = design.column(name)
    block = known.name if known else column.split("__")[0]
    return [_part(design, column, block, numbers=numbers)]


def _part(design: Design, column: str, block: str, *, numbers: bool) -> Part:
    known = design.variable(column)
    kind = known.type if known else ""
    engine = design.engine
    if kind in {"text", "date", "datetime", "month"} or not isinstance(engine, MemoryEngine):
        raise SurveyKitError("segment_kind", where=column, got=kind)
    codes, levels = engine.codes(column)
    values = engine.frame[column]
    truth = values.dtype.kind == "b" or str(values.dtype) == "boolean"
    amount = engine.is_number(column) and not truth
    if numbers and amount:
        return Part(column, block, (), codes, engine.number(column))
    ordered = bool(getattr(known, "ordered", False)) or kind == "scale" or bool(getattr(values.dtype, "ordered", False))
    if numbers and ordered and len(levels) > 2:
        return Part(column, block, (), codes, _ranks(known, codes, levels))
    if len(levels) > MOST_LEVELS:
        raise SurveyKitError("segment_levels", where=column, got=len(levels), expected=MOST_LEVELS)
    return Part(column, block, tuple(_text(level) for level in levels) or (NOT_ANSWERED,), codes, np.full(len(codes), np.nan))


def _text(level: Any) -> str:
    return str(int(level)) if isinstance(level, float) and level.is_integer() else str(level)


def _ranks(known: Any, codes: NDArray[np.intp], levels: Sequence[Any]) -> Array:
    """ndarray: the numbers of an ordered question's choices, else their ranks; a choice that stands for a missing answer has none."""
    choices = {choice.code: choice for choice in getattr(known, "choices", ())}
    told = [choices.get(str(level)) for level in levels]
    own = [choice.number if choice is not None else None for choice in told]
    numbered = all(number is not None for number, choice in zip(own, told, strict=True) if not (choice and choice.missing))
    values = [
        np.nan if choice is not None and choice.missing else float(number) if numbered and number is not None else float(rank)
        for rank, (number, choice) in enumerate(zip(own, told, strict=True), 1)
    ]
    return np.where(codes >= 0, np.array([*values, np.nan])[codes], np.nan)


def recoded(design: Design, part: Part) -> Part:
    """Part: the answers of other respondents to the same question, by its own categories; those it doesn't know count as missing.

    Raises: SurveyKitError when they were not asked it.
    """
    other = _part(design, design.column(part.name), part.block, numbers=part.numeric)
    if part.numeric:
        return other
    place = {level: number for number, level in enumerate(part.levels)}
    own = np.array([*(place.get(level, -1) for level in other.levels), place.get(NOT_ANSWERED, -1)], dtype=np.intp)
    return replace(part, codes=own[other.codes], numbers=other.numbers)


def with_missing(part: Part) -> Part:
    """Part: the same, a missing answer being a category of its own where there is any."""
    if part.numeric or (part.codes >= 0).all():
        return part
    last = len(part.levels)
    return replace(part, levels=(*part.levels, NOT_ANSWERED), codes=np.where(part.codes < 0, last, part.codes))


def trimmed(part: Part, weights: Array) -> Part:
    """Part: the same without the categories that no weight stands behind."""
    if part.numeric:
        return part
    counts = np.bincount(part.codes[part.codes >= 0], weights=weights[part.codes >= 0], minlength=len(part.levels))
    return _renumbered(part, np.where(counts > 0, np.arange(len(counts)), -1))


def pooled(part: Part, weights: Array, share: float) -> tuple[Part, Note | None]:
    """Part and Note or None: the same, categories below a share of the answers put together, and what was put together."""
    answered = part.answered
    if part.numeric or not answered.any():
        return part, None
    counts = np.bincount(part.codes[answered], weights=weights[answered], minlength=len(part.levels))
    rare = (counts < share * counts.sum()) & (counts > 0)
    if len(counts) < 3 or not rare.any():
        return part, None
    if rare.sum() == 1 or counts[rare].sum() < share * counts.sum():  # rare even together: the rarest of the others takes them in
        others = np.where(rare, np.inf, counts)
        rare[int(others.argmin())] |= bool(np.isfinite(others).sum() > 1)
    if rare.sum() < 2:
        return part, None
    names = [level for level, low in zip(part.levels, rare, strict=True) if low]
    target = np.where(rare, int(np.flatnonzero(rare)[0]), np.arange(len(counts)))
    label = " / ".join(names) if len(names) < 3 else RARE
    levels = tuple(label if low else level for level, low in zip(part.levels, rare, strict=True))
    merged = _renumbered(replace(part, levels=levels), np.where(counts > 0, target, -1))
    return merged, Note("segment_pooled", column=part.name, values={"categories": ", ".join(names)})


def _renumbered(part: Part, target: NDArray[np.intp]) -> Part:
    """Part: each category of the number `target` (-1 dropped), the numbers made dense."""
    kept = np.unique(target[target >= 0])
    place = np.full(len(part.levels) + 1, -1, dtype=np.intp)
    place[:-1] = np.where(target >= 0, np.searchsorted(kept, target), -1)
    return replace(part, levels=tuple(part.levels[old] for old in kept) or (NOT_ANSWERED,), codes=place[part.codes])


def informative(part: Part) -> bool:
    """bool: whether its answers differ at all."""
    if part.numeric:
        told = part.numbers[~np.isnan(part.numbers)]
        return len(told) > 1 and bool(np.ptp(told) > 0)
    return len(np.unique(part.codes[part.codes >= 0])) > 1
