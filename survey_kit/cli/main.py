"""The command as a whole: its language, its parts, what becomes of an error."""

from __future__ import annotations

import gc
import locale
import os
import sys
from collections.abc import Callable, Sequence
from itertools import zip_longest

import click

from survey_kit.cli import forms, handing, reporting, segmenting, tables
from survey_kit.cli.localized import Group, text
from survey_kit.cli.progress import DONE, REFUSED, WRONG_USAGE
from survey_kit.errors import LANGUAGES, SurveyKitError, wording


def language(arguments: Sequence[str], environment: dict[str, str]) -> str:
    """str: "fr" or "en": what `--lang` says, else what the locale says, else French."""
    for flag, value in zip_longest(arguments, arguments[1:], fillvalue=""):
        asked = value if flag == "--lang" else flag.removeprefix("--lang=") if flag.startswith("--lang=") else ""
        if asked in LANGUAGES:
            return asked
    spoken = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    spoken = spoken or locale.getlocale()[0] or ""
    return "en" if spoken.lower().startswith("en") else "fr"


def build(lang: str) -> click.Group:
    """Group: the whole command, its help in a language."""
    group = Group(
        "survey-kit",
        help=text("cli_group", lang),
        params=[_version_option(lang)],
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for command in (reporting.report, reporting.inspect, tables.tabulate, tables.weight, segmenting.segment, handing.handover, forms.new, forms.example):
        group.add_command(command(lang))
    questionnaire = Group("questionnaire", help=text("cli_questionnaire", lang))
    group.lang = questionnaire.lang = lang
    for command in (forms.list_shipped, forms.check_file, forms.draft_form, forms.export_form):
        questionnaire.add_command(command(lang))
    group.add_command(questionnaire)
    return group


def main(arguments: Sequence[str] | None = None) -> None:
    """None: runs the command and leaves with 0 (done), 1 (the input was refused) or 2 (wrong usage)."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    lang = language(arguments, dict(os.environ))
    sys.exit(_uncollected(lambda: _run(build(lang), arguments, lang)))


def _uncollected(run: Callable[[], int]) -> int:
    """int: what the run gives. The process ends after it: what the cyclic collector would free on the way, or visit at the end, is a
    fiftieth of the memory and a tenth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return run()
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _run(group: click.Group, arguments: list[str], lang: str) -> int:
    try:
        result = group.main(args=arguments, prog_name="survey-kit", standalone_mode=False)
    except SurveyKitError as error:
        click.echo(error.message(lang), err=True)
        return REFUSED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    except click.UsageError as error:
        click.echo(_usage(error, lang), err=True)
        return WRONG_USAGE
    except click.Abort:
        click.echo(text("cli_aborted", lang), err=True)
        return REFUSED
    return result if isinstance(result, int) else DONE


def _usage(error: click.UsageError, lang: str) -> str:
    """str: what was wrong with the words of the command, in the reader's language, then where the help is."""
    command = error.ctx.command_path if error.ctx else "survey-kit"
    got: object = ""
    match error:
        case click.NoSuchOption():
            code, got = "cli_no_such_option", error.option_name
        case click.MissingParameter():
            code, got = "cli_missing", _option_name(error)
        case click.exceptions.NoSuchCommand():
            near = ", ".join(error.possibilities or ())
            code, got = ("cli_no_such_command_near", f"{error.command_name} | {near}") if near else ("cli_no_such_command", error.command_name)
        case click.BadOptionUsage():
            code, got = "cli_no_value", error.option_name
        case click.BadParameter():
            code, got = "cli_bad_value", f"{_option_name(error)} : {_allowed(error, lang)}"
        case _:
            code, got = "cli_usage", error.format_message()
    return wording(code, lang, got=got, command=command)


def _allowed(error: click.BadParameter, lang: str) -> str:
    """str: which values there are, where the option says so; else what is wrong, as click says it."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.IntRange):
        return wording("cli_number", lang, low=kind.min if kind.min is not None else "…", high=kind.max if kind.max is not None else "…")
    if isinstance(kind, click.Choice):
        return wording("cli_choice", lang, choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, type(click.INT)):
        return wording("cli_number", lang, low="…", high="…")
    return error.message


def _option_name(error: click.BadParameter) -> str:
    """str: the option or argument as the user writes it."""
    if error.param is None:
        return ""
    return next((name for name in error.param.opts if name.startswith("--")), error.param.human_readable_name)


def _version_option(lang: str) -> click.Option:
    def show(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
        if asked:
            from survey_kit.resources import version

            click.echo(f"survey_kit {version()}")
            ctx.exit()

    return click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=text("cli_opt_version", lang))
