"""The kit beside the floor and its peers, each in an environment of its own, all in one run: CPU seconds, memory, and the digits that they share."""

import json
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = HERE.parent / ".environments"
LARGE_ROWS, LONGEST = 1_000_000, 300
TASKS = ("shares", "means", "tests", "raking", "calibration")
PYTHON_PEERS = {"svy": TASKS, "samplics": TASKS[:4], "balance": ("raking",), "weightipy": ("raking",), "ipfn": ("raking",)}
# weightipy takes no weights to start from: it answers another question, and its numbers are not compared.
INCOMPARABLE = ("weightipy",)


@dataclass(frozen=True, slots=True)
class Result:
    """What one system took for one task, or why there is no measure."""

    system: str
    task: str
    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0
    runs: int = 0
    found: list[float] = field(default_factory=list)
    why: str = ""


def pins() -> dict[str, str]:
    """dict of str: each peer and its pinned requirement."""
    lines = (HERE / "peers.txt").read_text().split()
    return {line.partition("==")[0]: line for line in lines}


def environment(peer: str) -> tuple[Path | None, str]:
    """Path or None, and str: the Python of a peer's own environment, made when it isn't there; or why it can't be made."""
    folder = ENVIRONMENTS / peer
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", pins()[peer]], capture_output=True, text=True, check=False)
        if done.returncode:
            return None, "can't be installed here"
        ready.touch()
    return python, ""


def commands(tasks: tuple[str, ...] = TASKS) -> list[tuple[str, str, list[str] | None, str]]:
    """list of (system, task, command or None, why not): everything that there is to run."""
    found: list[tuple[str, str, list[str] | None, str]] = []
    for system in ("floor", "kit"):
        found += [(system, task, [sys.executable, str(HERE / "systems" / f"{system}.py"), task], "") for task in tasks]
    r = shutil.which("Rscript")
    there = (
        r is not None and subprocess.run([r, "-e", "library(survey); library(jsonlite)"], capture_output=True, check=False).returncode == 0
    )
    script = [str(r), str(HERE / "systems" / "survey.R")]
    found += [("R survey", task, [*script, task] if there else None, "" if there else "not on this machine") for task in tasks]
    for peer, known in PYTHON_PEERS.items():
        python, why = environment(peer)
        script = [str(python), str(HERE / "systems" / f"{peer}_system.py")]
        found += [(peer, task, [*script, task] if python else None, why) for task in known if task in tasks]
    return found


def measured(system: str, task: str, command: list[str] | None, why: str, folder: Path) -> Result:
    """Result: of one run of a system's script, stopped when it takes too long."""
    if command is None:
        return Result(system, task, why=why)
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1") if system in {"floor", "kit"} else {}
    try:
        done = subprocess.run(
            [*command, str(folder)], capture_output=True, text=True, check=False, timeout=LONGEST, env=os.environ | threads, cwd=folder
        )
    except subprocess.TimeoutExpired:
        return Result(system, task, why=f"more than {LONGEST} s")
    if done.returncode or not done.stdout.strip():
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return Result(system, task, why=f"fails: {last[:80]}")
    told = json.loads(done.stdout.strip().splitlines()[-1])
    found = told["found"] if isinstance(told["found"], list) else [told["found"]]
    return Result(system, task, told["cpu"], told["wall"], told["peak"], told["runs"], found)


def apart(result: Result, kit: Result) -> float | None:
    """float or None: the largest relative difference from the kit's numbers."""
    if result.why or kit.why or result.system in INCOMPARABLE:
        return None
    return max(abs(a / b - 1) for a, b in zip(result.found, kit.found, strict=True))


def measure_all(folder: Path, rows: int = LARGE_ROWS) -> list[Result]:
    """list of Result: every system on every task."""
    listed = commands()
    # In a process of its own: what a process starts is said to have held as much memory as it held itself.
    text = ["text"] if any(system == "R survey" and command for system, _, command, _ in listed) else []
    subprocess.run([sys.executable, str(HERE / "data.py"), str(folder), str(rows), *text], check=True)
    found = []
    for system, task, command, why in listed:
        found.append(measured(system, task, command, why, folder))
        print(f"{system:<10} {task:<12} {found[-1].why or f'{found[-1].cpu:.3f} s CPU'}", flush=True)
    return found
