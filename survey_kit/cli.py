"""The command `survey-kit`: options in, one call, exit code out. Every import that costs waits until a command runs."""

from __future__ import annotations

import gc
import locale
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from survey_kit.errors import LANGUAGES, SurveyKitError, wording

if TYPE_CHECKING:
    from survey_kit.study.run import Run
    from survey_kit.study.study import Progress, Study

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
CLICK_WORDS: Final = (
    "cli_click_usage",
    "cli_click_options",
    "cli_click_commands",
    "cli_click_help",
    "cli_click_default",
    "cli_click_required",
)
PLATFORMS: Final = ("limesurvey", "google_forms", "microsoft_forms", "table")
SAMPLINGS: Final = ("volunteer", "quota", "probability", "census")


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
    group = _Group(
        "survey-kit",
        help=_text("cli_group", lang),
        params=[_version_option(lang)],
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for command in (_report, _inspect, _tabulate, _example):
        group.add_command(command(lang))
    questionnaire = _Group("questionnaire", help=_text("cli_questionnaire", lang))
    group.lang = questionnaire.lang = lang
    for command in (_list, _check, _draft, _export):
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
        click.echo(_text("cli_aborted", lang), err=True)
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
        case click.BadParameter():
            code, got = "cli_bad_value", f"{_option_name(error)} : {error.message}"
        case _:
            code, got = "cli_usage", error.format_message()
    return wording(code, lang, got=got, command=command)


def _option_name(error: click.BadParameter) -> str:
    """str: the option or argument as the user writes it."""
    if error.param is None:
        return ""
    return next((name for name in error.param.opts if name.startswith("--")), error.param.human_readable_name)


def _text(code: str, lang: str, **values: object) -> str:
    return wording(code, lang, **values)


def _version_option(lang: str) -> click.Option:
    def show(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
        if asked:
            from survey_kit.resources import version

            click.echo(f"survey_kit {version()}")
            ctx.exit()

    return click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=_text("cli_opt_version", lang))


def _common(lang: str) -> list[click.Parameter]:
    return [
        click.Option(["--lang", "lang_asked"], type=click.Choice(LANGUAGES), help=_text("cli_opt_lang", lang)),
        click.Option(["--verbose"], is_flag=True, help=_text("cli_opt_verbose", lang)),
    ]


def _export_argument() -> click.Argument:
    return click.Argument(["export"], type=click.Path(path_type=Path))


def _reading(lang: str) -> list[click.Parameter]:
    return [
        click.Option(["--questionnaire"], metavar="Q", help=_text("cli_opt_questionnaire", lang)),
        click.Option(["--platform"], type=click.Choice(PLATFORMS), help=_text("cli_opt_platform", lang)),
    ]


def _designing(lang: str) -> list[click.Parameter]:
    return [
        click.Option(["--weights"], metavar=_text("cli_metavar_column", lang), help=_text("cli_opt_weights", lang)),
        click.Option(
            ["--sampling"], type=click.Choice(SAMPLINGS), default="volunteer", show_default=True, help=_text("cli_opt_sampling", lang)
        ),
    ]


def _output(lang: str, help_code: str, *, multiple: bool = False, required: bool = False) -> click.Option:
    kind = click.Path(path_type=Path)
    return click.Option(
        ["-o", "--output"],
        type=kind,
        multiple=multiple,
        required=required,
        metavar=_text("cli_metavar_file", lang),
        help=_text(help_code, lang),
    )


def _command(name: str, lang: str, callback: Callable[..., int | None], parameters: Sequence[click.Parameter]) -> click.Command:
    command = _Command(name, callback=callback, params=[*parameters, *_common(lang)], help=_text(f"cli_{name}", lang))
    command.short_help = command.help.partition(" : ")[0].partition(": ")[0] if command.help else None
    command.no_args_is_help = name not in {"list", "example"}
    command.lang = lang
    return command


class _Command(click.Command):
    """A command whose help has no English left when it is read in French: click doesn't translate its own headings."""

    lang = "en"

    def get_help(self, ctx: click.Context) -> str:
        """str: the help, click's fixed words replaced by those of the catalogue."""
        text = super().get_help(ctx)
        for code in CLICK_WORDS:
            text = text.replace(_text(code, "en"), _text(code, self.lang))
        return text


class _Group(_Command, click.Group):
    """The same for a group of commands."""


def _study(export: Path, options: Mapping[str, Any], report_lang: str | None) -> Study:
    from survey_kit.study.study import Study

    known = ("questionnaire", "platform", "weights", "sampling")
    return Study(
        export, lang="en" if report_lang == "en" else "fr", **{name: options[name] for name in known if options.get(name) is not None}
    )


def _report(lang: str) -> click.Command:
    def run(export: Path, output: tuple[Path, ...], verbose: bool, lang_asked: str | None, **options: Any) -> int:
        from survey_kit.study.run import run_report
        from survey_kit.study.study import STEPS

        # The report is French unless --lang says otherwise; the locale decides the messages only.
        study = _study(export, options, lang_asked)
        with _progress(len(STEPS), lang) as progress:
            done = run_report(study, output, progress)
        _echo_lines(lang, _summary(done, lang), progress.seconds if verbose else {})
        if done.missing is not None:
            click.echo(done.missing.message(lang), err=True)
        click.echo(str(done.written[-1]))
        return DONE if done.missing is None else REFUSED

    return _command(
        "report", lang, run, [_export_argument(), _output(lang, "cli_opt_report_output", multiple=True), *_reading(lang), *_designing(lang)]
    )


def _summary(done: Run, lang: str) -> list[str]:
    """List of str: what was read and left out, and the files other than the last."""
    from survey_kit.study.inspection import kept_and_refused

    provenance = done.survey.provenance
    head = wording("cli_read", lang, platform=provenance.platform, received=provenance.received, respondents=len(done.survey.responses))
    local = [wording("cli_local", lang, path=path) for path in done.local]
    return [head, *kept_and_refused(done.survey, lang), *local, *(str(path) for path in done.written[:-1])]


def _inspect(lang: str) -> click.Command:
    def run(export: Path, json: bool, verbose: bool, lang_asked: str | None, **options: Any) -> None:
        from json import dumps

        from survey_kit.study.inspection import inspection, lines
        from survey_kit.study.study import load

        with _progress(1, lang) as progress, progress.step("reading"):
            survey = load(_study(export, options, lang_asked))
        shown = [dumps(inspection(survey, lang), ensure_ascii=False, indent=2)] if json else lines(survey, lang)
        _echo_lines(lang, shown, progress.seconds if verbose else {})

    as_json = click.Option(["--json"], is_flag=True, help=_text("cli_opt_json", lang))
    return _command("inspect", lang, run, [_export_argument(), as_json, *_reading(lang)])


def _tabulate(lang: str) -> click.Command:
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
        from survey_kit.study.study import load

        study = _study(export, options, lang_asked)
        with _progress(2, lang) as progress:
            with progress.step("reading"):
                survey = load(study)
            with progress.step("tabulating"):
                released = cross(survey, study, rows, by)
        shown = write_cross(released, survey, output, lang=lang, export=export)
        _echo_lines(lang, [shown], progress.seconds if verbose else {})

    parameters = [
        _export_argument(),
        click.Argument(["rows"], nargs=-1, required=True),
        click.Option(["--by"], multiple=True, metavar=_text("cli_metavar_column", lang), help=_text("cli_opt_by", lang)),
        _output(lang, "cli_opt_tabulate_output"),
        *_reading(lang),
        *_designing(lang),
    ]
    return _command("tabulate", lang, run, parameters)


def _example(lang: str) -> click.Command:
    def run(questionnaire: str, platform: str, output: Path | None, verbose: bool, **_lang: Any) -> None:
        from survey_kit.example.shapes import default_name, write_example

        path = output or Path(default_name(questionnaire, platform))
        with _progress(1, lang) as progress, progress.step("drawing"):
            write_example(path, questionnaire=questionnaire, platform=platform)
        _echo_lines(lang, [wording("cli_synthetic", lang), str(path)], progress.seconds if verbose else {})

    parameters: list[click.Parameter] = [
        click.Option(
            ["--questionnaire"], default="haut-rouergue", show_default=True, metavar="Q", help=_text("cli_opt_questionnaire", lang)
        ),
        click.Option(
            ["--platform"],
            type=click.Choice(PLATFORMS),
            default="limesurvey",
            show_default=True,
            help=_text("cli_opt_example_platform", lang),
        ),
        _output(lang, "cli_opt_example_output"),
    ]
    return _command("example", lang, run, parameters)


def _list(lang: str) -> click.Command:
    def run(**_common: Any) -> None:
        from survey_kit.questionnaire.read import read_questionnaire, shipped

        for name in shipped():
            questionnaire = read_questionnaire(name)
            title = questionnaire.titles.get(lang) or questionnaire.titles.get("fr", "")
            click.echo(wording("cli_list_line", lang, name=name, title=title, questions=len(questionnaire.questions)))

    return _command("list", lang, run, [])


def _check(lang: str) -> click.Command:
    def run(file: Path, **_common: Any) -> int:
        from survey_kit.questionnaire.check import check

        faults = check(file)
        for fault in faults:
            click.echo(f"{fault.where} : {fault.text(lang)}", err=True)
        click.echo(wording("cli_check_done", lang, file=file, count=len(faults)))
        return REFUSED if faults else DONE

    return _command("check", lang, run, [click.Argument(["file"], type=click.Path(path_type=Path))])


def _draft(lang: str) -> click.Command:
    def run(export: Path, output: Path, verbose: bool, lang_asked: str | None, **options: Any) -> None:
        from survey_kit.study.questionnaires import draft

        with _progress(1, lang) as progress, progress.step("reading"):
            draft(_study(export, options, lang_asked), output)
        _echo_lines(lang, [wording("cli_draft_done", lang), str(output)], progress.seconds if verbose else {})

    platform = click.Option(["--platform"], type=click.Choice(PLATFORMS), help=_text("cli_opt_platform", lang))
    return _command("draft", lang, run, [_export_argument(), _output(lang, "cli_opt_draft_output", required=True), platform])


def _export(lang: str) -> click.Command:
    def run(questionnaire: str, output: Path, **_common: Any) -> None:
        from survey_kit.study.questionnaires import write_questionnaire

        write_questionnaire(questionnaire, output)
        click.echo(str(output))

    return _command(
        "export", lang, run, [click.Argument(["questionnaire"], metavar="Q"), _output(lang, "cli_opt_export_output", required=True)]
    )


@contextmanager
def _progress(steps: int, lang: str) -> Iterator[Progress]:
    """Iterator of Progress: its steps are told on standard error while they run."""
    from survey_kit.study.study import Progress

    with click.progressbar(length=steps, file=sys.stderr, show_eta=False, label=_text("cli_step_reading", lang)) as bar:

        def listen(step: str) -> None:
            bar.label = _text(f"cli_step_{step}", lang)
            bar.update(1)

        yield Progress(listen)


def _echo_lines(lang: str, lines: Sequence[str], seconds: Mapping[str, float]) -> None:
    for step, spent in seconds.items():
        click.echo(wording("cli_seconds", lang, step=_text(f"cli_step_{step}", lang), seconds=spent), err=True)
    for line in lines:
        click.echo(line)
