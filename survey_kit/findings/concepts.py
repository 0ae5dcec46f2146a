"""Findings of the field: telework that decided a move, days wished and done, shared workspaces known, used and wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from survey_kit.findings.by_type import claim, upper
from survey_kit.findings.claims import Claim, cell_detail, fitting, measure_interval, measured, neutral, sentence, weight, yes
from survey_kit.findings.nets import net
from survey_kit.findings.phrases import Phrase, base, in_brackets, noun, share, subject
from survey_kit.findings.texts import capital, cut, plain
from survey_kit.findings.view import telling
from survey_kit.questionnaire.indicators import AWARENESS
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import Variable, View

HALF: Final = 50.0


@dataclass(frozen=True, slots=True)
class Threshold:
    """The highest threshold that more than half still accept."""

    label: str
    cell: Cell


def decisive(view: View) -> Claim | None:
    """Claim or None: the share who would not have come without telework."""
    return _of_yes(view, "telework_decisive", "decisive")


def teleworker(view: View) -> Claim | None:
    """Claim or None: the share who telework, even occasionally."""
    return _of_yes(view, "teleworker", "teleworker")


def staying(view: View) -> Claim | None:
    """Claim or None: the share who intend to stay for good, where the question is the shipped one."""
    found = _telling(view, "staying")
    if found is None or view.questionnaire.drafted:
        return None
    return _of_cell(view, *found, "1", "staying")


def telework_wished(view: View) -> Claim | None:
    """Claim or None: whether people wish for more telework than they do: by the mean gap and its interval, else by the middle answers."""
    return _by_gap(view) or _by_middle(view)


def _by_gap(view: View) -> Claim | None:
    gap, means = _telling(view, "telework_gap"), _measures(view, "mean")
    mean = gap[1].measure("mean") if gap is not None else None
    if gap is None or means is None or mean is None or mean.value is None:
        return None
    variable, distribution = gap
    low, high = (mean.value if bound is None else bound for bound in (mean.low, mean.high))
    key = "more_telework" if low > 0 else "less_telework" if high < 0 else "same_telework"
    said = measure_interval(view, mean, distribution)
    gap_told = view.text("telework_gap_interval", gap=measured(view, mean, distribution), interval=said) if said else ""
    detail = view.text("telework_detail", interval=in_brackets(gap_told), base=base(view, distribution), **means)
    title = view.text(f"{key}_title")
    return Claim(variable.name, title, sentence(title), detail, ((variable.name, "", "mean"),), weight(distribution) * 0.5)


def _by_middle(view: View) -> Claim | None:
    found, middles = _telling(view, "telework_days"), _measures(view, "median")
    if found is None or middles is None:
        return None
    variable, distribution = found
    key = "middle_same" if plain(middles["now"]) == plain(middles["wished"]) else "middle"
    title = view.text(f"{key}_title", noun=noun(view, distribution), **middles)
    detail = view.text("middle_detail", base=base(view, distribution), **middles)
    wished = view.questionnaire.having("telework_days_wished")
    cells = ((variable.name, "", "median"), (wished.name if wished is not None else "", "", "median"))
    return Claim("telework_gap", title, sentence(title), detail, cells, weight(distribution) * 0.5)


def _measures(view: View, name: str) -> dict[str, Any] | None:
    """Dict or None: that measure of the days wished and of the days done, as printed; None unless both are known."""
    found = {key: _telling(view, concept) for key, concept in (("now", "telework_days"), ("wished", "telework_days_wished"))}
    told = {key: (measure, each[1]) for key, each in found.items() if each is not None and (measure := each[1].measure(name)) is not None}
    places = 1 if name == "mean" else None
    shown = {key: measured(view, *pair, places) for key, pair in told.items() if pair[0].value is not None}
    return shown if len(shown) == 2 else None


def awareness(view: View) -> Claim | None:
    """Claim or None: how many know a shared workspace of the territory, and how many have been there."""
    found = _telling(view, "coworking_awareness")
    if found is None or not asked_as_shipped(view, found[0]):
        return None
    variable, distribution = found
    been, known = distribution.cell("1"), net(distribution, ("1", "2"))
    if known is None:
        return None
    values: dict[str, Any] = {"known": share(view, known, distribution), "base": base(view, distribution)}
    if been is not None and been.code == "1" and been.percent is not None:
        values["been"] = share(view, been, distribution)
    form = "awareness" if "been" in values else "awareness_only"
    title, detail = view.text(f"{form}_title", **values), view.text(f"{form}_detail", **values)
    cells = ((variable.name, "", "1"), (variable.name, "", "2"))
    return Claim(variable.name, title, sentence(title), detail, cells, weight(distribution) * 0.5)


def asked_as_shipped(view: View, variable: Variable) -> bool:
    """bool: whether awareness was asked with the answers of the shipped questionnaire, whose codes say what they mean."""
    return not view.questionnaire.drafted and tuple(choice.code for choice in variable.choices) == AWARENESS


def interested(view: View) -> tuple[Variable, Distribution, Cell] | None:
    """Tuple of variable, distribution and cell, or None: those who would use a suitable space at least one day a month."""
    found = view.having("coworking_intention")
    if found is None or found[1].rule == "nothing":
        return None
    codes = [choice.code for choice in found[0].choices if choice.number]
    cell = net(found[1], codes) if codes else None
    return None if cell is None else (*found, cell)


def intention(view: View) -> Claim | None:
    """Claim or None: how many would use a suitable space."""
    found = interested(view)
    if found is None or not telling(found[1]):
        return None
    variable, distribution, cell = found
    values: dict[str, Any] = {"share": share(view, cell, distribution), "base": base(view, distribution)}
    cells = tuple((variable.name, "", choice.code) for choice in variable.choices if choice.number)
    title = view.text("intention_title", **values)
    return Claim(variable.name, title, sentence(title), view.text("intention_detail", **values), cells, weight(distribution) * 0.4)


def demand(view: View) -> Claim | None:
    """Claim or None: the desks that the demand declared would take, as a scenario from low to high."""
    analysis = view.released.analysis("coworking_demand")
    desks = analysis.quantity("whole_desks") if analysis is not None else None
    if analysis is None or desks is None or desks.value is None or desks.low is None or desks.high is None or not analysis.base:
        return None
    size = f"{view.figure('coworking_demand_base', number(analysis.base, view.lang))} {view.text('noun_asked', many=True)}"
    values: dict[str, Any] = {
        name: view.figure(f"coworking_demand_desks_{name}", number(value, view.lang, 0))
        for name, value in (("low", desks.low), ("value", desks.value), ("high", desks.high))
    }
    detail = view.text("demand_detail", base=size, **values)
    return Claim("coworking_demand", view.text("demand_title", **values), view.text("demand_sentence", **values), detail, (), 0.5)


def travel(view: View) -> Claim | None:
    """Claim or None: the longest journey that more than half accept."""
    return _of_threshold(view, "coworking_travel_time", "travel")


def price(view: View) -> Claim | None:
    """Claim or None: the highest price that more than half accept."""
    return _of_threshold(view, "coworking_price", "price")


def threshold_codes(variable: Variable) -> tuple[str, ...]:
    """Tuple of str: the codes of a scale of thresholds, in increasing order, without "don't know"."""
    return tuple(choice.code for choice in variable.choices if not choice.missing)


def threshold(view: View, variable: Variable, distribution: Distribution) -> Threshold | None:
    """Threshold or None: the highest that more than half accept, where nothing is kept back; None when it is the first of all."""
    codes = threshold_codes(variable)
    reached = [(code, net(distribution, codes[place:])) for place, code in enumerate(codes)]
    kept = [(code, cell) for code, cell in reached[1:] if cell is not None and (cell.percent or 0.0) > HALF]
    if not kept:
        return None
    code, cell = kept[-1]
    choice = variable.choice(code)
    return Threshold(choice.title(view.lang) if choice is not None else code, cell)


def of_matrix(view: View, variable: Variable) -> Claim | None:
    """Claim or None: of a matrix: the topics with most and fewest high marks; for satisfaction a finding where they differ beyond chance."""
    items = [item for item in view.released.items(variable.name) if item.item and item.base]
    if not items:
        return None
    plain = neutral(view, variable, max(items, key=lambda item: item.base or 0), "matrix_title")
    marks = upper(view, variable)
    rated = [] if marks is None else [(cell, item) for item in items if telling(item) and (cell := net(item, marks.codes)) is not None]
    if marks is None or len(rated) < 2:
        return plain
    best, worst = (choose(rated, key=lambda pair: pair[0].percent or 0.0) for choose in (max, min))
    told: dict[str, Any] = {"best": topic(view, variable, best[1]), "worst": topic(view, variable, worst[1])}
    detail = view.text("matrix_detail", marks=marks.marks, high=marks.high, **told, **_of_ends(view, best, worst))
    title = fitting(view.text("satisfaction_title", **told)) if variable.concept == "satisfaction" and _apart(best[1], worst[1]) else ""
    cells = tuple((variable.name, item.item, code) for _, item in (best, worst) for code in marks.codes)
    found = replace(plain, detail=detail, cells=cells)
    return replace(found, title=title, sentence=sentence(title), interest=weight(worst[1]) * 0.5) if title else found


def _apart(best: Distribution, worst: Distribution) -> bool:
    """bool: whether two mean marks differ beyond chance."""
    high, low = best.measure("mean"), worst.measure("mean")
    return high is not None and low is not None and high.low is not None and low.high is not None and high.low > low.high


def topic(view: View, variable: Variable, distribution: Distribution) -> str:
    """str: the topic of one row of a matrix, quoted and cut short."""
    item = next((item for item in getattr(variable, "items", ()) if item.code == distribution.item), None)
    return view.quote(cut(item.title(view.lang) if item is not None else distribution.item, 5))


def _of_ends(view: View, best: tuple[Cell, Distribution], worst: tuple[Cell, Distribution]) -> dict[str, Any]:
    shares: dict[str, Any] = {f"{name}_share": share(view, *pair) for name, pair in (("best", best), ("worst", worst))}
    return shares | {f"{name}_base": base(view, pair[1]) for name, pair in (("best", best), ("worst", worst))}


SPECIAL: Final[dict[str, Callable[[View], Claim | None]]] = {
    "telework_decisive": decisive,
    "teleworker": teleworker,
    "telework_gap": telework_wished,
    "coworking_awareness": awareness,
    "coworking_intention": intention,
    "coworking_travel_time": travel,
    "coworking_price": price,
    "staying": staying,
}


def claim_of(view: View, variable: Variable) -> Claim | None:
    """Claim or None: what a variable says, by what it measures, else by its type."""
    if variable.type == "matrix":
        return of_matrix(view, variable)
    distribution = view.released.distribution(variable.name)
    if distribution is None or variable.type == "text":
        return None
    found = special(view, variable)
    return found or (None if variable.concept == "telework_gap" else claim(view, variable, distribution))


def special(view: View, variable: Variable) -> Claim | None:
    """Claim or None: the finding of the field that a variable bears."""
    if variable.concept not in SPECIAL or view.questionnaire.having(variable.concept) is not variable:
        return None
    return SPECIAL[variable.concept](view)


def _telling(view: View, concept: str) -> tuple[Variable, Distribution] | None:
    found = view.having(concept)
    return found if found is not None and telling(found[1]) else None


def _of_yes(view: View, concept: str, key: str) -> Claim | None:
    found = _telling(view, concept)
    return None if found is None else _of_cell(view, *found, yes(found[0]), key)


def _of_cell(view: View, variable: Variable, distribution: Distribution, code: str, key: str) -> Claim | None:
    cell = distribution.cell(code)
    if cell is None or cell.code != code or cell.percent is None or cell.status:
        return None
    who: Phrase = subject(view, cell, distribution)
    title = capital(view.text(f"{key}_title", subject=who.text, many=who.many))
    detail = view.text(f"{key}_detail", share=cell_detail(view, cell, distribution))
    return Claim(variable.name, fitting(title), sentence(title), detail, ((variable.name, "", code),), weight(distribution) * 0.5)


def _of_threshold(view: View, concept: str, key: str) -> Claim | None:
    found = _telling(view, concept)
    limit = threshold(view, *found) if found is not None else None
    if found is None or limit is None:
        return None
    variable, distribution = found
    values: dict[str, Any] = {
        "label": cut(limit.label, 4),
        "share": share(view, limit.cell, distribution),
        "base": base(view, distribution),
    }
    title = fitting(view.text(f"{key}_title", **values))
    detail = view.text(f"{key}_detail", **values)
    return Claim(variable.name, title, sentence(title), detail, ((variable.name, "", limit.cell.code),), weight(distribution) * 0.4)
