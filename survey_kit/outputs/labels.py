"""Labels of charts drawn whole: WeasyPrint sets the text of an SVG letter by letter, to let each have a place of its own.

Ours have one place a text. Handing WeasyPrint a text that counts as a single letter halves the cost of a chart, and keeps
words whole for who copies or searches them. Where a later WeasyPrint is built otherwise, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Whole(str):
    """A text that iterates as one piece."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        """Iterator of str: the whole text, once."""
        yield str(self)


@contextmanager
def drawn_whole() -> Iterator[None]:
    """Iterator of None: within the body the texts of SVGs are drawn in one piece."""
    from weasyprint import svg

    node = getattr(svg, "Node", None)
    kept = getattr(node, "text", None)
    if node is None or not isinstance(kept, property) or kept.fget is None:
        yield
        return
    read = kept.fget

    def whole(self: Any) -> str | None:
        text: str | None = read(self)
        return Whole(text) if text else text

    node.text = property(whole)
    try:
        yield
    finally:
        node.text = kept
