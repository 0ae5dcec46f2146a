"""Options that several commands share, and the study that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from survey_kit.cli.localized import text

if TYPE_CHECKING:
    from survey_kit.study.study import Study

PLATFORMS: Final = ("limesurvey", "google_forms", "microsoft_forms", "table")
SAMPLINGS: Final = ("volunteer", "quota", "probability", "census")
TEMPLATES: Final = "livrable|synthese"


def export_argument() -> click.Argument:
    """Argument: the export to read."""
    return click.Argument(["export"], type=click.Path(path_type=Path))


def reading(lang: str) -> list[click.Parameter]:
    """list of Parameter: how the export is to be read."""
    return [
        click.Option(["--questionnaire"], metavar="Q", help=text("cli_opt_questionnaire", lang)),
        platform_option(lang),
    ]


def platform_option(lang: str) -> click.Option:
    """Option: the platform that the export comes from."""
    return click.Option(["--platform"], type=click.Choice(PLATFORMS), help=text("cli_opt_platform", lang))


def weights_option(lang: str) -> click.Option:
    """Option: the column of weights."""
    return click.Option(["--weights"], metavar=text("cli_metavar_column", lang), help=text("cli_opt_weights", lang))


def designing(lang: str) -> list[click.Parameter]:
    """list of Parameter: how respondents came and what they stand for."""
    return [
        targets_option(lang),
        weights_option(lang),
        click.Option(["--sampling"], type=click.Choice(SAMPLINGS), help=text("cli_opt_sampling", lang)),
    ]


def targets_option(lang: str, *, required: bool = False) -> click.Option:
    """Option: the file of targets."""
    return click.Option(
        ["--targets"],
        type=click.Path(path_type=Path),
        required=required,
        metavar=text("cli_metavar_file", lang),
        help=text("cli_opt_targets", lang),
    )


def output_option(lang: str, help_code: str, *, multiple: bool = False, required: bool = False) -> click.Option:
    """Option: the file, or the files, to write."""
    kind = click.Path(path_type=Path)
    return click.Option(
        ["-o", "--output"],
        type=kind,
        multiple=multiple,
        required=required,
        metavar=text("cli_metavar_file", lang),
        help=text(help_code, lang),
    )


def template_option(lang: str) -> click.Option:
    """Option: how the pages of the report are arranged."""
    return click.Option(["--template"], metavar=TEMPLATES, help=text("cli_opt_template", lang))


def study_of(export: Path, options: Mapping[str, Any], report_lang: str | None) -> Study:
    """Study: of the export, or of the study file of a folder; what options tell goes before what the file does.

    Raises: SurveyKitError when the study file is missing or faulty.
    """
    from survey_kit.study.study import Study

    known = ("questionnaire", "platform", "targets", "weights", "sampling", "template")
    told = {name: options[name] for name in known if options.get(name) is not None} | ({"lang": report_lang} if report_lang else {})
    if options.get("study") is None and not export.is_dir():
        return Study(export, **told)
    from survey_kit.study.file import read_study

    if options.get("study") is None:
        return replace(read_study(export), **told)
    return replace(read_study(options["study"]), export=export, **told)
