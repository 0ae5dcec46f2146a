"""What stands around a figure or a table: measure, base, field, reading, rules of reading, source, text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from survey_kit.findings.phrases import base, counted, decimals, noun, share
from survey_kit.findings.texts import capital, cut
from survey_kit.findings.view import ORIGINS, REGIONS, cell_label, names
from survey_kit.questionnaire.model import label as in_language
from survey_kit.report.context import MUCH_MISSING, SOME_MISSING, left_out, missing_share, source
from survey_kit.report.document import Notes
from survey_kit.wording import between, listing, number, numeral, percent

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context

ALT_WORDS = 14


def subtitle(context: Context, variable: Variable, distribution: Distribution) -> str:
    """str: measure, unit and base: "Besoins sur place, cinq réponses au plus, en % des répondants concernés. Base : 64 ..."."""
    key = "unit_counts" if distribution.rule == "counts" else "unit_percent_of" if distribution.multiple else "unit_percent"
    unit = context.text(key, noun=noun(context.view, distribution))
    parts = [variable.title(context.lang).rstrip(" ?:."), *at_most(context, variable), unit]
    parts += [context.text("weighted")] if context.view.weighted else []
    return f"{', '.join(parts)}. {base_line(context, distribution)}{_warning(context, distribution)}"


def at_most(context: Context, variable: Variable) -> list[str]:
    """List of str: how many answers a set lets each give; empty for other questions."""
    if variable.type != "multiple":
        return []
    most = getattr(variable, "maximum", None)
    if not most:
        return [context.text("several_answers")]
    return [context.text("answers_at_most", many=most > 1, most=numeral(most, context.lang))]


def base_line(context: Context, distribution: Distribution) -> str:
    """str: "Base : 165 répondants", with the effective base of weighted responses, and "indicatif" where it is small."""
    told = context.text("base", base=base(context.view, distribution))
    if context.view.weighted and distribution.effective_base:
        told += context.text("effective_base", size=number(distribution.effective_base, context.lang, 0))
    return told + (context.text("indicative") if distribution.rule == "indicative" else "")


def base_of(context: Context, told: str, size: str) -> str:
    """str: what a subtitle says from its base on; empty where it says none."""
    place = told.find(context.text("base", base=size))
    return told[place:] if place >= 0 else ""


def bases(context: Context, distributions: Sequence[Distribution]) -> str:
    """str: the base that several distributions have in common, or the least and the greatest of them."""
    sizes = sorted({distribution.base or 0 for distribution in distributions})
    if len(sizes) == 1:
        return base(context.view, distributions[0])
    return context.text("base_range", low=number(sizes[0], context.lang), high=number(sizes[-1], context.lang))


def notes(context: Context, variable: Variable, distribution: Distribution, reading: str = "", also: str = "") -> Notes:
    """Notes: of one variable."""
    return Notes(
        universe(context, variable),
        reading or read_aloud(context, variable, distribution),
        _rules(context, variable, distribution, also),
        source(context),
    )


def universe(context: Context, variable: Variable) -> str:
    """str: who was asked, in words, as the codebook says it."""
    told = in_language(variable.universe, context.lang).rstrip(".")
    if told:
        return f"{told[:1].lower()}{told[1:]}."
    return context.text("universe_some" if variable.relevance else "universe_all")


def read_aloud(context: Context, variable: Variable, distribution: Distribution) -> str:
    """str: one number of the figure read aloud, with its interval; empty where the base allows no percentage."""
    cell = main_cell(variable, distribution)
    if cell is None:
        return ""
    named = context.view.quote(cut(cell_label(cell, names(variable, distribution, context.lang), context.lang)))
    if distribution.rule == "counts":
        return context.text("reading_counts", many=(cell.count or 0) > 1, people=counted(context.view, cell, distribution), label=named)
    told = context.text("share_of_base", share=share(context.view, cell, distribution), base=base(context.view, distribution))
    verb = "reading_cited" if distribution.multiple else "reading_came_from" if variable.concept in ORIGINS else "reading_answered"
    sentence = context.text(verb, share=told, label=named)
    if cell.low is None or cell.high is None or context.view.sampling == "census":
        return f"{sentence}."
    reach = between(cell.low, cell.high, context.lang, decimals(distribution))
    return sentence + context.text(f"reading_interval_{context.view.sampling}", bounds=reach)


def main_cell(variable: Variable, distribution: Distribution) -> Cell | None:
    """Cell or None: the most frequent answer that is shown, not one of "don't know"."""
    silent = {choice.code for choice in variable.choices if choice.missing}
    shown = [cell for cell in distribution.cells if not cell.status and cell.count and cell.code not in silent]
    return max(shown, key=lambda cell: cell.percent or cell.count or 0, default=None)


def alternative(context: Context, variable: Variable, distribution: Distribution, finding: str = "", most: int = 3) -> str:
    """str: the text alternative: the finding, its main numbers with the base, what is kept back, and where all numbers stand."""
    known = names(variable, distribution, context.lang)
    shown = [cell for cell in distribution.cells if not cell.status and cell.count]
    ranked = sorted(shown, key=lambda cell: -(cell.percent or cell.count or 0))[:most]
    told = listing([_alternative_of(context, cell, known, distribution, first=not place) for place, cell in enumerate(ranked)], context.lang)
    parts = [_opening(context, variable, finding, told)]
    if len(ranked) < most and any(cell.status for cell in distribution.cells):
        parts.append(context.text("alt_hidden"))
    return " ".join(parts) + where(context, variable)


def _opening(context: Context, variable: Variable, finding: str, told: str) -> str:
    """str: the finding and the numbers as sentences, the question named once: a finding may open with it, cut short."""
    question = variable.title(context.lang).rstrip(" ?:.")
    named, _, rest = finding.partition(":")
    if rest and named.strip(" …") in question:
        return f"{context.text('alt', question=cut(question, ALT_WORDS), told=rest.strip())} {stopped(capital(told))}"
    numbers = context.text("alt", question=cut(question, ALT_WORDS), told=told)
    return f"{stopped(finding)} {numbers}" if finding else numbers


def stopped(text: str) -> str:
    """str: a title as a sentence, with its full stop; nothing stays nothing."""
    return text if not text or text.endswith((".", "?", "!", "…")) else f"{text}."


def where(context: Context, variable: Variable) -> str:
    """str: " Tous les chiffres : tableau B12.", empty when there is no such table."""
    table = context.tables.get(variable.name)
    return f" {context.text('alt_where', table=table)}" if table else ""


def _alternative_of(context: Context, cell: Cell, known: dict[str, str], distribution: Distribution, *, first: bool) -> str:
    named = cut(cell_label(cell, known, context.lang), ALT_WORDS)
    named = context.view.quote(named) if named.isdigit() else named
    if distribution.rule == "counts":
        size = numeral(cell.count or 0, context.lang)
        return context.text(
            "alt_count_first" if first else "alt_count", label=named, count=size, base=numeral(distribution.base or 0, context.lang)
        )
    told = share(context.view, cell, distribution)
    return context.text("alt_share_first" if first else "alt_share", label=named, share=told, base=base(context.view, distribution))


def _warning(context: Context, distribution: Distribution) -> str:
    silent = missing_share(distribution)
    return context.text("much_missing", share=percent(100 * silent, context.lang)) if silent > MUCH_MISSING else ""


def _rules(context: Context, variable: Variable, distribution: Distribution, also: str) -> str:
    """str: the rules of reading that apply: totals over 100, hidden and merged answers, who gave no answer."""
    told = [also] if also else []
    if distribution.multiple:
        told.append(context.text("note_multiple_people" if distribution.rule == "counts" else "note_multiple"))
    if any(cell.status for cell in distribution.cells):
        told.append(context.text("note_hidden"))
    told += [_merged(context, variable, names(variable, distribution, context.lang), cell) for cell in distribution.cells if cell.together]
    silent = left_out(distribution, "not_answered") + left_out(distribution, "refused")
    if missing_share(distribution) > SOME_MISSING:
        told.append(context.text("note_missing", many=silent > 1, count=number(silent, context.lang)))
    return context.text("between_notes").join(told) + ("." if told else "")


def _merged(context: Context, variable: Variable, known: dict[str, str], cell: Cell) -> str:
    if not cell.merged:
        key = "note_merged_origins" if variable.concept in REGIONS else "note_merged_places"
        return context.text(key, number=number(cell.together, context.lang))
    return context.text("note_merged", labels=listing([context.view.quote(known.get(code, code)) for code in cell.merged], context.lang))
