"""The chapters: which concepts each tells of, in which order; a chapter without an eligible figure disappears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from survey_kit.charts.marks import HALF
from survey_kit.findings.claims import fitting
from survey_kit.findings.concepts import claim_of
from survey_kit.findings.ranking import of_concept
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, names
from survey_kit.questionnaire.concepts import CONCEPTS
from survey_kit.questionnaire.model import Question
from survey_kit.questionnaire.model import label as in_language
from survey_kit.report.arrange import fit_side_by_side, half
from survey_kit.report.composed import figure
from survey_kit.report.context import named, source, variables
from survey_kit.report.document import Figure, Notes, Row, Section, Table
from survey_kit.report.paging import PAGE, filled, laid
from survey_kit.report.tables import answer_row, headings
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.findings.claims import Claim
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context
    from survey_kit.report.document import Block

# Of questions that stand in no plan, a chapter draws so many; all stand in the annex.
MOST_OTHERS: Final = 10
# Beyond so many pairs of figures all of them or none stand side by side: each more doubles the ways to lay them.
MOST_WAYS: Final = 3
# What the table of respondents' traits can hold: one answer each.
IN_PROFILE: Final = ("single", "yes_no")
MOST_TRAITS: Final = 20


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its key, what of the codebook falls to it, and its figures in order: concepts, or names of composed figures."""

    key: str
    home: str
    plan: tuple[str, ...]


PLAN: Final = (
    Chapter("respondents", "respondents", ("age_band", "household", "activity", "occupation")),
    Chapter("path", "", ("origin", "origin_map", "previous_setting", "prior_links", "job_on_arrival", "housing_difficulty")),
    Chapter("motives", "path", ("motives", "trigger", "information_channels", "arrival_difficulties")),
    Chapter("rhythm", "telework", ("telework_pair", "telework_places", "remote_feasible", "employer_location")),
    Chapter("frame", "", ("telework_influence", "telework_agreement", "telework_difficulties", "internet_access", "internet_quality")),
    Chapter("shared", "coworking", ("coworking_common", "coworking_intention", "coworking_barriers")),
    Chapter("needs", "", ("coworking_demand", "coworking_needs", "coworking_travel_time", "coworking_price")),
    Chapter("staying", "territory", ("satisfaction", "missing_services", "integration", "staying")),
    Chapter("other", "other", ()),
)
# What a composed figure tells of, so that it isn't told twice, and the concepts whose finding may head a chapter.
TOLD_BY: Final = {
    "origin_map": ("previous_place",),
    "telework_pair": ("telework_frequency", "telework_wish"),
    "coworking_common": ("coworking_awareness", "coworking_use"),
    "motives": ("main_motive",),
}
HEADS: Final = {
    "path": ("origin", "previous_setting"),
    "motives": ("motives",),
    "rhythm": ("telework_gap", "teleworker"),
    "frame": ("telework_decisive", "telework_influence"),
    "shared": ("coworking_awareness", "coworking_intention"),
    "needs": ("coworking_demand", "coworking_needs"),
    "staying": ("staying", "missing_services"),
}


def chapters(context: Context) -> tuple[Section, ...]:
    """Tuple of Section: those that have something to tell, their figures not yet numbered."""
    told: list[Section] = []
    end = PAGE
    for chapter in PLAN:
        section = _chapter(context, chapter, end)
        if section is not None:
            told.append(section)
            end = laid(section, end)[2]
    return tuple(told)


def _chapter(context: Context, chapter: Chapter, end: float) -> Section | None:
    """Section or None: the chapter on the fewest pages, after one that ends there on its page; on as many, its figures at full width."""
    drawn = [(name, found) for name in (*chapter.plan, *_left(context, chapter)) if (found := figure(context, name)) is not None]
    profile = _profile(context) if chapter.key == "respondents" else None
    if not drawn and profile is None:
        return None
    theme = context.text(f"theme_{chapter.key}")
    heads = _heads(context, chapter, [found for _, found in drawn])
    title = fitting(heads[0].title) if heads else theme
    lead = _standfirst(context, chapter, heads)
    last: tuple[Block, ...] = () if profile is None else (profile,)
    ways = [filled(Section(f"chapter-{chapter.key}", "", theme, title, lead, (*figures, *last))) for figures in _ways(context, drawn)]
    return min(ways, key=lambda section: laid(section, end)[0])


def _ways(context: Context, drawn: Sequence[tuple[str, Figure]]) -> Iterator[tuple[Figure, ...]]:
    """Iterator of tuple of Figure: in the order wanted, those that can stand side by side at full or half width: the fewest narrow first."""
    pairs = _pairs(context, drawn)
    chosen = (
        sorted(product((False, True), repeat=len(pairs)), key=sum)
        if len(pairs) <= MOST_WAYS
        else [(False,) * len(pairs), (True,) * len(pairs)]
    )
    for choice in chosen:
        narrow = {figure.id: figure for pair, taken in zip(pairs, choice, strict=True) if taken for figure in pair}
        yield tuple(narrow.get(found.id, found) for _, found in drawn)


