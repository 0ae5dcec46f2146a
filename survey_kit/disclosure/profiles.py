"""Segments past the gate: what may be said of each, from released tables alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from survey_kit.disclosure.profile_map import ReleasedMap, released_map
from survey_kit.segmentation.profile import SEGMENT, Marker, ends, named

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.disclosure.ledger import Ledger
    from survey_kit.disclosure.released import Released
    from survey_kit.segmentation.segment import Segmentation

TOTAL: Final = "Total"
# Bases that percentages may be told of.
TOLD: Final = ("full", "limited", "indicative")
MOST: Final = 5
# Respondents, and share of all, that a profile has at least to be described.
FEWEST: Final = 15
SMALLEST_SHARE: Final = 0.08


@dataclass(frozen=True, slots=True)
class ReleasedMarker:
    """An answer that marks a segment, by language, with its percentage there and overall; of a number only that it is higher or lower (None)."""

    labels: Mapping[str, str]
    inside: float | None
    everybody: float | None


@dataclass(frozen=True, slots=True)
class ReleasedProfile:
    """A segment: its names, respondents (None where kept back), percentage with its interval, what its base allows, how firm it is, its markers."""

    segment: int
    names: Mapping[str, str]
    base: int | None
    percent: float | None
    low: float | None
    high: float | None
    rule: str
    firmness: str
    markers: tuple[ReleasedMarker, ...]


@dataclass(frozen=True, slots=True)
class ReleasedSegmentation:
    """What may be published of a segmentation: the verdict, how it was reached, the profiles, and the released tables by segment (None without).

    `map` shows where respondents and answers stand; `ends` are the answers, by language, at the two ends of a gradient: common ones, without numbers. `linked` says of "none" that answers are linked, but not enough to part respondents; `beside` names
    the variables that made no segment and whose tables by segment stand among the others.
    """

    verdict: str
    base: int
    questions: int
    draws: int
    segments: int
    range: tuple[int, int]
    asked: bool
    linked: bool
    moved: float
    agreement: float
    sampling: str
    profiles: tuple[ReleasedProfile, ...] = ()
    tables: Released | None = None
    ends: tuple[tuple[Mapping[str, str], ...], ...] = ()
    map: ReleasedMap | None = None
    beside: tuple[str, ...] = ()


def described(found: ReleasedSegmentation) -> tuple[ReleasedProfile, ...]:
    """Tuple of ReleasedProfile: those of enough people to be described; all where only one would be left."""
    fewest = max(FEWEST, SMALLEST_SHARE * found.base)
    large = tuple(profile for profile in found.profiles if profile.base is not None and profile.base >= fewest)
    return large if len(large) > 1 else found.profiles


def with_segments(design: Design, found: Segmentation) -> Design:
    """Design: the same with a column of segments, which tables can be broken down by."""
    labels = found.labels.astype(object)
    return design.extended({SEGMENT: labels.where(labels.notna(), None).map(lambda value: None if value is None else str(value))})


def release_profiles(
    design: Design, found: Segmentation, variables: Sequence[str], *, beside: Sequence[str] = (), ledger: Ledger | None = None
) -> ReleasedSegmentation:
    """ReleasedSegmentation: of a segmentation by some questions; `beside` are further questions crossed with the segments.

    An answer marks a segment, and enters its name, only where the gate shows how many gave it: a count of 1 to 4, or one that leaves so few, names
    nobody.
    """
    told = ReleasedSegmentation(
        verdict=found.verdict,
        base=int(found.labels.notna().sum()) if found.segments else len(found.places),
        questions=len(variables),
        draws=found.gates.draws,
        segments=found.segments,
        range=found.range,
        asked=found.asked,
        linked=found.verdict == "none" and bool(found.gates.criterion),
        moved=found.moved,
        agreement=found.agreement,
        sampling=design.sampling,
    )
    if found.verdict == "gradient":
        drawn = released_map(design, found, variables)
        return replace(told, ends=ends(design, found.places.iloc[:, 0].to_numpy(), variables), map=drawn)
    if not found.segments:
        return told
    from survey_kit.disclosure.release import release
    from survey_kit.tabulation.crosstab import tabulate

    wide = with_segments(design, found)
    tables = release(tabulate(wide, rows=[SEGMENT, *variables, *beside], columns=[SEGMENT]), ledger=ledger)
    shown = {profile.segment: _shown(tables, design, profile.segment, profile.markers) for profile in found.profiles}
    names = named({segment: [marker for marker, _ in pairs] for segment, pairs in shown.items()})
    firmness = dict(zip(found.stability["segment"].tolist(), found.stability["firmness"].tolist(), strict=True))
    profiles = tuple(_profile(tables, segment, names[segment], firmness[segment], pairs) for segment, pairs in shown.items())
    return replace(told, profiles=profiles, tables=tables, map=released_map(design, found, variables), beside=tuple(beside))


def renamed(found: ReleasedSegmentation, names: Sequence[str]) -> ReleasedSegmentation:
    """ReleasedSegmentation: with the names that a study gives, the largest segment first, in every language; an empty one changes nothing."""
    given = [*names, *[""] * len(found.profiles)]
    profiles = [
        replace(each, names=dict.fromkeys(each.names, name)) if name else each for each, name in zip(found.profiles, given, strict=False)
    ]
    return replace(found, profiles=tuple(profiles))


def _profile(
    tables: Released, segment: int, names: Mapping[str, str], firmness: str, shown: Sequence[tuple[Marker, ReleasedMarker]]
) -> ReleasedProfile:
    whole = tables.distribution(SEGMENT)
    cell = next((each for each in whole.cells if each.code == str(segment)), None) if whole else None
    rule = _rule(tables, segment)
    markers = tuple(marker for _, marker in shown)[:MOST]
    if cell is None or cell.count is None:
        return ReleasedProfile(segment, names, None, None, None, None, rule, firmness, markers)
    return ReleasedProfile(segment, names, cell.count, cell.percent, cell.low, cell.high, rule, firmness, markers)


def _rule(tables: Released, segment: int) -> str:
    lines = tables.frame[tables.frame["column"] == str(segment)]
    return str(lines["rule"].iloc[0]) if len(lines) else "nothing"


def _shown(tables: Released, design: Design, segment: int, markers: Sequence[Marker]) -> list[tuple[Marker, ReleasedMarker]]:
    """list of (Marker, ReleasedMarker): those that the released tables show."""
    found = []
    for marker in markers:
        if not marker.category:
            if _rule(tables, segment) in TOLD:
                found.append((marker, ReleasedMarker(marker.labels, None, None)))
            continue
        inside, everybody = (_percent(tables, design, marker, column) for column in (str(segment), TOTAL))
        if inside is not None and everybody is not None and inside > everybody:
            found.append((marker, ReleasedMarker(marker.labels, inside, everybody)))
    return found


def _percent(tables: Released, design: Design, marker: Marker, column: str) -> float | None:
    """float or None: what the released tables say of an answer in a column, None where they keep it back."""
    known = design.variable(marker.variable)
    name, _, code = marker.variable.partition("__")
    several = known is not None and known.type == "multiple" and code
    variable, row = (name, code) if several else (marker.variable, marker.category)
    frame = tables.frame
    lines = frame[(frame["row_variable"] == variable) & (frame["row"].astype(str) == row) & (frame["column"].astype(str) == column)]
    lines = lines[(lines["statistic"] == "count") & (lines["status"] == "") & lines["rule"].isin(TOLD)]
    return float(lines["column_percent"].iloc[0]) if len(lines) and lines["column_percent"].notna().iloc[0] else None
