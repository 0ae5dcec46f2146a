"""The chapter of profiles: a card a segment and how firm it is; or the page that says, with its reasons, that there are none."""

from __future__ import annotations

from itertools import zip_longest
from math import hypot
from typing import TYPE_CHECKING, Any, Final, Literal

from survey_kit.charts.gaps import Trait, gaps
from survey_kit.charts.map import profile_map
from survey_kit.charts.marks import FULL
from survey_kit.disclosure.profiles import described
from survey_kit.errors import wording
from survey_kit.findings.texts import capital
from survey_kit.report.context import source
from survey_kit.report.document import Box, Card, Cards, Figure, Notes, Paragraph, Row, Section, Table
from survey_kit.report.figures import both
from survey_kit.report.paging import filled
from survey_kit.wording import between, listing, number, numeral, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.disclosure.profile_map import ReleasedMap
    from survey_kit.disclosure.profiles import ReleasedProfile, ReleasedSegmentation
    from survey_kit.questionnaire.model import Derived, Question
    from survey_kit.report.context import Context
    from survey_kit.report.document import Block

KEY = "chapter-profiles"
TOTAL: Final = "Total"
# Answers told on a card: what a reader keeps in mind.
ON_A_CARD: Final = 4
# Between two cards, in points.
BETWEEN: Final = 14.2
# Profiles whose place on the map is told in its text alternative; the others are counted.
PLACED: Final = 3


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
        return Section(KEY, "", theme, context.text(f"profiles_{kind}_title"), lead, (*shown, why, asked, *_drawn(context, found)))
    told_apart = described(found)
    title = context.text("profiles_title", count=numeral(len(told_apart), context.lang))
    blocks: tuple[Block, ...] = (_cards(context, found, told_apart), _sizes(context, found), _proof(context, found), *_drawn(context, found))
    blocks += tuple(_beside(context, found, name) for name in found.beside)
    size = context.view.figure("profiles_base", number(found.base, context.lang))
    return filled(Section(KEY, "", theme, capital(title), context.text("profiles_lead", base=size), blocks))


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


def _numbered(profile: ReleasedProfile, lang: str) -> str:
    """str: the name with the number that the map and the crossed tables have."""
    return f"{profile.segment}. {profile.names[lang]}"


def _cards(context: Context, found: ReleasedSegmentation, told: Sequence[ReleasedProfile]) -> Cards:
    across: Literal[2, 3] = 2 if len(told) in {2, 4} else 3
    each = {profile.segment: _gaps(context, profile) for profile in told}
    widest = max((gap.points for found in each.values() for gap in found), default=1.0)
    width = (FULL - BETWEEN * (across - 1)) / across
    return Cards(tuple(_card(context, profile, found.sampling, each[profile.segment], (widest, width)) for profile in told), across)


def _card(context: Context, profile: ReleasedProfile, sampling: str, found: Sequence[Trait], size: tuple[float, float]) -> Card:
    """Card: how many, what marks them, how firm the profile is."""
    name, lang = _numbered(profile, context.lang), context.lang
    value = context.text("profiles_s") if profile.percent is None else percent(profile.percent, lang)
    hidden = profile.base is None
    detail = context.text("profiles_hidden") if hidden else context.text("profiles_size", base=number(profile.base or 0, lang))
    spread = "" if hidden else _spread(context, profile, sampling)
    numbers = [capital(marker.labels[lang]) for marker in profile.markers if marker.inside is None][:ON_A_CARD]
    more = " ; ".join(numbers) + "." if numbers else "" if found else context.text("profiles_unmarked")
    widest, width = size
    chart = gaps(found, context.text("profiles_gaps"), lang, widest=widest, width=width) if found else None
    alt = context.text("profiles_card_alt", name=name, share=value, marks=" ; ".join(f"{gap.label} ({gap.told})" for gap in found))
    firm = capital(context.text(f"profiles_firm_{profile.firmness}"))
    return Card(name, value, detail, spread, chart, alt, more, firm, _kind(profile.firmness))


def _kind(firmness: str) -> Literal["solid", "indicative", "fragile"]:
    return "solid" if firmness == "solid" else "indicative" if firmness == "indicative" else "fragile"


def _spread(context: Context, profile: ReleasedProfile, sampling: str) -> str:
    if sampling == "census" or profile.low is None or profile.high is None:
        return ""
    return capital(context.text(f"profiles_spread_{sampling}", spread=between(profile.low, profile.high, context.lang)))


def _gaps(context: Context, profile: ReleasedProfile) -> list[Trait]:
    """list of Trait: the answers that mark it most, those farthest from everybody's first."""
    found = []
    for marker in profile.markers:
        if marker.inside is not None and marker.everybody is not None:
            inside, everybody = (percent(value, context.lang) for value in (marker.inside, marker.everybody))
            told = context.text("profiles_against", inside=inside, everybody=everybody)
            found.append(Trait(capital(marker.labels[context.lang]), marker.inside, marker.everybody, told))
    return sorted(found, key=lambda gap: -gap.points)[:ON_A_CARD]


