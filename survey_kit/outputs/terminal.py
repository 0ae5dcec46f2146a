"""Released tables as a terminal shows them: plain text in columns, with the labels of the language."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final

from survey_kit.outputs.blocks import Told, block
from survey_kit.outputs.crossed import crossed_blocks
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Released
    from survey_kit.outputs.blocks import Block, Holds, Line, Value
    from survey_kit.questionnaire.model import Questionnaire

WIDTH: Final = 100
LABEL_MOST: Final = 46
GAP: Final = "  "
COLUMN_LEAST, COLUMN_MOST = 8, 16
DECIMALS: Final[dict[Holds, int | None]] = {"count": 0, "weighted": 1, "percent": 1, "value": None}
_CONTROL: Final = {code: None for code in (*range(32), *range(127, 160)) if chr(code) != "\n"}


def render_tables(released: Released, questionnaire: Questionnaire, lang: str = "fr", *, stamp: str = "") -> str:
    """str: each table as aligned text, its base, its notes; crossed tables stand for the one-way tables of their variables."""
    told = Told(released, questionnaire, lang)
    crossed = crossed_blocks(told)
    done = {one.name for one in crossed}
    plain = [block(told, name) for name in dict.fromkeys(each.variable for each in released.distributions) if name not in done]
    texts = ["\n".join(_lines(told, each)) for each in (*plain, *crossed)]
    return "\n\n".join([*([stamp] if stamp else []), *texts])


def _lines(told: Told, table: Block) -> Iterator[str]:
    label_width = min(LABEL_MOST, max((_width(line.label) for line in table.lines), default=LABEL_MOST))
    rows = [
        tuple(_told(told, value, holds) + _mark(line, place) for place, (value, holds) in enumerate(zip(line.values, table.holds, strict=False)))
        for line in table.lines
    ]
    widths = [_column_width(heading, [row[place] for row in rows if place < len(row)]) for place, heading in enumerate(table.headings)]
    yield from textwrap.wrap(_clean(table.title), WIDTH)
    for number_of_part, places in enumerate(_parts(table, widths, WIDTH - label_width)):
        yield from [""] if number_of_part else []
        yield from _part(table, rows, {place: widths[place] for place in places}, label_width)
    for note in table.notes:
        yield from textwrap.wrap(_clean(note), WIDTH)


def _parts(table: Block, widths: Sequence[int], room: int) -> list[list[int]]:
    """List of lists of int: the columns that fit beside each other, those of a banner variable together where they can be."""
    parts: list[list[int]] = [[]]
    banner = table.banner or ("",) * len(widths)
    for _, group in groupby(range(len(widths)), key=lambda place: banner[place]):
        together = list(group)
        for columns in [together] if _taken(together, widths) <= room else [[place] for place in together]:
            if parts[-1] and _taken([*parts[-1], *columns], widths) > room:
                parts.append([])
            parts[-1] += columns
    return parts


def _taken(places: Sequence[int], widths: Sequence[int]) -> int:
    return sum(widths[place] + len(GAP) for place in places)


def _part(table: Block, rows: Sequence[Sequence[str]], widths: Mapping[int, int], label_width: int) -> Iterator[str]:
    """Iterator of str: some columns of a table, `widths` by their places."""
    yield "─" * (label_width + sum(widths.values()) + len(GAP) * len(widths))
    if any(table.banner):
        yield from _banner(table, widths, label_width)
    yield from _heading([table.headings[place] for place in widths], list(widths.values()), label_width)
    for line, row in zip(table.lines, rows, strict=True):
        shown = [row[place] for place in widths if place < len(row)]
        if any(shown) or not any(row):
            yield from _row(_clean(line.label), shown, list(widths.values()), label_width)


def _banner(table: Block, widths: Mapping[int, int], label_width: int) -> Iterator[str]:
    """Iterator of str: the name of each banner variable over the first of its columns."""
    groups = [(name, [widths[place] for place in places]) for name, places in groupby(widths, key=lambda place: table.banner[place])]
    rooms = [sum(each) + len(GAP) * (len(each) - 1) for _, each in groups]
    names = [textwrap.wrap(_clean(name), room) or [""] for (name, _), room in zip(groups, rooms, strict=True)]
    for told in zip_longest(*names, fillvalue=""):
        yield (" " * label_width + "".join(f"{GAP}{_left(text, room)}" for text, room in zip(told, rooms, strict=True))).rstrip()


def _heading(headings: Sequence[str], widths: Sequence[int], label_width: int) -> Iterator[str]:
    parts = [textwrap.wrap(_clean(heading), width) or [""] for heading, width in zip(headings, widths, strict=True)]
    for told in zip_longest(*parts, fillvalue=""):
        yield (" " * label_width + "".join(f"{GAP}{_right(text, width)}" for text, width in zip(told, widths, strict=True))).rstrip()


def _row(label: str, values: Sequence[str], widths: Sequence[int], label_width: int) -> Iterator[str]:
    *before, last = textwrap.wrap(label, label_width) or [""]
    yield from before
    yield (
        _left(last, label_width) + "".join(f"{GAP}{_right(value, width)}" for value, width in zip(values, widths, strict=False))
    ).rstrip()


def _mark(line: Line, place: int) -> str:
    return f" {line.mark(place)}" if line.mark(place) and not isinstance(line.values[place], str) else ""


def _told(told: Told, value: Value, holds: Holds) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return number(value, told.lang, 0 if isinstance(value, int) else DECIMALS[holds])


def _column_width(heading: str, values: Sequence[str]) -> int:
    longest = max((len(word) for word in heading.split()), default=0)
    return max(COLUMN_LEAST, min(COLUMN_MOST, longest), *(_width(value) for value in values), 0)


def _clean(text: str) -> str:
    """str: a text without the signs by which a terminal takes orders."""
    return text.translate(_CONTROL)


def _width(text: str) -> int:
    """int: how many places a text takes on the screen."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _left(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _right(text: str, width: int) -> str:
    return " " * max(0, width - _width(text)) + text
