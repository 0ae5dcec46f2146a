"""Tables of answers as printed: counts, shares and intervals, with the signs for what is kept back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.findings.claims import yes
from survey_kit.findings.phrases import bare_interval
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, names
from survey_kit.questionnaire.model import Derived
from survey_kit.questionnaire.model import label as in_language
from survey_kit.report.context import left_out
from survey_kit.report.document import Notes, Row, Table
from survey_kit.report.notes import at_most, base_line, universe
from survey_kit.wording import listing, number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import Variable
    from survey_kit.report.context import Context

NONE: Final = "–"
# More answers than these make rows of their own.
MOST_COLUMNS: Final = 8
MISSING: Final = ("not_asked", "not_answered", "dont_know", "refused", "not_applicable")


def headings(context: Context) -> tuple[str, ...]:
    """Tuple of str: answer, count, share, and the interval by its name; answer and count alone where people are counted one by one."""
    if context.few:
        return context.text("head_answer"), context.text("head_count")
    share = context.text("head_weighted_share" if context.view.weighted else "head_share")
    told = [] if context.view.sampling == "census" else [context.text(f"head_interval_{context.view.sampling}")]
    return (context.text("head_answer"), context.text("head_count"), share, *told)


def answer_rows(context: Context, variable: Variable, distribution: Distribution, places: int) -> Iterator[Row]:
    """Iterator of Row: a row an answer, in the codebook's order, its numbers with so many decimals."""
    known = names(variable, distribution, context.lang, full=True)
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
    return Row(label, (count, *shares[: width - 1]), "merged" if cell.together else "plain")


def annex_table(context: Context, variable: Variable) -> Table:
    """Table: all answers to a variable, with one decimal; for a matrix a row an item; for a text the number of answers alone."""
    distribution = context.released.distribution(variable.name)
    items = [item for item in context.released.items(variable.name) if item.item]
    if variable.type in {"matrix", "ranking"} and items:
        return _grid(context, variable, items) if _narrow(items) else _blocks(context, variable, items)
    if distribution is None or not distribution.base or distribution.rule == "nothing":
        return _bare(context, variable, distribution)
    if variable.type == "text" or not (distribution.cells or distribution.measures):
        row = Row(context.text("row_answers"), (number(distribution.base, context.lang),))
        return _one_row(context, variable, row, context.text("note_text") if variable.type == "text" else "")
    around = (_base_and_outside(context, variable, distribution), _measured(context, distribution))
    if not distribution.cells:
        heads = (context.text("head_measure"), context.text("head_value"), *headings(context)[3:])
        return _table(context, variable, (around[0], ""), heads, measure_rows(context, distribution))
    return _table(context, variable, around, headings(context), tuple(answer_rows(context, variable, distribution, 1)))


def measure_rows(context: Context, distribution: Distribution) -> tuple[Row, ...]:
    """Tuple of Row: mean, median and quartiles; "s" for what is kept back."""
    told = []
    for measure in distribution.measures:
        value = context.text("sign_hidden") if measure.value is None else number(measure.value, context.lang, 1)
        reach = [bare_interval(context.view, measure.low, measure.high, 1)] if headings(context)[3:] else []
        told.append(Row(context.text(f"measure_{measure.name}"), (value, *reach), "hidden" if measure.value is None else "plain"))
    return tuple(told)


def caption(context: Context, variable: Variable) -> str:
    """str: the question as asked, after the number that the questionnaire gives it."""
    wording = variable.wordings.get(context.lang) or variable.wordings.get("fr") or next(iter(variable.wordings.values()), variable.name)
    code = next((alias for alias in variable.aliases if not alias.startswith("column:")), "")
    return f"{code}. {capital(wording)}" if code and code[:1].isupper() and code[1:].isalnum() else capital(wording)


def _narrow(items: list[Distribution]) -> bool:
    """bool: whether the answers fit as columns."""
    return len({cell.code for item in items for cell in item.cells}) <= MOST_COLUMNS


def _grid(context: Context, variable: Variable, items: list[Distribution]) -> Table:
    """Table: a row an item, a column an answer: count and, between brackets, share; the intervals stand in the workbook."""
    codes = tuple(dict.fromkeys(cell.code for item in items for cell in item.cells))
    known = names(variable, items[0], context.lang, full=True)
    rows = tuple(
        Row(_item_title(context, variable, item.item), (_size(context, item), *(_count_and_share(context, item, code) for code in codes)))
        for item in items
    )
    heads = (context.text("head_item"), context.text("head_base"), *(capital(known.get(code, code)) for code in codes))
    return _table(context, variable, (context.text("base_by_item"), context.text("note_grid")), heads, rows)


def _size(context: Context, item: Distribution) -> str:
    return context.text("sign_hidden") if item.base is None else number(item.base, context.lang)


def _count_and_share(context: Context, item: Distribution, code: str) -> str:
    cell = next((cell for cell in item.cells if cell.code == code), None)
    if cell is None:
        return NONE
    if cell.status or cell.count is None:
        return context.text("sign_hidden")
    count = number(cell.count, context.lang)
    return count if cell.percent is None else f"{count} ({number(cell.percent, context.lang, 1)})"


