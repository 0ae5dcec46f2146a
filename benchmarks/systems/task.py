"""What each system's script shares: it reads the tables, runs one task several times, and prints what it took and what came out."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

SHARES, NUMBERS, MARGINS = [f"c{number}" for number in range(1, 11)], ["x1", "x2"], ["r1", "r2", "r3", "r4", "r5"]
RUNS, ENOUGH = 5, 20.0


class Folder:
    """The tables of a run."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def columns(self, table: str, names: list[str] | None = None) -> dict[str, np.ndarray]:
        """dict of ndarray: columns of a table."""
        with np.load(self.path / f"{table}.npz") as held:
            return {name: held[name] for name in names or held.files}

    def targets(self, *names: str) -> dict[str, list[float]]:
        """dict of list of float: the totals of variables."""
        found = json.loads((self.path / "targets.json").read_text())
        return {name: found[name] for name in names}


def main(tasks: dict[str, Callable[[Folder], Callable[[], list[float]]]]) -> None:
    """None: runs the task that the command names. A task prepares its tables and gives the job to be measured, which returns numbers to compare."""
    name, folder = sys.argv[1:3]
    job = tasks[name](Folder(folder))
    loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, wall = [], []
    while len(cpu) < RUNS and (not wall or sum(wall) < ENOUGH):
        start = time.process_time(), time.perf_counter()
        found = job()
        cpu.append(time.process_time() - start[0])
        wall.append(time.perf_counter() - start[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {"cpu": statistics.median(cpu), "wall": statistics.median(wall), "runs": len(cpu), "loaded": loaded / 1024, "peak": peak / 1024}
    print(json.dumps(told | {"found": [float(number) for number in found]}))
