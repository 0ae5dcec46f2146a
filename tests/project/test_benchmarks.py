"""The benchmarks measure what they say: the kit and the floor give the same numbers, what is missing is told."""

import subprocess
import sys
from importlib import import_module

import pytest

ROWS = 150_000


NAMES = ("data", "peers", "page", "command", "measure")


@pytest.fixture(scope="module")
def harness(root):
    # Plain names, as scripts have them: whoever else goes by them makes room.
    others = {name: sys.modules.pop(name) for name in NAMES if name in sys.modules}
    sys.path.insert(0, str(root / "benchmarks"))
    yield {name: import_module(name) for name in NAMES}
    sys.path.pop(0)
    for name in NAMES:
        sys.modules.pop(name, None)
    sys.modules.update(others)


@pytest.fixture(scope="module")
def folder(harness, tmp_path_factory):
    path = tmp_path_factory.mktemp("tables")
    harness["data"].write(path, ROWS, text=False)
    return path


@pytest.mark.parametrize("task", ["shares", "means", "tests", "raking", "calibration"])
def test_the_kit_gives_the_numbers_of_the_floor(harness, folder, task):
    peers = harness["peers"]
    commands = {system: [sys.executable, str(peers.HERE / "systems" / f"{system}.py"), task] for system in ("floor", "kit")}
    results = {system: peers.measured(system, task, command, "", folder) for system, command in commands.items()}
    assert [result.why for result in results.values()] == ["", ""]
    assert peers.apart(results["floor"], results["kit"]) < 1e-7
    assert results["kit"].cpu > 0
    assert results["kit"].peak > 10


def test_what_is_missing_or_fails_is_told(harness, folder):
    peers = harness["peers"]
    assert peers.measured("svy", "means", None, "can't be installed here", folder).why == "can't be installed here"
    failing = [sys.executable, "-c", "raise SystemExit('no such thing')"]
    assert peers.measured("svy", "means", failing, "", folder).why == "fails: no such thing"


def test_the_page_tells_ratios_and_what_is_left_out(harness):
    peers, page = harness["peers"], harness["page"]
    results = [
        result
        for task in page.TITLES
        for result in (
            peers.Result("floor", task, 1.0, 1.0, 100, 5, [2.0]),
            peers.Result("kit", task, 2.0, 2.0, 200, 5, [2.0]),
            peers.Result("svy", task, 30.0, 20.0, 400, 1, [2.0 + 2e-9]),
            peers.Result("R survey", task, why="not on this machine"),
        )
    ]
    line = harness["command"].Line("`x`", harness["measure"].Measure(1.0, 2.0, 300.0, 5), 6, 400)
    text = page.page(results, [line])
    assert "| `x` | 1.00 s | 2.00 s | 300 MB | 6 s, 400 MB |" in text
    assert "| svy | 30.000 | 15.0 | 400 | 1 | 1.0e-09 |" in text
    assert "| R survey | not on this machine |" in text
    assert "The kit takes 2.0 times the floor (asked: at most 3)" in text
    assert "15.0 times the kit (asked: at least 10)" in text


def test_every_system_can_be_read_by_python(root):
    scripts = sorted((root / "benchmarks" / "systems").glob("*.py"))
    assert len(scripts) > 6
    for script in scripts:
        subprocess.run([sys.executable, "-m", "py_compile", script], check=True)


def test_peers_are_pinned(harness):
    assert set(harness["peers"].pins()) == set(harness["peers"].PYTHON_PEERS)
