"""Key indicators: answers of the field put together into yes or no, under names that stay the same from one survey to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from survey_kit.errors import wording
from survey_kit.questionnaire.concepts import CONCEPTS
from survey_kit.questionnaire.model import Choice, Derived, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from survey_kit.questionnaire.model import Questionnaire

    Variable = Question | Derived

LANGUAGES: Final = ("fr", "en")
# Awareness as the shipped questionnaire asks it: has been there, knows without having been, knows the idea, doesn't know.
AWARENESS: Final = ("1", "2", "3", "4")
STAYING: Final = ("1", "2", "3", "4", "5")
ORIGINS: Final = ("same_commune", "same_departement", "same_region", "france", "abroad")
# What is asked of a territory first, in this order: concepts whose variables head the indicators of funders.
KEY_CONCEPTS: Final = (
    "telework_frequency", "teleworker", "telework_decisive", "coworking_awareness", "coworking_use", "coworking_intention", "satisfaction", "staying",
    "origin",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Split:
    """An indicator: its name, the concept of its question, and which answers mean yes where the question is asked as the kit knows it."""

    name: str
    concept: str
    known: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    least: float | None = None

    def codes(self, variable: Variable) -> tuple[str, ...]:
        """tuple of str: the codes that mean yes; none where the answers aren't those known."""
        if self.least is not None:
            return tuple(choice.code for choice in variable.choices if choice.number is not None and choice.number >= self.least)
        return self.yes if tuple(choice.code for choice in variable.choices) == self.known else ()


SPLITS: Final = (
    Split("telework_weekly", "telework_frequency", least=1),
    Split("coworking_known", "coworking_awareness", AWARENESS, ("1", "2")),
    Split("coworking_visited", "coworking_awareness", AWARENESS, ("1",)),
    Split("coworking_interested", "coworking_intention", least=1),
    Split("staying_for_good", "staying", STAYING, ("1",)),
    Split("origin_elsewhere", "origin", ORIGINS, ("france", "abroad")),
)
SATISFIED: Final = "satisfied"


def key_indicators(questionnaire: Questionnaire) -> tuple[Derived, ...]:
    """tuple of Derived: yes or no, each made of the answers to one question (or one item of the questions on satisfaction). None of a questionnaire drafted
    from an export: what its codes mean isn't known.
    """
    if questionnaire.drafted:
        return ()
    found = [made for split in SPLITS for made in _of_split(questionnaire, split)]
    place = next((at for at, each in enumerate(found) if each.name == "staying_for_good"), len(found))
    made = [*found[:place], *_satisfied(questionnaire), *found[place:]]
    return tuple(each for each in made if questionnaire.variable(each.name) is None)


def upper_codes(variable: Variable) -> tuple[str, ...]:
    """Tuple of str: the codes above the middle of a numbered scale, in increasing order; none where answers have no numbers."""
    steps = sorted((c for c in variable.choices if c.number is not None and not c.missing), key=lambda choice: choice.number or 0.0)
    if len(steps) < 3:
        return ()
    middle = ((steps[0].number or 0.0) + (steps[-1].number or 0.0)) / 2
    return tuple(choice.code for choice in steps if (choice.number or 0.0) > middle)


def _of_split(questionnaire: Questionnaire, split: Split) -> Iterator[Derived]:
    variable = questionnaire.having(split.concept)
    codes = () if variable is None else split.codes(variable)
    if variable is None or variable.type not in {"single", "scale"} or not 0 < len(codes) < len(variable.choices):
        return
    wordings, short = ({lang: wording(f"{told}_{split.name}", lang) for lang in LANGUAGES} for told in ("indicator", "indicator_short"))
    yield _made(split.name, variable, variable.name, codes, wordings=wordings, short=short)


def _satisfied(questionnaire: Questionnaire) -> Iterator[Derived]:
    """Iterator of Derived: for each item of the questions on satisfaction, who gave one of the marks above the middle."""
    variable = questionnaire.having("satisfaction")
    codes = () if variable is None else upper_codes(variable)
    if not isinstance(variable, Question) or variable.type != "matrix" or not codes:
        return
    for item in variable.items:
        short = {lang: item.title(lang) for lang in LANGUAGES}
        wordings = {lang: wording("indicator_satisfied", lang, marks=_marks(codes, lang), item=short[lang]) for lang in LANGUAGES}
        yield _made(f"{SATISFIED}_{item.code}", variable, f"{variable.name}__{item.code}", codes, wordings=wordings, short=short)


def _marks(codes: Sequence[str], lang: str) -> str:
    """str: "4 ou 5", "6 à 10"."""
    return wording("indicator_two_marks" if len(codes) == 2 else "indicator_marks", lang, low=codes[0], high=codes[-1])


def _made(
    name: str, source: Variable, column: str, codes: Sequence[str], *, wordings: Mapping[str, str], short: Mapping[str, str]
) -> Derived:
    choices = tuple(Choice(code, {lang: wording(f"indicator_{answer}", lang) for lang in LANGUAGES}) for code, answer in (("1", "yes"), ("0", "no")))
    return Derived(
        name,
        "yes_no",
        wordings,
        rule=f"{column} in {','.join(_literal(code) for code in codes)}",
        choices=choices,
        universe=source.universe,
        short=short,
        chapter=source.chapter or CONCEPTS.get(source.concept, ""),
        sensitive=source.sensitive,
        identifying=source.identifying,
        relevance=source.relevance,
        key=True,
    )


def made_of(indicator: Derived) -> tuple[str, tuple[str, ...]]:
    """str and tuple of str: the column that a key indicator is made of, and the codes that mean yes, as its rule says."""
    column, _, codes = indicator.rule.partition(" in ")
    return column, tuple(code.strip("'") for code in codes.split(","))


def _literal(code: str) -> str:
    return code if code.isdigit() and str(int(code)) == code else f"'{code}'"
