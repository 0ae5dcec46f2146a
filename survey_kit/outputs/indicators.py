"""The indicators that funders ask for: one long table, a row an indicator, key indicators first, to be opened by a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from survey_kit.errors import wording
from survey_kit.findings.claims import yes
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, names
from survey_kit.outputs.atomic import replacing
from survey_kit.outputs.blocks import Told, item_title, title
from survey_kit.outputs.long import MASKED, inert
from survey_kit.questionnaire.indicators import KEY_CONCEPTS, made_of
from survey_kit.questionnaire.model import label
from survey_kit.report.territories import ALTOGETHER, territory_name
from survey_kit.resources import version
from survey_kit.wording import rounded

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution, Measure, Released, ReleasedAnalysis, ReleasedGap
    from survey_kit.outputs.blocks import Variable
    from survey_kit.report.document import Report

# What a spreadsheet of the language takes: between columns, before decimals.
SIGNS: Final = {"fr": (";", ","), "en": (",", ".")}
TOTAL: Final = "Total"
# The unit in which a number is counted, by what its question measures, and by the name of a quantity.
UNITS: Final = {
    "telework_days": "days_week", "telework_days_wished": "days_week", "telework_days_employed": "days_week", "telework_gap": "days_week",
    "coworking_use": "days_month", "coworking_days_wanted": "days_month", "age": "years", "months_settled": "months",
}  # fmt: skip
QUANTITIES: Final = {
    "days": "days_month", "answers": "respondents", "dont_know": "respondents", "opening_days": "days_month", "peak": "ratio", "carried_out": "ratio",
    "occupancy": "ratio",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row: its code, its label, its numbers as released (None where there is none), what they are and of whom."""

    code: str
    label: str
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    meaning: str = ""
    base: int | None = None
    effective: float | None = None
    universe: str = ""
    territory: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class _Telling:
    """The report that indicators are told of, with what they have in common."""

    report: Report
    told: Told = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", Told(self.report.released, self.report.questionnaire, self.report.lang))

    @property
    def released(self) -> Released:
        return self.report.released

    @property
    def meaning(self) -> str:
        sampling = self.released.sampling
        return "" if sampling == "census" else self.text(f"bounds_{sampling}")

    def text(self, key: str, **values: object) -> str:
        return wording(f"indicators_{key}", self.report.lang, **values)

    def unit(self, name: str) -> str:
        return self.text(f"unit_{name}")

    def universe(self, variable: Variable | None) -> str:
        return ("" if variable is None else label(variable.universe, self.report.lang).rstrip(".")) or self.told.text("everybody")


def write_indicators(report: Report, path: str | Path) -> None:
    """None: writes the indicators of a report as CSV: UTF-8 with its mark; in French semicolons and decimal commas, in English commas and points.

    Raises: SurveyKitError when the file can't be written.
    """
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(indicator_table(report))


def indicator_table(report: Report) -> bytes:
    """bytes: the table of indicators. The same report gives the same bytes."""
    between, decimal = SIGNS["en" if report.lang == "en" else "fr"]
    text = io.StringIO()
    table = csv.writer(text, delimiter=between, lineterminator="\r\n")
    table.writerow(wording("indicators_headings", report.lang).split(";"))
    common = _common(report)
    for row in indicators(report):
        numbers = [printed(number, decimal) for number in (row.value, row.low, row.high)]
        sizes = [printed(number, decimal) for number in (row.base, row.effective)]
        texts = [inert(told) for told in (row.universe, common["period"], row.territory, common["source"], row.status, common["synthetic"])]
        table.writerow([inert(row.code), inert(row.label), numbers[0], row.unit, *numbers[1:], inert(row.meaning), *sizes, *texts])
    return text.getvalue().encode("utf-8-sig")


def indicators(report: Report) -> tuple[Indicator, ...]:
    """tuple of Indicator: how many answered, then what funders ask first, then everything else that is released; numbers of territories after those of the
    whole.
    """
    telling = _Telling(report)
    whole = report.territory or telling.text("whole")
    first = Indicator("respondents", telling.text("respondents"), report.respondents, telling.unit("respondents"), base=report.respondents)
    rows: list[Indicator] = [first]
    for name in _ordered(report):
        rows += _of_variable(telling, name)
        rows += _of_territories(telling, name)
    for analysis in report.released.analyses:
        rows += _of_analysis(telling, analysis)
    return tuple(row if row.territory else replace(row, territory=whole) for row in rows)


