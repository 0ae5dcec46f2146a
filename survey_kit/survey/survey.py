"""Responses, their codebook and their provenance: what the rest of the kit starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from survey_kit.errors import wording

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.questionnaire.model import Questionnaire

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was kept, changed or refused, and why. `row` is as in the spreadsheet, 0 when it is about no single row."""

    code: str
    row: int = 0
    column: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    def __str__(self) -> str:
        """str: the note in French."""
        return self.message

    @property
    def message(self) -> str:
        """str: the note in French."""
        return self.text("fr")

    def text(self, lang: str) -> str:
        """str: the note in a language."""
        return wording(self.code, lang, row=self.row, column=self.column, **self.values)


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the export and the variable it was read as. Below certainty it is a proposal and was not used.

    `variable` is a question's name, or that of one of its columns: `set__code`, `matrix__item`, `ranking__1`, `question__other`;
    for a single choice that came as one column an option, `question__code`. `position` is the column's in the export (from 0):
    headings may stand twice.
    """

    column: str
    variable: str
    confidence: float
    how: str
    used: bool = True
    position: int = -1


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where responses came from. `left_out` counts rows by the code of the reason; `personal` counts columns dropped by kind."""

    file: str
    sha256: str
    platform: str
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()
    received: int = 0
    columns: int = 0
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    personal: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    matches: tuple[Match, ...] = ()
    unmatched: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """Responses (one row a usable respondent, one column a variable), what is missing in them and why, codebook, provenance.

    `responses` is indexed by the row number in the file. A cell outside the base (not asked, not answered, refused, not
    applicable) is missing there, and `missing`, of the same shape, holds the kind; "dont_know" keeps its category in
    `responses` when the question offers it as a choice, and is named in `missing` too.
    """

    responses: pd.DataFrame
    missing: pd.DataFrame
    questionnaire: Questionnaire
    provenance: Provenance
    notes: list[Note] = field(default_factory=list)

    @property
    def platform(self) -> str:
        """str: the platform that wrote the export."""
        return self.provenance.platform
