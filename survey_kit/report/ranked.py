"""Which figures matter most: those that answers to the questions asked rest on, then those of findings, in their order; then the others as they are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from survey_kit.charts.marks import FULL, HALF
from survey_kit.findings.ranking import findings
from survey_kit.report.arrange import half
from survey_kit.report.asked import answers as answers_to
from survey_kit.report.composed import figure
from survey_kit.report.context import findable
from survey_kit.report.document import Figure
from survey_kit.report.places import anchors, shown_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.report.context import Context
    from survey_kit.report.document import Section

# Who answered matters less than what they said.
RESPONDENTS = "chapter-respondents"
# So many figures at the most are drawn once more for two pages, with so many answers.
MOST_SHORT = 8
KEPT = 6


def short(context: Context, ranking: Sequence[str]) -> tuple[Figure, ...]:
    """Tuple of Figure: the first of the ranking with their first answers only, at full and at half width, as far as they can be drawn so; no word of the annex."""
    alone = replace(context, tables={})
    names = [(name, width) for name in ranking[:MOST_SHORT] for width in (FULL, HALF)]
    drawn = [(name, width, figure(alone, name.removeprefix("figure-"), width, KEPT)) for name, width in names]
    return tuple(found for name, width, found in drawn if found is not None and found.id == name and half(found) == (width == HALF))


def ranking(context: Context, chapters: Sequence[Section]) -> tuple[str, ...]:
    """Tuple of str: the ids of all figures, the most important first."""
    names = findable(context.questionnaire)
    places = anchors(chapters)
    asked = answers_to(context, places)
    found = [finding.target for finding in asked.items if finding.target in {target for target, _ in places.values()}] if asked else []
    found += [shown_in(claim.variable, places)[0] for claim in findings(context.view, names, most=len(names))]
    last = sorted(chapters, key=lambda section: section.key == RESPONDENTS)
    read = [block.id for section in last for block in section.blocks if isinstance(block, Figure)]
    return tuple(dict.fromkeys(target for target in (*found, *read) if target))
