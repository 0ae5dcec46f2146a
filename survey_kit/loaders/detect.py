"""Which platform wrote an export, by evidence: each platform says how sure it is of a table, and why."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from survey_kit.errors import SurveyKitError
from survey_kit.loaders import google_forms, limesurvey, microsoft_forms, table
from survey_kit.loaders.export import Grid, Platform, RawFile, Sheet, grid
from survey_kit.loaders.headings import clean
from survey_kit.survey.survey import Note

PLATFORMS: Final[dict[str, Platform]] = {
    platform.name: platform for platform in (limesurvey.PLATFORM, google_forms.PLATFORM, microsoft_forms.PLATFORM, table.PLATFORM)
}
# below this a platform is only named among the alternatives, and the file is read as a plain table
ENOUGH: Final = 0.5
# headings of files that hold questions, not answers
STRUCTURES: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (frozenset({"type", "name", "label"}), "XLSForm"),
    (frozenset({"class", "type/scale", "name", "relevance", "text"}), "LimeSurvey (.txt)"),
    (frozenset({"variable / field name", "form name", "field type", "field label"}), "REDCap"),
)
# a sheet with less than this share of the widest one's columns is a legend, not the answers
WIDE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Detection:
    """The platform that wrote a table, how sure that is (0 to 1), why, the table itself, and the other platforms it may be."""

    platform: str
    confidence: float
    evidence: tuple[str, ...]
    table: Grid
    alternatives: tuple[tuple[str, float], ...] = ()
    notes: tuple[Note, ...] = ()


def detect(raw: RawFile, platform: str | None = None) -> Detection:
    """Detection: the platform found, or the one that the user named, and the sheet that holds the answers.

    Raises: SurveyKitError when the platform named is unknown, when the file holds no answers, or when it is no table of answers.
    """
    if platform is not None and platform not in PLATFORMS:
        _unknown(platform)
    tables = [grid(raw, sheet) for sheet in raw.sheets if _holds_something(sheet)]
    _refuse_structures(raw, tables)
    chosen = _table_of_answers(tables)
    if not chosen.numbers:
        raise SurveyKitError("export_no_answers", where=raw.name, got=len(chosen.headings))
    scores = {name: known.recognise(chosen) for name, known in PLATFORMS.items()}
    ranked = sorted(scores, key=lambda name: -scores[name][0])
    best = platform or (ranked[0] if scores[ranked[0]][0] >= ENOUGH else "table")
    others = tuple((name, scores[name][0]) for name in ranked if name != best and scores[name][0] >= 0.3 and name != "table")
    # a plain table is as sure as nothing else is likely
    sure = 1 - max(scores[name][0] for name in PLATFORMS if name != "table") if best == "table" else scores[best][0]
    return Detection(best, 1.0 if platform else sure, scores[best][1], chosen, others, tuple(_notes(raw, tables, chosen, others)))


def _unknown(platform: str) -> None:
    close = get_close_matches(platform.lower().replace(" ", "_").replace("-", "_"), PLATFORMS, n=1, cutoff=0.5)
    raise SurveyKitError("platform_unknown", got=platform, expected=", ".join(PLATFORMS), close=close[0] if close else "table")


def _holds_something(sheet: Sheet) -> bool:
    return any(cell.strip() for row in sheet.rows for cell in row)


def _refuse_structures(raw: RawFile, tables: list[Grid]) -> None:
    """None: when the tables hold answers.

    Raises: SurveyKitError when one of them is a questionnaire's structure.
    """
    for table_ in tables:
        names = {clean(heading).casefold().split("::")[0] for heading in table_.headings}
        for headings, kind in STRUCTURES:
            if headings <= names:
                raise SurveyKitError("export_is_structure", where=raw.name, got=kind)


def _table_of_answers(tables: list[Grid]) -> Grid:
    """Grid: the one that a platform knows best; else the first that is wide and has rows."""
    sure = max(tables, key=lambda one: max(PLATFORMS[name].recognise(one)[0] for name in PLATFORMS) if one.numbers else 0.0)
    if len(tables) == 1 or max(PLATFORMS[name].recognise(sure)[0] for name in PLATFORMS) >= ENOUGH:
        return sure
    widest = max(len(one.headings) for one in tables)
    return next((one for one in tables if one.numbers and len(one.headings) >= WIDE * widest), tables[0])


def _notes(raw: RawFile, tables: list[Grid], chosen: Grid, others: tuple[tuple[str, float], ...]) -> list[Note]:
    notes = [*raw.notes, *chosen.notes]
    if len(tables) > 1:
        left = ", ".join(one.sheet for one in tables if one is not chosen)
        notes.append(Note("sheets_left", values={"sheet": chosen.sheet, "left": left}))
    close = [name for name, confidence in others if confidence >= ENOUGH]
    if close:
        notes.append(Note("platform_alternatives", values={"platforms": ", ".join(close)}))
    return notes
