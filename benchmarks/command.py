"""What an officer waits for: the help, the whole report, and a large export, beside the limits that we set ourselves."""

import csv
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from measure import Measure, command

KIT = str(Path(sys.executable).with_name("survey-kit"))
SAMPLINGS = {"volunteer": "volunteers", "probability": "drawn by chance: letters and tests too"}
TABLES = Path(__file__).with_name("tables.py")
LARGE_ROWS, LARGE_COLUMNS = 200_000, 60


def large_export(example: Path, path: Path) -> None:
    """None: writes an export of the example's own headings, each cell drawn from its column, every row with an id of its own."""
    with example.open(encoding="utf-8-sig", newline="") as file:
        dialect = csv.Sniffer().sniff(file.readline())
        file.seek(0)
        headings, *rows = filter(None, csv.reader(file, dialect))
    drawn = random.Random(1)  # noqa: S311 - no secret depends on it
    columns = [[row[position] for row in rows] for position in range(min(LARGE_COLUMNS, len(headings)))]
    drawn_columns = [drawn.choices(column, k=LARGE_ROWS) for column in columns]
    drawn_columns[0] = [str(number) for number in range(1, LARGE_ROWS + 1)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(headings[: len(columns)])
        writer.writerows(zip(*drawn_columns, strict=True))


@dataclass(frozen=True, slots=True)
class Line:
    """One command, what it took, and what we ask of it: CPU seconds and MB at most."""

    what: str
    measured: Measure
    cpu: float
    memory: float | None = None

    def row(self) -> str:
        """str: a row of a Markdown table."""
        asked = f"{self.cpu:g} s" + (f", {self.memory:g} MB" if self.memory else "")
        took = self.measured
        return f"| {self.what} | {took.cpu:.2f} s | {took.wall:.2f} s | {took.memory:.0f} MB | {asked} |"


def lines() -> list[Line]:
    """list of Line: each command, measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        example, large = folder / "exemple.csv", folder / "large.csv"
        command([KIT, "example", "-o", str(example)], runs=1)
        large_export(example, large)
        outputs = ["-o", str(folder / "r.pdf"), "-o", str(folder / "r.xlsx")]
        reading = "import sys, survey_kit as sk; sk.read_export(sys.argv[1], 'haut-rouergue')"
        return [
            Line("`survey-kit --help`", command([KIT, "--help"]), 0.35),
            Line("`survey-kit report`, PDF and workbook, 165 respondents", command([KIT, "report", str(example), *outputs]), 6, 400),
            Line(
                f"`read_export`, {LARGE_ROWS:,} rows x {LARGE_COLUMNS} columns",
                command([sys.executable, "-c", reading, str(large)], runs=3),
                15,
                2000,
            ),
            *(tables(rows, sampling, asked) for rows, asked in ((165, 1), (LARGE_ROWS, 5)) for sampling in SAMPLINGS),
        ]


def tables(rows: int, sampling: str, asked: float) -> Line:
    """Line: all questions by a banner of six variables, tabulated in a process of its own; reading and imports are left out."""
    start = os.times().elapsed
    told = subprocess.run([sys.executable, str(TABLES), str(rows), sampling], capture_output=True, text=True, check=True).stdout.split()
    questions, cpu, memory = int(told[0]), float(told[1]), float(told[2])
    what = f"`tabulate`, {questions} questions by a banner of 6 variables, {rows:,} respondents ({SAMPLINGS[sampling]})"
    return Line(what, Measure(cpu, os.times().elapsed - start, memory, 1), asked)


if __name__ == "__main__":
    print("\n".join(line.row() for line in lines()))
