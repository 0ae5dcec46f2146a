"""Released tables as a terminal shows them: plain text in columns, with the labels of the language."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from survey_kit.outputs.blocks import Told, block
from survey_kit.outputs.crossed import crossed_blocks
from survey_kit.wording import number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Released
    from survey_kit.outputs.blocks import Block, Holds, Value
    from survey_kit.questionnaire.model import Questionnaire

WIDTH: Final = 100
LABEL_MOST: Final = 46
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
    rows = [tuple(_told(told, value, holds) for value, holds in zip(line.values, table.holds, strict=False)) for line in table.lines]
    widths = [_column_width(heading, [row[place] for row in rows if place < len(row)]) for place, heading in enumerate(table.headings)]
    yield from textwrap.wrap(_clean(table.title), WIDTH)
    yield "─" * min(WIDTH, label_width + sum(widths) + 2 * len(widths))
    if any(table.banner):
        yield from _banner(table, widths, label_width)
    yield from _heading(table.headings, widths, label_width)
    for line, row in zip(table.lines, rows, strict=True):
        yield from _row(_clean(line.label), row, widths, label_width)
    for note in table.notes:
        yield from textwrap.wrap(_clean(note), WIDTH)


def _banner(table: Block, widths: Sequence[int], label_width: int) -> Iterator[str]:
    """Iterator of str: the name of each banner variable over the first of its columns."""
    line = " " * label_width
    for place, (name, width) in enumerate(zip(table.banner, widths, strict=True)):
        first = place == 0 or table.banner[place - 1] != name
        room = sum(each + 2 for each, other in zip(widths[place:], table.banner[place:], strict=True) if other == name)
        line += f"  {_cut(_clean(name), room - 2).ljust(room - 2)}" if first else ""
        del width
    yield line.rstrip()


def _heading(headings: Sequence[str], widths: Sequence[int], label_width: int) -> Iterator[str]:
    parts = [textwrap.wrap(_clean(heading), width) or [""] for heading, width in zip(headings, widths, strict=True)]
    for place in range(max(map(len, parts), default=0)):
        told = (part[place] if place < len(part) else "" for part in parts)
        yield " " * label_width + "".join(f"  {_right(text, width)}" for text, width in zip(told, widths, strict=True))


def _row(label: str, values: Sequence[str], widths: Sequence[int], label_width: int) -> Iterator[str]:
    *before, last = textwrap.wrap(label, label_width) or [""]
    yield from before
    yield (_left(last, label_width) + "".join(f"  {_right(value, width)}" for value, width in zip(values, widths, strict=False))).rstrip()


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


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: max(width - 1, 0)]}…"