def _pairs(context: Context, drawn: Sequence[tuple[str, Figure]]) -> list[tuple[Figure, Figure]]:
    """List of two figures at half width: those that follow each other and can share a line of the page."""
    found: list[tuple[Figure, Figure]] = []
    left = list(drawn)
    while len(left) > 1:
        (one, first), (other, second) = left[:2]
        narrow = [figure(context, name, HALF) for name in (one, other)] if fit_side_by_side(first, second) else []
        two = [each for each in narrow if each is not None and half(each)]
        found += [(two[0], two[1])] if len(two) == 2 else []
        left = left[2 if len(two) == 2 else 1 :]
    return found


def _heads(context: Context, chapter: Chapter, figures: Sequence[Figure]) -> list[Claim]:
    """List of Claim: what heads the chapter: a finding of the field, else what stands out most in it, told from the start of its question."""
    told = [claim for concept in HEADS.get(chapter.key, ()) if (claim := of_concept(context.view, concept)) is not None]
    drawn = [named(context.questionnaire, drawn.id.removeprefix("figure-")) for drawn in figures]
    found = [claim for variable in drawn if variable is not None and (claim := claim_of(context.view, variable)) is not None]
    whole = [claim for claim in found if claim.interest > 0 and not claim.title.startswith("…")]
    return told or sorted(whole, key=lambda claim: -claim.interest)


def _standfirst(context: Context, chapter: Chapter, heads: Sequence[Claim]) -> str:
    if heads:
        return heads[0].detail
    return context.text("lead_other") if chapter.key == "other" else ""


def _left(context: Context, chapter: Chapter) -> tuple[str, ...]:
    """Tuple of str: the questions that fall to a chapter and stand in no plan: of those there are too many of, those that stand out most.
    The others are told in the annex, as are those of no use to the chapter (not core, or on the person).
    """
    if not chapter.home:
        return ()
    taken = {concept for each in PLAN for name in each.plan for concept in (name, *TOLD_BY.get(name, ()))}
    asked = [v for v in variables(context.questionnaire) if isinstance(v, Question) and not v.role and v.concept not in taken]
    left = [v for v in asked if _home(v) == chapter.home]
    if chapter.key != "other":
        left = [v for v in left if v.core and not v.identifying and (chapter.key != "respondents" or v.type not in IN_PROFILE)]
    if len(left) <= MOST_OTHERS:
        return tuple(variable.name for variable in left)
    claims = {variable.name: claim_of(context.view, variable) for variable in left}
    ranked = sorted(left, key=lambda variable: -_interest(claims[variable.name]))[:MOST_OTHERS]
    return tuple(variable.name for variable in left if variable in ranked)


def _interest(claim: Claim | None) -> float:
    return -1.0 if claim is None else claim.interest


def _home(variable: Variable) -> str:
    return variable.chapter or CONCEPTS.get(variable.concept, "other")


def _profile(context: Context) -> Table | None:
    """Table or None: who answered, in one table: the questions on the person that have no figure of their own."""
    drawn = set(PLAN[0].plan)
    wanted = [
        v for v in variables(context.questionnaire) if not getattr(v, "role", "") and _home(v) == "respondents" and v.concept not in drawn
    ]
    rows = [row for variable in wanted for row in _profile_rows(context, variable)]
    if not rows:
        return None
    around = Notes(context.text("universe_profile"), note=context.text("note_profile"), source=source(context))
    return Table("table-profile", context.text("caption_profile"), context.text("subtitle_profile"), headings(context), tuple(rows), around)


def _profile_rows(context: Context, variable: Variable) -> Iterator[Row]:
    distribution = context.released.distribution(variable.name)
    if distribution is None or not distribution.base or distribution.rule == "nothing" or variable.type not in IN_PROFILE:
        return
    if len(distribution.cells) > MOST_TRAITS:
        return
    known = names(variable, distribution, context.lang)
    width = len(headings(context)) - 1
    yield Row(
        capital(in_language(variable.short, context.lang) or variable.title(context.lang)),
        (number(distribution.base, context.lang), *("",) * (width - 1)),
        "base",
    )
    for cell in distribution.cells:
        yield answer_row(context, capital(cell_label(cell, known, context.lang)), cell, distribution, 0)


def numbered(context: Context, sections: Sequence[Section]) -> tuple[Section, ...]:
    """Tuple of Section: chapters, figures and tables numbered in the order in which they are read."""
    figures, tables = 0, 0
    told: list[Section] = []
    for place, section in enumerate(sections, start=2):
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Figure):
                figures += 1
                blocks.append(replace(block, number=context.text("figure_number", number=figures)))
            elif isinstance(block, Table):
                tables += 1
                blocks.append(replace(block, number=context.text("table_number", number=tables)))
            else:
                blocks.append(block)
        told.append(replace(section, number=str(place), blocks=tuple(blocks)))
    return tuple(told)
