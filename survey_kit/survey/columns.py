"""The columns of a question that is no multiple-response set, typed: choices, numbers, dates, places, texts, grids, rankings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire.missing_words import silence
from survey_kit.questionnaire.texts import clean, normal
from survey_kit.survey import places
from survey_kit.survey.cells import (
    EMPTY,
    SKIPPED,
    Cells,
    Read,
    categories,
    cells_of,
    coded,
    dated,
    numeric,
    read_all,
    refusal,
    tell,
    unspoken,
    written,
)
from survey_kit.survey.dates import read_dates
from survey_kit.survey.joined import labels_of, part
from survey_kit.survey.labels import NO, YES, base_codes, labels_first, lookup, read_choice
from survey_kit.survey.numbers import number_reader
from survey_kit.survey.sets import OTHER, typed_set
from survey_kit.survey.survey import Note
from survey_kit.survey.typed import GIVEN, NOT_ANSWERED, NOT_ASKED, Held

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.questionnaire.answers import Answers, Column
    from survey_kit.questionnaire.model import Question, Questionnaire

Parts = Sequence[tuple[str, "Column"]]
Columns = tuple[dict[str, Held], list[Note]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reading of a cell may depend on besides its question."""

    answers: Answers
    questionnaire: Questionnaire


def typed_columns(question: Question, parts: Parts, setting: Setting) -> Columns:
    """(dict of Held, list of Note): the columns of a question; `parts` are its columns in the export by option, item or rank ("" for the whole)."""
    return _TYPERS.get(question.type, _single)(question, parts, setting)


def _single(question: Question, parts: Parts, setting: Setting) -> Columns:
    """Columns: of a question with one answer, and of the text of its "other"."""
    whole = next((column for code, column in parts if not code), None)
    boxes = [(code, column) for code, column in parts if code and not (code == OTHER and question.choice(OTHER) is None)]
    if whole is None and boxes:
        return _from_boxes(question, parts, setting)
    held, notes, others = _whole(question, whole, setting)
    columns = {question.name: held}
    if question.has_other:
        named = {OTHER, *(choice.code for choice in question.choices if choice.opens_text)}
        separate = next((column for code, column in parts if code in named), None)
        columns |= _with_other(question, held, others, separate, setting)
    return columns, notes


def _whole(question: Question, column: Column | None, setting: Setting) -> tuple[Held, list[Note], NDArray[np.object_]]:
    """tuple: the answers, what is told, and the texts of "other" that stood in their cells."""
    size = len(setting.answers.rows)
    codes = base_codes(question.choices)
    if column is None:
        blank = Cells("", ("",), np.zeros(size, dtype=np.intp), setting.answers.rows)
        return coded(blank, [EMPTY], codes, ordered=question.ordered), [], np.full(size, None, dtype=object)
    cells = cells_of(column, setting.answers.rows)
    known = lookup(question)
    first = labels_first(cells.texts, known)
    reads = read_all(cells, lambda text: read_choice(text, known, labels=first), setting.answers.not_asked)
    others = np.array([read.other or None for read in reads], dtype=object)[cells.held]
    return coded(cells, reads, codes, ordered=question.ordered), [*tell(cells, reads), *_kept_others(cells, reads)], others


def _kept_others(cells: Cells, reads: Sequence[Read]) -> list[Note]:
    count = sum(cells.rows_of(place) for place, read in enumerate(reads) if read.other)
    return [Note("other_in_cell", column=cells.heading, values={"count": count})] if count else []


def _with_other(question: Question, held: Held, others: NDArray[np.object_], separate: Column | None, setting: Setting) -> dict[str, Held]:
    """dict of Held: the text of "other", and the answer itself where only that text was given."""
    opening = next(choice.code for choice in question.choices if choice.opens_text)
    if separate is not None:
        cells = cells_of(separate, setting.answers.rows)
        marks = {*YES, *NO} | setting.answers.not_asked
        texts = np.array([None if not text.strip() or text.strip() in marks else text.strip() for text in cells.texts], dtype=object)[
            cells.held
        ]
        ticked = np.array([text.strip() in YES for text in cells.texts], dtype=bool)[cells.held]
        others = np.where(pd.isna(others), texts, others)
        alone = held.values.isna().to_numpy() & (~pd.isna(texts) | ticked) & (held.kinds != NOT_ASKED)
        held = Held(held.values.where(~alone, opening), np.where(alone, GIVEN, held.kinds).astype(np.int8))
    given = ~np.asarray(pd.isna(others))
    chosen = held.values.eq(opening).fillna(value=False).to_numpy(dtype=bool)
    absent = np.where(chosen, NOT_ANSWERED, np.where(held.values.notna(), NOT_ASKED, held.kinds))
    text = Held(pd.Series(others, dtype=object), np.where(given, GIVEN, absent).astype(np.int8))
    return {question.name: held, f"{question.name}__{OTHER}": text}


