"""What is told beside a report: the ledger as it stands once the report's own tables are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_kit.disclosure.ledger import Ledger
from survey_kit.study.publications import ledger_of
from survey_kit.study.study import MINIMUM_RESPONDENTS, made_ready, release_everything

if TYPE_CHECKING:
    from survey_kit.disclosure.released import Released
    from survey_kit.study.study import Study
    from survey_kit.survey.survey import Survey


def beside_the_report(survey: Survey, study: Study) -> Ledger:
    """Ledger: what was released of the study, and what the report of the same export tells, answers to its questions included: tables asked for one by
    one will be read beside it.

    Raises: SurveyKitError when the study's ledger can't be read, or forbids a release; QuestionnaireError as `made_ready`.
    """
    ledger = ledger_of(study, survey)
    if len(survey.responses) < MINIMUM_RESPONDENTS:
        return ledger or first_ledger(survey)
    ready, inquiries = made_ready(survey, study)
    return after(survey, release_everything(ready, study, ledger=ledger, inquiries=inquiries), ledger)


def after(survey: Survey, released: Released, ledger: Ledger | None) -> Ledger:
    """Ledger: as it stands once the tables of the report are told: what comes after them is told beside them."""
    return (ledger or first_ledger(survey)).after(released)


def first_ledger(survey: Survey) -> Ledger:
    """Ledger: of an export of which nothing was released yet."""
    return Ledger().at(survey.provenance.sha256, len(survey.responses))
