"""Findings about the answers in front: named by what the question measures, else by the question itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from survey_kit.findings.claims import Claim, bare, cell_detail, fitting, question, sentence, weight
from survey_kit.findings.leading import Lead, lead, most_hidden
from survey_kit.findings.phrases import share
from survey_kit.findings.texts import cut, known
from survey_kit.findings.view import ORIGINS, cell_label, ladder, names, others, outside_scale
from survey_kit.wording import listing, numeral

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Distribution
    from survey_kit.findings.view import Variable, View

ASKED_WORDS: Final = 20
SUBJECT_WORDS: Final = 5


def leading(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    """Claim or None: the answers in front, in their order; None when nobody gave any."""
    ahead = lead(distribution, others(variable) - outside_scale(variable), most_hidden(variable, distribution), together=ladder(variable))
    if ahead is None:
        return None
    known_as = names(variable, distribution, view.lang)
    # Names of places are proper names: a title needs no marks to tell them from its own words.
    said = [cut(cell_label(cell, known_as, view.lang)) for cell in ahead.first]
    told = said if variable.type == "place" else [view.quote(label) for label in said]
    title = _title(view, variable, ahead, told)
    detail = _detail(view, variable, distribution, ahead)
    rests_on = tuple((variable.name, "", cell.code) for cell in (*ahead.first, *ahead.after[:2]))
    return Claim(variable.name, title, _sentence(view, variable, ahead, told, title), detail, rests_on, _interest(distribution, ahead))


def _title(view: View, variable: Variable, ahead: Lead, told: list[str]) -> str:
    """str: what is in front, of what: by the concept's own words, else after the question, which is cut where it is long."""
    form = "flat" if ahead.flat else "ties" if ahead.ties else "first"
    lists = _lists(view, told)
    own = f"{form}_{variable.concept}"
    if ahead.partial and not ahead.flat:
        return fitting(*(view.text("title_partial", question=asked, labels=labels) for asked in _asked(view, variable) for labels in lists))
    if variable.concept and known(own):
        return view.text(own) if ahead.flat else fitting(*(view.text("framed", frame=view.text(own), labels=labels) for labels in lists))
    return fitting(*(view.text(f"title_{form}", question=asked, labels=labels) for asked in _asked(view, variable) for labels in lists))


def _lists(view: View, told: list[str]) -> list[str]:
    """List of str: the answers in front, ever fewer of them, the first one cut at last."""
    shortest = view.quote(cut(told[0].strip("«»“” \u00a0"), 5))
    return [*(listing(told[:most], view.lang) for most in range(len(told), 0, -1)), shortest]


def _asked(view: View, variable: Variable) -> list[str]:
    """List of str: the question in ever fewer words."""
    short = question(view, variable)
    return list(dict.fromkeys([short, cut(short.rstrip("…"), SUBJECT_WORDS)]))


def _sentence(view: View, variable: Variable, ahead: Lead, told: list[str], title: str) -> str:
    """str: the title; where the question is too long to stand whole in it, what is in front after the question."""
    asked = bare(variable.title(view.lang))
    if question(view, variable) == asked or (variable.concept and known(f"first_{variable.concept}")):
        return sentence(title)
    form = "flat_any" if ahead.flat else "bare_partial" if ahead.partial else "bare_ties" if ahead.ties else "bare_first"
    said = fitting(*(view.text(form, labels=labels) for labels in _lists(view, told)))
    return sentence(view.text("sentence_asked", question=view.quote(cut(asked, ASKED_WORDS)), title=said))


def _detail(view: View, variable: Variable, distribution: Distribution, ahead: Lead) -> str:
    known_as = names(variable, distribution, view.lang)
    top, *rest = (*ahead.first, *ahead.after)
    said = [
        view.text("also", label=view.quote(cell_label(cell, known_as, view.lang)), share=share(view, cell, distribution))
        for cell in rest[:2]
    ]
    opening = view.text(
        "cited" if distribution.multiple else "came_from" if variable.concept in ORIGINS else "answered",
        share=cell_detail(view, top, distribution),
        label=view.quote(cell_label(top, known_as, view.lang)),
    )
    parts = [opening, *([view.text("then", labels=listing(said, view.lang))] if said else [])]
    return f"{', '.join(parts)}.{_doubt(view, ahead, 1 + len(rest[:2]))}"


def _doubt(view: View, ahead: Lead, told: int) -> str:
    """str: which of the answers told chance alone could have put in that order; nothing where the first stands out."""
    if not ahead.ties:
        return ""
    few = len(ahead.first) < told
    return f" {view.text('order_by_chance_first', count=numeral(len(ahead.first), view.lang)) if few else view.text('order_by_chance')}"


def _interest(distribution: Distribution, ahead: Lead) -> float:
    """float: how far the first answer stands above the next one, and how many gave it."""
    if ahead.flat or ahead.partial:
        return 0.0
    top = ahead.first[0].percent or 0.0
    next_one = ahead.after[0].percent or 0.0 if ahead.after else 0.0
    clear = (top - next_one) / 100 if not ahead.ties else 0.0
    return weight(distribution) * (0.5 * top / 100 + 0.5 * clear)
