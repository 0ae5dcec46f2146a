"""Commands of numbers: `tabulate` and `weight`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from survey_kit.cli.localized import command, text
from survey_kit.cli.options import designing, export_argument, output_option, reading, study_of, targets_option, weights_option
from survey_kit.cli.progress import echo_lines, progress_bar


def tabulate(lang: str) -> click.Command:
    """Command: `tabulate`, tables asked for one by one."""

    def run(
        *,
        export: Path,
        rows: tuple[str, ...],
        by: tuple[str, ...],
        output: Path | None,
        verbose: bool,
        lang_asked: str | None,
        **options: Any,
    ) -> None:
        from survey_kit.study.crossing import cross, write_cross
        from survey_kit.study.publications import publish
        from survey_kit.study.study import load

        study = study_of(export, options, lang_asked)
        with progress_bar(2, lang) as progress:
            with progress.step("reading"):
                survey = load(study)
            with progress.step("tabulating"):
                released = cross(survey, study, rows, by)
        shown = write_cross(released, survey, output, lang=lang, export=export)
        if output is not None:
            publish(study, survey, released)
        echo_lines(lang, [shown], progress.seconds if verbose else {})

    parameters = [
        export_argument(),
        click.Argument(["rows"], nargs=-1),
        click.Option(["--by"], multiple=True, metavar=text("cli_metavar_column", lang), help=text("cli_opt_by", lang)),
        output_option(lang, "cli_opt_tabulate_output"),
        *reading(lang),
        *designing(lang),
    ]
    return command("tabulate", lang, run, parameters)


def weight(lang: str) -> click.Command:
    """Command: `weight`, weights brought to targets."""

    def run(export: Path, output: Path, verbose: bool, lang_asked: str | None, **options: Any) -> None:
        from survey_kit.outputs.frames import check_output
        from survey_kit.study.study import design_of, load
        from survey_kit.study.weighing import weight_lines, write_weights

        check_output(output, (export,))
        study = study_of(export, options, lang_asked)
        with progress_bar(2, lang) as progress:
            with progress.step("reading"):
                survey = load(study)
            with progress.step("weighting"):
                design = design_of(survey, study)
        write_weights(design, survey, output, lang=lang)
        echo_lines(lang, weight_lines(design, lang), progress.seconds if verbose else {})
        click.echo(str(output))

    output = output_option(lang, "cli_opt_weight_output", required=True)
    parameters = [export_argument(), targets_option(lang, required=True), output, weights_option(lang), *reading(lang)]
    return command("weight", lang, run, parameters)
