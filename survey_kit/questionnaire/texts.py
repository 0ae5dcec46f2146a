"""Texts as they are written, to what they say: markup off, spaces single; and what two wordings must share to be the same."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse
from typing import Final

TAG: Final = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")
UNSEEN: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
NOT_A_WORD: Final = re.compile(r"[^\w+<>=%€-]+|_+|-(?!\d)")


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


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    r"""str: what two wordings must share to be the same: small letters without accents, words, numbers and signs of comparison.

    >>> normal("Êtes-vous satisfait·e\xa0?") == normal("etes vous satisfait.e")
    True
    """
    # signs that stand for a letter (𝐀) become it before it is made small
    small = unicodedata.normalize("NFKD", clean(text)).casefold().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", small)
    if not plain.isascii():
        plain = "".join(filterfalse(unicodedata.combining, plain))
    return " ".join(NOT_A_WORD.sub(" ", plain).split())
