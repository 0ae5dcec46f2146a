"""The values made by hand that these tests are about."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """ModuleType: tests/made_released.py."""
    spec = spec_from_file_location("made_released", Path(__file__).resolve().parents[1] / "made_released.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
