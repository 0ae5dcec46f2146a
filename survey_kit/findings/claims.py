"""A finding: the title of its figure, its sentence and detail, the cells that it rests on; and the words that findings share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from survey_kit.findings.phrases import base, in_brackets, named, share, told_interval
from survey_kit.findings.texts import cut, short_enough
from survey_kit.wording import bounds, number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution, Measure
    from survey_kit.findings.view import Variable, View

QUESTION_WORDS: Final = 7


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding. `title` has 15 words at most and no full stop; `cells` are (variable, item, code) of what it rests on.

    `interest` ranks findings of one survey: the share that stands out, between 0 and 1, lowered where the base is small.
    """

    variable: str
    title: str
    sentence: str
    detail: str
    cells: tuple[tuple[str, str, str], ...] = ()
    interest: float = 0.0


def neutral(view: View, variable: Variable, distribution: Distribution, key: str) -> Claim:
    """Claim: the question alone, for a figure that supports no finding."""
    title = view.text(key, question=question(view, variable))
    detail = view.text("detail_base", base=base(view, distribution))
    return Claim(variable.name, title, sentence(title), detail)


def question(view: View, variable: Variable) -> str:
    """str: the question in a few words, without its question mark: those that tell it from another that begins alike."""
    asked = bare(variable.title(view.lang))
    short = cut(asked, QUESTION_WORDS)
    start = 0 if short == asked else _alike(view, variable, asked)
    return cut(f"…{' '.join(asked.split()[start:])}", QUESTION_WORDS) if start else short


def bare(asked: str) -> str:
    """str: a question without the mark that ends it."""
    return asked.rstrip(" ?:.\u00a0\u202f")


def _alike(view: View, variable: Variable, asked: str) -> int:
    """int: how many first words a long question shares with another one; 0 when they are fewer than those shown of it."""
    words = asked.split()
    codebook: tuple[Variable, ...] = (*view.questionnaire.questions, *view.questionnaire.derived)
    others = (bare(other.title(view.lang)).split() for other in codebook if other is not variable)
    shared = max((_in_common(words, other) for other in others if other != words), default=0)
    return min(shared, len(words) - 1) if shared >= QUESTION_WORDS else 0


def _in_common(words: list[str], other: list[str]) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(words, other, strict=False))))


def sentence(title: str) -> str:
    """str: a title as a sentence."""
    return title if title.endswith("…") else f"{title}."


def cell_detail(view: View, cell: Cell, distribution: Distribution) -> str:
    """str: "46 % des 139 répondants concernés (incertitude minimale : de 38 à 54 %)"."""
    told = view.text("share_of_base", share=share(view, cell, distribution), base=base(view, distribution))
    return f"{told}{in_brackets(told_interval(view, cell, distribution))}"


def yes(variable: Variable) -> str:
    """str: the code that means yes."""
    first = next((choice.code for choice in variable.choices if choice.number), None)
    return first or (variable.choices[0].code if variable.choices else "1")


def weight(distribution: Distribution) -> float:
    """float: how much a base may carry, between 0 and 1."""
    return {"full": 1.0, "limited": 0.7}.get(distribution.rule, 0.0)


def measured(view: View, measure: Measure, distribution: Distribution, places: int | None = 1) -> str:
    """str: a mean or a median as printed."""
    return view.figure(named(distribution, measure.name), number(measure.value or 0.0, view.lang, places))


def measure_interval(view: View, measure: Measure, distribution: Distribution) -> str:
    """str: "incertitude minimale : de 2,1 à 2,6", empty when there is none."""
    if measure.low is None or measure.high is None or view.sampling == "census":
        return ""
    told = view.figure(named(distribution, measure.name, "interval"), bounds(measure.low, measure.high, view.lang, 1))
    return view.text(f"interval_{view.sampling}", bounds=told)


def fitting(*options: str) -> str:
    """str: the first title that keeps to 15 words, else the last one cut to them."""
    found = next((option for option in options if short_enough(option)), None)
    return found or cut(options[-1], 15)
