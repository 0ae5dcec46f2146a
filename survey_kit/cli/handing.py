"""The command that hands answers on: `handover`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from survey_kit.cli.localized import command, text
from survey_kit.cli.options import export_argument, output_option, reading, study_of
from survey_kit.cli.progress import echo_lines, progress_bar

FEWEST: Final = 5


def handover(lang: str) -> click.Command:
    """Command: `handover`, a reduced file in which nobody stands alone, or the list of what to coarsen."""

    def run(
        *,
        export: Path,
        output: Path,
        key: tuple[str, ...],
        fewest: int,
        coarsen: bool,
        verbose: bool,
        lang_asked: str | None,
        **options: Any,
    ) -> None:
        from survey_kit.handover.reduced import lines, reduced, write_reduced
        from survey_kit.outputs.frames import check_output
        from survey_kit.study.naming import variable
        from survey_kit.study.study import load

        check_output(output, (export,))
        with progress_bar(1, lang) as progress, progress.step("reading"):
            survey = load(study_of(export, options, lang_asked))
        made = reduced(survey, [variable(survey, name) for name in key], fewest, coarsen=coarsen, lang=lang)
        write_reduced(made, output, synthetic=survey.provenance.synthetic, lang=lang)
        echo_lines(lang, [*lines(made, lang), str(output)], progress.seconds if verbose else {})

    least = click.IntRange(min=2)
    return command(
        "handover",
        lang,
        run,
        [
            export_argument(),
            output_option(lang, "cli_opt_handover_output", required=True),
            click.Option(["--key"], multiple=True, metavar=text("cli_metavar_column", lang), help=text("cli_opt_key", lang)),
            click.Option(["--fewest"], type=least, default=FEWEST, show_default=True, help=text("cli_opt_fewest", lang)),
            click.Option(["--coarsen"], is_flag=True, help=text("cli_opt_coarsen", lang)),
            *reading(lang),
        ],
    )
