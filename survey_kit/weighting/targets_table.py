"""Targets as a long table: a row a category, in a frame, a workbook or a delimited file, headings in French or in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.errors import SurveyKitError
from survey_kit.weighting.targets import CROSSED, Key, Targets, Totals
from survey_kit.weighting.unanswered import UNANSWERED

if TYPE_CHECKING:
    import pandas as pd

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "variable": ("variable", "question"),
    "category": ("category", "categorie", "modalite", "reponse", "code"),
    "total": ("total", "effectif", "population", "count"),
    "share": ("share", "part", "proportion"),
    "universe": ("universe", "univers", "champ"),
    "ages": ("ages", "age", "age range", "tranche d'age"),
    "year": ("year", "annee", "date"),
    "source": ("source",),
}
MOST_TOLD: Final = 6
FACTS: Final = ("universe", "ages", "year", "source")


def read_targets(path: str | Path) -> Targets:
    """Targets: of the first sheet of a workbook or of a delimited file: columns variable, category, total (or share), and as far as they are
    known universe, ages ("18-75"), year (or date) and source. A numeric variable leaves the category empty; crossed variables and their
    categories are joined by " x ".

    Raises: SurveyKitError when the file can't be read, when columns are missing, or when a total is no number; it names the row.
    """
    from survey_kit.loaders.export import read_raw

    sheet = read_raw(path).sheets[0]
    return _targets(sheet.rows[0], sheet.rows[1:], sheet.numbers[1:], Path(path).name)


def table_targets(frame: pd.DataFrame) -> Targets:
    """Targets: of a frame with the same columns.

    Raises: SurveyKitError as `read_targets` does.
    """
    rows = [tuple("" if cell is None or cell != cell else _text(cell) for cell in row) for row in frame.itertuples(index=False)]  # noqa: PLR0124
    return _targets(tuple(map(str, frame.columns)), rows, range(1, len(rows) + 1), "targets")


def targets_of(given: Targets | Totals | pd.DataFrame) -> Targets:
    """Targets: from themselves, from {variable: {category: total}}, or from a long table (variable, category, total).

    Raises: SurveyKitError when it is none of these, or holds no total.
    """
    import pandas as pd

    if isinstance(given, Targets):
        found = given
    elif isinstance(given, pd.DataFrame):
        found = table_targets(given)
    elif isinstance(given, Mapping):
        found = Targets(given)
    else:
        raise SurveyKitError("targets_kind", got=type(given).__name__)
    if not found.totals:
        raise SurveyKitError("targets_none")
    return found


def _text(cell: object) -> str:
    return f"{int(cell)}" if isinstance(cell, float) and cell.is_integer() else str(cell)


def _targets(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int], where: str) -> Targets:
    columns = _columns(headings, where)
    measure = "share" if "share" in columns else "total"
    totals: dict[Key, dict[Any, float | None] | float] = {}
    places: dict[Key, str] = {}
    facts: dict[str, set[str]] = {name: set() for name in FACTS}
    for number, row in zip(numbers, rows, strict=True):
        cells = {name: row[position].strip() if position < len(row) else "" for name, position in columns.items()}
        if not any(cells.values()):
            continue
        name = _parts(cells["variable"])
        if not cells["variable"]:
            raise SurveyKitError("targets_row", where=where, row=number, got="variable")
        value = None if not cells[measure] and cells["category"].casefold() in UNANSWERED else _number(cells[measure], where, number)
        places.setdefault(name, f"{where}, {number}")
        _put(totals, name, cells["category"], value, (where, number))
        for fact in FACTS:
            facts[fact] |= {cells[fact]} if cells.get(fact) else set()
    return Targets(totals, **_facts(facts, where), shares=measure == "share", places=places)


def _columns(headings: Sequence[str], where: str) -> dict[str, int]:
    plain = [_plain(heading) for heading in headings]
    found = {
        name: next(position for position, heading in enumerate(plain) if heading in known)
        for name, known in HEADINGS.items()
        if any(heading in known for heading in plain)
    }
    lacking = [name for name in ("variable", "category") if name not in found]
    lacking += [] if "total" in found or "share" in found else ["total"]
    if lacking:
        read = ", ".join([*headings[:MOST_TOLD], *(["…"] if len(headings) > MOST_TOLD else [])])
        raise SurveyKitError("targets_columns", where=where, got=read, expected=", ".join(lacking))
    return found


def _plain(heading: str) -> str:
    stripped = unicodedata.normalize("NFKD", heading.strip().casefold()).replace("\u2019", "'")
    return "".join(letter for letter in stripped if not unicodedata.combining(letter))


def _parts(text: str) -> Key:
    parts = tuple(part.strip() for part in text.split(CROSSED))
    return parts if len(parts) > 1 else parts[0]


def _number(text: str, where: str, row: int) -> float:
    spaceless = re.sub(r"\s", "", text).replace(",", ".")
    percent = spaceless.endswith("%")
    try:
        return float(spaceless.rstrip("%")) / (100 if percent else 1)
    except ValueError as error:
        raise SurveyKitError("targets_row", where=where, row=row, got=text or "total") from error


def _put(totals: dict[Key, dict[Any, float | None] | float], name: Key, category: str, value: float | None, at: tuple[str, int]) -> None:
    if value is not None and not category:
        known: dict[Any, float | None] | float | None = totals.get(name)
        totals[name] = value
    else:
        inside = totals.setdefault(name, {})
        known = inside if not isinstance(inside, dict) else inside.get(_parts(category))
        if isinstance(inside, dict):
            inside[_parts(category)] = value
    if known is not None:
        raise SurveyKitError("targets_twice", where=at[0], row=at[1], got=f"{name} {category}".strip())


def _facts(facts: Mapping[str, set[str]], where: str) -> dict[str, Any]:
    for name in ("universe", "ages"):
        if len(facts[name]) > 1:
            raise SurveyKitError("targets_universes", where=where, got=" / ".join(sorted(facts[name])))
    years = [int(found.group()) for text in facts["year"] if (found := re.search(r"\b(19|20)\d\d\b", text))]
    return {
        "universe": next(iter(facts["universe"]), ""),
        "ages": next(_ages(facts["ages"]), None),
        "year": max(years, default=None),
        "source": " ; ".join(sorted(facts["source"])),
    }


def _ages(texts: set[str]) -> Iterator[tuple[int, int]]:
    for text in texts:
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if numbers:
            yield numbers[0], numbers[1] if len(numbers) > 1 else 120
