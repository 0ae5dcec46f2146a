"""Texts laid out once and labels of charts drawn whole: what WeasyPrint does two or three times over, done once.

WeasyPrint forgets the layout of each text, to spare memory, and lays it out again to draw it; a report is short enough to keep them.
It sets the text of an SVG letter by letter, to let each have a place of its own; ours have one place a text, and words kept whole can be
copied and searched. The pages are the same to the byte, the drawing takes a third less. Where a later WeasyPrint is built otherwise,
nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

_KEPT: Final = ("set_text", "deactivate", "reactivate")


class Whole(str):
    """A text that iterates as one piece."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        """Iterator of str: the whole text, once."""
        yield str(self)


@contextmanager
def drawn_once() -> Iterator[None]:
    """Iterator of None: within the body the texts of SVGs are drawn in one piece, and no text is laid out twice."""
    with ExitStack() as stack:
        stack.enter_context(_labels_whole())
        stack.enter_context(_layouts_kept())
        yield


@contextmanager
def _labels_whole() -> Iterator[None]:
    from weasyprint import svg
    from weasyprint.text import line_break

    node, split = getattr(svg, "Node", None), getattr(line_break, "split_first_line", None)
    kept = getattr(node, "text", None)
    if node is None or split is None or not isinstance(kept, property) or kept.fget is None:
        yield
        return
    read = kept.fget

    def whole(self: Any) -> str | None:
        text: str | None = read(self)
        return Whole(text) if text else text

    with lent(node, text=property(whole)), lent(line_break, split_first_line=_measured_once(split)):
        yield


def _measured_once(split: Callable[..., Any]) -> Callable[..., Any]:
    """Callable: the same, but a label just measured isn't measured again in the same style when its one piece is drawn."""
    last: tuple[Any, ...] = ("", None, None)

    def measured(text: str, style: Any, *around: Any, **also: Any) -> Any:
        nonlocal last
        if last[1] is style and last[0] == text:
            return last[2]
        found = split(text, style, *around, **also)
        last = (text, style, found) if isinstance(text, Whole) else ("", None, None)
        return found

    return measured


@contextmanager
def _layouts_kept() -> Iterator[None]:
    from weasyprint.text import line_break
    from weasyprint.text.ffi import pango

    layout: Any = getattr(line_break, "Layout", None)
    if layout is None or not all(hasattr(layout, name) for name in _KEPT):
        yield
        return
    write, forget, remember = (getattr(layout, name) for name in _KEPT)

    def set_text(self: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 -- WeasyPrint's own signature
        # Drawing asks for a single paragraph: asked for from the start, it doesn't undo the layout. A line break needs its two.
        pango.pango_layout_set_single_paragraph_mode(self.layout, "\n" not in text)
        write(self, text, justify)

    def deactivate(self: Any) -> None:
        if "\n" in self.text:
            forget(self)

    def reactivate(self: Any, style: Any) -> None:
        if self.justification_spacing or getattr(self, "style", None) is not style:
            remember(self, style)

    with lent(layout, set_text=set_text, deactivate=deactivate, reactivate=reactivate):
        yield


@contextmanager
def lent(owner: Any, **members: Any) -> Iterator[None]:
    """Iterator of None: within the body the owner, a class or module of WeasyPrint, has these members; after it its own again."""
    before = {name: getattr(owner, name) for name in members}
    for name, member in members.items():
        setattr(owner, name, member)
    try:
        yield
    finally:
        for name, member in before.items():
            setattr(owner, name, member)
