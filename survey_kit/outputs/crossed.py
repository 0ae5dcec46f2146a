"""Crossed tables as blocks: a stub variable by the columns of the banner, from the long frame of released values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from survey_kit.disclosure.released import Cell, Distribution
from survey_kit.findings.texts import capital
from survey_kit.findings.view import cell_label, names
from survey_kit.outputs.blocks import Block, Line, Value, item_title, title
from survey_kit.outputs.long import SEPARATOR

if TYPE_CHECKING:
    from survey_kit.outputs.blocks import Holds, Look, Told

TOTAL: Final = "Total"
NOBODY: Final = "–"
# Statistics whose rows are answers; the others are measures.
ANSWERS: Final = ("count", "net")
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
    lines = [*_answers(told, name, records, columns), _base(told, sizes, columns), *_measures(told, records, columns)]
    holds: tuple[Holds, ...] = tuple("percent" for _ in columns)
    return Block(
        name,
        heading,
        tuple(_column_label(told, column) for column in columns),
        holds,
        tuple(lines),
        tuple(_notes(told, records)),
        tuple("" if not variable_name else title(told.variable(variable_name), variable_name, told.lang) for variable_name, _ in columns),
        None if _absent(sizes[columns[0]]["base"]) else int(sizes[columns[0]]["base"]),
    )


def _answers(told: Told, name: str, records: Sequence[Row], columns: Sequence[Column]) -> Iterator[Line]:
    cells = [row for row in records if row["statistic"] in ANSWERS and row["row"] != TOTAL]
    codes = dict.fromkeys((row["row"], row["statistic"]) for row in cells)
    at = {(row["row"], row["statistic"], row["column_variable"], row["column"]): row for row in cells}
    merged = {row["row"]: (_listed(row.get("merged")), int(row.get("merged_number") or 0)) for row in cells}
    known = _known(told, name, [code for code, _ in codes])
    for code, statistic in codes:
        inside, number = merged[code]
        label = capital(cell_label(Cell(code, None, None, None, merged=inside, number=number), known, told.lang))
        found = [at.get((code, statistic, *column)) for column in columns]
        values = tuple(_share(told, row) for row in found)
        look: Look = "hidden" if all(isinstance(value, str) for value in values) else "net" if statistic == "net" else "answer"
        yield Line(look, code, label, values, tuple(_look(look, row) for row in found))


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


def _base(told: Told, sizes: dict[Column, Row], columns: Sequence[Column]) -> Line:
    found = (sizes[column]["base"] for column in columns)
    return Line("base", "", told.text("base"), tuple(told.text("hidden") if _absent(size) else int(size) for size in found))


def _measures(told: Told, records: Sequence[Row], columns: Sequence[Column]) -> Iterator[Line]:
    rows = [row for row in records if row["statistic"] not in ANSWERS]
    at = {(row["statistic"], row["column_variable"], row["column"]): row["value"] for row in rows}
    for name in dict.fromkeys(row["statistic"] for row in rows):
        found = [at.get((name, *column)) for column in columns]
        values = tuple(told.text("hidden") if value is None or _absent(value) else float(value) for value in found)
        yield Line("measure", name, told.text(f"measure_{name}"), values)


def _notes(told: Told, records: Sequence[Row]) -> Iterator[str]:
    yield told.text(f"note_percent_{told.released.percent}")
    if any(row["status"] or row["rule"] == "nothing" for row in records):
        yield told.text("note_hidden", threshold=told.released.threshold - 1)
    for rule in ("indicative", "counts"):
        if any(row["rule"] == rule for row in records):
            yield told.text(f"note_crossed_{rule}")


def _column_label(told: Told, column: Column) -> str:
    variable, code = column
    if not variable:
        return told.text("total")
    return capital(_known(told, variable, [code]).get(code, code))


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
