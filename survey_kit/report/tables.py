"""Tables of answers as printed: counts, shares and intervals, with the signs for what is kept back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from survey_kit.findings.phrases import bare_interval
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, names
from survey_kit.report.context import left_out
from survey_kit.report.document import Notes, Row, Table
from survey_kit.report.notes import base_line, universe
from survey_kit.wording import listing, number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context

NONE: Final = "–"
MISSING: Final = ("not_asked", "not_answered", "dont_know", "refused", "not_applicable")


def headings(context: Context) -> tuple[str, ...]:
    """Tuple of str: answer, count, share, and the interval by its name."""
    share = context.text("head_weighted_share" if context.view.weighted else "head_share")
    told = [] if context.view.sampling == "census" else [context.text(f"head_interval_{context.view.sampling}")]
    return (context.text("head_answer"), context.text("head_count"), share, *told)


def answer_rows(context: Context, variable: Variable, distribution: Distribution, places: int) -> Iterator[Row]:
    """Iterator of Row: a row an answer, in the codebook's order, its numbers with so many decimals."""
    known = names(variable, distribution, context.lang)
    for cell in distribution.cells:
        yield answer_row(context, capital(cell_label(cell, known, context.lang)), cell, distribution, places)


def answer_row(context: Context, label: str, cell: Cell, distribution: Distribution, places: int) -> Row:
    """Row: of one answer; "s" where it is kept back, a dash where the base allows no percentage."""
    width = len(headings(context)) - 1
    if cell.status or cell.count is None:
        return Row(label, (context.text("sign_hidden"),) * width, "hidden")
    count = number(cell.count, context.lang)
    if cell.percent is None:
        return Row(label, (count, *(NONE,) * (width - 1)))
    shares = (number(cell.percent, context.lang, places), bare_interval(context.view, cell.low, cell.high, places))
    if distribution.rule == "indicative":
        return Row(label, (count, *shares[: width - 1]), "indicative")
    return Row(label, (count, *shares[: width - 1]), "merged" if cell.merged else "plain")


def total_row(context: Context, distribution: Distribution, places: int) -> Row:
    """Row: the base; 100 % where each respondent counts once and percentages are printed."""
    whole = number(100, context.lang, places) if distribution.rule not in {"counts", "nothing"} and not distribution.multiple else NONE
    cells = (number(distribution.base or 0, context.lang), whole, NONE)
    return Row(context.text("row_base" if distribution.multiple else "row_total"), cells[: len(headings(context)) - 1], "total")


def annex_table(context: Context, variable: Variable) -> Table:
    """Table: all answers to a variable, with one decimal; for a matrix a block an item; for a text the number of answers alone."""
    distribution = context.released.distribution(variable.name)
    items = [item for item in context.released.items(variable.name) if item.item]
    if variable.type in {"matrix", "ranking"} and items:
        return _blocks(context, variable, items)
    if distribution is None or not distribution.base or distribution.rule == "nothing":
        return _bare(context, variable, distribution)
    if variable.type == "text" or not (distribution.cells or distribution.measures):
        return _one_row(context, variable, Row(context.text("row_answers"), (number(distribution.base, context.lang),), "total"))
    if not distribution.cells:
        return _measures(context, variable, distribution)
    rows = (*answer_rows(context, variable, distribution, 1), total_row(context, distribution, 1))
    return _table(context, variable, (base_line(context, distribution), _note(context, distribution)), headings(context), rows)


def measure_rows(context: Context, distribution: Distribution) -> tuple[Row, ...]:
    """Tuple of Row: mean, median and quartiles; "s" for what is kept back."""
    told = []
    for measure in distribution.measures:
        value = context.text("sign_hidden") if measure.value is None else number(measure.value, context.lang, 1)
        reach = [] if context.view.sampling == "census" else [bare_interval(context.view, measure.low, measure.high, 1)]
        told.append(Row(context.text(f"measure_{measure.name}"), (value, *reach), "hidden" if measure.value is None else "plain"))
    return tuple(told)


