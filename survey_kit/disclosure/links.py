"""What the codebook tells of counts in different tables: who was asked a question by answers to another, and which answers a derived variable puts together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from survey_kit.disclosure.counts import ANY, Answer
from survey_kit.tabulation.bands import holding

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.questionnaire.model import Derived, Question, Questionnaire

# Codes of each variable that has a table of its own, in its order.
Codes = Mapping[str, Sequence[str]]
# What a rule says of each answer to one question: True, False, or neither where other answers decide.
Truth = list[Any]


class Link(NamedTuple):
    """Answers whose counts add up to those of `whole`, but for some respondents; `telling` says that who is left out is told by an answer, not by silence
    alone.
    """

    parts: tuple[Answer, ...]
    whole: tuple[Answer, ...]
    telling: bool = False


def links(questionnaire: Questionnaire, codes: Codes) -> list[Link]:
    """list of Link: those between the variables that have tables."""
    shown = [variable for variable in questionnaire.variables if _tables(variable, questionnaire, codes)]
    known: dict[tuple[str, str], Truth] = {}
    found = [link for variable in shown for link in _routing(variable, questionnaire, codes, known)]
    return [*found, *(link for variable in questionnaire.derived if variable.name in codes for link in _derived(variable, questionnaire, codes))]


def _tables(variable: Question | Derived, questionnaire: Questionnaire, codes: Codes) -> list[str]:
    """list of str: the tables of a variable: one, or one an item of a matrix."""
    question = questionnaire.question(variable.name)
    names = dict.fromkeys((variable.name, *(question.answer_columns if question else ())))
    return [name for name in names if name in codes]


def _routing(variable: Question | Derived, questionnaire: Questionnaire, codes: Codes, known: dict[tuple[str, str], Truth]) -> Iterator[Link]:
    """Iterator of Link: the base of a variable is within the respondents whose answers let it be asked. Many are asked by the same rule: `known` keeps what it
    says.
    """
    from survey_kit.questionnaire import rules

    if not variable.relevance or getattr(variable, "key", False):  # what a key indicator is made of says who was asked
        return
    for name in rules.parse(variable.relevance).names:
        source = questionnaire.variable(name)
        if source is None or source.name not in codes or source.type == "multiple":
            continue
        place = variable.relevance, source.name
        if place not in known:
            frame = _frame(source.name, codes[source.name])
            known[place] = rules.evaluate(rules.parse(variable.relevance), frame, questionnaire).astype(object).tolist()
        possible = [code for code, yes in zip(codes[source.name], known[place], strict=True) if yes is not False]
        whole = all(yes is True for yes in known[place] if yes is not False)
        for table in _tables(variable, questionnaire, codes):
            yield Link(((table, ANY),), tuple((source.name, code) for code in possible), telling=not whole)


def _derived(variable: Derived, questionnaire: Questionnaire, codes: Codes) -> Iterator[Link]:
    """Iterator of Link: each answer to a variable that is derived from one other, or from an item of a matrix, holds some of its answers."""
    from survey_kit.questionnaire import rules
    from survey_kit.survey.derive import PLACES

    texts = [text for text in (variable.rule, variable.needs, *(condition for _, condition in variable.cases)) if text]
    names = {name for text in texts for name in rules.parse(text).names}
    named = names.pop() if len(names) == 1 else ""
    source = questionnaire.variable(named)
    column = source.name if source is not None else named
    if column not in codes or (source is not None and source.type == "multiple"):
        return
    fine = codes[column]
    made = rules.derive(variable, _frame(column, fine), questionnaire, PLACES)
    into = [holding(value, codes[variable.name]) for value in made]
    for coarse in codes[variable.name]:
        parts = tuple((column, code) for code, held in zip(fine, into, strict=True) if held == coarse)
        if parts:
            yield Link(parts, ((variable.name, coarse),))


def _frame(name: str, codes: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series(list(codes), dtype=object)})
