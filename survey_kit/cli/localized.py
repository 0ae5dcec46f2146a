"""click in the reader's language: commands, groups and their help, which click itself leaves in English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import click

from survey_kit.errors import LANGUAGES, wording

CLICK_WORDS: Final = (
    "cli_click_usage",
    "cli_click_options",
    "cli_click_commands",
    "cli_click_help",
    "cli_click_default",
    "cli_click_required",
)
ARGUMENTLESS: Final = ("list", "example")


def text(code: str, lang: str, **values: object) -> str:
    """str: the wording of a code."""
    return wording(code, lang, **values)


def _common(lang: str) -> list[click.Parameter]:
    return [
        click.Option(["--lang", "lang_asked"], type=click.Choice(LANGUAGES), help=text("cli_opt_lang", lang)),
        click.Option(["--verbose"], is_flag=True, help=text("cli_opt_verbose", lang)),
    ]


def command(name: str, lang: str, callback: Callable[..., int | None], parameters: Sequence[click.Parameter]) -> click.Command:
    """Command: with the options that every command takes, its help in a language."""
    made = Command(name, callback=callback, params=[*parameters, *_common(lang)], help=text(f"cli_{name}", lang))
    made.short_help = made.help.partition(" : ")[0].partition(": ")[0] if made.help else None
    made.no_args_is_help = name not in ARGUMENTLESS
    made.lang = lang
    return made


class Command(click.Command):
    """A command whose help has no English left when it is read in French: click doesn't translate its own headings."""

    lang = "en"

    def get_help(self, ctx: click.Context) -> str:
        """str: the help, click's fixed words replaced by those of the catalogue."""
        shown = super().get_help(ctx)
        for code in CLICK_WORDS:
            shown = shown.replace(text(code, "en"), text(code, self.lang))
        return shown


class Group(Command, click.Group):
    """The same for a group of commands."""
