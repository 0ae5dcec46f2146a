"""The chapter of profiles: a card a segment and how firm it is; or the page that says, with its reasons, that there are none."""

from __future__ import annotations

from itertools import zip_longest
from math import hypot
from typing import TYPE_CHECKING, Any

from survey_kit.charts.map import profile_map
from survey_kit.findings.texts import capital
from survey_kit.report.context import source
from survey_kit.report.document import Box, Figure, Finding, Findings, Notes, Paragraph, Row, Section, Table
from survey_kit.report.figures import both
from survey_kit.report.paging import filled
from survey_kit.wording import between, number, numeral, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.disclosure.profile_map import ReleasedMap
    from survey_kit.disclosure.profiles import ReleasedMarker, ReleasedProfile, ReleasedSegmentation
    from survey_kit.report.context import Context
    from survey_kit.report.document import Block

KEY = "chapter-profiles"
# Answers told on a card: what a reader keeps in mind.
ON_A_CARD = 3
# Profiles whose place on the map is told in its text alternative; the others are named.
PLACED = 3


def profiles_chapter(context: Context, found: ReleasedSegmentation) -> Section:
    """Section: the profiles, or why there are none."""
    theme = context.text("theme_profiles")
    if found.verdict != "segments":
        kind = "weak" if found.linked else found.verdict
        told: dict[str, Any] = {"base": found.base, "questions": found.questions, "draws": found.draws}
        why = Box(
            "scope", context.text("profiles_why"), (context.text(f"profiles_{kind}_why", **told), context.text("profiles_read_instead"))
        )
        lead = context.text(f"profiles_{kind}_lead", **told)
        shown: tuple[Block, ...] = (_ends(context, found),) if found.ends else ()
        asked = Paragraph(context.text("profiles_asked", **told))
        return Section(KEY, "", theme, context.text(f"profiles_{kind}_title"), lead, (*shown, why, asked))
    title = context.text("profiles_title", count=numeral(found.segments, context.lang))
    drawn: tuple[Block, ...] = () if found.map is None else (_map(context, found, found.map),)
    blocks: tuple[Block, ...] = (_cards(context, found), _sizes(context, found), _proof(context, found), *drawn)
    return filled(Section(KEY, "", theme, capital(title), context.text("profiles_lead", base=found.base), blocks))


def _ends(context: Context, found: ReleasedSegmentation) -> Table:
    """Table: the answers at the two ends of the gradient, side by side."""
    headings = tuple(context.text(f"profiles_end_{place}") for place in ("one", "other"))
    columns = [[capital(labels[context.lang]) for labels in end] for end in found.ends]
    rows = tuple(Row(one, (other,)) for one, other in zip_longest(*columns, fillvalue=""))
    around = Notes(
        context.text("profiles_universe", base=number(found.base, context.lang)),
        note=context.text("profiles_ends_note"),
        source=source(context),
    )
    return Table("table-gradient", context.text("profiles_ends_caption"), context.text("profiles_ends_subtitle"), headings, rows, around)


def _cards(context: Context, found: ReleasedSegmentation) -> Findings:
    return Findings(tuple(Finding(profile.names[context.lang], _card(context, profile), "table-profiles") for profile in found.profiles))


def _card(context: Context, profile: ReleasedProfile) -> str:
    """str: how many, how firm, and the answers that mark it."""
    size = context.text("profiles_hidden")
    if profile.base is not None:
        share = "" if profile.percent is None else f" ({percent(profile.percent, context.lang)})"
        size = context.text("profiles_size", base=number(profile.base, context.lang)) + share
    marks = " ; ".join(_mark(context, marker) for marker in _told(profile.markers))
    firm = context.text(f"profiles_firm_{profile.firmness}")
    return f"{size}, {firm}. {context.text('profiles_marked', marks=marks)}" if marks else f"{size}, {firm}."


def _told(markers: Sequence[ReleasedMarker]) -> list[ReleasedMarker]:
    """list of ReleasedMarker: answers with percentages before numbers without."""
    return sorted(markers, key=lambda marker: marker.inside is None)[:ON_A_CARD]


def _mark(context: Context, marker: ReleasedMarker) -> str:
    label = marker.labels[context.lang]
    if marker.inside is None or marker.everybody is None:
        return label
    inside, everybody = (percent(value, context.lang) for value in (marker.inside, marker.everybody))
    return context.text("profiles_mark", answer=label, inside=inside, everybody=everybody)


def _map(context: Context, found: ReleasedSegmentation, told: ReleasedMap) -> Figure:
    names = {profile.segment: profile.names[context.lang] for profile in found.profiles}
    around = Notes(
        context.text("profiles_universe", base=number(found.base, context.lang)),
        note=context.text("profiles_map_note"),
        source=source(context),
    )
    alt = context.text("profiles_map_alt", profiles=" ; ".join(_placed(context, found, told, profile) for profile in found.profiles))
    title, below = (context.text(f"profiles_map_{name}") for name in ("title", "subtitle"))
    drawn, narrow = both(lambda width: profile_map(told, names, context.lang, width=width))
    return Figure("figure-profiles", "", title, below, drawn, None, around, alt, narrow)


def _placed(context: Context, found: ReleasedSegmentation, told: ReleasedMap, profile: ReleasedProfile) -> str:
    """str: a profile of the map in words: its number and name, and of the first its share and the answer nearest to its middle."""
    said = f"{profile.segment}. {profile.names[context.lang]}"
    if profile not in found.profiles[:PLACED]:
        return said
    if profile.percent is not None:
        base = number(found.base, context.lang)
        said += context.text("profiles_map_share", share=percent(profile.percent, context.lang), base=base)
    middle = next(((x, y) for segment, x, y in told.centres if segment == profile.segment), None)
    if middle is None or not told.answers:
        return said
    nearest = min(told.answers, key=lambda answer: hypot(answer.x - middle[0], answer.y - middle[1]))
    return said + context.text("profiles_map_near", answer=context.view.quote(nearest.labels[context.lang]))


def _sizes(context: Context, found: ReleasedSegmentation) -> Table:
    headings = tuple(context.text(f"profiles_head_{name}") for name in ("profile", "base", "percent", "interval", "firm"))
    rows = tuple(_row(context, found, profile) for profile in found.profiles)
    around = Notes(
        context.text("profiles_universe", base=number(found.base, context.lang)), note=context.text("profiles_note"), source=source(context)
    )
    return Table("table-profiles", context.text("profiles_caption"), context.text("profiles_subtitle"), headings, rows, around)


def _row(context: Context, found: ReleasedSegmentation, profile: ReleasedProfile) -> Row:
    firm = context.text(f"profiles_firm_{profile.firmness}")
    if profile.base is None or profile.percent is None:
        return Row(profile.names[context.lang], (context.text("profiles_s"),) * 3 + (firm,), "hidden")
    spread = ""
    if found.sampling != "census" and profile.low is not None and profile.high is not None:
        spread = between(profile.low, profile.high, context.lang)
    cells = (number(profile.base, context.lang), percent(profile.percent, context.lang), spread, firm)
    return Row(profile.names[context.lang], cells, "indicative" if profile.rule == "indicative" else "plain")


def _proof(context: Context, found: ReleasedSegmentation) -> Box:
    low, high = found.range
    how_many = context.text("profiles_range" if low < high else "profiles_one_number", low=low, high=high, count=found.segments)
    told = context.text("profiles_proof", questions=found.questions, draws=found.draws)
    return Box("scope", context.text("profiles_proof_title"), (told, how_many, context.text("profiles_nobody")))
