"""The first pages: the fiche technique, and the essentials on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.errors import catalogue, wording
from survey_kit.findings.claims import yes
from survey_kit.findings.phrases import base, share, told_interval
from survey_kit.findings.ranking import MOST, findings
from survey_kit.findings.texts import capital
from survey_kit.findings.view import asked_of_some, telling
from survey_kit.report.asked import answers as answers_to
from survey_kit.report.asked import told as told_in
from survey_kit.report.context import dates, findable, size, title, variables
from survey_kit.report.document import Box, Facts, Finding, Findings, KeyFigure, KeyFigures, Section
from survey_kit.report.paging import PAGE, block_height, head
from survey_kit.report.places import anchors, place_of
from survey_kit.wording import listing, number, rounded

if TYPE_CHECKING:
    from survey_kit.findings.claims import Claim
    from survey_kit.report.context import Context
    from survey_kit.report.document import Block

# Platforms that put a form on line; elsewhere the export doesn't say how answers came.
ONLINE: Final = frozenset({
    "limesurvey", "google_forms", "microsoft_forms", "framaforms", "kobo", "sphinx", "surveymonkey", "typeform", "tally", "qualtrics",
    "eusurvey", "demarches_simplifiees", "nextcloud_forms", "grist", "redcap",
})  # fmt: skip
# Key figures: the concept, and the code whose share is told ("" for the code that means yes).
KEYS: Final = (("telework_decisive", ""), ("teleworker", ""), ("coworking_awareness", "1"), ("staying", "1"), ("newcomer", ""))
MOST_KEYS: Final = 4
# Findings that are told beside answers at the least.
FEWEST: Final = 2
# What stands for any interval where signs are explained.
INTERVAL: Final = "19 – 32"


def fiche(context: Context) -> Section:
    """Section: what one must know to read the figures: who was asked, how, when, how many answered, what was left out and why."""
    facts = Facts(context.text("caption_fiche"), tuple(about(context).values()))
    signs = Facts(context.text("caption_signs"), tuple(_signs(context)))
    draft = [Box("warning", context.text("title_draft"), (context.text("text_draft"),))] if context.questionnaire.drafted else []
    return Section("fiche", "", context.text("theme_fiche"), context.text("title_fiche"), "", (facts, signs, *draft))


def about(context: Context) -> dict[str, tuple[str, str]]:
    """Dict of tuple: the facts of the survey, by key, each as its name and text."""
    return {key: (context.text(f"fact_{key}"), told) for key, told in _facts(context)}


def _facts(context: Context) -> Iterator[tuple[str, str]]:
    provenance = context.provenance
    asked = len([variable for variable in variables(context.questionnaire) if variable in context.questionnaire.questions])
    yield "field", context.text("field", title=title(context))
    yield "sampling", context.text(f"sampling_{context.view.sampling}")
    yield "mode", context.text("mode_online" if provenance.platform in ONLINE else "mode_unknown", count=asked)
    for told in ("spread", "contact"):
        if told in context.settings:
            yield told, context.settings[told]
    if when := dates(context, days=True):
        yield "period", capital(when)
    yield "responses", responses(context)
    yield "rate", context.text("rate")
    yield "weights", weighting(context)
    if precision := _precision(context):
        yield "precision", precision
    yield "privacy", _privacy(context)


def weighting(context: Context) -> str:
    """str: whether answers are weighted, and on what."""
    if "targets" in context.settings:
        return context.text("weights_targets", targets=context.settings["targets"])
    return context.text("weights_given" if context.view.weighted else "weights_none")


def responses(context: Context) -> str:
    """str: how many were received, left out (and why), and used."""
    provenance = context.provenance
    out = sum(provenance.left_out.values())
    told = context.text(
        "responses", received=number(provenance.received, context.lang), used=number(context.view.respondents, context.lang)
    )
    if not out:
        return told
    reasons = [f"{reason(code, context.lang)} ({number(count, context.lang)})" for code, count in provenance.left_out.items() if count]
    return f"{told} {context.text('left_out', many=out > 1, count=number(out, context.lang), reasons=listing(reasons, context.lang))}"


def reason(code: str, lang: str) -> str:
    """str: why rows were left out, in a few words."""
    return wording(f"reason_{code}", lang) if f"reason_{code}" in catalogue() else code.replace("_", " ")


def _precision(context: Context) -> str:
    """str: the widest interval of a share of all respondents; nothing without intervals or where percentages aren't told."""
    if context.view.sampling == "census":
        return ""
    widths = [
        (cell.high - cell.low) / 2
        for distribution in context.released.distributions
        if telling(distribution) and distribution.base == context.view.respondents
        for cell in distribution.cells
        if cell.low is not None and cell.high is not None and not cell.status
    ]
    return context.text(f"precision_{context.view.sampling}", points=number(rounded(max(widths)), context.lang, 0)) if widths else ""


def _privacy(context: Context) -> str:
    dropped = sum(context.provenance.personal.values())
    first = (
        context.text("privacy_dropped", many=dropped > 1, count=number(dropped, context.lang)) if dropped else context.text("privacy_none")
    )
    return f"{first} {context.text('privacy_rule', threshold=context.released.threshold)}"