def _drawn(context: Context, found: ReleasedSegmentation) -> tuple[Figure, ...]:
    return () if found.map is None else (_map(context, found, found.map),)


def _map(context: Context, found: ReleasedSegmentation, told: ReleasedMap) -> Figure:
    names = {profile.segment: _numbered(profile, context.lang) for profile in found.profiles}
    around = Notes(
        context.text("profiles_universe", base=number(found.base, context.lang)),
        note=context.text("profiles_map_note"),
        source=source(context),
    )
    alt = _map_told(context, found, told)
    if not names:
        farthest = [answer.labels[context.lang] for answer in told.answers[:3]]
        alt = context.text("profiles_map_gradient_alt", base=number(found.base, context.lang), answers=listing(farthest, context.lang))
    below = context.text("profiles_map_subtitle" if names else "profiles_map_gradient_subtitle")
    drawn, narrow = both(lambda width: profile_map(told, names, context.lang, width=width))
    return Figure("figure-profiles", "", context.text("profiles_map_title"), below, drawn, None, around, alt, narrow=narrow)


def _map_told(context: Context, found: ReleasedSegmentation, told: ReleasedMap) -> str:
    """str: the map in words: where the largest profiles stand, and how many more there are."""
    shown = described(found)
    said = context.text("profiles_map_alt", profiles=" ; ".join(_placed(context, found, told, profile) for profile in shown[:PLACED]))
    more = len(shown) - PLACED
    return f"{said} {capital(context.text('profiles_map_more', many=more > 1, count=numeral(more, context.lang)))}" if more > 0 else said


def _placed(context: Context, found: ReleasedSegmentation, told: ReleasedMap, profile: ReleasedProfile) -> str:
    """str: a profile of the map in words: its number and name, its share, the answer nearest to its middle."""
    said = _numbered(profile, context.lang)
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
    told = described(found)
    rows = tuple(_row(context, found, profile, described=profile in told) for profile in found.profiles)
    around = Notes(
        context.text("profiles_universe", base=number(found.base, context.lang)), note=context.text("profiles_note"), source=source(context)
    )
    return Table("table-profiles", context.text("profiles_caption"), context.text("profiles_subtitle"), headings, rows, around)


def _row(context: Context, found: ReleasedSegmentation, profile: ReleasedProfile, *, described: bool) -> Row:
    name = _numbered(profile, context.lang) if described else f"{profile.segment}. {wording('segment_small', context.lang)}"
    firm = context.text(f"profiles_firm_{profile.firmness}")
    if profile.base is None or profile.percent is None:
        return Row(name, (context.text("profiles_s"),) * 3 + (firm,), "hidden")
    spread = ""
    if found.sampling != "census" and profile.low is not None and profile.high is not None:
        spread = between(profile.low, profile.high, context.lang)
    cells = (number(profile.base, context.lang), percent(profile.percent, context.lang), spread, firm)
    return Row(name, cells, "indicative" if profile.rule in {"indicative", "counts"} else "plain")


def _beside(context: Context, found: ReleasedSegmentation, name: str) -> Table:
    """Table: how many respondents of each profile stand in each category of a variable that made none of them."""
    known = context.view.questionnaire.variable(name)
    frame = found.tables.frame if found.tables is not None else context.view.released.frame
    lines = frame[(frame["row_variable"] == name) & (frame["statistic"] == "count")]
    columns = [str(profile.segment) for profile in found.profiles]
    at = {(line.row, line.column): line for line in lines.itertuples()}
    codes = [code for code in dict.fromkeys(lines["row"]) if code != TOTAL]
    rows = tuple(Row(_answer(known, code, context.lang), tuple(_counted(context, at.get((code, column))) for column in columns)) for code in codes)
    title = known.title(context.lang) if known is not None else name
    headings = (title, *(context.text("profiles_column", number=column) for column in columns))
    around = Notes(note=context.text("profiles_beside_note"), source=source(context))
    caption = context.text("profiles_beside_caption", variable=title)
    return Table(f"table-profiles-{name}", caption, context.text("profiles_beside_subtitle"), headings, rows, around)


def _answer(known: Question | Derived | None, code: str, lang: str) -> str:
    choice = known.choice(code) if known is not None else None
    return capital(choice.title(lang)) if choice is not None else code


def _counted(context: Context, line: Any) -> str:
    """str: a count, 0 where nobody stands there, or the sign of one that is kept back."""
    if line is None:
        return "0"
    return context.text("profiles_s") if line.status or line.value != line.value else number(line.value, context.lang)


def _proof(context: Context, found: ReleasedSegmentation) -> Box:
    low, high = found.range
    how_many = context.text("profiles_range" if low < high else "profiles_one_number", low=low, high=high, count=found.segments)
    told = context.text("profiles_proof", questions=found.questions, draws=found.draws)
    return Box("scope", context.text("profiles_proof_title"), (told, how_many, context.text("profiles_nobody")))
