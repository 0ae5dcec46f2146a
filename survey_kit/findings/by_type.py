"""What a distribution says, by the type of its question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from survey_kit.findings.claims import Claim, cell_detail, fitting, measure_interval, measured, neutral, question, sentence, weight, yes
from survey_kit.findings.frames import leading
from survey_kit.findings.nets import net
from survey_kit.findings.phrases import base, counted, in_brackets, share, subject
from survey_kit.findings.texts import capital, cut
from survey_kit.findings.view import cell_label, names, others, telling
from survey_kit.questionnaire.indicators import upper_codes
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Distribution
    from survey_kit.findings.view import Variable, View

MOST_STEPS: Final = 7
# What one person at a time says: enough to be told in a survey of a few people, never in a larger one.
OF_A_FEW: Final = 0.01


@dataclass(frozen=True, slots=True)
class Upper:
    """The marks above the middle of a numbered scale, in words, and how many gave one of them."""

    marks: str
    high: str
    codes: tuple[str, ...]


def claim(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    """Claim or None: what a distribution says; a neutral title where its base is too small; None where nothing may be told."""
    if distribution.rule == "nothing" or not distribution.base:
        return None
    if distribution.rule == "counts":
        return _counts(view, variable, distribution)
    if not telling(distribution):
        return neutral(view, variable, distribution, "title_indicative")
    return _of_type(view, variable, distribution) or neutral(view, variable, distribution, "title_answers")


def _of_type(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    if variable.type == "yes_no":
        return _yes(view, variable, distribution)
    if variable.type in {"integer", "decimal"}:
        return _number(view, variable, distribution)
    if variable.type == "scale":
        return _scale(view, variable, distribution) or leading(view, variable, distribution)
    return leading(view, variable, distribution)


def _yes(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    cell = distribution.cell(yes(variable))
    if cell is None or cell.percent is None or cell.status:
        return None
    who = subject(view, cell, distribution)
    title = fitting(
        view.text("title_yes", question=question(view, variable), subject=who.text),
        view.text("title_yes_short", subject=capital(who.text)),
    )
    told = view.text("sentence_yes", question=view.quote(question(view, variable)), subject=who.text, many=who.many)
    detail = f"{capital(cell_detail(view, cell, distribution))}."
    return Claim(variable.name, title, told, detail, ((variable.name, "", cell.code),), weight(distribution) * (cell.percent / 200))


def _number(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    middle = distribution.measure("median")
    if middle is None or middle.value is None:
        return None
    value = measured(view, middle, distribution, 0 if float(middle.value).is_integer() else 1)
    title = view.text("title_median", question=question(view, variable), value=value)
    detail = view.text("detail_median", value=value, base=base(view, distribution)) + _mean(view, distribution)
    return Claim(variable.name, title, sentence(title), detail, ((variable.name, "", "median"),), weight(distribution) * 0.1)


def _mean(view: View, distribution: Distribution) -> str:
    mean = distribution.measure("mean")
    if mean is None or mean.value is None:
        return ""
    interval = in_brackets(measure_interval(view, mean, distribution))
    return " " + view.text("detail_mean", value=measured(view, mean, distribution), interval=interval)


def upper(view: View, variable: Variable) -> Upper | None:
    """Upper or None: "4 ou 5", of a numbered scale of seven steps at most."""
    codes = upper_codes(variable)
    numbers = [
        number(choice.number, view.lang) for code in codes if (choice := variable.choice(code)) is not None and choice.number is not None
    ]
    if not numbers:
        return None
    form = {1: "one", 2: "two"}.get(len(numbers), "more")
    return Upper(view.text(f"marks_{form}", low=numbers[0], high=numbers[-1]), numbers[-1], codes)


def _scale(view: View, variable: Variable, distribution: Distribution) -> Claim | None:
    """Claim or None: the share of the upper half of a scale, the mean of a long one; nothing where one of those answers is kept back."""
    marks = upper(view, variable)
    if marks is None:
        return None
    if len([choice for choice in variable.choices if choice.number is not None]) > MOST_STEPS and (
        found := _mark(view, variable, distribution, marks.high)
    ):
        return found
    total = net(distribution, marks.codes)
    if total is None:
        return None
    told: dict[str, Any] = {"marks": marks.marks, "high": marks.high, "share": share(view, total, distribution)}
    title = fitting(view.text("title_scale", question=question(view, variable), **told), view.text("title_scale_short", **told))
    detail = view.text("detail_scale", base=base(view, distribution), **told)
    rests_on = tuple((variable.name, "", code) for code in marks.codes)
    return Claim(variable.name, title, sentence(title), detail, rests_on, weight(distribution) * abs((total.percent or 0.0) - 50) / 150)


def _mark(view: View, variable: Variable, distribution: Distribution, high: str) -> Claim | None:
    """Claim or None: the mean mark of a long scale."""
    mean = distribution.measure("mean")
    if mean is None or mean.value is None:
        return None
    title = fitting(view.text("title_mean", question=question(view, variable), value=measured(view, mean, distribution), high=high))
    detail = f"{view.text('detail_base', base=base(view, distribution))} {_mean(view, distribution).strip()}"
    return Claim(variable.name, title, sentence(title), detail, ((variable.name, "", "mean"),), weight(distribution) * 0.2)


def _counts(view: View, variable: Variable, distribution: Distribution) -> Claim:
    """Claim: the most frequent answer in words, one person at a time: no percentage, no ranking."""
    shown = [cell for cell in distribution.cells if cell.count and not cell.status and cell.code not in others(variable)]
    top = max(shown, key=lambda cell: cell.count or 0, default=None)
    if top is None or top.code == "merged":
        return neutral(view, variable, distribution, "title_counts")
    label = view.quote(cut(cell_label(top, names(variable, distribution, view.lang), view.lang)))
    people = counted(view, top, distribution)
    asked = question(view, variable)
    title = fitting(
        view.text("title_people", question=asked, label=label, people=people), view.text("framed", frame=capital(people), labels=label)
    )
    told = sentence(view.text("title_people", question=asked, label=label, people=people))
    return Claim(
        variable.name, title, told, view.text("detail_base", base=base(view, distribution)), ((variable.name, "", top.code),), OF_A_FEW
    )