def _signs(context: Context) -> Iterator[tuple[str, str]]:
    yield context.text("sign_hidden"), context.text("sign_hidden_means", threshold=context.released.threshold)
    yield "–", context.text("sign_none_means")
    if context.few:
        return
    yield context.text("sign_indicative"), context.text("sign_indicative_means")
    if context.view.sampling != "census":
        yield INTERVAL, context.text(f"sign_interval_{context.view.sampling}")


def essentials(context: Context, chapters: Sequence[Section]) -> Section:
    """Section: key figures, the findings that matter most and where they stand, and what the survey doesn't say."""
    places = anchors(chapters)
    answers = answers_to(context, places)
    found = _exploratory(context, places) if answers else _findings(context, places, MOST)
    keys = tuple(_keys(context))
    blocks: list[Block] = [scope(context)] if context.few else []
    blocks += [answers] if answers else []
    blocks += [KeyFigures(keys)] if keys and not context.few else []
    if found.items:
        blocks.append(found)
    elif not answers:
        blocks.append(Box("note", context.text("title_nothing"), (context.text("text_nothing"),)))
    blocks.append(Box("warning", context.text("title_unsaid"), tuple(_unsaid(context))))
    heading = context.text("title_essentials_few" if context.few else "title_essentials", count=size(context))
    lead = context.text(f"lead_essentials_{context.view.sampling}", count=size(context))
    made = Section("essentials", "1", context.text("theme_essentials"), heading, lead, tuple(blocks))
    return _on_a_page(made) if answers else made


def _findings(context: Context, places: Mapping[str, tuple[str, str]], most: int) -> Findings:
    """Findings: those that matter most, without what an answer tells already."""
    told = told_in(context)
    names = [name for name in findable(context.questionnaire) if name not in told]
    found = [claim for claim in findings(context.view, names, most + len(told)) if claim.variable not in told]
    return Findings(tuple(_finding(context, claim, places) for claim in found[:most]))


def _exploratory(context: Context, places: Mapping[str, tuple[str, str]]) -> Findings:
    """Findings: fewer where there are answers, and called exploratory."""
    found = _findings(context, places, max(MOST - len(context.answers), FEWEST))
    return replace(found, title=context.text("title_exploratory"), note=context.text("note_exploratory"))


def _on_a_page(section: Section) -> Section:
    """Section: without key figures, then with fewer findings, where it would take more than a page: answers stay."""
    if _height(section) <= PAGE:
        return section
    shorter = replace(section, blocks=tuple(block for block in section.blocks if not isinstance(block, KeyFigures)))
    last = next((block for block in shorter.blocks if isinstance(block, Findings) and block.kind == "findings"), None)
    while last is not None and len(last.items) > FEWEST and _height(shorter) > PAGE:
        fewer = replace(last, items=last.items[:-1])
        shorter = replace(shorter, blocks=tuple(fewer if block is last else block for block in shorter.blocks))
        last = fewer
    return shorter


def _height(section: Section) -> float:
    return head(section) + sum(block_height(block) for block in section.blocks)


def scope(context: Context) -> Box:
    """Box: how far the results reach, by how the respondents came."""
    few = context.few and context.view.sampling == "volunteer"
    paragraphs = [context.text("scope_volunteer_few" if few else f"scope_{context.view.sampling}", count=size(context))]
    paragraphs += [context.text("scope_few")] if context.few else []
    return Box("scope", context.text("title_scope"), tuple(paragraphs))


def _finding(context: Context, claim: Claim, places: Mapping[str, tuple[str, str]]) -> Finding:
    target, reference = place_of(context, claim.variable, places)
    return Finding(claim.sentence, claim.detail, target, reference, f"finding-{claim.variable}")


def _keys(context: Context) -> Iterator[KeyFigure]:
    """Iterator of KeyFigure: shares that rest on a base of 30 or more; at most four."""
    left = MOST_KEYS
    for concept, code in KEYS:
        found = context.view.having(concept)
        if not left or found is None or not telling(found[1]) or (code and context.questionnaire.drafted):
            continue
        cell = found[1].cell(code or yes(found[0]))
        if cell is None or cell.percent is None or cell.status or cell.code == "merged":
            continue
        left -= 1
        told = told_interval(context.view, cell, found[1])
        detail = ". ".join(part for part in (capital(told), context.text("base", base=base(context.view, found[1]))) if part)
        what = context.text(f"key_{concept}")
        what = context.text("key_asked", what=what) if asked_of_some(context.view, found[1]) else what
        yield KeyFigure(share(context.view, cell, found[1]), what, detail)


def _unsaid(context: Context) -> Iterator[str]:
    of_the_field = context.questionnaire.having("settled_date") is not None or context.questionnaire.having("newcomer") is not None
    yield context.text("unsaid_newcomers" if of_the_field else "unsaid_any")
    if context.questionnaire.having("coworking_intention") is not None:
        yield context.text("unsaid_intention")
