"""Multiple-response sets, from a column an option, from answers joined in one cell, or from columns filled from the left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire.texts import clean
from survey_kit.survey.cells import EMPTY, SKIPPED, Cells, Read, cells_of, refusal, tell, unspoken
from survey_kit.survey.joined import Labels, labels_of, part
from survey_kit.survey.labels import NO, YES, Lookup, base_codes, lookup, read_choice
from survey_kit.survey.survey import Note
from survey_kit.survey.typed import BLANK, DONT_KNOW, GIVEN, NOT_ANSWERED, NOT_ASKED, Held

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.questionnaire.answers import Answers, Column
    from survey_kit.questionnaire.model import Question

OTHER: Final = "other"


@dataclass(slots=True)
class Ticks:
    """What is known of a set, row by row: options ticked, options left, options or sets not shown, texts of "other", silence."""

    question: Question
    rows: Sequence[int]
    ticked: dict[str, NDArray[np.bool_]]
    skipped: dict[str, NDArray[np.bool_]]
    said: NDArray[np.int8]
    other: NDArray[np.object_]

    def tick(self, code: str, where: NDArray[np.bool_]) -> None:
        """None: ticks an option in these rows; one that means no answer is said instead."""
        choice = self.question.choice(code)
        if choice is not None and choice.missing:
            kind = {"dont_know": DONT_KNOW}.get(choice.missing) or _KINDS[choice.missing]
            self.said[where] = kind
        elif code in self.ticked:
            self.ticked[code] |= where

    @property
    def any(self) -> NDArray[np.bool_]:
        """ndarray of bool: the rows in which something is ticked."""
        found = np.zeros(len(self.rows), dtype=bool)
        for where in self.ticked.values():
            found |= where
        return found


_KINDS: Final = {"refused": 4, "not_applicable": 5}


def typed_set(question: Question, parts: Sequence[tuple[str, Column]], answers: Answers) -> tuple[dict[str, Held], list[Note]]:
    """(dict of Held, list of Note): the columns of a set (nullable booleans and the text of "other"), and what is told of them."""
    ticks = _blank(question, answers.rows)
    known = lookup(question)
    marks = _marks(answers)
    packed = _is_packed(parts, known, marks)
    notes: list[Note] = []
    for code, column in parts:
        cells = cells_of(column, answers.rows)
        if not code:
            notes += _joined(cells, ticks, known, answers)
        elif code == OTHER and question.choice(OTHER) is None:
            notes += _opened(cells, ticks, known, marks)
        else:
            notes += _box(cells, code, ticks, (known, marks), packed=packed)
    headings = {code: clean(column.heading) for code, column in parts}
    notes += _alone(ticks, headings)
    notes += _too_many(ticks, clean(parts[0][1].stem or parts[0][1].heading))
    given = {code for code, _ in parts}
    return _held(ticks, given, set() if packed else _lacking(question, given)), notes


def _blank(question: Question, rows: Sequence[int]) -> Ticks:
    codes, size = base_codes(question.choices), len(rows)
    codes = tuple(code for code in codes if not getattr(question.choice(code), "missing", ""))
    other = np.full(size, None, dtype=object)
    empty = {code: np.zeros(size, dtype=bool) for code in codes}
    return Ticks(question, rows, empty, {code: np.zeros(size, dtype=bool) for code in codes}, np.zeros(size, dtype=np.int8), other)


@dataclass(frozen=True, slots=True)
class Marks:
    """The cell texts that mean ticked, not ticked, not shown."""

    ticked: frozenset[str]
    unticked: frozenset[str]
    not_asked: frozenset[str]


def _marks(answers: Answers) -> Marks:
    unticked = answers.unticked | (frozenset(NO) - answers.ticked)
    return Marks(answers.ticked | (frozenset(YES) - unticked), unticked, answers.not_asked)


def _is_packed(parts: Sequence[tuple[str, Column]], known: Lookup, marks: Marks) -> bool:
    """bool: whether the columns hold answers in the order given (filled from the left), not a box each."""
    boxes = [
        (code, {text.strip() for text in set(column.values)} - {""} - marks.not_asked) for code, column in parts if code and code != OTHER
    ]
    if len(boxes) < 2:
        return False
    foreign = [
        (code, text)
        for code, texts in boxes
        for text in texts - marks.ticked - marks.unticked
        if (named := known.labels.get(text) or known.codes.get(text)) and named != code
    ]
    return len({code for code, _ in foreign}) >= 2 or bool(foreign and len(boxes) == 2)


def _box(cells: Cells, code: str, ticks: Ticks, known: tuple[Lookup, Marks], *, packed: bool) -> list[Note]:
    """list of Note: reads the column of one option."""
    lookup_, marks = known
    choice = ticks.question.choice(code)
    reads = [_box_text(text, code, lookup_, marks, packed=packed, opens=bool(choice and choice.opens_text)) for text in cells.texts]
    for place, read in enumerate(reads):
        where = cells.held == place
        if read.value is not None:
            ticks.tick(str(read.value), where)
        if read.other:
            ticks.other[where] = read.other
        if read.kind == NOT_ASKED and code in ticks.skipped:
            ticks.skipped[code] |= where
    return list(tell(cells, reads))


def _box_text(text: str, code: str, known: Lookup, marks: Marks, *, packed: bool, opens: bool) -> Read:
    bare = text.strip()
    if text in marks.not_asked or not bare:
        return SKIPPED if text in marks.not_asked else EMPTY
    if not packed and bare in marks.ticked | marks.unticked:
        return Read(code if bare in marks.ticked else None)
    found = read_choice(bare, known, open_cell=False)
    if found.value is not None:
        return replace(found, kind=GIVEN)
    if opens:
        return Read(code, other=bare)
    return Read() if unspoken(bare) else refusal("tick_unread", text)


def _opened(cells: Cells, ticks: Ticks, known: Lookup, marks: Marks) -> list[Note]:
    """list of Note: reads the column of the text of "other": a text ticks its option."""
    for place, text in enumerate(cells.texts):
        bare, where = text.strip(), cells.held == place
        if text in marks.not_asked:
            if known.opening in ticks.skipped:
                ticks.skipped[known.opening] |= where
        elif bare and bare not in marks.unticked:
            ticks.tick(known.opening, where)
            ticks.other[where] = None if bare in marks.ticked else bare
    return []


def _joined(cells: Cells, ticks: Ticks, known: Lookup, answers: Answers) -> list[Note]:
    """list of Note: reads a column whose cells hold all answers of the set."""
    labels = _labels(ticks.question, answers)
    reads = []
    for place, text in enumerate(cells.texts):
        codes, read = _joined_text(text, labels, known, answers.not_asked)
        reads.append(read)
        where = cells.held == place
        for code in codes:
            ticks.tick(code, where)
        if read.other:
            ticks.other[where] = read.other
        if read.kind not in {GIVEN, BLANK}:
            ticks.said[where] = read.kind
    return list(tell(cells, reads))


def _labels(question: Question, answers: Answers) -> Labels:
    named = [
        (text, choice.code) for choice in question.choices for text in (*choice.labels.values(), *choice.short.values(), *choice.aliases)
    ]
    return labels_of([*named, *((choice.code, choice.code) for choice in question.choices)], answers.separator)


def _joined_text(text: str, labels: Labels, known: Lookup, not_asked: frozenset[str]) -> tuple[tuple[str, ...], Read]:
    if text in not_asked or not text.strip():
        return (), SKIPPED if text in not_asked else EMPTY
    parted = part(text, labels)
    if not parted.codes and (silent := unspoken(text)):
        return (), silent
    if not parted.unknown:
        return parted.codes, Read() if parted.exact else Read(
            note="label_close", told={"got": text, "read": ", ".join(parted.codes)}, counted=True
        )
    nearly = [found.value for piece in parted.unknown if (found := read_choice(piece, known, open_cell=False)).value is not None]
    rest = [piece for piece in parted.unknown if read_choice(piece, known, open_cell=False).value is None]
    codes = (*parted.codes, *nearly)
    if rest and known.opening:
        return (*codes, known.opening), Read(other=", ".join(rest))
    if rest:
        return codes, replace(refusal("answer_unknown", ", ".join(rest)), kind=GIVEN if codes else NOT_ANSWERED)
    return codes, Read(note="label_close", told={"got": text, "read": ", ".join(codes)}, counted=True)


def _alone(ticks: Ticks, headings: Mapping[str, str]) -> list[Note]:
    """list of Note: where an option that excludes the others stands with others, it is taken away, and told."""
    notes: list[Note] = []
    for choice in ticks.question.choices:
        if not choice.exclusive or choice.code not in ticks.ticked:
            continue
        others = replace(ticks, ticked={code: where for code, where in ticks.ticked.items() if code != choice.code}).any
        both = ticks.ticked[choice.code] & others
        ticks.ticked[choice.code] &= ~others
        told = {"got": choice.title("fr"), "variable": ticks.question.name}
        heading = headings.get(choice.code, headings.get("", next(iter(headings.values()))))
        notes += [Note("exclusive_removed", ticks.rows[place], heading, told) for place in np.flatnonzero(both).tolist()]
    return notes


def _too_many(ticks: Ticks, heading: str) -> list[Note]:
    """list of Note: the rows in which more is ticked than the question allows; they are kept."""
    maximum = ticks.question.maximum
    if maximum is None:
        return []
    counts = np.sum(list(ticks.ticked.values()), axis=0)
    return [
        Note(
            "more_than_maximum",
            ticks.rows[place],
            heading,
            {"got": int(counts[place]), "maximum": maximum, "variable": ticks.question.name},
        )
        for place in np.flatnonzero(counts > maximum).tolist()
    ]


def _held(ticks: Ticks, parts: set[str], lacking: set[str]) -> dict[str, Held]:
    """dict of Held: the columns; an answered set says no of what isn't ticked, a silent one nothing."""
    given = ticks.any
    whole = _all_skipped(ticks, parts)
    silent = np.where(whole, NOT_ASKED, np.where(ticks.said > 0, ticks.said, BLANK)).astype(np.int8)
    held: dict[str, Held] = {}
    for code, where in ticks.ticked.items():
        apart = (ticks.skipped[code] & ~where) | (code in lacking)
        kinds = np.where(given, np.where(apart, NOT_ASKED, GIVEN), silent).astype(np.int8)
        values = pd.arrays.BooleanArray(where & (kinds == GIVEN), kinds != GIVEN)
        held[f"{ticks.question.name}__{code}"] = Held(pd.Series(values), kinds)
    if ticks.question.has_other:
        held[f"{ticks.question.name}__other"] = _other_text(ticks, given, silent)
    return held


def _all_skipped(ticks: Ticks, parts: set[str]) -> NDArray[np.bool_]:
    """ndarray of bool: the rows in which the platform says that no option was shown."""
    boxes = [ticks.skipped[code] for code in parts if code in ticks.skipped]
    return np.logical_and.reduce(boxes) if boxes else np.zeros(len(ticks.rows), dtype=bool)


def _lacking(question: Question, parts: set[str]) -> set[str]:
    """set of str: the options that have no column in an export which gives a column to each."""
    if "" in parts:
        return set()
    opening = {choice.code for choice in question.choices if choice.opens_text} if OTHER in parts else set()
    return {choice.code for choice in question.choices} - parts - opening


def _other_text(ticks: Ticks, given: NDArray[np.bool_], silent: NDArray[np.int8]) -> Held:
    opening = next(choice.code for choice in ticks.question.choices if choice.opens_text)
    written = np.array([text is not None for text in ticks.other], dtype=bool)
    unwritten = np.where(ticks.ticked[opening], NOT_ANSWERED, NOT_ASKED)
    kinds = np.where(written, GIVEN, np.where(given, unwritten, silent)).astype(np.int8)
    return Held(pd.Series(ticks.other, dtype=object), kinds)
