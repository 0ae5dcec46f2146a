"""The page of docs/ that the measures make."""

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from command import Line
from peers import PYTHON_PEERS, Result, apart, pins

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
TITLES = {
    "shares": "Shares of 10 variables by a domain of 20 categories: 1,000,000 rows, 50 strata, 5,000 units",
    "means": "Means of 2 variables by the same domain",
    "tests": "780 Rao-Scott tests on 165 rows",
    "raking": "Raking 1,000,000 rows to 5 margins, at 1e-9",
    "calibration": "Linear calibration of 1,000,000 rows to 5 margins and 2 numeric totals",
}
# What we ask of ourselves: times the floor at most, times faster than the fastest of these at least.
ASKED = {"shares": (3, 10), "means": (3, 10), "tests": (None, 10), "raking": (5, 5), "calibration": (None, 10)}
AGAINST = {"raking": ("svy", "R survey")}
USUAL = ("svy", "R survey", "samplics")
SECONDS, MEGABYTES = 0.5, 1000


def page(results: Sequence[Result], lines: Sequence[Line]) -> str:
    """str: the whole page, in Markdown."""
    parts = [
        "# Benchmarks",
        (
            "Written by `make bench`: every figure below comes from one run on one machine. CPU time, median of several runs; the design or the frame is made"
            " anew in each run, reading the data is left out. The *floor* is the least NumPy that gives the same numbers. Machines that share their cores are noisy:"
            " trust ratios of ten, not of 1.1."
        ),
        "\n".join(machine()),
        "## What an officer waits for",
        "\n".join(["| | CPU | wall | memory | asked |", "| --- | --: | --: | --: | --- |", *(line.row() for line in lines)]),
        "## What a researcher waits for",
    ]
    for task, title in TITLES.items():
        parts += [f"### {title}", "\n".join(table([result for result in results if result.task == task])), verdict(task, results)]
    return "\n\n".join(parts) + "\n"


def machine() -> Iterable[str]:
    """Iterable of str: the machine and the versions, a bullet each."""
    model = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    yield f"- {model}, {os.cpu_count()} cores, {memory} GB; {platform.system()}, Python {platform.python_version()}"
    yield "- " + ", ".join(f"{name} {version(name)}" for name in ("survey-kit-accueil", "numpy", "pandas", "scipy"))
    yield (
        "- peers, each in an environment of its own: "
        + ", ".join(pins()[name].replace("==", " ") for name in PYTHON_PEERS)
        + "; R survey of this machine"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).is_file() else []


def table(results: Sequence[Result]) -> Iterable[str]:
    """Iterable of str: the rows of one task's table."""
    kit = next(result for result in results if result.system == "kit")
    yield "| | CPU (s) | times the kit | peak memory (MB) | runs | largest relative difference from the kit |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for result in results:
        if result.why:
            yield f"| {result.system} | {result.why} | | | | |"
            continue
        far = apart(result, kit)
        told = "" if result is kit else "another question: no start weights" if far is None else f"{far:.1e}"
        ratio = f"{result.cpu / kit.cpu:.2g}" if result.cpu < kit.cpu else f"{result.cpu / kit.cpu:.1f}"
        yield f"| {result.system} | {result.cpu:.3f} | {ratio} | {result.peak:.0f} | {result.runs} | {told} |"


def verdict(task: str, results: Sequence[Result]) -> str:
    """str: the ratios beside those asked."""
    took = {result.system: result.cpu for result in results if result.task == task and not result.why}
    peak = max(result.peak for result in results if result.task == task and result.system == "kit")
    most, least = ASKED[task]
    times = took["kit"] / took["floor"]
    told = [f"The kit takes {times:.1f} times the floor" + (f" (asked: at most {most})" if most else "")]
    rivals = {name: took[name] for name in AGAINST.get(task, USUAL) if name in took}
    if rivals:
        fastest = min(rivals, key=rivals.__getitem__)
        told.append(
            f"{fastest}, the fastest of {', '.join(rivals)}, {rivals[fastest] / took['kit']:.1f} times the kit (asked: at least {least})"
        )
    if task == "tests":
        told.append(f"{took['kit']:.2f} s (asked: under {SECONDS})")
    told.append(f"peak memory {peak:.0f} MB (asked: under {MEGABYTES})")
    return "; ".join(told) + "."
