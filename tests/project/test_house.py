"""The rules of the house that can be read off the files."""

import ast
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "survey_kit"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
CATALOGUES = sorted((PACKAGE / "messages").glob("*.toml"))
MESSAGES = [(path.stem, code, entry) for path in CATALOGUES for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()]
ERRORS = [(area, code) for area, code, entry in MESSAGES if "kind" not in entry]


def functions(path):
    return [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_has_its_test_at_the_same_path(path):
    below = path.relative_to(PACKAGE)
    assert (ROOT / "tests" / below.parent / f"test_{below.name}").is_file()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_files_and_functions_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert [node.name for node in functions(path) if node.end_lineno - node.lineno >= 60] == []


def test_nothing_catches_everything():
    broad = re.compile(r"except\s*(\(?\s*(Base)?Exception\b|:)")
    assert [path.name for path in MODULES if broad.search(path.read_text(encoding="utf-8"))] == []


def test_only_the_command_prints():
    calls = [
        (path.name, node.func.id)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert [path for path, name in calls if name == "print"] == []


def test_nothing_is_left_to_do():
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    sources = [
        path
        for folder in ("survey_kit", "tests", "templates", "benchmarks", "tools")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".j2", ".css", ".toml"}
    ]
    assert [path.name for path in sources if mark.search(path.read_text(encoding="utf-8"))] == []


def test_codes_are_unique_over_the_catalogues():
    codes = [code for _, code, _ in MESSAGES]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


@pytest.mark.parametrize(("area", "code", "entry"), MESSAGES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_message_says_the_same_in_both_languages(area, code, entry):  # noqa: ARG001
    def fields(key):
        return {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(entry.get(key, "")) if name}

    assert entry["fr"]
    assert entry["en"]
    assert fields("fr") | fields("fr_do") == fields("en") | fields("en_do")
    assert ("fr_do" in entry) == ("en_do" in entry)


@pytest.mark.parametrize(("area", "code"), ERRORS, ids=lambda value: value)
def test_an_error_says_what_to_do(area, code):
    entry = tomllib.loads((PACKAGE / "messages" / f"{area}.toml").read_text(encoding="utf-8"))[code]
    assert entry["fr_do"]


def test_every_error_code_is_raised_by_some_test():
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert sorted(code for _, code in ERRORS if not re.search(rf"\b{code}\b", tests)) == []


def test_every_code_in_the_catalogues_is_used():
    text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    prefixes = re.findall(r'f"([a-z_]+_)\{', text)
    unused = [code for _, code, _ in MESSAGES if not re.search(rf"\b{code}\b", text) and not code.startswith(tuple(prefixes))]
    assert unused == []


def test_nobody_is_told_to_install_somebody_elses_package():
    for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml", *(path.as_posix() for path in (ROOT / "docs").rglob("*.md"))):
        assert not re.search(r"pip install (--upgrade )?['\"]?survey[-_]kit(?!-accueil)", (ROOT / name).read_text(encoding="utf-8"))


def test_public_docstrings_open_with_what_is_returned():
    types = re.compile(
        r"\b(DataFrame|Series|ndarray|float|int|str|bool|bytes|list|tuple|dict|set|frozenset|None|Path|Iterator|Mapping|Sequence|[A-Z]\w+)\b"
    )
    shown, silent = 0, []
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                shown += 1
                opening = (ast.get_docstring(node) or "").split(":")[0]
                if not types.search(opening):
                    silent.append(f"{path.stem}.{node.name}")
    assert len(silent) <= 0.05 * shown, silent
