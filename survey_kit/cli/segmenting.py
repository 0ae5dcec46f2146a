"""The command of profiles: `segment`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from survey_kit.cli.localized import command, text
from survey_kit.cli.options import designing, export_argument, output_option, reading, study_of
from survey_kit.cli.progress import echo_lines, progress_bar


def segment(lang: str) -> click.Command:
    """Command: `segment`, profiles where the answers hold any."""

    def run(
        *,
        export: Path,
        variables: tuple[str, ...],
        segments: int | None,
        seed: int,
        output: Path | None,
        verbose: bool,
        lang_asked: str | None,
        **options: Any,
    ) -> None:
        from survey_kit.study.publications import publish
        from survey_kit.study.segmenting import find_segments, segment_lines, usual_variables, write_segments
        from survey_kit.study.study import load

        study = study_of(export, options, lang_asked)
        with progress_bar(2, lang) as progress:
            with progress.step("reading"):
                survey = load(study)
            with progress.step("segmenting"):
                released, notes = find_segments(survey, study, variables or usual_variables(survey), segments or "auto", seed)
        lines = segment_lines(released, notes, survey, lang)
        if output is not None:
            lines += [write_segments(released, survey, output, lang=lang, export=export)]
        if output is not None and released.tables is not None:
            publish(study, survey, released.tables)
        echo_lines(lang, lines, progress.seconds if verbose else {})

    parameters = [
        export_argument(),
        click.Argument(["variables"], nargs=-1),
        click.Option(["--segments"], type=click.IntRange(min=2), metavar="N", help=text("cli_opt_segments", lang)),
        click.Option(["--seed"], type=int, default=0, metavar="N", help=text("cli_opt_seed", lang)),
        output_option(lang, "cli_opt_tabulate_output"),
        *reading(lang),
        *designing(lang),
    ]
    return command("segment", lang, run, parameters)
