"""What a distribution says, by the type of its question: the title of its figure, a sentence, its detail and its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from survey_kit.findings.leading import Lead, lead
from survey_kit.findings.phrases import base, counted, in_brackets, share, subject, told_interval
from survey_kit.findings.texts import capital, cut, known, short_enough
from survey_kit.findings.view import cell_label, complete, names, others, outside_scale, telling
from survey_kit.wording import bounds, listing, number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution, Measure
    from survey_kit.findings.view import Variable, View

MOST_STEPS: Final = 7
QUESTION_WORDS: Final = 7


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding. `title` has 15 words at most and no full stop; `cells` are (variable, item, code) of what it rests on.

    `interest` ranks findings of one survey: the share that stands out, between 0 and 1, lowered where the base is small.
    """

    variable: str
    title: str
    sentence: str
    detail: str
    cells: tuple[tuple[str, str, str], ...] = ()
    interest: float = 0.0
    figure: str = ""


def claim(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    """Claim or None: what a distribution says; a neutral title where its base is too small; None where nothing may be told."""
    if distribution.rule == "nothing" or not distribution.base:
        return None
    if distribution.rule == "counts":
        return _counts(view, variable, distribution)
    if not telling(distribution):
        return neutral(view, variable, distribution, "title_indicative")
    return _of_type(view, variable, distribution) or neutral(view, variable, distribution, "title_answers")


def neutral(view: View, variable: Variable, distribution: Distribution, key: str) -> Claim:
    """Claim: the question alone, for a figure that supports no finding."""
    title = view.text(key, question=question(view, variable))
    detail = view.text("detail_base", base=base(view, distribution))
    return Claim(variable.name, title, f"{title}.", detail)


def question(view: View, variable: Variable) -> str:
    """str: the question in a few words, without its question mark."""
    return cut(variable.title(view.lang).rstrip(" ?:.\u00a0\u202f"), QUESTION_WORDS)


def cell_detail(view: View, cell: Cell, distribution: Distribution) -> str:
    """str: "46 % des 139 répondants concernés (incertitude minimale : de 38 à 54 %)"."""
    told = view.text("share_of_base", share=share(view, cell, distribution), base=base(view, distribution))
    return f"{told}{in_brackets(told_interval(view, cell, distribution))}"


def yes(variable: Variable) -> str:
    """str: the code that means yes."""
    first = next((choice.code for choice in variable.choices if choice.number), None)
    return first or (variable.choices[0].code if variable.choices else "1")


def weight(distribution: Distribution) -> float:
    """float: how much a base may carry, between 0 and 1."""
    return {"full": 1.0, "limited": 0.7}.get(distribution.rule, 0.0)


def _of_type(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    if variable.type == "yes_no":
        return _yes(view, variable, distribution)
    if variable.type in {"integer", "decimal"}:
        return _number(view, variable, distribution)
    if variable.type == "scale":
        return _scale(view, variable, distribution) or _leading(view, variable, distribution)
    return _leading(view, variable, distribution)


def _yes(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    cell = distribution.cell(yes(variable))
    if cell is None or cell.percent is None or cell.status:
        return None
    who = subject(view, cell, distribution)
    title = fitting(
        view.text("title_yes", question=question(view, variable), subject=who.text),
        view.text("title_yes_short", subject=capital(who.text)),
    )
    sentence = view.text("sentence_yes", question=view.quote(question(view, variable)), subject=who.text, many=who.many)
    detail = f"{capital(cell_detail(view, cell, distribution))}."
    return Claim(variable.name, title, sentence, detail, ((variable.name, "", cell.code),), weight(distribution) * (cell.percent / 200))


def _number(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    middle = distribution.measure("median")
    if middle is None or middle.value is None:
        return None
    value = number(middle.value, view.lang, 0 if float(middle.value).is_integer() else 1)
    name = question(view, variable)
    detail = view.text("detail_median", value=value, base=base(view, distribution)) + _mean(view, distribution.measure("mean"))
    return Claim(
        variable.name,
        view.text("title_median", question=name, value=value),
        view.text("sentence_median", question=name, value=value),
        detail,
    )


def _mean(view: View, mean: Measure | None) -> str:
    if mean is None or mean.value is None:
        return ""
    return " " + view.text("detail_mean", value=number(mean.value, view.lang, 1), interval=in_brackets(measure_interval(view, mean)))


def measure_interval(view: View, measure: Measure) -> str:
    """str: "incertitude minimale : de 2,1 à 2,6", empty when there is none."""
    if measure.low is None or measure.high is None or view.sampling == "census":
        return ""
    return view.text(f"interval_{view.sampling}", bounds=bounds(measure.low, measure.high, view.lang, 1))


def _scale(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    """Claim or None: the share of the upper half of a scale; nothing where a step is kept back."""
    steps = [choice for choice in variable.choices if choice.number is not None and not choice.missing]
    if len(steps) > MOST_STEPS:
        return _mark(view, variable, distribution, number(float(steps[-1].number or 0), view.lang))
    if not complete(distribution) or len(steps) <= 2:
        return None
    middle = (float(steps[0].number or 0) + float(steps[-1].number or 0)) / 2
    upper = [choice.code for choice in steps if float(choice.number or 0) > middle]
    cells = [cell for code in upper if (cell := distribution.cell(code)) is not None]
    if not cells or any(cell.merged for cell in cells):
        return None
    total = replace(cells[0], percent=sum(cell.percent or 0.0 for cell in cells), low=None, high=None)
    values: dict[str, Any] = {
        "low": upper[0],
        "high": upper[-1],
        "question": question(view, variable),
        "share": share(view, total, distribution),
    }
    title = fitting(view.text("title_scale", **values), view.text("title_scale_short", **values))
    detail = view.text("detail_scale", base=base(view, distribution), **values)
    rests_on = tuple((variable.name, "", cell.code) for cell in cells)
    return Claim(variable.name, title, f"{title}.", detail, rests_on, weight(distribution) * abs((total.percent or 0.0) - 50) / 150)


def _mark(view: View, variable: Variable, distribution: Distribution, high: str) -> Claim | None:
    """Claim or None: the mean mark of a long scale."""
    mean = distribution.measure("mean")
    if mean is None or mean.value is None:
        return None
    title = fitting(view.text("title_mean", question=question(view, variable), value=number(mean.value, view.lang, 1), high=high))
    detail = f"{view.text('detail_base', base=base(view, distribution))} {_mean(view, mean).strip()}"
    return Claim(variable.name, title, f"{title}.", detail, ((variable.name, "", "mean"),), weight(distribution) * 0.2)


def _leading(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    ahead = lead(distribution, others(variable) - outside_scale(variable))
    if ahead is None:
        return None
    known_as = names(variable, distribution, view.lang)
    told = [view.quote(cut(cell_label(cell, known_as, view.lang))) for cell in ahead.first]
    title = _leading_title(view, variable, ahead, told)
    detail = _leading_detail(view, variable, distribution, ahead)
    rests_on = tuple((variable.name, "", cell.code) for cell in (*ahead.first, *ahead.after[:2]))
    return Claim(variable.name, title, f"{title}.", detail, rests_on, _interest(distribution, ahead))


def _frame(view: View, variable: Variable, form: str) -> str:
    key = f"{form}_{variable.concept}"
    return view.text(key if variable.concept and known(key) else f"{form}_any")


def _leading_title(view: View, variable: Variable, ahead: Lead, told: list[str]) -> str:
    if ahead.flat:
        return _frame(view, variable, "flat")
    form = "ties" if ahead.ties else "first"
    frame = view.text("partial") if ahead.partial else _frame(view, variable, form)
    options = [view.text("framed", frame=frame, labels=listing(told[:most], view.lang)) for most in range(len(told), 0, -1)]
    return fitting(*options, view.text("framed", frame=frame, labels=view.quote(cut(told[0].strip("«»“” \u00a0"), 5))))


def _leading_detail(view: View, variable: Variable, distribution: Distribution, ahead: Lead) -> str:
    known_as = names(variable, distribution, view.lang)
    top, *rest = (*ahead.first, *ahead.after)
    said = [
        view.text("also", label=view.quote(cell_label(cell, known_as, view.lang)), share=share(view, cell, distribution))
        for cell in rest[:2]
    ]
    opening = view.text(
        "cited" if distribution.multiple else "answered",
        share=cell_detail(view, top, distribution),
        label=view.quote(cell_label(top, known_as, view.lang)),
    )
    parts = [opening, *([view.text("then", labels=listing(said, view.lang))] if said else [])]
    chance = f" {view.text('order_by_chance')}" if ahead.ties else ""
    return f"{', '.join(parts)}.{chance}"


def _interest(distribution: Distribution, ahead: Lead) -> float:
    """float: how far the first answer stands above the next one, and how many gave it."""
    if ahead.flat or ahead.partial:
        return 0.0
    top = ahead.first[0].percent or 0.0
    next_one = ahead.after[0].percent or 0.0 if ahead.after else 0.0
    clear = (top - next_one) / 100 if not ahead.ties else 0.0
    return weight(distribution) * (0.5 * top / 100 + 0.5 * clear)


def fitting(*options: str) -> str:
    """str: the first title that keeps to 15 words, else the last one cut to them."""
    found = next((option for option in options if short_enough(option)), None)
    return found or cut(options[-1], 15)


def _counts(view: View, variable: Variable, distribution: Distribution) -> Claim:
    """Claim: the most frequent answer in words, one person at a time: no percentage, no ranking."""
    shown = [cell for cell in distribution.cells if cell.count and not cell.status and cell.code not in others(variable)]
    top = max(shown, key=lambda cell: cell.count or 0, default=None)
    if top is None or top.code == "merged":
        return neutral(view, variable, distribution, "title_counts")
    label = view.quote(cut(cell_label(top, names(variable, distribution, view.lang), view.lang)))
    title = fitting(view.text("framed", frame=capital(counted(view, top, distribution)), labels=label))
    return Claim(
        variable.name,
        title,
        f"{title}.",
        view.text("detail_question", question=question(view, variable)),
        ((variable.name, "", top.code),),
        0.1,
    )
