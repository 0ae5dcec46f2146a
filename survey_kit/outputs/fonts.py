"""The fonts that ship, as addresses: beside the templates for the PDF, within the page itself for the HTML file."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

from survey_kit.resources import templates


def folder() -> Path:
    """Path: where the fonts are, the only folder that drawing a PDF may read from."""
    return templates() / "fonts"


@cache
def embedded(name: str) -> str:
    """str: the font of that name as a data: address, so that a page needs no other file."""
    return "data:font/woff2;base64," + b64encode((folder() / f"{name}.woff2").read_bytes()).decode("ascii")
