"""Fixtures for every test: the real exports, where they lie beside the checkout."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """Path: the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Path: the folder of real exports and references beside the checkout; the test is skipped where there is none."""
    folder = ROOT.parent / "shared"
    if not (folder / "exports").is_dir():
        pytest.skip("the real exports are not beside this checkout")
    return folder
