"""The fonts that ship, as addresses: beside the templates for the PDF, within the page itself for the HTML file."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from pathlib import Path

from survey_kit.resources import templates


def folder() -> Path:
    """Path: where the fonts are, the only folder that drawing a PDF may read from."""
    return templates() / "fonts"


def cover(text: str) -> bool:
    """bool: whether the fonts that ship have every letter of a text, so that no other font can get into the file.

    >>> cover("Sévérac d’Aveyron"), cover("中文")
    (True, False)
    """
    return set(text) <= _letters()


@cache
def _letters() -> frozenset[str]:
    widths = json.loads((folder() / "widths.json").read_text(encoding="ascii"))
    return frozenset(letter for face in widths.values() for letter in face) | set("\n\r\t\xa0\u202f")


@cache
def embedded(name: str) -> str:
    """str: the font of that name as a data: address, so that a page needs no other file."""
    return "data:font/woff2;base64," + b64encode((folder() / f"{name}.woff2").read_bytes()).decode("ascii")
