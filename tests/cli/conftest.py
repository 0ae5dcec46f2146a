"""The command, run as a person runs it, and the example's export."""

import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(sys.executable).with_name("survey-kit")


def run_kit(*arguments, lang="fr_FR.UTF-8", cwd=None):
    environment = {"PATH": "/usr/bin:/bin", "LANG": lang, "HOME": "/tmp"}  # noqa: S108 - a home with nothing of ours in it
    return subprocess.run([KIT, *map(str, arguments)], capture_output=True, text=True, check=False, env=environment, cwd=cwd)


@pytest.fixture(scope="session")
def run():
    return run_kit


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "exemple.csv"
    assert run_kit("example", "-o", path).returncode == 0
    return path
