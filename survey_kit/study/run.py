"""A study run to files: which are asked for, whether they can be written, then each of them whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.disclosure.released import INTERNAL
from survey_kit.errors import SurveyKitError, wording
from survey_kit.study.building import build_reports
from survey_kit.study.publications import ledger_of, record
from survey_kit.study.study import Progress, Study, load, release_everything
from survey_kit.study.texts import retouched, texts_file
from survey_kit.study.texts_file import write_texts

if TYPE_CHECKING:
    from survey_kit.disclosure.ledger import Ledger
    from survey_kit.disclosure.released import Released
    from survey_kit.report.document import Report
    from survey_kit.study.texts import Texts
    from survey_kit.survey.survey import Survey

FORMS: Final = (".pdf", ".html", ".xlsx", ".docx", ".pptx", ".csv", ".zip")
REPORTS: Final = Path("reports")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run left: the survey as read, the files written, the local file of row-level notes, and a refusal that didn't stop it; what must be told of
    edited texts, and the file that holds them.
    """

    survey: Survey
    report: Report
    written: tuple[Path, ...]
    local: tuple[Path, ...]
    missing: SurveyKitError | None = None
    told: tuple[str, ...] = ()
    texts: Path | None = None


def targets(study: Study, outputs: Sequence[Path]) -> tuple[Path, ...]:
    """Tuple of Path: the files to write: those asked for, else the PDF, the workbook and the Word file (where it can be) under `reports/`.

    Raises: SurveyKitError when an ending is none of those known, a folder can't be written to, an output is the input, or the library that writes
    an output isn't there.
    """
    from survey_kit.outputs.atomic import check_target
    from survey_kit.outputs.deck import check_library
    from survey_kit.outputs.docx import check_word, word_available

    needs = {".pptx": check_library, ".docx": check_word}
    usual = (".pdf", ".xlsx", ".docx") if word_available() else (".pdf", ".xlsx")
    wanted = tuple(outputs) or tuple(REPORTS / f"{Path(study.export).stem}{ending}" for ending in usual)
    for path in wanted:
        if path.suffix.lower() not in FORMS:
            raise SurveyKitError("output_ending", where=str(path), got=path.suffix or "-", expected=", ".join(FORMS))
        if (check := needs.get(path.suffix.lower())) is not None:
            check()
        if not outputs:
            path.parent.mkdir(parents=True, exist_ok=True)
        check_target(path, (Path(study.export),))
    return wanted


def run_report(study: Study, outputs: Sequence[Path] = (), progress: Progress | None = None, internal: Path | None = None) -> Run:
    """Run: the report of a study, written in each form asked for; `internal` is a workbook in which nothing is hidden, for the office alone.

    When the PDF can't be drawn for want of a library, its HTML is written instead and `missing` says what to install.

    Raises: SurveyKitError when the export is refused or an output can't be written.
    """
    progress = progress or Progress()
    wanted = targets(study, outputs)
    if internal is not None:
        _check_internal(study, wanted, internal)
    with progress.step("reading"):
        survey = load(study)
    ledger = ledger_of(study, survey)
    report, texts = _retouched(study, progress, survey, ledger)
    with progress.step("drawing"):
        written, missing = _write_all(report, wanted)
        record(study, ledger, *_released(report))
        if texts is not None:
            write_texts(texts, {section.key: section.theme for section in report.sections})
        local = _write_local(survey, wanted[0], study.lang)
        local += (_write_internal(survey, study, internal),) if internal is not None else ()
    return Run(survey, report, written, local, missing, *(() if texts is None else (texts.told, texts.file)))


def _retouched(study: Study, progress: Progress, survey: Survey, ledger: Ledger | None) -> tuple[Report, Texts | None]:
    """tuple of Report and of Texts or None: the report with the texts edited beside its study file, where there is one."""
    file = texts_file(study)
    if file is None:
        return build_reports(study, progress, survey, ledger)[0], None
    report, live = build_reports(study, progress, survey, ledger, live=True)
    return retouched(file, study.lang, report, live)


def _released(report: Report) -> tuple[Released, ...]:
    """Tuple of Released: all tables that the report tells of."""
    tables = report.profiles.tables if report.profiles is not None else None
    return (report.released,) if tables is None else (report.released, tables)


def _write_all(report: Report, wanted: Sequence[Path]) -> tuple[tuple[Path, ...], SurveyKitError | None]:
    """Tuple of the files written and of the refusal, if any; the PDF comes last, since its path is the last thing told."""
    from survey_kit.outputs.xlsx import report_workbook

    tables = report_workbook(report)
    written: list[Path] = []
    for path in sorted(wanted, key=lambda path: path.suffix.lower() == ".pdf"):
        try:
            _write(report, path, tables)
        except SurveyKitError as error:
            if error.code != "pango_missing":
                raise
            _write(report, path.with_suffix(".html"), tables)
            return (*written, path.with_suffix(".html")), error
        written.append(path)
    return tuple(written), None


def _write(report: Report, path: Path, tables: bytes) -> None:
    from survey_kit.outputs import chart_files, docx, html, indicators, pdf, slides, xlsx

    match path.suffix.lower():
        case ".pdf":
            pdf.write_pdf(report, path, tables=tables)
        case ".html":
            html.write_html(report, path)
        case ".docx":
            docx.write_docx(report, path)
        case ".pptx":
            slides.write_pptx(report, path)
        case ".csv":
            indicators.write_indicators(report, path)
        case ".zip":
            chart_files.write_charts(report, path)
        case _:
            xlsx.write_drawn(tables, path)


def _check_internal(study: Study, wanted: Sequence[Path], internal: Path) -> None:
    """None: checks that the workbook that hides nothing is one, and takes no other file's place.

    Raises: SurveyKitError when it isn't.
    """
    from survey_kit.outputs.atomic import check_target

    if internal.suffix.lower() != ".xlsx" or internal in wanted:
        raise SurveyKitError("internal_name", where=str(internal))
    check_target(internal, (Path(study.export),))


def _write_internal(survey: Survey, study: Study, path: Path) -> Path:
    from survey_kit.outputs.xlsx import write_tables
    from survey_kit.survey.indicators import with_indicators

    survey = with_indicators(survey)
    released = release_everything(survey, study, threshold=INTERNAL)
    write_tables(released, survey.questionnaire, path, lang=study.lang, synthetic=survey.provenance.synthetic)
    return path


def _write_local(survey: Survey, beside: Path, lang: str) -> tuple[Path, ...]:
    """Tuple of Path: the notes by row, and the columns to confirm, for the office alone: they are never attached nor published."""
    from survey_kit.loaders.match import write_correspondences

    stem = beside.with_suffix("")
    written = []
    if survey.notes:
        written.append(_write_notes(survey, stem.with_name(f"{stem.name}-{wording('local_notes_name', lang)}.csv"), lang))
    if any(not match.used for match in survey.provenance.matches):
        path = stem.with_name(f"{stem.name}-correspondances.csv")
        write_correspondences(survey.provenance.matches, path)
        written.append(path)
    return tuple(written)


def _write_notes(survey: Survey, path: Path, lang: str) -> Path:
    from survey_kit.outputs.atomic import replacing
    from survey_kit.outputs.long import inert

    text = io.StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow(wording("local_notes_headings", lang).split(";"))
    table.writerows((note.code, note.row or "", inert(note.column), inert(note.text(lang))) for note in survey.notes)
    with replacing(path) as temporary:
        temporary.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return path