def _common(report: Report) -> dict[str, str]:
    owner = f", {report.owner}" if report.owner else ""
    source = wording("indicators_source", report.lang, title=report.title, owner=owner, version=version())
    return {"period": report.period, "source": source, "synthetic": wording("indicators_synthetic", report.lang) if report.synthetic else ""}


def printed(number: float | None, decimal: str) -> str:
    """str: a whole number, or one with a decimal as the workbook prints it; nothing where there is none."""
    if number is None:
        return ""
    if isinstance(number, int):
        return str(number)
    told = f"{rounded(number, 1):.1f}"
    return ("0.0" if told == "-0.0" else told).replace(".", decimal)


def _ordered(report: Report) -> list[str]:
    """list of str: the variables, those of key concepts first: what the kit makes of their answers, then the answers."""
    released = list(dict.fromkeys(each.variable for each in report.released.distributions))
    made: dict[str, list[str]] = {}
    for each in report.questionnaire.derived:
        if each.key:
            made.setdefault(made_of(each)[0].partition("__")[0], []).append(each.name)
    key: list[str] = []
    for concept in KEY_CONCEPTS:
        variable = report.questionnaire.having(concept)
        key += [] if variable is None else [*made.get(variable.name, ()), variable.name]
    return [*dict.fromkeys(name for name in key if name in released), *(name for name in released if name not in key)]


def _of_variable(telling: _Telling, name: str) -> Iterator[Indicator]:
    variable = telling.told.variable(name)
    for part in telling.released.items(name):
        known = {} if variable is None else names(variable, part, telling.report.lang)
        asked = _asked(telling, variable, part)
        common: dict[str, Any] = {"universe": telling.universe(variable), "base": part.base, "effective": part.effective_base if telling.released.weighted else None}
        code = ".".join(each for each in (name, part.item) if each)
        if part.rule == "nothing" or not (part.cells or part.measures):
            hidden = part.base is None or part.rule == "nothing"
            value, status = (None, MASKED) if hidden and part.base != 0 else (part.base, "")
            numbers = common | ({"base": None, "effective": None} if status else {})
            yield Indicator(f"{code}.answers", f"{asked} – {telling.text('answers')}", value, telling.unit("respondents"), status=status, **numbers)
            continue
        for cell in part.cells:
            told = cell_label(cell, known, telling.report.lang)
            yield _of_cell(telling, cell, f"{code}.{cell.code}", f"{asked} – {capital(told)}", common, rule=part.rule)
        unit = telling.unit(_unit(variable))
        for measure in part.measures:
            yield replace(made := _of_measure(telling, measure, code, asked, common, unit=unit), status=made.status or _indicative(telling, part.rule))
    yield from _of_ranks(telling, name, variable)


def _asked(telling: _Telling, variable: Variable | None, part: Distribution) -> str:
    asked = title(variable, part.variable, telling.report.lang)
    return f"{asked} – {item_title(telling.told, variable, part.item)}" if part.item else asked


def _of_cell(telling: _Telling, cell: Cell, code: str, told: str, common: Mapping[str, Any], *, rule: str) -> Indicator:
    if cell.status or cell.count is None:
        return Indicator(code, told, None, telling.unit("percent"), status=MASKED, **common)
    if cell.percent is None:
        return Indicator(code, told, cell.count, telling.unit("respondents"), **common)
    status = _indicative(telling, rule)
    return _with_bounds(telling, Indicator(code, told, cell.percent, telling.unit("percent"), cell.low, cell.high, status=status, **common))


def _indicative(telling: _Telling, rule: str) -> str:
    return telling.text("indicative") if rule == "indicative" else ""


def _with_bounds(telling: _Telling, row: Indicator) -> Indicator:
    """Indicator: with what its bounds mean, where it has any."""
    known = row.low is not None and row.high is not None and telling.released.sampling != "census"
    return replace(row, meaning=telling.meaning) if known else replace(row, low=None, high=None)


def _of_measure(telling: _Telling, measure: Measure, code: str, asked: str, common: Mapping[str, Any], *, unit: str) -> Indicator:
    row = Indicator(f"{code}.{measure.name}", f"{asked} – {telling.told.text(f'measure_{measure.name}')}", measure.value, unit, **common)
    if measure.value is None:
        return replace(row, status=MASKED)
    return _with_bounds(telling, replace(row, low=measure.low, high=measure.high))


def _unit(variable: Variable | None) -> str:
    if variable is not None and variable.type in {"scale", "matrix"}:
        return "marks"
    return "own" if variable is None else UNITS.get(variable.concept, "own")


