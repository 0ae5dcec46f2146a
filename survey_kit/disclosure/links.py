"""What the codebook tells of counts in different tables: who was asked a question by answers to another, and which answers a derived variable puts together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from survey_kit.disclosure.counts import ANY, Answer
from survey_kit.tabulation.bands import holding

if TYPE_CHECKING:
    import pandas as pd

    from survey_kit.questionnaire.model import Derived, Question, Questionnaire

# Codes of each variable that has a table of its own, in its order.
Codes = Mapping[str, Sequence[str]]
# What a rule says of each answer to one question: True, False, or neither where other answers decide.
Truth = list[Any]


# Answers of these types are codes as they are tabulated; of more pairs of answers than that nothing is told.
CODED: Final = ("single", "yes_no", "scale", "place")
MOST_PAIRS: Final = 20_000


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
    """Iterator of Link: each answer to a variable that is derived from one other, or from an item of a matrix, holds some of its answers; of one derived from
    two, some of its answers hold some of theirs.
    """
    from survey_kit.questionnaire import rules

    texts = [text for text in (variable.rule, variable.needs, *(condition for _, condition in variable.cases)) if text]
    sources = {name: questionnaire.variable(name) for name in sorted({name for text in texts for name in rules.parse(text).names})}
    columns = [name if source is None else source.name for name, source in sources.items()]
    if any(column not in codes for column in columns) or any(source is not None and source.type == "multiple" for source in sources.values()):
        return
    both = [source for source in sources.values() if source is not None]
    if len(columns) == 1:
        yield from _from_one(variable, columns[0], questionnaire, codes)
    elif len(columns) == len(both) == 2 and all(source.type in CODED for source in (variable, *both)):
        yield from _from_two(variable, (both[0], both[1]), questionnaire, codes)


def _from_one(variable: Derived, column: str, questionnaire: Questionnaire, codes: Codes) -> Iterator[Link]:
    from survey_kit.questionnaire import rules
    from survey_kit.survey.derive import PLACES

    fine = codes[column]
    made = rules.derive(variable, _frame(column, fine), questionnaire, PLACES)
    into = [holding(value, codes[variable.name]) for value in made]
    for coarse in codes[variable.name]:
        parts = tuple((column, code) for code, held in zip(fine, into, strict=True) if held == coarse)
        if parts:
            yield Link(parts, ((variable.name, coarse),))


def _from_two(
    variable: Derived, sources: tuple[Question | Derived, Question | Derived], questionnaire: Questionnaire, codes: Codes
) -> Iterator[Link]:
    """Iterator of Link: of a variable that compares two answers (where people came from, where they live), what one of them settles alone: of a survey
    of one région "another région" is the sum of the others, whatever the commune.
    """
    from survey_kit.questionnaire import rules
    from survey_kit.survey.derive import PLACES

    pairs = _frames(sources, codes)
    if len(pairs) > MOST_PAIRS:
        return
    made = rules.derive(variable, pairs, questionnaire, PLACES)
    for source in sources:
        gives: dict[str, frozenset[str]] = {}
        for code, values in made.groupby(pairs[source.name].to_numpy(), sort=False):
            gives[str(code)] = frozenset(found for value in values if (found := holding(value, codes[variable.name])) is not None)
        families = _families(gives)
        for parts, whole in families if len(families) > 1 else ():
            yield Link(tuple((source.name, code) for code in parts), tuple((variable.name, code) for code in whole))


def _families(gives: Mapping[str, frozenset[str]]) -> list[tuple[list[str], list[str]]]:
    """list of (answers, values): the answers that lead to the same values, and to no others; `gives` tells the values that each can lead to."""
    found: list[tuple[list[str], set[str]]] = []
    for code, values in gives.items():
        if not values:
            continue
        apart, joined = [], ([code], set(values))
        for codes, other in found:
            if other & joined[1]:
                joined = (codes + joined[0], other | joined[1])
            else:
                apart.append((codes, other))
        found = [*apart, joined]
    return [(codes, sorted(values)) for codes, values in found]


def _frames(sources: Sequence[Question | Derived], codes: Codes) -> pd.DataFrame:
    """DataFrame: every pair of answers."""
    first, second = (_frame(source.name, codes[source.name]) for source in sources)
    return first.merge(second, how="cross")


def _frame(name: str, codes: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series(list(codes), dtype=object)})
