"""From the file to answers that know their questions: raw file, platform, personal data dropped, questionnaire, matches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.correspondences import NAME, Correction, beside, check_corrections, read_correspondences
from survey_kit.loaders.detect import PLATFORMS, Detection, detect
from survey_kit.loaders.export import RawFile, read_raw, says_fictitious
from survey_kit.loaders.headings import clean
from survey_kit.loaders.match import MATCHED_ROLES, choose, match, variables
from survey_kit.loaders.moments import moment
from survey_kit.loaders.personal import drop_personal
from survey_kit.loaders.ranges import mangled_ranges
from survey_kit.questionnaire.model import Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.resources import questionnaires
from survey_kit.survey.survey import Match, Note, Provenance

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers

CERTAIN: Final = 1.0
# the length of an ISO day, and the one that stands for every date of an anonymised LimeSurvey survey
DAY: Final = 10
HIDDEN: Final = "1980-01-01"


@dataclass(frozen=True, slots=True)
class Reading:
    """An export read but not typed: its answers, the questionnaire that fits (None when none does), its matches, where it came from."""

    answers: Answers
    questionnaire: Questionnaire | None
    matches: tuple[Match, ...]
    provenance: Provenance
    notes: tuple[Note, ...]
    corrections: tuple[Correction, ...] = ()


def read_answers(path: str | Path, questionnaire: str | Path | Questionnaire | None = None, platform: str | None = None) -> Reading:
    """Reading: the export's columns with their questions, before any cell is typed.

    Raises: SurveyKitError when the file, the platform or the questionnaire is refused, or when the questionnaire named has
    nothing in common with the export.
    """
    raw = read_raw(path)
    found = detect(raw, platform)
    parsed, told = PLATFORMS[found.platform].parse(found.table)
    answers, personal, dropped = drop_personal(_with_mark(parsed), found.table.texts)
    corrections, corrected = _corrections(path)
    book, matches = _questionnaire(answers, questionnaire, corrections, raw.name)
    if book is not None:
        check_corrections(corrections, variables(book), NAME)
    provenance = _provenance(raw, found, answers, personal, matches)
    notes = (
        *found.notes,
        *told,
        *dropped,
        *corrected,
        *_undated(answers),
        *mangled_ranges(answers, found.table.texts),
        *matching_notes(matches),
    )
    return Reading(answers, book, matches, provenance, notes, corrections)


def matching_notes(matches: Sequence[Match]) -> Iterator[Note]:
    """Iterator of Note: of matches that are used without being certain, and of those that are only proposed."""
    for one in matches:
        values = {"variable": one.variable, "confidence": round(100 * one.confidence)}
        if one.how == "repeated":
            yield Note("match_repeated", column=one.column, values=values)
        elif not one.used and one.how != "correction":
            yield Note("match_proposed", column=one.column, values=values)
        elif one.confidence < CERTAIN:
            yield Note("match_by_order" if one.how == "order" else "match_close", column=one.column, values=values)


def unmatched(answers: Answers, matches: Sequence[Match]) -> tuple[str, ...]:
    """Tuple of str: headings of the columns of answers that no variable uses."""
    used = {one.position for one in matches if one.used}
    return tuple(clean(column.heading) for column in answers.columns if column.role in MATCHED_ROLES and column.position not in used)


def _corrections(path: str | Path) -> tuple[tuple[Correction, ...], tuple[Note, ...]]:
    corrected = beside(path)
    if corrected is None:
        return (), ()
    corrections = read_correspondences(corrected)
    return corrections, (Note("correspondences_read", values={"file": corrected.name, "count": len(corrections)}),)


@cache
def _shipped() -> tuple[Questionnaire, ...]:
    """Tuple of Questionnaire: those that ship, read once: they are frozen, and don't change while the kit runs."""
    return tuple(read_questionnaire(path) for path in sorted(questionnaires().glob("*.yaml")))


def _questionnaire(
    answers: Answers, wanted: str | Path | Questionnaire | None, corrections: Sequence[Correction], where: str
) -> tuple[Questionnaire | None, tuple[Match, ...]]:
    """Tuple: the questionnaire named, or the shipped one that fits, or None; and its matches."""
    if wanted is None:
        return choose(answers, _shipped(), corrections)
    book = wanted if isinstance(wanted, Questionnaire) else read_questionnaire(wanted)
    matches = match(answers, book, corrections)
    if not any(one.used for one in matches):
        raise SurveyKitError("questionnaire_foreign", where=where, got=book.name)
    return book, matches


def _provenance(raw: RawFile, found: Detection, answers: Answers, personal: Mapping[str, int], matches: tuple[Match, ...]) -> Provenance:
    first, last = _days(answers)
    return Provenance(
        file=raw.name,
        sha256=raw.sha256,
        platform=found.platform,
        confidence=found.confidence,
        evidence=found.evidence,
        received=len(answers.rows),
        columns=len(found.table.headings),
        personal=MappingProxyType(dict(personal)),
        matches=matches,
        unmatched=unmatched(answers, matches),
        first_day=first,
        last_day=last,
        synthetic=_is_synthetic(raw, found, answers),
    )


def _days(answers: Answers) -> tuple[date | None, date | None]:
    """Tuple of date or None: the first and last day of submission (of starting, where no submission is dated)."""
    for role in ("submitted", "started"):
        days = sorted(day for column in answers.columns if column.role == role for day in _dated(column.values) if day != HIDDEN)
        if days:
            return date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    return None, None


def _dated(values: Sequence[str]) -> set[str]:
    """Set of str: the ISO days that a column of times holds."""
    return {day for day in {value[:DAY] for value in values} if moment(day) == day != ""}


def _undated(answers: Answers) -> Iterator[Note]:
    """Iterator of Note: the times of sending or starting that can't be read."""
    for column in answers.columns:
        if column.role in {"submitted", "started"}:
            known = _dated(column.values) | {""}
            if {value[:DAY] for value in column.values} - known:
                rows = (row for value, row in zip(column.values, answers.rows, strict=True) if value[:DAY] not in known)
                yield from (Note("time_unread", row=row, column=clean(column.heading)) for row in rows)


def _with_mark(answers: Answers) -> Answers:
    """Answers: the column that says that the data are made up has its role, whatever the platform."""
    if not any(_names_synthetic(column.heading) for column in answers.columns):
        return answers
    columns = tuple(replace(column, role="synthetic") if _names_synthetic(column.heading) else column for column in answers.columns)
    return replace(answers, columns=columns)


def _is_synthetic(raw: RawFile, found: Detection, answers: Answers) -> bool:
    said = any(any(column.values) for column in answers.columns if column.role == "synthetic")
    return said or says_fictitious((*found.table.titles, *(sheet.name for sheet in raw.sheets)))


def _names_synthetic(heading: str) -> bool:
    return says_fictitious((clean(heading).replace("_", " "),))
