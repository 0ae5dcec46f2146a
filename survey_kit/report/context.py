"""What every part of the report is written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from survey_kit.findings.ranking import FEW
from survey_kit.findings.texts import text
from survey_kit.wording import months, number, period

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Distribution, Released
    from survey_kit.findings.answers import Answer
    from survey_kit.findings.view import Variable, View
    from survey_kit.questionnaire.model import Questionnaire
    from survey_kit.survey.survey import Provenance

# Fields that run the survey: what they hold is told in the fiche technique, not as answers.
MACHINERY: Final = ("weight", "submitted", "started", "identifier", "synthetic", "channel", "wave")
# A number of people as a share of those asked: beyond it non-response is told in the subtitle, or in the note.
MUCH_MISSING: Final = 0.20
SOME_MISSING: Final = 0.05


@dataclass(frozen=True, slots=True)
class Context:
    """Released values and their codebook (`view`), where the responses came from, and the study's own settings.

    `tables` gives the number of the annex table of each variable ("B12"); `answers` are those to the questions of who ordered the survey.
    """

    view: View
    provenance: Provenance
    note_counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    answers: tuple[Answer, ...] = ()

    @property
    def lang(self) -> str:
        """str: the language of the report."""
        return self.view.lang

    @property
    def released(self) -> Released:
        """Released: what may be published."""
        return self.view.released

    @property
    def questionnaire(self) -> Questionnaire:
        """Questionnaire: the codebook."""
        return self.view.questionnaire

    @property
    def few(self) -> bool:
        """bool: whether there are too few responses for percentages."""
        return self.view.respondents < FEW

    def text(self, key: str, *, many: bool = False, **values: object) -> str:
        """str: a text of the report in its language."""
        return text(key, self.lang, many=many, **values)


def variables(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Tuple of Question and Derived: the whole codebook, questions first, without the fields that run the survey."""
    asked = tuple(question for question in questionnaire.questions if question.role not in MACHINERY)
    return (*asked, *questionnaire.derived)


def findable(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Tuple of str: the variables of which findings are told; key indicators say again what the questions that they are made of do."""
    return tuple(variable.name for variable in variables(questionnaire) if not getattr(variable, "key", False))


def named(questionnaire: Questionnaire, name: str) -> Variable | None:
    """Question, Derived or None: the variable of that name."""
    return next((variable for variable in variables(questionnaire) if variable.name == name), None)


def title(context: Context) -> str:
    """str: the title of the report: the study's, or the questionnaire's."""
    titles = context.questionnaire.titles
    return (
        context.settings.get("title")
        or titles.get(context.lang)
        or titles.get("fr")
        or next(iter(titles.values()), "")
        or context.provenance.file
    )


def dates(context: Context, *, days: bool = False) -> str:
    """str: when the responses came, by month or by day; empty when the export doesn't say."""
    first, last = context.provenance.first_day, context.provenance.last_day
    if first is None or last is None:
        return ""
    return period(first, last, context.lang) if days else context.view.figure("period", months(first, last, context.lang))


def size(context: Context) -> str:
    """str: how many respondents there are."""
    return context.view.figure("respondents", number(context.view.respondents, context.lang))


def source(context: Context) -> str:
    """str: the source line of figures and tables, which says so when the data are made up."""
    when = dates(context)
    named_survey = context.text("source_dated" if when else "source", title=title(context), dates=when)
    return f"{named_survey}{context.text('source_synthetic') if context.provenance.synthetic else ''}."


def left_out(distribution: Distribution, kind: str) -> int:
    """int: how many stand outside the base for a reason; 0 where the gate keeps it back."""
    return distribution.missing.get(kind) or 0


def missing_share(distribution: Distribution) -> float:
    """float: those who were asked and gave no answer, as a share of those asked."""
    silent = left_out(distribution, "not_answered") + left_out(distribution, "refused")
    asked = silent + (distribution.base or 0)
    return silent / asked if asked else 0.0
