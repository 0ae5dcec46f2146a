"""Crossed tables as blocks: a stub variable by the columns of the banner, from the long frame of released values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from survey_kit.disclosure.released import Cell, Distribution
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, names
from survey_kit.outputs.blocks import Block, Line, Value, item_title, title
from survey_kit.outputs.long import SEPARATOR
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import ReleasedAssociation
    from survey_kit.outputs.blocks import Holds, Look, Told

TOTAL: Final = "Total"
NOBODY: Final = "–"
# Statistics whose rows are answers; the others are measures.
ANSWERS: Final = ("count", "net")
MISSING: Final = "missing"
BOXES: Final = ("top_2", "bottom_2")
# Between the questions, and the answers, of nested columns.
NESTED: Final = " × "
LEAST_P: Final = 0.001
Column = tuple[str, str]
Stub = tuple[str, str]
Row = Mapping[Any, Any]


def crossed_blocks(told: Told) -> list[Block]:
    """List of Block: one for each stub variable (or item) that has banner columns."""
    records = told.released.frame.to_dict("records")
    parted = dict.fromkeys((row["row_variable"], row["item"]) for row in records if row["column_variable"])
    of_stub: dict[Stub, list[Row]] = {stub: [] for stub in parted}
    for row in records:
        if (row["row_variable"], row["item"]) in of_stub:
            of_stub[row["row_variable"], row["item"]].append(row)
    return [_block(told, stub, rows) for stub, rows in of_stub.items()]


def _block(told: Told, stub: Stub, records: Sequence[Row]) -> Block:
    columns: list[Column] = list(dict.fromkeys((row["column_variable"], row["column"]) for row in records))
    columns.sort(key=lambda column: column != ("", TOTAL))
    name, item = stub
    variable = told.variable(name)
    heading = title(variable, name, told.lang) + (f" – {item_title(told, variable, item)}" if item else "")
    sizes = {(row["column_variable"], row["column"]): row for row in records}
    totals = {(row["column_variable"], row["column"]): row["letters"] for row in records if row["row"] == TOTAL and row["statistic"] == "count"}
    lines = [
        *_answers(told, name, records, columns),
        *_bases(told, sizes, columns),
        *_measures(told, name, records, columns),
        *_outside(told, records, len(columns)),
    ]
    holds: tuple[Holds, ...] = tuple("percent" for _ in columns)
    return Block(
        name,
        heading,
        tuple(_column_label(told, column) + (f" ({letter})" if (letter := totals.get(column, "")) else "") for column in columns),
        holds,
        tuple(lines),
        tuple(_notes(told, stub, records)),
        tuple(_banner_label(told, variable_name) for variable_name, _ in columns),
        None if _absent(sizes[columns[0]]["base"]) else int(sizes[columns[0]]["base"]),
    )


def _answers(told: Told, name: str, records: Sequence[Row], columns: Sequence[Column]) -> Iterator[Line]:
    cells = [row for row in records if row["statistic"] in ANSWERS and row["row"] != TOTAL]
    codes = dict.fromkeys((row["row"], row["statistic"]) for row in cells)
    at = {(row["row"], row["statistic"], row["column_variable"], row["column"]): row for row in cells}
    answered = {key[2:] for key in at if key[1] == "count"}
    merged = {row["row"]: (_listed(row.get("merged")), int(row.get("merged_number") or 0)) for row in cells}
    known = _known(told, name, [code for code, _ in codes])
    for code, statistic in codes:
        inside, many = merged[code]
        named = cell_label(Cell(code, None, None, None, merged=inside, number=many), known, told.lang)
        label = told.text(f"net_{code}") if code in BOXES and statistic == "net" else capital(named)
        found = [at.get((code, statistic, *column)) for column in columns]
        kept_back = ((statistic == "net" and row is None and column in answered) for row, column in zip(found, columns, strict=True))
        values = tuple(told.text("hidden") if hidden else _share(told, row) for row, hidden in zip(found, kept_back, strict=True))
        look: Look = "hidden" if all(isinstance(value, str) for value in values) else "net" if statistic == "net" else "answer"
        marks = tuple("" if row is None else str(row["letters"] or "") for row in found)
        yield Line(look, code, label, values, tuple(_look(look, row) for row in found), marks)


def _listed(merged: object) -> tuple[str, ...]:
    return tuple(str(merged).split(SEPARATOR)) if merged else ()


def _look(look: Look, row: Row | None) -> Look:
    """Look: of one cell: a column of few respondents is grey, whatever stands beside it."""
    if row is None or row["status"] or row["rule"] in {"counts", "nothing"}:
        return "hidden"
    return "indicative" if row["rule"] == "indicative" else look


def _share(told: Told, row: Row | None) -> Value:
    if row is None or row["rule"] == "counts":
        return NOBODY
    if row["status"] or row["rule"] == "nothing":
        return told.text("hidden")
    share = row[f"{told.released.percent}_percent"]
    return NOBODY if _absent(share) else float(share)


def _bases(told: Told, sizes: dict[Column, Row], columns: Sequence[Column]) -> Iterator[Line]:
    """Iterator of Line: respondents; of weighted tables their weights and what the weights leave of them."""
    for name in ("base", "weighted_base", "effective_base") if told.released.weighted else ("base",):
        found = (sizes[column][name] for column in columns)
        yield Line("base", "", told.text(name), tuple(told.text("hidden") if _absent(size) else round(size) for size in found))


def _measures(told: Told, name: str, records: Sequence[Row], columns: Sequence[Column]) -> Iterator[Line]:
    rows = [row for row in records if row["statistic"] not in {*ANSWERS, MISSING}]
    at = {(row["statistic"], row["row"], row["column_variable"], row["column"]): row["value"] for row in rows}
    for statistic, code in dict.fromkeys((row["statistic"], row["row"]) for row in rows):
        found = [at.get((statistic, code, *column)) for column in columns]
        values = tuple(told.text("hidden") if value is None or _absent(value) else float(value) for value in found)
        option = _known(told, name, [code]).get(code, code) if code else ""
        yield Line("measure", statistic, told.text(f"measure_{statistic}", option=option), values)


def _outside(told: Told, records: Sequence[Row], width: int) -> Iterator[Line]:
    """Iterator of Line: who stands outside the base of the whole, by kind."""
    for row in records:
        if row["statistic"] == MISSING and row["column"] == TOTAL and not _absent(row["value"]):
            yield Line("outside", row["row"], told.text(f"outside_{row['row']}"), (int(row["value"]), *(None,) * (width - 1)))


def _notes(told: Told, stub: Stub, records: Sequence[Row]) -> Iterator[str]:
    yield told.text(f"note_percent_{told.released.percent}")
    if any(row["status"] or row["rule"] == "nothing" for row in records):
        yield told.text("note_hidden", threshold=told.released.threshold - 1)
    for rule in ("indicative", "counts"):
        if any(row["rule"] == rule for row in records):
            yield told.text(f"note_crossed_{rule}")
    if any(row["letters"] for row in records if row["row"] != TOTAL):
        yield told.text("note_letters")
    for each in told.released.associations:
        if (each.variable, each.item) == stub:
            yield _association(told, each)


def _association(told: Told, each: ReleasedAssociation) -> str:
    """str: how much the line and a banner variable have to do with each other, and what the test says where there is one."""
    banner, size = _banner_label(told, each.column_variable), number(each.cramers_v, told.lang, 2)
    if each.p_value is None or each.f is None or each.df is None or each.ddf is None:
        return told.text("note_association", banner=banner, v=size)
    smallest = number(LEAST_P, told.lang, 3)
    p = f"< {smallest}" if each.p_value < LEAST_P else f"= {number(each.p_value, told.lang, 3)}"
    df, ddf, f = (number(value, told.lang, places) for value, places in ((each.df, 1), (each.ddf, 0), (each.f, 2)))
    return told.text("note_association_tested", banner=banner, v=size, f=f, df=df, ddf=ddf, p=p)


def _banner_label(told: Told, name: str) -> str:
    """str: the question, or the questions nested in each other, that columns belong to."""
    return NESTED.join(title(told.variable(each), each, told.lang) for each in name.split(NESTED)) if name else ""


def _column_label(told: Told, column: Column) -> str:
    variable, code = column
    if not variable:
        return told.text("total")
    pairs = zip(variable.split(NESTED), code.split(NESTED), strict=True)
    return capital(NESTED.join(_known(told, name, [each]).get(each, each) for name, each in pairs))


def _known(told: Told, name: str, codes: Sequence[str]) -> dict[str, str]:
    """dict: code to label of some answers to a variable."""
    variable = told.variable(name)
    if variable is None:
        return {}
    return names(variable, Distribution(name, cells=tuple(Cell(code, None, None, None) for code in codes)), told.lang)


def _absent(value: Any) -> bool:
    """bool: whether a cell of the frame is missing, in any of the ways in which pandas says so."""
    import pandas as pd

    return bool(pd.isna(value))
