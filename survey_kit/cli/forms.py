"""Commands on questionnaires, and the example: `questionnaire list | check | draft | export`, `example`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from survey_kit.cli.localized import command, text
from survey_kit.cli.options import PLATFORMS, export_argument, output_option, platform_option, study_of
from survey_kit.cli.progress import DONE, REFUSED, echo_lines, progress_bar
from survey_kit.errors import wording


def list_shipped(lang: str) -> click.Command:
    """Command: `questionnaire list`, those that ship."""

    def run(**_common: Any) -> None:
        from survey_kit.questionnaire.read import read_questionnaire, shipped

        for name in shipped():
            questionnaire = read_questionnaire(name)
            title = questionnaire.titles.get(lang) or questionnaire.titles.get("fr", "")
            click.echo(wording("cli_list_line", lang, name=name, title=title, questions=len(questionnaire.questions)))

    return command("list", lang, run, [])


def check_file(lang: str) -> click.Command:
    """Command: `questionnaire check`, the faults of a file, a line each."""

    def run(file: Path, **_common: Any) -> int:
        from survey_kit.questionnaire.check import check

        faults = check(file)
        for fault in faults:
            click.echo(f"{fault.where} : {fault.text(lang)}", err=True)
        click.echo(wording("cli_check_done", lang, file=file, count=len(faults)))
        return REFUSED if faults else DONE

    return command("check", lang, run, [click.Argument(["file"], type=click.Path(path_type=Path))])


def draft_form(lang: str) -> click.Command:
    """Command: `questionnaire draft`, a first codebook of an export."""

    def run(export: Path, output: Path, verbose: bool, lang_asked: str | None, **options: Any) -> None:
        from survey_kit.study.questionnaires import draft

        with progress_bar(1, lang) as progress, progress.step("reading"):
            draft(study_of(export, options, lang_asked), output)
        echo_lines(lang, [wording("cli_draft_done", lang), str(output)], progress.seconds if verbose else {})

    output = output_option(lang, "cli_opt_draft_output", required=True)
    return command("draft", lang, run, [export_argument(), output, platform_option(lang)])


def export_form(lang: str) -> click.Command:
    """Command: `questionnaire export`, a questionnaire as a file to edit."""

    def run(questionnaire: str, output: Path, **_common: Any) -> None:
        from survey_kit.study.questionnaires import write_questionnaire

        write_questionnaire(questionnaire, output)
        click.echo(str(output))

    return command(
        "export", lang, run, [click.Argument(["questionnaire"], metavar="Q"), output_option(lang, "cli_opt_export_output", required=True)]
    )


def example(lang: str) -> click.Command:
    """Command: `example`, an export with made-up answers."""

    def run(questionnaire: str, platform: str, output: Path | None, verbose: bool, **_lang: Any) -> None:
        from survey_kit.example.shapes import default_name, write_example

        path = output or Path(default_name(questionnaire, platform))
        with progress_bar(1, lang) as progress, progress.step("drawing"):
            write_example(path, questionnaire=questionnaire, platform=platform)
        echo_lines(lang, [wording("cli_synthetic", lang), str(path)], progress.seconds if verbose else {})

    parameters: list[click.Parameter] = [
        click.Option(
            ["--questionnaire"], default="haut-rouergue", show_default=True, metavar="Q", help=text("cli_opt_questionnaire", lang)
        ),
        click.Option(
            ["--platform"],
            type=click.Choice(PLATFORMS),
            default="limesurvey",
            show_default=True,
            help=text("cli_opt_example_platform", lang),
        ),
        output_option(lang, "cli_opt_example_output"),
    ]
    return command("example", lang, run, parameters)


def new(lang: str) -> click.Command:
    """Command: `new`, a folder with a study file that works."""

    def run(folder: Path, lang_asked: str | None, **_common: Any) -> None:
        from survey_kit.study.folder import new_study

        written = new_study(folder, lang_asked or lang)
        echo_lines(lang, [*map(str, written), wording("cli_new_done", lang, folder=folder)], {})

    return command("new", lang, run, [click.Argument(["folder"], type=click.Path(path_type=Path))])
