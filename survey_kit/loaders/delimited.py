"""Delimited text to rows of text: encoding, separator, quotes, and what LimeSurvey says by leaving quotes out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Final

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.encodings import MOJIBAKE, Encoding, encoding_of, repair
from survey_kit.survey.survey import Note

SEPARATORS: Final = (",", ";", "\t", "|")
NAMES: Final = {",": ",", ";": ";", "\t": "tab", "|": "|"}
SAMPLE_RECORDS: Final = 300
SAMPLE_SIGNS: Final = 1 << 18
LONGEST_FIELD: Final = 1 << 24
# LimeSurvey's own word, in its other text format, for a question that was not shown. A cell that its CSV leaves without
# quotes among quoted ones says the same, and Python's reader would lose it.
NOT_SHOWN: Final = "{question_not_shown}"
MARK: Final = f'"{NOT_SHOWN}"'
FIRST_QUOTED: Final = re.compile(r'\ufeff?"(?:[^"]|"")*"([,;\t|])"')
SEP_LINE: Final = re.compile(r"^\ufeff?\"?sep=(.)\"?[\r\n]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Delimited:
    """Rows of text with their numbers as a spreadsheet counts them, facts of the dialect, and notes."""

    rows: list[tuple[str, ...]]
    numbers: list[int]
    facts: Mapping[str, str]
    notes: tuple[Note, ...]


def read_delimited(content: bytes, where: str) -> Delimited:
    """Delimited: every record that holds something.

    Raises: SurveyKitError when the bytes are no text, or when a quote is opened and never closed.
    """
    encoding = encoding_of(content, where)
    with encoding.open(content) as text:
        sample = text.read(SAMPLE_SIGNS)
    opening = SEP_LINE.match(sample)
    separator = opening[1] if opening else separator_of(sample)
    bare = _says_by_quotes(sample, separator, content)
    rows, numbers, repaired = _read(content, encoding, separator, bare, where)
    if opening:
        rows, numbers = rows[1:], numbers[1:]
    rows, separator, unwrapped = _unwrapped(rows, separator)
    facts = {"encoding": encoding.name, "separator": NAMES.get(separator, separator), "not_shown": "bare" if bare else ""}
    return Delimited(rows, numbers, facts, tuple(_notes(encoding, repaired, unwrapped, opening is not None)))


def separator_of(sample: str) -> str:
    r"""str: the separator by which the records of a sample are most alike in length; a comma when there is only one column.

    >>> separator_of('a;b, ou c;d\n1;2,5;3\n')
    ';'
    """
    if opening := FIRST_QUOTED.match(sample):
        return opening[1]
    return max(SEPARATORS, key=lambda separator: _likeness(sample, separator))


def _likeness(sample: str, separator: str) -> float:
    with _long_fields():
        records = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), SAMPLE_RECORDS))
    widths = [len(record) for record in records if any(record)]
    # the sample may end in the middle of a record
    widths = widths[:-1] if len(widths) > 2 and len(records) < SAMPLE_RECORDS and len(sample) == SAMPLE_SIGNS else widths
    if not widths:
        return 0.0
    width, count = Counter(widths).most_common(1)[0]
    # regularity counts most: answers joined by another sign are often alike, but their heading isn't
    return (1 - 1 / width) * (count / len(widths)) ** 4


@contextmanager
def _long_fields() -> Iterator[None]:
    """Iterator of None: the body may meet long open answers; the limit of the process is put back afterwards."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read(content: bytes, encoding: Encoding, separator: str, bare: bool, where: str) -> tuple[list[tuple[str, ...]], list[int], int]:  # noqa: FBT001
    """Tuple: the rows that hold something, their numbers, and how many distinct texts got their letters back.

    Equal texts become one object: a survey says the same few things many times.
    """
    pool: dict[str, str] = {}
    one, rows, numbers = pool.setdefault, [], []
    with _long_fields(), encoding.open(content) as text:
        lines: Iterable[str] = _mark_bare(text, separator) if bare else text
        try:
            for number, record in enumerate(csv.reader(lines, delimiter=separator), start=1):
                if any(record):
                    rows.append(tuple(map(one, record, record)))
                    numbers.append(number)
        except csv.Error:
            raise SurveyKitError("export_quotes", where=where, row=len(rows) + 1) from None
    rows, repaired = _repaired(rows, pool)
    return rows, numbers, repaired


def _repaired(rows: list[tuple[str, ...]], pool: dict[str, str]) -> tuple[list[tuple[str, ...]], int]:
    better = {text: repair(text) for text in pool if MOJIBAKE.search(text)}
    better = {text: good for text, good in better.items() if text != good}
    if not better:
        return rows, 0
    return [tuple([better.get(cell, cell) for cell in row]) for row in rows], len(better)


def _says_by_quotes(sample: str, separator: str, content: bytes) -> bool:
    """bool: whether every heading is quoted and blank cells come both with quotes and without."""
    sign = separator.encode()
    quoted = sample.lstrip("\ufeff").startswith('"') and f'"{separator}"' in sample.split("\n", 1)[0]
    return quoted and all(any(sign + cell + end in content for end in (sign, b"\r", b"\n")) for cell in (b'""', b""))


def _mark_bare(lines: Iterable[str], separator: str) -> Iterator[str]:
    """Iterator of str: the lines, the cells left without quotes named; what stands inside a quoted cell is kept as it is."""
    inside = False
    for line in lines:
        yield _marked(line, separator, inside=inside)
        inside = inside != bool(line.count('"') % 2)


def _marked(line: str, separator: str, *, inside: bool) -> str:
    """str: a line with its bare cells named: those that stand between two separators outside quotes, or after the last one."""
    pieces, last, double = [], 0, separator * 2
    at = line.find(double)
    while at >= 0:
        inside = inside != bool(line.count('"', last, at) % 2)
        pieces += [line[last : at + 1], "" if inside else MARK]
        last = at + 1
        at = line.find(double, last)
    rest = line[last:]
    body = rest.rstrip("\r\n")
    if body.endswith(separator) and inside == bool(body.count('"') % 2):
        rest = body + MARK + rest[len(body) :]
    return "".join(pieces) + rest if pieces else rest


def _unwrapped(rows: list[tuple[str, ...]], separator: str) -> tuple[list[tuple[str, ...]], str, bool]:
    """Tuple: rows, separator, and whether each line of one file had been saved as a single cell of another."""
    if not rows or max(map(len, rows)) > 1:
        return rows, separator, False
    text = "\n".join(row[0] for row in rows)
    inner = separator_of(text[:SAMPLE_SIGNS])
    records = [tuple(record) for record in csv.reader(io.StringIO(text, newline=""), delimiter=inner)]
    alike = Counter(map(len, records)).most_common(1)[0]
    if alike[0] < 3 or alike[1] < 0.9 * len(rows) or len(records) != len(rows):
        return rows, separator, False
    return records, inner, True


def _notes(encoding: Encoding, repaired: int, unwrapped: bool, sep_line: bool) -> Iterator[Note]:  # noqa: FBT001
    if encoding.wrong:
        yield Note("text_wrong_bytes", values={"count": encoding.wrong})
    if encoding.name in {"cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be"}:
        yield Note("text_encoding", values={"encoding": encoding.name})
    if repaired:
        yield Note("text_mojibake", values={"count": repaired})
    if unwrapped:
        yield Note("text_unwrapped")
    if sep_line:
        yield Note("text_sep_line", row=1)
