"""Headings as they are written, to what they say: markup off, spaces single, question and option apart."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

TAG: Final = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")
UNSEEN: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
NOT_A_WORD: Final = re.compile(r"[^\w+<>=%€-]+|_+|-(?!\d)")
DASHES: Final = (" - ", " – ", " — ")


def clean(text: str) -> str:
    """str: a heading without markup, entities, invisible signs and doubled spaces.

    >>> clean("<b>Votre&nbsp;&acirc;ge</b> ?  ")
    'Votre âge ?'
    """
    if "<" in text:
        text = TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub("", text)).split())


def normal(text: str) -> str:
    r"""str: what two wordings must share to be the same: small letters without accents, words, numbers and signs of comparison.

    >>> normal("Êtes-vous satisfait·e\xa0?") == normal("etes vous satisfait.e")
    True
    """
    plain = unicodedata.normalize("NFKD", clean(text).casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(NOT_A_WORD.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))).split())


def split_brackets(heading: str) -> tuple[str, tuple[str, ...]]:
    """Tuple: the question, and what stands in the brackets at the end of its heading, outer brackets only.

    >>> split_brackets("Vos lieux [Chez moi [pièce dédiée]]"), split_brackets("Grille [ligne][1]"), split_brackets("Âge")
    (('Vos lieux', ('Chez moi [pièce dédiée]',)), ('Grille', ('ligne', '1')), ('Âge', ()))
    """
    rest, parts = heading.strip(), []
    while rest.endswith("]"):
        start = _opening(rest)
        if start < 0:
            break
        parts.append(rest[start + 1 : -1].strip())
        rest = rest[:start].rstrip()
    return rest, tuple(reversed(parts))


def split_dashes(headings: Sequence[str]) -> list[tuple[str, str]]:
    """List of tuples: question and option of each heading; a dash parts them where several headings begin alike before it.

    >>> split_dashes(["Lieux - maison", "Lieux - café - bar", "Avant - après ?"])
    [('Lieux', 'maison'), ('Lieux', 'café - bar'), ('Avant - après ?', '')]
    """
    cuts = [_cuts(heading) for heading in headings]
    shared = Counter(stem for options in cuts for stem, _ in options) + Counter(set(headings))
    return [
        max((cut for cut in options if shared[cut[0]] > 1), key=lambda cut: (shared[cut[0]], len(cut[0])), default=(heading, ""))
        for heading, options in zip(headings, cuts, strict=True)
    ]


def _opening(text: str) -> int:
    """int: where the bracket opens that the last sign closes, -1 when none does."""
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] == "]") - (text[position] == "[")
        if depth == 0:
            return position
    return -1


def _cuts(heading: str) -> list[tuple[str, str]]:
    found = [
        (heading[:at].rstrip(), heading[at + len(dash) :].strip())
        for dash in DASHES
        for at in range(len(heading))
        if heading.startswith(dash, at)
    ]
    return [cut for cut in found if all(cut)]
