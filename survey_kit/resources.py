"""Where the shipped files are: in a wheel under `survey_kit/_data/`, in a checkout in its own top-level folders."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


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