def _blocks(context: Context, variable: Variable, items: list[Distribution]) -> Table:
    """Table: a block of rows an item, where the answers are too many for columns."""
    width = len(headings(context)) - 1
    rows: list[Row] = []
    for item in items:
        rows.append(Row(_item_title(context, variable, item.item), (_size(context, item), *("",) * (width - 1)), "base"))
        rows += answer_rows(context, variable, item, 1) if item.rule != "nothing" else ()
    return _table(context, variable, (context.text("base_by_item"), ""), headings(context), tuple(rows))


def _item_title(context: Context, variable: Variable, code: str) -> str:
    if variable.type == "ranking":
        return context.text("rank", rank=code)
    item = next((item for item in getattr(variable, "items", ()) if item.code == code), None)
    return capital(in_language(item.labels, context.lang) if item is not None else code)


def _bare(context: Context, variable: Variable, distribution: Distribution | None) -> Table:
    key = "row_nobody" if distribution is None or distribution.base == 0 else "row_too_few"
    return _one_row(context, variable, Row(context.text(key), (NONE,), "hidden"))


def _one_row(context: Context, variable: Variable, row: Row, note: str = "") -> Table:
    heads = (context.text("head_answers"), context.text("head_count"))
    told = context.text("base_plain", base=row.cells[0]) if row.kind == "plain" else ""
    return _table(context, variable, (told, note), heads, (row,))


def _table(context: Context, variable: Variable, around: tuple[str, str], heads: tuple[str, ...], rows: tuple[Row, ...]) -> Table:
    """Table: what is around its rows is its base, who was asked, and a note."""
    number_of = context.tables.get(variable.name, "")
    field = context.text("field_of", universe=universe(context, variable)).rstrip(".")
    subtitle = f"{around[0]}. {field}" if around[0] else field
    label = context.text("table_number", number=number_of) if number_of else ""
    return Table(anchor(variable), caption(context, variable), subtitle, heads, rows, Notes(note=around[1]), label)


def anchor(variable: Variable) -> str:
    """str: where the table of a variable stands in the annex: computed indicators and measures share one table each."""
    return f"table-{kind if (kind := compact(variable)) else variable.name}"


def compact(variable: Variable) -> str:
    """str: "indicators" or "measures" for a computed variable that takes one row of a table, else ""."""
    if not isinstance(variable, Derived):
        return ""
    return {"yes_no": "indicators", "integer": "measures", "decimal": "measures"}.get(variable.type, "")


def indicators(context: Context, computed: Sequence[Variable]) -> Table | None:
    """Table or None: computed yes-or-no variables, one a row: base, count and share of yes, interval."""
    rows = []
    for variable in computed:
        distribution = context.released.distribution(variable.name)
        cell = distribution.cell(yes(variable)) if distribution is not None and distribution.rule != "nothing" else None
        if distribution is None or cell is None:
            continue
        row = answer_row(context, capital(in_language(variable.wordings, context.lang)), cell, distribution, 1)
        rows.append(replace(row, cells=(_size(context, distribution), *row.cells)))
    heads = (context.text("head_indicator"), context.text("head_base"), *headings(context)[1:])
    return _computed(context, "indicators", computed, heads, tuple(rows))


def measures(context: Context, computed: Sequence[Variable]) -> Table | None:
    """Table or None: computed numbers, one a row: base, mean, interval, median."""
    rows = []
    for variable in computed:
        distribution = context.released.distribution(variable.name)
        if distribution is None or not distribution.measures or distribution.rule == "nothing":
            continue
        mean, median = (
            {row.label: row for row in measure_rows(context, distribution)}.get(context.text(f"measure_{name}"))
            for name in ("mean", "median")
        )
        cells = (
            *(mean.cells if mean is not None else (NONE,) * (1 + len(headings(context)[3:]))),
            median.cells[0] if median is not None else NONE,
        )
        rows.append(Row(capital(in_language(variable.wordings, context.lang)), (_size(context, distribution), *cells)))
    heads = (
        context.text("head_indicator"),
        context.text("head_base"),
        context.text("measure_mean"),
        *headings(context)[3:],
        context.text("measure_median"),
    )
    return _computed(context, "measures", computed, heads, tuple(rows))


def _computed(context: Context, kind: str, computed: Sequence[Variable], heads: tuple[str, ...], rows: tuple[Row, ...]) -> Table | None:
    if not rows:
        return None
    number_of = context.tables.get(computed[0].name, "")
    label = context.text("table_number", number=number_of) if number_of else ""
    return Table(f"table-{kind}", context.text(f"caption_{kind}"), context.text("subtitle_computed"), heads, rows, Notes(), label)


def _base_and_outside(context: Context, variable: Variable, distribution: Distribution) -> str:
    """str: the base, who stands outside it and why, and how many answers each could give."""
    outside = [
        context.text(f"outside_{kind}", count=number(size, context.lang))
        for kind in MISSING
        if kind != "dont_know" and (size := left_out(distribution, kind))
    ]
    told = [base_line(context, distribution)]
    told += [context.text("note_outside", reasons=listing(outside, context.lang))] if outside else []
    return ". ".join([context.text("between_notes").join(told), *(capital(each) for each in at_most(context, variable))])


def _measured(context: Context, distribution: Distribution) -> str:
    """str: mean, median and quartiles of a question that has a table of answers too."""
    told = [f"{row.label[:1].lower()}{row.label[1:]} {row.cells[0]}" for row in measure_rows(context, distribution) if row.kind == "plain"]
    return context.text("between_notes").join(told) + ("." if told else "")
