"""What a command tells while it runs and when it is done."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from survey_kit.cli.localized import text
from survey_kit.errors import wording

if TYPE_CHECKING:
    from survey_kit.study.study import Progress

# Exit status.
DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2


@contextmanager
def progress_bar(steps: int, lang: str) -> Iterator[Progress]:
    """Iterator of Progress: its steps are told on standard error while they run."""
    from survey_kit.study.study import Progress

    with click.progressbar(length=steps, file=sys.stderr, show_eta=False, label=text("cli_step_reading", lang)) as bar:

        def listen(step: str) -> None:
            bar.label = text(f"cli_step_{step}", lang)
            bar.update(1)

        yield Progress(listen)


def echo_lines(lang: str, lines: Sequence[str], seconds: Mapping[str, float]) -> None:
    """None: the time of each step on standard error, then the lines on standard output."""
    for step, spent in seconds.items():
        click.echo(wording("cli_seconds", lang, step=text(f"cli_step_{step}", lang), seconds=spent), err=True)
    for line in lines:
        click.echo(line)
