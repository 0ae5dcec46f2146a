"""Whether the cells of a column hold several answers joined, and which: pieces must come back, alone or with others.

A comma inside an answer never makes a column multiple by itself: its pieces only ever stand together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

SEPARATORS: Final = (";", " | ", "|", "\n", ", ")
MOST_OPTIONS: Final = 40
COMES_BACK: Final = 0.6
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Split:
    """The options of a joined column with how often each was given; the pieces that were put together again; whether rare pieces are free text."""

    separator: str
    options: Mapping[str, int]
    rejoined: tuple[str, ...] = ()
    loose: bool = field(default=False)


def split_cells(counts: Mapping[str, int], separator: str = "") -> Split | None:
    """Split or None: the options, when the cells of a column hold several of them.

    >>> split_cells({"Lundi, Mardi": 3, "Mardi, Jeudi": 2, "Lundi": 4, "Jeudi": 1, "Lundi, Jeudi": 1}).options
    {'Lundi': 8, 'Mardi': 5, 'Jeudi': 4}
    >>> split_cells({"Une fois, mais pas plus": 20, "Jamais": 12, "Oui, toujours": 7}) is None
    True
    """
    tried = (separator,) if separator and separator.strip() != "," else SEPARATORS if not separator else (*SEPARATORS[:-1], separator)
    return next((split for sign in tried if (split := _split(counts, sign)) is not None), None)


def _split(counts: Mapping[str, int], sign: str) -> Split | None:
    joined = [text for text in counts if sign in text.strip().rstrip(sign.strip() or sign)]
    ended = sign.strip() == ";" and bool(counts) and all(text.rstrip().endswith(";") for text in counts)
    if len(joined) < 3 and not ended:
        return None
    pieces: Mapping[str, Sequence[str]] = {text: _pieces(text, sign) for text in counts}
    if sum(len(piece) for found in pieces.values() for piece in found) > LONGEST * sum(map(len, pieces.values())):
        return None
    pieces, rejoined = _rejoined(pieces, sign)
    return _judged(counts, pieces, sign, rejoined, ended=ended)


def _judged(
    counts: Mapping[str, int], pieces: Mapping[str, Sequence[str]], sign: str, rejoined: tuple[str, ...], *, ended: bool
) -> Split | None:
    cells: Counter[str] = Counter(piece for found in pieces.values() for piece in set(found))
    options: Counter[str] = Counter()
    for text, found in pieces.items():
        options.update(dict.fromkeys(found, counts[text]))
    apart = [piece for piece in cells if cells[piece] > 1]
    several = [text for text, found in pieces.items() if len(found) > 1]
    shared = [text for text in several if sum(cells[piece] > 1 for piece in set(pieces[text])) > 1]
    frequent = [piece for piece in options if options[piece] > 1]
    if len(several) < (0 if ended else 3) or len(options if ended else frequent or options) < 2 or len(frequent or options) > MOST_OPTIONS:
        return None
    given = sum(options.values())
    back = sum(options[piece] for piece in apart) / given if given else 0.0
    if not ended and (back < COMES_BACK or len(shared) < 0.5 * len(several) or len(apart) < 2):
        return None
    once = sum(1 for piece in options if options[piece] == 1)
    kept = dict(sorted(options.items(), key=lambda entry: (-entry[1], entry[0])))
    return Split(sign.strip() or sign, kept, rejoined, loose=once >= 3 and sum(counts.values()) >= 20)


def _pieces(text: str, sign: str) -> list[str]:
    """list of str: the pieces of a cell; a comma within brackets parts nothing."""
    if sign.strip() != ",":
        return [piece.strip() for piece in text.split(sign.strip() or sign) if piece.strip()]
    return [piece.strip() for piece in re.split(r",\s+(?![^(]*\))", text) if piece.strip()]


def _rejoined(pieces: Mapping[str, Sequence[str]], sign: str) -> tuple[Mapping[str, Sequence[str]], tuple[str, ...]]:
    """(Mapping, tuple of str): pieces that only ever follow one other, and begin with a small letter, belong to it: a label held the sign."""
    if sign.strip() != ",":
        return pieces, ()
    alone = Counter(piece for found in pieces.values() for piece in found)
    before: dict[str, set[str]] = {}
    for found in pieces.values():
        for place, piece in enumerate(found):
            before.setdefault(piece, set()).add(found[place - 1] if place else "")
    tails = {
        piece: next(iter(heads))
        for piece, heads in before.items()
        if len(heads) == 1 and "" not in heads and piece[:1].islower() and alone[piece] > 1
    }
    if not tails:
        return pieces, ()
    made: dict[str, list[str]] = {}
    for text, found in pieces.items():
        made[text] = []
        for piece in found:
            if piece in tails and made[text]:
                made[text][-1] += f"{sign}{piece}"
            else:
                made[text].append(piece)
    together = sorted({piece for found in made.values() for piece in found if sign in piece})
    return made, tuple(together)
