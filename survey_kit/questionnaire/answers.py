"""Answers before they have a type: the columns of an export as its platform's parser understood them, every cell text.

A question drafted from a column (or a choice or an item that has a column of its own) names it by an alias
`column:<position>`: matching looks for that first, so that a drafted codebook always finds its columns again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Role = Literal["answer", "other_text", "comment", "submitted", "started", "identifier", "weight", "synthetic", "metadata", "personal"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the export.

    `position` counts from 0 (`survey.Match` names the same). Equal texts in `values` are mostly the same object: map distinct
    texts once, then look them up. Columns of role "personal" never stand in an `Answers`; times of role "submitted" and
    "started" are ISO text ("2022-04-03 10:32:24") wherever they could be read. `heading` is as written; `code` the platform's question code if it gives one; `stem` the question's wording; `part` the
    option, item or rank that the column stands for (its code or its label), empty when the column is the whole question.
    """

    position: int
    heading: str
    values: tuple[str, ...]
    role: Role = "answer"
    code: str = ""
    stem: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """An export, parsed by its platform, not yet typed.

    `rows` are the row numbers as the spreadsheet shows them. `separator` joins several answers in one cell ("" when the
    platform gives them a column each, or when nothing tells; `facts["joined"]` is "never" where it never does); `ticked`, `unticked` and `not_asked` are the cell texts with that meaning, for the
    columns of a multiple-response set. A blank cell is "" and means: no telling whether asked.
    """

    platform: str
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    separator: str = ""
    ticked: frozenset[str] = frozenset()
    unticked: frozenset[str] = frozenset()
    not_asked: frozenset[str] = frozenset()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
