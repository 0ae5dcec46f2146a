"""What a chart prints, as the categories and series of a chart that another program draws: rounded as printed, nothing where it is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from survey_kit.charts.rows import text_of
from survey_kit.wording import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_kit.charts.marks import Chart, Value

Form = Literal["bars", "stacked", "columns"]
Unit = Literal["percent", "count", "number"]
# The forms of other programs that tell what ours do; a map has none.
FORMS: Final[dict[str, Form]] = {
    "bars": "bars", "squares": "bars", "scenario": "bars", "stacked": "stacked", "columns": "columns", "thresholds": "columns",
}  # fmt: skip
# What the look of a bar ends in where its row rests on a small base.
INDICATIVE: Final = "-indicative"


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its name, a value a category (None where there is none, or it is hidden), and the look of each."""

    name: str
    values: tuple[float | None, ...]
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Native:
    """Categories and series of a chart. `hidden` says of which categories something is kept back, `indicative` which rest on a small base."""

    form: Form
    unit: Unit
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    hidden: tuple[bool, ...]
    indicative: tuple[bool, ...] = ()

    @property
    def highest(self) -> float:
        """float: the largest value."""
        return max((value for series in self.series for value in series.values if value is not None), default=0.0)


def native(chart: Chart, lang: str) -> Native | None:
    """Native or None: what the chart prints; None where it prints no number, or has no like in other programs."""
    form = FORMS.get(chart.kind)
    if form is None or not any(value.percent is not None or value.count is not None for value in chart.values):
        return None
    if chart.kind == "scenario":
        return _scenario(chart.values, lang)
    unit: Unit = "count" if chart.kind == "squares" else "percent"
    if form == "stacked":
        return _crossed(chart.values, form, unit, across=True)
    if any(value.series for value in chart.values):
        return _crossed(chart.values, form, unit, across=False)
    values = tuple(_printed(value, unit) for value in chart.values)
    name = text_of("chart_count" if unit == "count" else "chart_share", lang)
    found = Series(name, values, tuple(value.look for value in chart.values))
    return Native(form, unit, tuple(value.label for value in chart.values), (found,), tuple(value is None for value in values))


def _printed(value: Value, unit: Unit) -> float | None:
    """float or None: the number as the chart prints it: a whole one."""
    number = value.count if unit == "count" else value.percent
    return None if number is None else rounded(number)


def _crossed(values: Sequence[Value], form: Form, unit: Unit, *, across: bool) -> Native:
    """Native: of values of several series; `across` when the series of the chart are the categories, and its answers the series."""
    codes = {value.code: value.label for value in values}
    names = tuple(dict.fromkeys(value.series for value in values))
    known = {(value.series, value.code): value for value in values}
    if across:
        series = tuple(_series(label, [known.get((name, code)) for name in names], unit) for code, label in codes.items())
        hidden = tuple(any((one := known.get((name, code))) and _printed(one, unit) is None for code in codes) for name in names)
        small = tuple(any(value.series == name and value.look.endswith(INDICATIVE) for value in values) for name in names)
        return Native(form, unit, names, series, hidden, small)
    series = tuple(_series(name, [known.get((name, code)) for code in codes], unit) for name in names)
    hidden = tuple(any((one := known.get((name, code))) and _printed(one, unit) is None for name in names) for code in codes)
    return Native(form, unit, tuple(codes.values()), series, hidden)


def _series(name: str, values: Sequence[Value | None], unit: Unit) -> Series:
    looks = ["" if value is None else value.look.removesuffix(INDICATIVE) for value in values]
    first = next((look for look in looks if look), "")
    return Series(name, tuple(None if value is None else _printed(value, unit) for value in values), tuple(look or first for look in looks))


def _scenario(values: Sequence[Value], lang: str) -> Native:
    """Native: a series a quantity, from its low to its high assumption; the central one is brought out."""
    heads = tuple(text_of(f"chart_scenario_{name}", lang) for name in ("low", "central", "high"))
    series = tuple(
        Series(
            value.label,
            tuple(None if number is None else rounded(number) for number in (value.low, value.percent, value.high)),
            ("other", "first", "other"),
        )
        for value in values
    )
    return Native("bars", "number", heads, series, (False, False, False))
