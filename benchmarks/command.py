"""What an officer waits for: the help, the whole report, and a large export, beside the limits that we set ourselves."""

import csv
import random
import sys
import tempfile
from pathlib import Path

from measure import Measure, command

KIT = str(Path(sys.executable).with_name("survey-kit"))
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


def line(what: str, measured: Measure, cpu: float, memory: float | None = None) -> str:
    """str: a row of the table that is printed."""
    limit = f"{cpu:g} s" + (f", {memory:g} MB" if memory else "")
    return f"{what:<48} {measured.cpu:7.2f} s CPU {measured.wall:7.2f} s wall {measured.memory:7.0f} MB   limit {limit}   ({measured.runs} runs)"


def main() -> None:
    """None: prints the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        example, large = folder / "exemple.csv", folder / "large.csv"
        command([KIT, "example", "-o", str(example)], runs=1)
        outputs = ["-o", str(folder / "r.pdf"), "-o", str(folder / "r.xlsx")]
        print(line("survey-kit --help", command([KIT, "--help"]), 0.35))
        print(line("survey-kit report, 165 respondents", command([KIT, "report", str(example), *outputs]), 6, 400))
        large_export(example, large)
        reading = "import sys, survey_kit as sk; sk.read_export(sys.argv[1], 'haut-rouergue')"
        print(
            line(
                f"read_export, {LARGE_ROWS:,} rows x {LARGE_COLUMNS} columns",
                command([sys.executable, "-c", reading, str(large)], runs=3),
                15,
                2000,
            )
        )


if __name__ == "__main__":
    main()
