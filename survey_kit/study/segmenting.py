"""Profiles asked for on their own: `survey-kit segment`, through the same design and the same gate as a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.disclosure.profiles import described
from survey_kit.disclosure.release import THRESHOLD
from survey_kit.errors import SurveyKitError, wording
from survey_kit.study.beside import beside_the_report
from survey_kit.study.crossing import write_cross
from survey_kit.study.naming import variable
from survey_kit.study.study import Study, design_of
from survey_kit.wording import listing, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from survey_kit.disclosure.ledger import Ledger
    from survey_kit.disclosure.profiles import ReleasedProfile, ReleasedSegmentation
    from survey_kit.survey.survey import Note, Survey

# The typology by rules that stands beside segments where the questionnaire has one.
TYPOLOGY: Final = "newcomer_type"
# Profiles that nobody asked for by name are sought where they could be found: fewer answers, or people, hold none to speak of.
FEWEST_QUESTIONS: Final = 4
FEWEST_RESPONDENTS: Final = 60


def usual_variables(survey: Survey) -> tuple[str, ...]:
    """Tuple of str: those that the questionnaire names, where the export holds enough of them and enough respondents to look for profiles; else none."""
    known = survey.questionnaire
    held = [name for name in known.profiles if {name, *getattr(known.variable(name), "answer_columns", ())} & set(survey.responses)]
    return tuple(held) if len(held) >= FEWEST_QUESTIONS and len(survey.responses) >= FEWEST_RESPONDENTS else ()


def find_segments(
    survey: Survey,
    study: Study,
    variables: Sequence[str],
    segments: int | Literal["auto"] = "auto",
    seed: int = 0,
    *,
    ledger: Ledger | None = None,
) -> tuple[ReleasedSegmentation, list[Note]]:
    """ReleasedSegmentation and list of Note: of the variables asked for, by name, alias or heading, beside the typology by rules; named as the study
    names them.

    Raises: SurveyKitError when no variable is named, when one is unknown, or when no segments can be sought.
    """
    from survey_kit.disclosure.profiles import release_profiles, renamed
    from survey_kit.segmentation.segment import segment

    if not variables:
        raise SurveyKitError("segment_which", where=survey.provenance.file)

    names = [variable(survey, name) for name in variables]
    design = design_of(survey, study)
    ledger = ledger or beside_the_report(survey, study)
    found = segment(design, names, segments, seed)
    beside = [TYPOLOGY] if survey.questionnaire.variable(TYPOLOGY) is not None and TYPOLOGY not in names else []
    held = [name for name in beside if name in design.engine.names]
    return renamed(release_profiles(design, found, names, beside=held, ledger=ledger), study.profile_names), found.notes


def segment_lines(released: ReleasedSegmentation, notes: Sequence[Note], survey: Survey, lang: str) -> list[str]:
    """list of str: what a terminal shows."""
    lines = [wording("table_synthetic", lang), ""] if survey.provenance.synthetic else []
    lines += [_verdict(released, lang)]
    for profile in released.profiles:
        lines += ["", *_profile(profile, released, lang)]
    lines += [wording("segment_told_end", lang, answers=listing([labels[lang] for labels in end], lang)) for end in released.ends]
    if released.profiles:
        lines += ["", _agreement(released, lang)]
    return lines + ([""] if notes else []) + list(_notes(notes, survey, lang))


def _notes(notes: Sequence[Note], survey: Survey, lang: str) -> Iterator[str]:
    """Iterator of str: what was put together or left out, without rare answers nor how few respondents are concerned."""
    pooled = list(dict.fromkeys(_title(note.column, survey, lang) for note in notes if note.code == "segment_pooled"))
    if pooled:
        yield wording("segment_told_pooled", lang, variables=listing(pooled, lang))
    for note in notes:
        if note.code == "segment_silent" and int(str(note.values["count"])) < THRESHOLD:
            yield wording("segment_told_silent", lang, base=note.values["base"])
        elif note.code != "segment_pooled":
            yield note.text(lang)


def _title(column: str, survey: Survey, lang: str) -> str:
    known = survey.questionnaire.variable(column.partition("__")[0])
    return known.title(lang) if known else column


def write_segments(released: ReleasedSegmentation, survey: Survey, output: Path, *, lang: str, export: Path) -> str:
    """str: the path of the file that holds the tables by segment.

    Raises: SurveyKitError when there are no segments to write, or the file can't be written.
    """
    if released.tables is None:
        raise SurveyKitError("segment_nothing", where=str(output), got=released.verdict)
    return write_cross(released.tables, survey, output, lang=lang, export=export)


def _verdict(released: ReleasedSegmentation, lang: str) -> str:
    told = {"base": released.base, "questions": released.questions, "draws": released.draws, "segments": len(described(released)) or released.segments}
    low, high = released.range
    if released.asked:
        return wording("segment_told_asked", lang, **told)
    if released.verdict != "segments":
        return wording(f"segment_told_{'weak' if released.linked else released.verdict}", lang, **told)
    spread = "" if low == high else wording("segment_told_range", lang, low=low, high=high)
    return wording("segment_told_segments", lang, **told, spread=spread)


def _profile(profile: ReleasedProfile, released: ReleasedSegmentation, lang: str) -> Iterator[str]:
    small = profile not in described(released)
    yield f"{profile.segment}. {wording('segment_small', lang) if small else profile.names[lang]}"
    if profile.base is None:
        yield "   " + wording("segment_told_hidden", lang)
    else:
        yield "   " + wording("segment_told_size", lang, base=profile.base) + _share(profile, released, lang)
    yield "   " + wording(f"segment_told_{profile.firmness}", lang)
    for marker in () if small else profile.markers:
        if marker.inside is None or marker.everybody is None:
            yield f"   - {marker.labels[lang]}"
        else:
            inside, everybody = (number(value, lang, 0) for value in (marker.inside, marker.everybody))
            yield "   - " + wording("segment_told_marker", lang, answer=marker.labels[lang], inside=inside, everybody=everybody)


def _share(profile: ReleasedProfile, released: ReleasedSegmentation, lang: str) -> str:
    if profile.percent is None:
        return ""
    told = wording("segment_told_percent", lang, percent=number(profile.percent, lang, 0))
    if profile.low is None or profile.high is None or released.sampling == "census":
        return told
    low, high = (number(value, lang, 0) for value in (profile.low, profile.high))
    return told + wording(f"segment_told_interval_{released.sampling}", lang, low=low, high=high)


def _agreement(released: ReleasedSegmentation, lang: str) -> str:
    return wording(
        "segment_told_agreement", lang, agreement=number(released.agreement, lang, 2), moved=number(100 * released.moved, lang, 0)
    )