def caption(context: Context, variable: Variable) -> str:
    """str: the question as asked, after the number that the questionnaire gives it."""
    wording = variable.wordings.get(context.lang) or variable.wordings.get("fr") or next(iter(variable.wordings.values()), variable.name)
    code = next((alias for alias in variable.aliases if not alias.startswith("column:")), "")
    return f"{code}. {capital(wording)}" if code and code[:1].isupper() and code[1:].isalnum() else capital(wording)


def _measures(context: Context, variable: Variable, distribution: Distribution) -> Table:
    heads = (context.text("head_measure"), context.text("head_value"), *headings(context)[3:])
    rows = measure_rows(context, distribution)
    rows += (Row(context.text("row_base"), (number(distribution.base or 0, context.lang), NONE)[: len(heads) - 1], "total"),)
    return _table(context, variable, (base_line(context, distribution), _note(context, distribution)), heads, rows)


def _blocks(context: Context, variable: Variable, items: list[Distribution]) -> Table:
    titles = {item.code: item.title(context.lang) for item in getattr(variable, "items", ())}
    width = len(headings(context)) - 1
    rows: list[Row] = []
    for item in items:
        size = number(item.base or 0, context.lang) if item.rule != "nothing" else context.text("sign_hidden")
        rows.append(Row(_item_title(context, variable, item.item, titles), (size, *("",) * (width - 1)), "base"))
        rows += answer_rows(context, variable, item, 1) if item.rule != "nothing" else ()
    return _table(context, variable, (context.text("base_by_item"), ""), headings(context), tuple(rows))


def _item_title(context: Context, variable: Variable, code: str, titles: dict[str, str]) -> str:
    if variable.type == "ranking":
        return context.text("rank", rank=code)
    return capital(titles.get(code, code))


def _bare(context: Context, variable: Variable, distribution: Distribution | None) -> Table:
    key = "row_nobody" if distribution is None or distribution.base == 0 else "row_too_few"
    return _one_row(context, variable, Row(context.text(key), (NONE,), "hidden"))


def _one_row(context: Context, variable: Variable, row: Row) -> Table:
    heads = (context.text("head_answers"), context.text("head_count"))
    note = context.text("note_text") if variable.type == "text" and row.kind == "total" else ""
    subtitle = context.text("base_plain", base=row.cells[0]) if row.kind == "total" else ""
    return _table(context, variable, (subtitle, note), heads, (row,))


def _table(context: Context, variable: Variable, around: tuple[str, str], heads: tuple[str, ...], rows: tuple[Row, ...]) -> Table:
    subtitle, note = around
    number_of = context.tables.get(variable.name, "")
    notes = Notes(universe=universe(context, variable), note=note)
    label = context.text("table_number", number=number_of) if number_of else ""
    return Table(f"table-{variable.name}", caption(context, variable), subtitle, heads, rows, notes, label)


def _note(context: Context, distribution: Distribution) -> str:
    """str: who stands outside the base and why, what is hidden, and the measures of a question that has answers too."""
    several = "note_multiple_people" if distribution.rule == "counts" else "note_multiple"
    told = [context.text(several)] if distribution.multiple else []
    outside = [
        context.text(f"outside_{kind}", count=number(size, context.lang))
        for kind in MISSING
        if kind != "dont_know" and (size := left_out(distribution, kind))
    ]
    told += [context.text("note_outside", reasons=listing(outside, context.lang))] if outside else []
    told += [context.text("note_hidden")] if any(cell.status for cell in distribution.cells) else []
    if distribution.cells and distribution.measures:
        told += [f"{row.label[:1].lower()}{row.label[1:]} {row.cells[0]}" for row in measure_rows(context, distribution)]
    return context.text("between_notes").join(told) + ("." if told else "")