def _of_ranks(telling: _Telling, name: str, variable: Variable | None) -> Iterator[Indicator]:
    """Iterator of Indicator: of a ranking the mean rank of each option."""
    frame = telling.released.frame
    for row in frame[(frame["row_variable"] == name) & (frame["statistic"] == "mean_rank") & (frame["column"] == TOTAL)].to_dict("records"):
        choice = variable.choice(row["row"]) if variable is not None else None
        option = row["row"] if choice is None else choice.title(telling.report.lang)
        value, base = _known(row["value"]), _known(row["base"])
        asked = f"{title(variable, name, telling.report.lang)} – {telling.told.text('measure_mean_rank', option=option)}"
        made = Indicator(
            f"{name}.{row['row']}.mean_rank", asked, value, telling.unit("ranks"), _known(row["ci_low"]), _known(row["ci_high"]),
            base=None if base is None else int(base), universe=telling.universe(variable), status="" if value is not None else MASKED,
        )  # fmt: skip
        yield _with_bounds(telling, made)


def _of_territories(telling: _Telling, name: str) -> Iterator[Indicator]:
    """Iterator of Indicator: who says yes in each territory that has a page, and what sets it apart."""
    banner, variable = telling.report.questionnaire.having("epci"), telling.told.variable(name)
    if banner is None or variable is None:
        return
    frame, lang = telling.released.frame, telling.report.lang
    parted = frame[(frame["row_variable"] == name) & (frame["column_variable"] == banner.name) & (frame["statistic"] == "count")]
    gaps = {(gap.variable, gap.category, gap.column): gap for gap in telling.released.gaps}
    choice = variable.choice(yes(variable))
    told = f"{title(variable, name, lang)} – {capital(yes(variable) if choice is None else choice.title(lang))}"
    for row in parted[(parted["row"] == yes(variable)) & (parted["column"] != ALTOGETHER)].to_dict("records"):
        common = {"universe": telling.universe(variable), "territory": territory_name(banner, row["column"], lang)}
        made = _of_row(telling, row, told, common)
        yield made
        gap = gaps.get((name, row["row"], row["column"]))
        if gap is not None:
            yield replace(_of_gap(telling, gap, f"{told} – {telling.text('gap')}", common), base=made.base, effective=made.effective)


def _of_row(telling: _Telling, row: Mapping[Any, Any], told: str, common: Mapping[str, Any]) -> Indicator:
    """Indicator: an answer within a territory."""
    base, effective = _known(row["base"]), _known(row["effective_base"]) if telling.released.weighted else None
    sizes: dict[str, Any] = {"base": None if base is None else int(base), "effective": effective}
    code, share = f"{row['row_variable']}.{row['row']}", _known(row["column_percent"])
    if row["status"] or row["rule"] == "nothing":
        return Indicator(code, told, None, telling.unit("percent"), status=MASKED, **sizes, **common)
    if share is None:
        return Indicator(code, told, int(row["value"]), telling.unit("respondents"), **sizes, **common)
    low, high, status = _known(row["ci_low"]), _known(row["ci_high"]), _indicative(telling, row["rule"])
    made = Indicator(code, told, share, telling.unit("percent"), low, high, status=status, **sizes, **common)
    return _with_bounds(telling, made)


def _of_gap(telling: _Telling, gap: ReleasedGap, told: str, common: Mapping[str, Any]) -> Indicator:
    kind = "volunteer" if telling.released.sampling == "volunteer" else "sample"
    status = telling.text(f"verdict_{kind}_{gap.verdict}") if gap.verdict else ""
    made = Indicator(f"{gap.variable}.{gap.category}.gap", told, gap.points, telling.unit("points"), gap.low, gap.high, status=status, **common)
    return _with_bounds(telling, made)


def _of_analysis(telling: _Telling, analysis: ReleasedAnalysis) -> Iterator[Indicator]:
    heading = telling.told.text(f"analysis_{analysis.name}")
    for quantity in analysis.quantities:
        told = f"{heading} – {telling.told.text(f'quantity_{quantity.name}')}"
        unit = telling.unit(QUANTITIES.get(quantity.name, "desks"))
        hidden = quantity.value is None and quantity.low is None
        ranged = quantity.low is not None and quantity.high is not None
        yield Indicator(
            f"{analysis.name}.{quantity.name}", told, quantity.value, unit, quantity.low, quantity.high, telling.text("bounds_scenario") if ranged else "",
            analysis.base, status=MASKED if hidden else "",
        )  # fmt: skip


def _known(value: Any) -> float | None:
    """float or None: None where the gate kept it back."""
    return None if value is None or value != value else float(value)  # noqa: PLR0124 - the only value that differs from itself

