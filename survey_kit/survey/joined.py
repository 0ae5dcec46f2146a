"""Several answers joined in one cell, parted again by the labels that are known: a label may hold the sign that joins."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "·": "."})
USUAL: Final = ";,|\n"
MOST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Parted:
    """The codes found in a cell, and the pieces that are no known label, in their order; `exact` when every label stood as it is."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels and codes of a set, longest first, as they are compared; and the signs that may join them."""

    forms: tuple[tuple[str, str], ...]
    written: frozenset[str]
    signs: str


def fold(text: str) -> str:
    """str: a text of the same length without capitals, accents and curly signs.

    >>> fold("Médiathèque, L’été")
    "mediatheque, l'ete"
    """
    plain = unicodedata.normalize("NFC", text).translate(QUOTES)
    return "".join(unicodedata.normalize("NFD", sign)[0].lower()[:1] or sign for sign in plain)


def labels_of(named: Iterable[tuple[str, str]], separator: str) -> Labels:
    """Labels: of (text, code) pairs, parted by the separator, or by any usual sign when the platform has none of its own."""
    pairs = [(" ".join(text.split()), code) for text, code in named if text.strip()]
    forms = {fold(text).rstrip(" ."): code for text, code in reversed(pairs)}
    sign = separator.strip() or (" " if separator else "")
    ordered = tuple(sorted(forms.items(), key=lambda entry: (-len(entry[0]), entry[0])))
    return Labels(ordered, frozenset(unicodedata.normalize("NFC", text) for text, _ in pairs), sign or USUAL)


def part(text: str, labels: Labels) -> Parted:
    """Parted: the known labels of a cell, longest first, and what is left between them.

    >>> part("climat, fraîcheur, école et enfants, la mer", labels_of([("climat, fraîcheur", "10"), ("école et enfants", "9")], ", "))
    Parted(codes=('10', '9'), unknown=('la mer',), exact=True)
    """
    bare = unicodedata.normalize("NFC", _squeezed(text, labels.signs))[:MOST]
    form = fold(bare)
    codes: list[str] = []
    unknown: list[tuple[int, int]] = []
    exact, place = True, 0
    while place < len(form):
        if form[place] in labels.signs or form[place].isspace():
            place += 1
            continue
        found = _label_at(form, place, labels)
        if found is None:
            end = _next_sign(form, place, labels.signs)
            unknown.append((place, end))
        else:
            code, end = found
            codes.append(code)
            exact = exact and bare[place:end].strip() in labels.written
        place = end
    return Parted(tuple(dict.fromkeys(codes)), _pieces(bare, unknown, labels.signs), exact)


def _squeezed(text: str, signs: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines()) if "\n" in signs else " ".join(text.split())


def _label_at(form: str, place: int, labels: Labels) -> tuple[str, int] | None:
    """tuple or None: the code of the longest label that stands here as a whole, and where it ends."""
    for label, code in labels.forms:
        if form.startswith(label, place):
            end = _after_dots(form, place + len(label), labels.signs)
            if end == len(form) or form[end] in labels.signs:
                return code, end
    return None


def _after_dots(form: str, place: int, signs: str) -> int:
    while place < len(form) and form[place] in " .…" and form[place] not in signs:
        place += 1
    return place


def _next_sign(form: str, place: int, signs: str) -> int:
    return min((at for sign in signs if (at := form.find(sign, place)) >= 0), default=len(form))


def _pieces(text: str, spans: Sequence[tuple[int, int]], signs: str) -> tuple[str, ...]:
    """tuple of str: the unknown pieces; those that follow one another are one text, whose author used the sign too."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip(signs + " "):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(text[start:end].strip() for start, end in merged)
