"""A column of an export by its distinct texts: each is read once, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from survey_kit.questionnaire.missing_words import silence
from survey_kit.questionnaire.texts import clean
from survey_kit.survey.survey import Note
from survey_kit.survey.typed import BLANK, GIVEN, KINDS, NOT_ANSWERED, NOT_ASKED, Held

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from survey_kit.questionnaire.answers import Column

NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cells:
    """A column: its heading, its distinct texts, which of them each row holds, and the row numbers."""

    heading: str
    texts: tuple[str, ...]
    held: NDArray[np.intp]
    rows: Sequence[int]

    def rows_of(self, place: int) -> int:
        """int: how many rows hold a text."""
        return int((self.held == place).sum())


@dataclass(frozen=True, slots=True)
class Read:
    """What a text was read as: a value, or the kind of its absence; what is to be told of it, by row or once with a count."""

    value: Any = None
    kind: int = GIVEN
    note: str = ""
    told: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    counted: bool = False
    other: str = ""


SKIPPED: Final = Read(kind=NOT_ASKED)
EMPTY: Final = Read(kind=BLANK)
Reader = Callable[[str], Read]


def cells_of(column: Column, rows: Sequence[int]) -> Cells:
    """Cells: a column by its distinct texts."""
    array = np.empty(len(column.values), dtype=object)
    array[:] = column.values
    held, texts = pd.factorize(array)
    return Cells(clean(column.heading), tuple(map(str, texts)), np.asarray(held, dtype=np.intp), rows)


def refusal(code: str, text: str, **told: object) -> Read:
    """Read: a text that can't be an answer here; its cell counts as not answered, and is told by its row."""
    return Read(kind=NOT_ANSWERED, note=code, told={"got": text, **told})


def unspoken(text: str) -> Read | None:
    """Read or None: a text that says why there is no answer."""
    kind = silence(text)
    return Read(kind=KINDS.index(kind)) if kind else None


def read_all(cells: Cells, reader: Reader, not_asked: frozenset[str]) -> tuple[Read, ...]:
    """tuple of Read: of each distinct text."""
    return tuple(_one(text, reader, not_asked) for text in cells.texts)


def _one(text: str, reader: Reader, not_asked: frozenset[str]) -> Read:
    if text in not_asked:
        return SKIPPED
    return reader(text) if text and not text.isspace() else EMPTY


def tell(cells: Cells, reads: Sequence[Read]) -> Iterator[Note]:
    """Iterator of Note: what is to be told of a column, rows in their order, then what is only counted."""
    by_row = np.array([bool(read.note) and not read.counted for read in reads], dtype=bool)
    for place in np.flatnonzero(by_row[cells.held]).tolist() if by_row.any() else ():
        read = reads[int(cells.held[place])]
        yield Note(read.note, cells.rows[place], cells.heading, read.told)
    for number, read in enumerate(reads):
        if read.note and read.counted:
            yield Note(read.note, 0, cells.heading, {**read.told, "count": cells.rows_of(number)})


def kinds(cells: Cells, reads: Sequence[Read]) -> NDArray[np.int8]:
    """ndarray of int8: the kind of each row."""
    return np.array([read.kind for read in reads], dtype=np.int8)[cells.held]


def coded(cells: Cells, reads: Sequence[Read], codes: Sequence[str], *, ordered: bool) -> Held:
    """Held: a column of codes, as categories in the order given; a code that is no category is no value."""
    places = {code: place for place, code in enumerate(codes)}
    found = np.array([places.get(read.value, -1) for read in reads], dtype=np.intp)[cells.held]
    return Held(categories(found, codes, ordered=ordered), kinds(cells, reads))


def categories(places: NDArray[np.intp], codes: Sequence[str], *, ordered: bool) -> pd.Series[Any]:
    """Series of categories: the code at each place, missing at -1."""
    named: Any = pd.Index(list(codes), dtype=object)
    return pd.Series(pd.Categorical.from_codes(places, named, ordered=ordered))


def numeric(cells: Cells, reads: Sequence[Read], *, whole: bool) -> Held:
    """Held: a column of numbers, Int64 or Float64."""
    found = np.array([np.nan if read.value is None else float(read.value) for read in reads], dtype=float)[cells.held]
    absent = np.isnan(found)
    values = np.where(absent, 0, found)
    array = pd.arrays.IntegerArray(values.astype(np.int64), absent) if whole else pd.arrays.FloatingArray(values, absent)
    return Held(pd.Series(array), kinds(cells, reads))


def dated(cells: Cells, reads: Sequence[Read]) -> Held:
    """Held: a column of dates, datetime64."""
    found = np.array([np.datetime64("NaT") if read.value is None else read.value for read in reads], dtype="datetime64[ns]")
    return Held(pd.Series(found[cells.held]), kinds(cells, reads))


def written(cells: Cells, reads: Sequence[Read]) -> Held:
    """Held: a column of texts, None where there is none."""
    found = np.empty(len(reads), dtype=object)
    found[:] = [read.value for read in reads]
    return Held(pd.Series(found[cells.held], dtype=object), kinds(cells, reads))
