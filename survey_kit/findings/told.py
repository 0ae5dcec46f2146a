"""What answers to inquiries are made of: a sentence with its detail, the cells that may be told, the reasons for silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from survey_kit.findings.texts import cut
from survey_kit.findings.view import MERGED, names

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.view import Variable, View

LABEL_WORDS = 7


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and its detail; `said` is False where it tells only why nothing is said."""

    sentence: str
    detail: str
    said: bool


def unsaid(view: View, why: str, detail: str = "", **values: Any) -> Told:
    """Told: that it can't be said, and why."""
    reason = view.text(f"unsaid_{why}", threshold=view.released.threshold, **values)
    return Told(view.text("answer_unsaid", reason=reason), detail, said=False)


def answer_of(distribution: Distribution, code: str) -> Cell | None:
    """Cell or None: of one answer, where it may be told by itself."""
    cell = next((cell for cell in distribution.cells if cell.code == code != MERGED), None)
    return None if cell is None or cell.status or cell.count is None else cell


def given(distribution: Distribution, codes: Sequence[str]) -> Cell | None:
    """Cell or None: of one answer, or of several of a single choice put together, where the gate tells them; several go by their codes."""
    if len(codes) == 1:
        return answer_of(distribution, codes[0])
    cell = distribution.net(codes)
    return None if cell is None else replace(cell, code="_".join(codes), merged=())


def quoted(view: View, variable: Variable, distribution: Distribution, codes: Sequence[str]) -> str:
    """str: the answers as people read them: "« a », « b » ou « c »"."""
    known = names(variable, distribution, view.lang)
    return either(view, [view.quote(cut(known.get(code, code), LABEL_WORDS)) for code in codes])


def either(view: View, labels: Sequence[str]) -> str:
    """str: "a, b ou c"."""
    return labels[0] if len(labels) == 1 else view.text("either", labels=", ".join(labels[:-1]), last=labels[-1])
