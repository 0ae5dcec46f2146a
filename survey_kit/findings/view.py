"""What the sentences are made from: released values, their codebook, and how the respondents came."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from survey_kit.findings.texts import text
from survey_kit.questionnaire.model import label
from survey_kit.wording import months, number

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Cell, Distribution, Released
    from survey_kit.questionnaire.model import Choice, Derived, Question, Questionnaire

    Variable = Question | Derived

MERGED: Final = "merged"
# Concepts whose answers go by names of their own: numbers that are years are written without the space of thousands, and regions and
# départements are called by theirs.
REGIONS: Final = ("previous_region", "previous_departement")
NAMED_BY_CONCEPT: Final = ("birth_year", *REGIONS)
# The concept whose answers are steps from near to far.
LADDER: Final = "origin"
# Concepts that are worked out of where people lived: nobody "answered" them.
ORIGINS: Final = (LADDER, *REGIONS)
# A question put to fewer than this share of the respondents is told to be about "respondents concerned".
NEARLY_ALL: Final = 0.9


@dataclass(frozen=True, slots=True)
class View:
    """Released values as a language tells them. `respondents` is the number of usable responses."""

    released: Released
    questionnaire: Questionnaire
    respondents: int
    lang: str = "fr"
    sampling: str = "volunteer"
    weighted: bool = False

    def text(self, key: str, *, many: bool = False, **values: object) -> str:
        """str: a text of the report in the view's language."""
        return text(key, self.lang, many=many, **values)

    def quote(self, label: str) -> str:
        """str: a label between the quotation marks of the language."""
        return self.text("quoted", label=label)

    def having(self, concept: str) -> tuple[Variable, Distribution] | None:
        """Tuple of variable and distribution, or None: what measures a concept, when something of it may be told."""
        variable = self.questionnaire.having(concept)
        found = None if variable is None else self.released.distribution(variable.name)
        return (variable, found) if variable is not None and found is not None and found.base else None


def labels(variable: Variable, lang: str, *, full: bool = False) -> dict[str, str]:
    """Dict of str: code to label, short where there is a short one unless `full`. On a scale the ends keep their number: "5 : très bonne"."""
    numbered = variable.type in {"scale", "matrix"}
    return {choice.code: _label(choice, lang, numbered=numbered, full=full) for choice in variable.choices}


def names(variable: Variable, distribution: Distribution, lang: str, *, full: bool = False) -> dict[str, str]:
    """Dict of str: code to label of the answers of a distribution: places, months and bands of numbers go by names of their own, and so do places and
    steps of a ladder that are told together.
    """
    naming = _NAMING.get(variable.concept if variable.concept in NAMED_BY_CONCEPT else variable.type)
    if naming is None or variable.choices:
        known = labels(variable, lang, full=full)
    else:
        known = {code: naming(code, lang) for cell in distribution.cells for code in (cell.code, *cell.merged) if code != MERGED}
    together = next((cell for cell in distribution.cells if cell.code == MERGED), None)
    told = "" if together is None else _together(variable, together, known, lang)
    return known | {MERGED: told} if told else known


def cell_label(cell: Cell, known: Mapping[str, str], lang: str) -> str:
    """str: what an answer is called; rare answers put together are named one by one, places by their number alone."""
    if cell.code == MERGED and MERGED in known:
        return known[MERGED]
    if cell.code == MERGED and not cell.merged:
        return text("merged_places", lang, number=cell.together)
    if cell.code == MERGED or (cell.merged and cell.code not in known):
        return text("merged", lang, labels=", ".join(known.get(code, code) for code in cell.merged))
    return known.get(cell.code, cell.code)


def ladder(variable: Variable) -> bool:
    """bool: whether its answers are steps from near to far, of which the nearest may be told together as one step."""
    return variable.concept == LADDER


def others(variable: Variable) -> frozenset[str]:
    """Frozenset of str: the codes that come last whatever their share: "other", "none", "don't know"."""
    return frozenset(choice.code for choice in variable.choices if choice.opens_text or choice.exclusive or choice.missing)


def outside_scale(variable: Variable) -> frozenset[str]:
    """Frozenset of str: the codes that lie on no scale: "don't know" and its like."""
    return frozenset(choice.code for choice in variable.choices if choice.missing)


def telling(distribution: Distribution) -> bool:
    """bool: whether its base lets percentages be told as findings."""
    return distribution.rule in {"full", "limited"}


def asked_of_some(view: View, distribution: Distribution) -> bool:
    """bool: whether the question was put to a part of the respondents only."""
    return (distribution.base or 0) < NEARLY_ALL * view.respondents


def without(distribution: Distribution, codes: frozenset[str]) -> Distribution:
    """Distribution: the same without some answers; the base stays."""
    return replace(distribution, cells=tuple(cell for cell in distribution.cells if cell.code not in codes))


def _label(choice: Choice, lang: str, *, numbered: bool, full: bool) -> str:
    name = label(choice.labels, lang) if full else choice.title(lang)
    if choice.missing:
        return name or text(f"missing_{choice.missing}", lang)
    if not numbered or not choice.code.isdigit() or name in {"", choice.code}:
        return name or choice.code
    return text("scale_end", lang, code=choice.code, label=name)


def _together(variable: Variable, cell: Cell, known: Mapping[str, str], lang: str) -> str:
    """str: what answers put together are called where that says more than "put together"; empty for other answers."""
    from survey_kit.survey.gazetteer import ABROAD

    if variable.concept == LADDER and cell.merged:
        return text("or_between", lang).join(known.get(code, code) for code in cell.merged)
    if variable.concept not in REGIONS:
        return ""
    return text(f"merged_{variable.concept}{'' if ABROAD in known else '_abroad'}", lang, number=cell.together)


def _region(code: str, lang: str) -> str:
    from survey_kit.survey import places

    return places.region_name(code) or places.label(code, lang)


def _departement(code: str, lang: str) -> str:
    from survey_kit.survey import places

    return places.departement_name(code) or places.label(code, lang)


def _place(code: str, lang: str) -> str:
    from survey_kit.survey import places

    return places.label(code, lang)


def _band(code: str, lang: str) -> str:
    """str: "20-39" as "20 à 39", a lone number with the decimal sign of the language."""
    ends = re.fullmatch(r"(-?[\d.]+)(?:-(-?[\d.]+))?", code)
    if ends is None:
        return code
    low, high = (None if end is None else number(float(end), lang) for end in ends.groups())
    return str(low) if high is None else text("band", lang, low=low, high=high)


def _year(code: str, lang: str) -> str:
    """str: "1940-1949" as "1940 à 1949"."""
    low, _, high = code.partition("-")
    return text("band", lang, low=low, high=high) if high else low


def _date(code: str, lang: str) -> str:
    """str: "2022-04" as "avril 2022"; a year stays."""
    year, _, month = code.partition("-")
    return months(date(int(year), int(month), 1), date(int(year), int(month), 1), lang) if year.isdigit() and month.isdigit() else code


_NAMING: Final[Mapping[str, Callable[[str, str], str]]] = {
    "place": _place, "integer": _band, "decimal": _band, "date": _date, "month": _date, "datetime": _date,
    "birth_year": _year, "previous_region": _region, "previous_departement": _departement,
}  # fmt: skip