def _from_boxes(question: Question, parts: Parts, setting: Setting) -> Columns:
    """Columns: of a single choice that came as one column an option; several ticks are no single answer, and told."""
    ticks, notes = typed_set(question, parts, setting.answers)
    codes = [code for code in base_codes(question.choices) if f"{question.name}__{code}" in ticks]
    found = np.column_stack([ticks[f"{question.name}__{code}"].values.fillna(value=False).to_numpy(dtype=bool) for code in codes])
    counts = found.sum(axis=1)
    places_ = np.where(counts == 1, found.argmax(axis=1), -1)
    silent = next(iter(ticks.values())).kinds
    kinds = np.where(counts == 1, GIVEN, np.where(counts > 1, NOT_ANSWERED, silent)).astype(np.int8)
    values = categories(places_, codes, ordered=question.ordered).cat.set_categories(base_codes(question.choices))
    rows, heading = setting.answers.rows, clean(parts[0][1].heading)
    notes += [
        Note("several_for_single", rows[place], heading, {"got": int(counts[place]), "variable": question.name})
        for place in np.flatnonzero(counts > 1).tolist()
    ]
    other = {column: held for column, held in ticks.items() if question.has_other and column == f"{question.name}__{OTHER}"}
    return {question.name: Held(values, kinds), **other}, notes


def _numeric(question: Question, parts: Parts, setting: Setting) -> Columns:
    cells = cells_of(parts[0][1], setting.answers.rows)
    reads = read_all(cells, number_reader(question), setting.answers.not_asked)
    return {question.name: numeric(cells, reads, whole=question.type == "integer")}, list(tell(cells, reads))


def _dated(question: Question, parts: Parts, setting: Setting) -> Columns:
    cells = cells_of(parts[0][1], setting.answers.rows)
    unit = question.type
    reads, notes = read_dates(
        cells, "month" if unit == "month" else "datetime" if unit == "datetime" else "date", setting.answers.not_asked
    )
    reads = tuple(replace(read, note="") if question.role else read for read in reads)
    return {question.name: dated(cells, reads)}, [*notes, *tell(cells, reads)]


def _text(question: Question, parts: Parts, setting: Setting) -> Columns:
    cells = cells_of(parts[0][1], setting.answers.rows)
    reads = read_all(cells, lambda text: EMPTY if silence(text) == "blank" else Read(text.strip()), setting.answers.not_asked)
    return {question.name: written(cells, reads)}, []


def _place(question: Question, parts: Parts, setting: Setting) -> Columns:
    """Columns: of places; a question that asks where the home is looks in the survey's own communes first."""
    cells = cells_of(parts[0][1], setting.answers.rows)
    near, inside = setting.questionnaire.communes, question.concept == "commune"
    texts = [text for text in cells.texts if text.strip() and text not in setting.answers.not_asked]
    found = places.find_all(texts, near, inside=inside)
    reads = [
        _place_read(text, found.get(text), cells, (near, inside)) if text in found else SKIPPED if text.strip() else EMPTY
        for text in cells.texts
    ]
    return {question.name: written(cells, reads)}, list(tell(cells, reads))


def _place_read(text: str, place: places.Place | None, cells: Cells, around: tuple[Sequence[str], bool]) -> Read:
    if place is None and (silent := unspoken(text)):
        return silent
    note = places.noted(text, place, column=cells.heading, near=around[0], inside=around[1])
    told = dict(note.values) if note else {}
    if place is None:
        return replace(refusal(note.code if note else "place_unknown", text), told=told or {"got": text})
    if place.how == "country" and normal(text) in {normal(places.label(place.code, lang)) for lang in ("fr", "en")}:
        return Read(place.code)
    return Read(place.code, note=note.code if note else "", told=told)


