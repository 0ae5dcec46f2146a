"""The report of a study, from its export to sections of plain values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from survey_kit.study.beside import after
from survey_kit.study.segmenting import find_segments, usual_variables
from survey_kit.study.study import Progress, design_of, load, made_ready, note_counts, release_everything, weights_column
from survey_kit.study.texts import retouched, texts_file

if TYPE_CHECKING:
    from survey_kit.design.design import Design
    from survey_kit.disclosure.ledger import Ledger
    from survey_kit.disclosure.profiles import ReleasedSegmentation
    from survey_kit.report.document import Report
    from survey_kit.study.study import Study
    from survey_kit.survey.survey import Survey


def build_report(study: Study, progress: Progress | None = None, survey: Survey | None = None, ledger: Ledger | None = None) -> Report:
    """Report: the whole report of a study, as sections of plain values, with the texts that were edited beside its study file; `survey` spares the
    reading when it is done already, `ledger` says what was released before.

    Raises: SurveyKitError when the export is refused or holds fewer than five respondents; QuestionnaireError when a question of the study names what
    the questionnaire doesn't know.
    """
    file = texts_file(study)
    if file is None:
        return build_reports(study, progress, survey, ledger)[0]
    report, live = build_reports(study, progress, survey, ledger, live=True)
    return retouched(file, study.lang, report, live)[0]


def build_reports(
    study: Study, progress: Progress | None = None, survey: Survey | None = None, ledger: Ledger | None = None, *, live: bool = False
) -> tuple[Report, ...]:
    """tuple of Report: the report of a study; with `live` once more, each figure of its sentences marked by its name.

    Raises: as `build_report`.
    """
    from survey_kit.report.build import build_document

    progress = progress or Progress()
    if survey is None:
        with progress.step("reading"):
            survey = load(study)
    survey, inquiries = made_ready(survey, study)
    design = design_of(survey, study)
    released = release_everything(survey, study, progress, design=design, ledger=ledger, inquiries=inquiries)
    profiles = _profiles(survey, study, progress, after(survey, released, ledger))
    with progress.step("writing"):
        write = partial(
            build_document,
            released,
            survey.questionnaire,
            survey.provenance,
            note_counts(survey),
            sampling=study.sampling,
            lang=study.lang,
            weighted=study.targets is not None or weights_column(survey, study) is not None,
            settings=_settings(design, study),
            profiles=profiles,
            template=study.template,
            inquiries=inquiries,
        )
        return (write(), write(live=True)) if live else (write(),)


def _profiles(survey: Survey, study: Study, progress: Progress, ledger: Ledger) -> ReleasedSegmentation | None:
    """ReleasedSegmentation or None: in the variables that the study names, else in those that its questionnaire does, as far as the export holds them."""
    variables = usual_variables(survey) if study.profiles is None else study.profiles
    if not variables:
        return None
    with progress.step("segmenting"):
        return find_segments(survey, study, variables, ledger=ledger)[0]


def _settings(design: Design, study: Study) -> dict[str, str]:
    """dict of str: what the report tells of its making that tables don't hold."""
    if study.targets is None:
        return dict(study.told)
    from survey_kit.study.weighing import targets_label, weight_lines

    return {**study.told, "targets": targets_label(design), "weighting": weight_lines(design, study.lang)[0]}
