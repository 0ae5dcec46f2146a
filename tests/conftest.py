"""Fixtures for every test: the real exports, where they lie beside the checkout."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

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


def module_beside(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "tests" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def drawn() -> ModuleType:
    """ModuleType: tests/drawn.py, a report drawn by hand."""
    return module_beside("drawn")


@pytest.fixture(scope="session")
def window() -> ModuleType:
    """ModuleType: tests/browser.py, a browser without a window."""
    return module_beside("browser")