def _matrix(question: Question, parts: Parts, setting: Setting) -> Columns:
    """Columns: one a row of the grid; rows that the export lacks were not asked."""
    given = {code: column for code, column in parts if code}
    columns: dict[str, Held] = {}
    notes: list[Note] = []
    bare = replace(question, choices=tuple(replace(choice, opens_text=False) for choice in question.choices))
    for item in question.items:
        held, told, _ = _whole(bare, given.get(item.code), setting)
        if item.code not in given:
            held = replace(held, kinds=np.full(len(held.kinds), NOT_ASKED, dtype=np.int8))
        columns[f"{question.name}__{item.code}"] = held
        notes += told
    return columns, notes


def _ranking(question: Question, parts: Parts, setting: Setting) -> Columns:
    """Columns: the choice at each rank: from a column a rank, from a column an option that holds its rank, or from one cell."""
    bare = replace(question, choices=tuple(replace(choice, opens_text=False) for choice in question.choices))
    whole = next((column for code, column in parts if not code), None)
    if whole is not None:
        parts = _ranks_of_cell(bare, whole, setting)
    elif _holds_ranks(bare, parts):
        parts = _ranks_of_options(bare, parts)
    given = {code: column for code, column in parts if code}
    columns: dict[str, Held] = {}
    notes: list[Note] = []
    for name in question.answer_columns:
        held, told, _ = _whole(bare, given.get(name.rsplit("__", 1)[1]), setting)
        notes += told
        columns[name], again = _ranked_once(held, list(columns.values()), given.get(name.rsplit("__", 1)[1]), setting)
        notes += again
    return columns, notes


def _ranked_once(held: Held, before: Sequence[Held], column: Column | None, setting: Setting) -> tuple[Held, list[Note]]:
    """(Held, list of Note): a rank without the choices that stand at an earlier one already."""
    codes = held.values.astype(object)
    again = np.zeros(len(codes), dtype=bool)
    for earlier in before:
        again |= codes.eq(earlier.values.astype(object)).to_numpy(dtype=bool) & codes.notna().to_numpy(dtype=bool)
    heading = clean(column.heading) if column else ""
    notes = [
        Note("rank_repeated", setting.answers.rows[place], heading, {"got": codes.iloc[place]}) for place in np.flatnonzero(again).tolist()
    ]
    return Held(held.values.mask(again), np.where(again, NOT_ANSWERED, held.kinds).astype(np.int8)), notes


def _ranks_of_cell(question: Question, column: Column, setting: Setting) -> Parts:
    named = [(text, choice.code) for choice in question.choices for text in (*choice.labels.values(), *choice.aliases, choice.code)]
    labels = labels_of(named, setting.answers.separator)
    by_text = {text: part(text, labels) for text in set(column.values)}
    ordered = {text: (*found.codes, *found.unknown) for text, found in by_text.items()}
    deepest = len(question.answer_columns)
    return [
        (str(rank + 1), replace(column, values=tuple(ordered[text][rank] if len(ordered[text]) > rank else "" for text in column.values)))
        for rank in range(deepest)
    ]


def _holds_ranks(question: Question, parts: Parts) -> bool:
    """bool: whether each column is an option: their names are codes of the question that can't be ranks."""
    codes = {code for code, _ in parts if code}
    return bool(codes) and any(not code.isdecimal() for code in codes) and codes <= {choice.code for choice in question.choices}


def _ranks_of_options(question: Question, parts: Parts) -> Parts:
    first = parts[0][1]
    ranks: dict[int, list[str]] = {rank: [""] * len(first.values) for rank in range(1, len(question.answer_columns) + 1)}
    for code, column in parts:
        for row, text in enumerate(column.values):
            if text.strip().isdecimal() and int(text) in ranks:
                ranks[int(text)][row] = code
    return [(str(rank), replace(first, values=tuple(values))) for rank, values in ranks.items()]


def _set(question: Question, parts: Parts, setting: Setting) -> Columns:
    return typed_set(question, parts, setting.answers)


_TYPERS: Final[Mapping[str, Callable[[Question, Parts, Setting], Columns]]] = MappingProxyType({
    "single": _single, "scale": _single, "yes_no": _single, "multiple": _set, "matrix": _matrix, "ranking": _ranking, "integer": _numeric,
    "decimal": _numeric, "date": _dated, "datetime": _dated, "month": _dated, "place": _place, "text": _text,
})  # fmt: skip
