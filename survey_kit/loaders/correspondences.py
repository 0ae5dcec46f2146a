"""`correspondances.csv`: which column was read as which variable, to be corrected in a spreadsheet and read again."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.delimited import read_delimited
from survey_kit.loaders.headings import clean, normal

if TYPE_CHECKING:
    from survey_kit.survey.survey import Match

NAME: Final = "correspondances.csv"
HEADINGS: Final = ("colonne", "variable", "confiance", "retenu", "position")
YES: Final = frozenset({"oui", "yes", "o", "y", "1", "x", "true", "vrai"})
NO: Final = frozenset({"non", "no", "n", "0", "", "false", "faux"})
# a spreadsheet takes what begins so for a formula
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a corrected file: a column's heading (and place), the variable it is, and whether to use it."""

    column: str
    variable: str
    kept: bool
    position: int = -1

    def is_about(self, heading: str, position: int) -> bool:
        """bool: whether it speaks of that column; its place counts only to tell two equal headings apart."""
        return normal(self.column) == normal(heading) and self.position in {-1, position}


def write_correspondences(matches: Sequence[Match], path: str | Path, unmatched: Sequence[str] = ()) -> None:
    """None: writes one line a match, the uncertain ones first, then a line to fill in for each heading that has none; whole or not at all."""
    path = Path(path)
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADINGS)
    for one in sorted(matches, key=lambda one: (one.used, one.position)):
        table.writerow(
            (_inert(one.column), one.variable, f"{one.confidence:.2f}".replace(".", ","), "oui" if one.used else "non", one.position + 1)
        )
    table.writerows((_inert(heading), "", "", "non", "") for heading in unmatched)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_correspondences(path: str | Path) -> tuple[Correction, ...]:
    """Tuple of Correction: the lines of a corrected file.

    Raises: SurveyKitError when its headings are not those that the kit wrote, or when `retenu` says neither yes nor no.
    """
    path = Path(path)
    rows = read_delimited(path.read_bytes(), path.name)
    names = [normal(name) for name in rows.rows[0]] if rows.rows else []
    if not {"colonne", "variable", "retenu"} <= set(names):
        raise SurveyKitError("correspondences_headings", where=path.name, got=", ".join(names), expected=";".join(HEADINGS))
    return tuple(_corrections(path.name, names, rows.rows[1:], rows.numbers[1:]))


def check_corrections(corrections: Sequence[Correction], known: frozenset[str], where: str) -> None:
    """None: when every variable that is to be used is one of the questionnaire's.

    Raises: SurveyKitError with the closest name when one is not.
    """
    for correction in corrections:
        if correction.kept and correction.variable not in known:
            close = get_close_matches(correction.variable, sorted(known), n=3, cutoff=0.5)
            raise SurveyKitError("correspondences_variable", where=where, got=correction.variable, expected=", ".join(close) or "-")


def beside(export: str | Path) -> Path | None:
    """Path or None: the corrected file beside an export: of its own name first, then the common one."""
    export = Path(export)
    candidates = (export.with_name(f"{export.stem}-{NAME}"), export.with_name(NAME))
    return next((path for path in candidates if path.is_file() and path != export), None)


def _corrections(where: str, names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Iterator[Correction]:
    for row, number in zip(rows, numbers, strict=True):
        line = dict(zip(names, (cell.strip() for cell in row), strict=False))
        said = line.get("retenu", "").casefold()
        if said not in YES | NO:
            raise SurveyKitError("correspondences_kept", where=where, row=number, got=said)
        position = line.get("position", "")
        yield Correction(clean(_active(line["colonne"])), line["variable"], said in YES, int(position) - 1 if position.isdigit() else -1)


def _inert(text: str) -> str:
    """str: a heading that no spreadsheet will take for a formula."""
    return f"'{text}" if text.startswith(ACTIVE) else text


def _active(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(ACTIVE) else text
