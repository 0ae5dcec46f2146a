"""Every command and every option of it stands in the documentation."""

import re
from pathlib import Path

import click
import pytest

from survey_kit.cli.main import build

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "commandes.md").read_text(encoding="utf-8")
GENERAL, *SECTIONS = re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)


def commands(group, path=()):
    for name, command in group.commands.items():
        yield from commands(command, (*path, name)) if isinstance(command, click.Group) else [((*path, name), command)]


COMMANDS = dict(commands(build("fr")))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_a_command_is_documented_with_all_its_options(path):
    section = next(text for text in SECTIONS if text.startswith(f"survey-kit {path[0]}"))
    assert path[-1] in section
    for parameter in COMMANDS[path].params:
        for name in (option for option in parameter.opts if option.startswith("-")):
            if name not in GENERAL:
                assert re.search(rf"{name}(?![a-z])", section), (path, name)


def test_nothing_is_documented_that_is_not_there():
    known = {name for command in COMMANDS.values() for parameter in command.params for name in parameter.opts} | {"--help", "--version"}
    assert set(re.findall(r"--[a-z]+", DOCUMENT)) <= known
