"""What a survey answers to the questions of those who ordered it: sentences of the same rules as its findings; or why it can't be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from survey_kit.findings.by_type import claim
from survey_kit.findings.claims import cell_detail, sentence
from survey_kit.findings.compared import compared
from survey_kit.findings.concepts import claim_of
from survey_kit.findings.inquiries import parted
from survey_kit.findings.phrases import base, counted, share, subject
from survey_kit.findings.texts import capital, cut
from survey_kit.findings.told import Told, answer_of, given, quoted, unsaid
from survey_kit.findings.view import cell_label, names, telling

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution
    from survey_kit.findings.inquiries import Inquiry
    from survey_kit.findings.view import Variable, View

Kind = Literal["answer", "comparison"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one inquiry: its sentence and detail; `said` is whether there is one, or only the reason why there is none."""

    inquiry: Inquiry
    sentence: str
    detail: str
    said: bool

    @property
    def kind(self) -> Kind:
        """Kind: whether it tells a variable, or holds categories against each other."""
        return "comparison" if self.inquiry.by else "answer"


def answer(view: View, inquiry: Inquiry) -> Answer:
    """Answer: to one inquiry; one that several variables answer is told variable by variable."""
    told = [_of_variable(view, inquiry, name) for name in inquiry.variables]
    details = (one.detail for one in told if one.detail)
    return Answer(inquiry, " ".join(one.sentence for one in told), " ".join(details), any(one.said for one in told))


def _of_variable(view: View, inquiry: Inquiry, name: str) -> Told:
    variable = view.questionnaire.variable(parted(name)[0])
    if variable is None:
        return unsaid(view, "not_held")
    if variable.type == "matrix" and not parted(name)[1]:
        return _matrix(view, variable)
    held, item, codes = inquiry.read(name)
    distribution = view.released.distribution(held, item)
    if distribution is None or not distribution.base or distribution.rule == "nothing":
        return unsaid(view, _why_nothing(view, distribution))
    if inquiry.by:
        return compared(view, inquiry, name)
    if not codes:
        return _whole(view, variable, distribution)
    labels = quoted(view, variable, distribution, inquiry.answers[name])
    # A variable that stands in for answers is named by them: its own code would only lengthen the names of its figures.
    bare = tuple(replace(cell, code="" if cell.code in codes else cell.code) for cell in distribution.cells)
    told, read = (replace(distribution, cells=bare), ("",)) if name in inquiry.made else (distribution, codes)
    return _answers(view, variable, told, read, labels)


def _why_nothing(view: View, distribution: Distribution | None) -> str:
    if distribution is None:
        return "not_held"
    if distribution.base is None or distribution.base:
        return "few"
    return "not_asked" if distribution.missing.get("not_asked") == view.respondents else "not_answered"


def _matrix(view: View, variable: Variable) -> Told:
    found = claim_of(view, variable)
    if found is None or not found.cells:
        return unsaid(view, "unclear")
    return Told(found.sentence, found.detail, said=True)


def _whole(view: View, variable: Variable, distribution: Distribution) -> Told:
    """Told: what the variable says as a whole, by the rules of any finding."""
    found = claim(view, variable, distribution) if distribution.item else claim_of(view, variable)
    if not telling(distribution):
        people = found.sentence if found is not None and found.cells else ""
        return unsaid(view, "small", people, base=base(view, distribution))
    return unsaid(view, "unclear") if found is None else Told(found.sentence, found.detail, said=True)


def _answers(view: View, variable: Variable, distribution: Distribution, codes: Sequence[str], labels: str) -> Told:
    """Told: the share who gave any of these answers; of options that can be ticked together each one's own."""
    if distribution.multiple and len(codes) > 1:
        return _options(view, variable, distribution, codes)
    cell = given(distribution, codes)
    if cell is None:
        return unsaid(view, "hidden")
    verb = "cites" if distribution.multiple else "gives"
    if not telling(distribution):
        people = view.text(f"answer_{verb}", many=(cell.count or 0) > 1, subject=counted(view, cell, distribution), labels=labels)
        return unsaid(view, "small", f"{capital(people)}.", base=base(view, distribution))
    who = subject(view, cell, distribution)
    told = view.text(f"answer_{verb}", many=who.many, subject=who.text, labels=labels)
    return Told(sentence(capital(told)), f"{capital(cell_detail(view, cell, distribution))}.", said=True)


def _options(view: View, variable: Variable, distribution: Distribution, codes: Sequence[str]) -> Told:
    known = names(variable, distribution, view.lang)
    cells = [cell for code in codes if (cell := answer_of(distribution, code)) is not None]
    if not cells:
        return unsaid(view, "hidden")
    if not telling(distribution):
        return unsaid(view, "small", base=base(view, distribution))
    shares = [
        view.text("also", label=view.quote(cut(cell_label(cell, known, view.lang))), share=share(view, cell, distribution)) for cell in _ranked(cells)
    ]
    hidden = view.text("answer_some_hidden") if len(cells) < len(codes) else ""
    told = capital(view.text("answer_options", shares=", ".join(shares)))
    return Told(sentence(told), view.text("detail_base", base=base(view, distribution)) + hidden, said=True)


def _ranked(cells: Sequence[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: -(cell.percent or 0.0))


def answered(view: View, inquiries: Sequence[Inquiry]) -> tuple[Answer, ...]:
    """Tuple of Answer: to each inquiry, in the order in which they were asked."""
    return tuple(answer(view, inquiry) for inquiry in inquiries)


def keys(answers: Sequence[Answer]) -> tuple[str, ...]:
    """Tuple of str: what each is known by, a number after the second of two alike."""
    seen: dict[str, int] = {}
    found = []
    for one in answers:
        seen[one.inquiry.key] = seen.get(one.inquiry.key, 0) + 1
        found.append(one.inquiry.key if seen[one.inquiry.key] == 1 else f"{one.inquiry.key}-{seen[one.inquiry.key]}")
    return tuple(found)
