"""Platforms do not know one another, and matching knows none of them."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "survey_kit" / "loaders"
PLATFORMS = {"limesurvey", "google_forms", "microsoft_forms", "table"}


def imported(module):
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    froms = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("survey_kit.loaders")
    ]
    return {name for node in froms for name in (node.module.split(".")[2:] or [alias.name for alias in node.names])}


@pytest.mark.parametrize(
    "module", sorted(PLATFORMS | {"export", "match", "wordings", "correspondences", "personal", "ranges", "headings", "moments"})
)
def test_only_detection_knows_the_platforms(module):
    assert imported(module) & PLATFORMS == set()
    assert "detect" not in imported(module)


def test_detection_knows_them_all():
    assert imported("detect") >= PLATFORMS


def test_no_platform_is_left_out():
    parsing = {path.stem for path in FOLDER.glob("*.py") if "PLATFORM: Final = Platform(" in path.read_text(encoding="utf-8")}
    assert parsing == PLATFORMS
