"""An answer held against itself in several categories of respondents: what their difference lets be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from survey_kit.disclosure.released import Cell, Distribution
from survey_kit.findings.claims import measure_interval, measured, sentence, yes
from survey_kit.findings.contrasts import NEAR, Contrast, Side, contrast
from survey_kit.findings.inquiries import parted
from survey_kit.findings.phrases import in_brackets, named, share, told_interval
from survey_kit.findings.texts import capital, cut
from survey_kit.findings.told import Told, given, quoted, unsaid
from survey_kit.findings.view import names, telling
from survey_kit.wording import bounds, listing, number, points

if TYPE_CHECKING:
    from survey_kit.findings.inquiries import Inquiry
    from survey_kit.findings.view import Variable, View

NUMBERS = ("integer", "decimal")
LABEL_WORDS = 7


@dataclass(frozen=True, slots=True)
class Category:
    """One category of respondents: its label, what is released within it, the cell of the answer (None where it is kept back, or of a mean)."""

    label: str
    column: Distribution
    cell: Cell | None

    @property
    def side(self) -> Side | None:
        """Side or None: its number with its bounds, where it may be told and rests on enough respondents."""
        if not telling(self.column):
            return None
        mean = self.column.measure("mean") if self.cell is None else None
        if self.cell is not None and self.cell.percent is not None:
            return Side(self.cell.percent, self.cell.low, self.cell.high)
        return Side(mean.value, mean.low, mean.high) if mean is not None and mean.value is not None else None


def of_means(variable: Variable, codes: Sequence[str]) -> bool:
    """bool: whether means are compared: of a number of which no answer is named."""
    return variable.type in NUMBERS and not codes


def codes_of(inquiry: Inquiry, name: str, variable: Variable) -> tuple[str, ...]:
    """Tuple of str: the answers that are compared: those asked for, of a yes-or-no question yes; none of a number."""
    return inquiry.answers.get(name, ()) or ((yes(variable),) if variable.type == "yes_no" else ())


def whole(view: View, inquiry: Inquiry, name: str, variable: Variable) -> tuple[Distribution | None, Cell | None]:
    """Tuple of distribution and cell: the answer among all respondents, None where there is none."""
    held, item, codes = inquiry.read(name)
    distribution = view.released.distribution(held, item)
    codes = codes or codes_of(inquiry, name, variable)
    return distribution, given(distribution, codes) if distribution is not None and codes else None


def categories(view: View, inquiry: Inquiry, name: str, variable: Variable) -> tuple[Category, ...]:
    """Tuple of Category: those of the variable that parts respondents, in its order."""
    held, item, codes = inquiry.read(name)
    codes = codes or codes_of(inquiry, name, variable)
    found = view.released.within(held, inquiry.banner, item)
    banner = view.questionnaire.variable(inquiry.banner)
    cells = tuple(Cell(column.column, None, None, None) for column in found)
    known = {} if banner is None else names(banner, Distribution(banner.name, cells=cells), view.lang)
    return tuple(Category(known.get(column.column, column.column), column, given(column, codes) if codes else None) for column in found)


def compared(view: View, inquiry: Inquiry, name: str) -> Told:
    """Told: how an answer differs between categories: the one named against all others, else the two that are furthest apart."""
    variable = view.questionnaire.variable(parted(name)[0])
    distribution = None if variable is None else whole(view, inquiry, name, variable)[0]
    if variable is None or distribution is None:
        return unsaid(view, "not_held")
    found = categories(view, inquiry, name, variable)
    told = [(one, side) for one in found if (side := one.side) is not None]
    if len(told) < 2:
        return _silent(view, inquiry, found)
    sides = len(told)
    (one, first), (other, last) = told if sides == 2 else _furthest(told)
    codes = codes_of(inquiry, name, variable)
    means = of_means(variable, codes)
    result = contrast(first, last, sides, near=0 if means else NEAR)
    labels = "" if means else quoted(view, variable, distribution, codes)
    values = _values(view, (one, other), means=means) | {"labels": labels, "sides": number(sides, view.lang)}
    detail = _detail(view, (one, other), result, means=means)
    if result.verdict == "chance":
        return unsaid(view, "chance_mean" if means else "chance", detail, **values)
    verdict = "" if result.verdict == "whole" else view.text(f"verdict_{result.verdict}_{view.sampling}")
    form = "means" if means else "equal" if values["one_share"] == values["other_share"] else _form(result, sides)
    return Told(sentence(capital(view.text(f"compare_{form}", verdict=verdict, **values))), detail, said=True)


def _form(result: Contrast, sides: int) -> str:
    return "ends" if sides > 2 else "more" if result.difference > 0 else "less"


def _furthest(told: Sequence[tuple[Category, Side]]) -> tuple[tuple[Category, Side], tuple[Category, Side]]:
    """Tuple of category and side, twice: the highest and the lowest."""
    ranked = sorted(told, key=lambda pair: -pair[1].value)
    return ranked[0], ranked[-1]


def _silent(view: View, inquiry: Inquiry, found: Sequence[Category]) -> Told:
    """Told: why too few categories can be told: nobody stands in them, they are small, or their answer is kept back."""
    if not found and view.released.distribution(inquiry.banner) is None:
        return unsaid(view, "not_held")
    if len(found) < 2:
        return unsaid(view, "not_parted")
    small = [view.quote(cut(one.label, LABEL_WORDS)) for one in found if not telling(one.column)]
    return unsaid(view, "small_parts", labels=listing(small, view.lang)) if small else unsaid(view, "hidden_parts")


def _values(view: View, pair: tuple[Category, Category], *, means: bool) -> dict[str, Any]:
    one, other = (view.quote(cut(each.label, LABEL_WORDS)) for each in pair)
    one_share, other_share = (shown(view, each, means=means) for each in pair)
    return {"one": one, "other": other, "one_share": one_share, "other_share": other_share}


def shown(view: View, one: Category, *, means: bool) -> str:
    """str: the number of a category as printed; empty where it may not be told."""
    mean = one.column.measure("mean") if means else None
    if mean is not None and mean.value is not None:
        return measured(view, mean, one.column)
    return share(view, one.cell, one.column) if one.cell is not None and one.cell.percent is not None else ""


def _detail(view: View, pair: tuple[Category, Category], result: Contrast, *, means: bool) -> str:
    """str: each number with its base and interval, then how far apart they are."""
    each = ". ".join(_of_category(view, one, means=means) for one in pair)
    name = named(pair[0].column, pair[0].cell.code if pair[0].cell is not None else "mean", "gap")
    size = number(abs(result.difference), view.lang, 1) if means else points(result.difference, view.lang)
    return f"{each}. {view.text('compare_gap', gap=view.figure(name, size), interval=in_brackets(_spread(view, result, name, means=means)))}"


def _spread(view: View, result: Contrast, name: str, *, means: bool) -> str:
    if result.low is None or result.high is None:
        return ""
    ends = (result.low, result.high) if result.difference >= 0 else (-result.high, -result.low)
    told = bounds(*ends, view.lang, 1 if means else 0)
    return view.text(f"interval_{view.sampling}", bounds=view.figure(f"{name}_interval", told))


def _of_category(view: View, one: Category, *, means: bool) -> str:
    mean = one.column.measure("mean")
    interval = measure_interval(view, mean, one.column) if means and mean is not None else ""
    if one.cell is not None:
        interval = told_interval(view, one.cell, one.column)
    size = f"{view.figure(named(one.column, 'base'), number(one.column.base or 0, view.lang))} {view.text('noun', many=True)}"
    told = shown(view, one, means=means)
    return view.text("compare_category", label=capital(one.label), share=told, base=size, interval=in_brackets(interval))
