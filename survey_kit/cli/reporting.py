"""Commands on a whole export: `report` and `inspect`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey_kit.cli.localized import command, text
from survey_kit.cli.options import designing, export_argument, output_option, reading, study_of, template_option
from survey_kit.cli.progress import DONE, REFUSED, echo_lines, progress_bar
from survey_kit.errors import wording

if TYPE_CHECKING:
    from survey_kit.study.run import Run


def report(lang: str) -> click.Command:
    """Command: `report`, the export's report in each form asked for."""

    def run(export: Path, output: tuple[Path, ...], internal: Path | None, verbose: bool, lang_asked: str | None, **options: Any) -> int:
        from survey_kit.study.run import run_report
        from survey_kit.study.study import STEPS

        # The report is French unless --lang says otherwise; the locale decides the messages only.
        study = study_of(export, options, lang_asked)
        with progress_bar(len(STEPS), lang) as progress:
            done = run_report(study, output, progress, internal)
        echo_lines(lang, _summary(done, lang), progress.seconds if verbose else {})
        if done.missing is not None:
            click.echo(done.missing.message(lang), err=True)
        click.echo(str(done.written[-1]))
        return DONE if done.missing is None else REFUSED

    outputs = output_option(lang, "cli_opt_report_output", multiple=True)
    kept = click.Option(
        ["--internal"], type=click.Path(path_type=Path), metavar=text("cli_metavar_file", lang), help=text("cli_opt_internal", lang)
    )
    study = click.Option(
        ["--study"], type=click.Path(path_type=Path), metavar=text("cli_metavar_file", lang), help=text("cli_opt_study", lang)
    )
    return command("report", lang, run, [export_argument(), outputs, template_option(lang), study, kept, *reading(lang), *designing(lang)])


def _summary(done: Run, lang: str) -> list[str]:
    """List of str: what was read and left out, and the files other than the last."""
    from survey_kit.study.inspection import kept_and_refused

    provenance = done.survey.provenance
    head = wording("cli_read", lang, platform=provenance.platform, received=provenance.received, respondents=len(done.survey.responses))
    local = [wording("cli_local", lang, path=path) for path in done.local]
    texts = [] if done.texts is None else [wording("cli_texts", lang, path=done.texts), *(f"  {line}" for line in done.told)]
    return [head, *kept_and_refused(done.survey, lang), *local, *texts, *(str(path) for path in done.written[:-1])]


def inspect(lang: str) -> click.Command:
    """Command: `inspect`, what the export holds and what was left out."""

    def run(export: Path, json: bool, verbose: bool, lang_asked: str | None, **options: Any) -> None:
        from json import dumps

        from survey_kit.study.inspection import inspection, lines
        from survey_kit.study.study import load

        with progress_bar(1, lang) as progress, progress.step("reading"):
            survey = load(study_of(export, options, lang_asked))
        shown = [dumps(inspection(survey, lang), ensure_ascii=False, indent=2)] if json else lines(survey, lang)
        echo_lines(lang, shown, progress.seconds if verbose else {})

    as_json = click.Option(["--json"], is_flag=True, help=text("cli_opt_json", lang))
    return command("inspect", lang, run, [export_argument(), as_json, *reading(lang)])
