"""CPU seconds and peak memory of a command: the medians of several runs, since these are what a busy machine changes least."""

import os
import resource
import statistics
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """Medians over the runs: CPU seconds (user and system), wall seconds, peak resident memory in MB."""

    cpu: float
    wall: float
    memory: float
    runs: int


def command(arguments: list[str], runs: int = 5) -> Measure:
    """Measure: of a command, run so many times; its output is dropped."""
    seen = [_once(arguments) for _ in range(runs)]
    return Measure(*(statistics.median(values) for values in zip(*seen, strict=True)), runs)


def _once(arguments: list[str]) -> tuple[float, float, float]:
    start = os.times().elapsed
    child = os.posix_spawn(arguments[0], arguments, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0o600)])
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"failed: {' '.join(arguments)}")
    return usage.ru_utime + usage.ru_stime, os.times().elapsed - start, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    """float: MB; Linux counts in kB, macOS in bytes."""
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
