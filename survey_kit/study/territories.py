"""The communes' bodies of a territory beside one another: which have enough respondents for a page, and the key indicators of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from survey_kit.disclosure.masking import MERGED
from survey_kit.tabulation.table import TOTAL

if TYPE_CHECKING:
    from survey_kit.analyses.domains import Gap
    from survey_kit.design.design import Design
    from survey_kit.questionnaire.model import Derived, Question
    from survey_kit.survey.survey import Survey
    from survey_kit.tabulation.table import Table

FEWEST: Final = 30
# One alone would be told beside nearly itself.
FEWEST_TERRITORIES: Final = 2
# Indicators that the questionnaire itself may derive.
DERIVED: Final = ("telework_decisive",)


def territories(survey: Survey) -> tuple[str, ...]:
    """tuple of str: the codes of those with thirty respondents, in the codebook's order; none when fewer than two have."""
    variable = _variable(survey)
    if variable is None:
        return ()
    counts = survey.responses[variable.name].astype(object).value_counts()
    named = [choice.code for choice in variable.choices if not choice.missing and not choice.opens_text]
    found = tuple(code for code in (named or sorted(map(str, counts.index))) if counts.get(code, 0) >= FEWEST)
    return found if len(found) >= FEWEST_TERRITORIES else ()


def by_territory(design: Design, survey: Survey) -> tuple[Table, tuple[Gap, ...]] | None:
    """Table and tuple of Gap, or None: the key indicators in each territory (those of few respondents in one column together), without the totals, which
    other tables tell, and what sets each apart from the whole.
    """
    from survey_kit.analyses.domains import compare_domains
    from survey_kit.tabulation.crosstab import tabulate

    named, variable, asked = territories(survey), _variable(survey), _indicators(survey)
    if not named or variable is None or not asked:
        return None
    values = survey.responses[variable.name].astype(object)
    pooled = values.where(values.isna() | values.isin(named), MERGED).astype("category")
    parted = design.extended({variable.name: pooled.cat.set_categories([*named, MERGED])})
    table = tabulate(parted, rows=asked, columns=[variable.name])
    crossed = tuple(strip for strip in table.strips if strip.column != TOTAL)
    return replace(table, strips=crossed), compare_domains(design, asked, variable.name, named)


def _variable(survey: Survey) -> Question | Derived | None:
    found = survey.questionnaire.having("epci")
    return found if found is not None and found.type == "single" and found.name in survey.responses else None


def _indicators(survey: Survey) -> list[str]:
    """list of str: those that the kit makes, and those that the questionnaire derives, as far as the export holds them."""
    derived = survey.questionnaire.derived
    names = [each.name for each in derived if each.concept in DERIVED and each.type == "yes_no"]
    return [name for name in (*names, *(each.name for each in derived if each.key)) if name in survey.responses]
