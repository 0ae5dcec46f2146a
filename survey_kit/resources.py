"""Where the shipped files are: in a wheel under `survey_kit/_data/`, in a checkout in its own top-level folders."""

from __future__ import annotations

from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
DISTRIBUTION: Final = "survey-kit-accueil"


def folder(name: str) -> Path:
    """Path: the shipped folder of that name ("questionnaires" or "templates")."""
    packed = PACKAGE / "_data" / name
    return packed if packed.is_dir() else PACKAGE.parent / name


def questionnaires() -> Path:
    """Path: the folder of the questionnaires that ship."""
    return folder("questionnaires")


def templates() -> Path:
    """Path: the folder of everything that is drawn."""
    return folder("templates")


def version(distribution: str = DISTRIBUTION) -> str:
    """str: the installed version of the kit, or of a package that it stands on."""
    return installed_version(distribution)
