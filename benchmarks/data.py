"""The tables that every system is given: made up, the same in every run, as arrays (.npz) for Python and as text (.csv) for R."""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

STRATA, UNITS, DOMAINS, LEVELS = 50, 5_000, 20, 5
SHARES, NUMBERS, MARGINS = [f"c{number}" for number in range(1, 11)], ["x1", "x2"], {"r1": 2, "r2": 6, "r3": 12, "r4": 8, "r5": 20}
SMALL_ROWS, QUESTIONS = 165, 40


def large(rows: int) -> pd.DataFrame:
    """DataFrame: answers that agree within units, unequal weights, five variables to weight on."""
    random = np.random.default_rng(20242)
    unit = np.sort(random.integers(0, UNITS, rows))
    shared = random.normal(0, 0.5, UNITS)[unit]
    frame = {"stratum": unit // (UNITS // STRATA), "unit": unit, "domain": random.integers(0, DOMAINS, rows)}
    for number, name in enumerate(SHARES):
        frame[name] = np.digitize(shared * (0.3 + 0.1 * number) + random.normal(size=rows), [-1, -0.3, 0.3, 1])
    frame |= {name: np.minimum(random.geometric(1.5 / levels, rows) - 1, levels - 1) for name, levels in MARGINS.items()}
    made = pd.DataFrame(frame).astype("int32")
    made["weight"] = np.exp(random.normal(0, 0.6, rows)) * 20
    made["x1"], made["x2"] = shared * 10 + random.normal(50, 10, rows), np.exp(random.normal(3, 0.7, rows) + 0.2 * shared)
    return made


def targets(frame: pd.DataFrame) -> dict[str, list[float]]:
    """dict of list of float: for each margin, and for the numbers, totals somewhat off those of the weights."""
    random, whole = np.random.default_rng(7), float(frame["weight"].sum())
    found = {}
    for name, levels in MARGINS.items():
        wanted = np.bincount(frame[name], weights=frame["weight"], minlength=levels) * np.exp(random.normal(0, 0.15, levels))
        found[name] = list(wanted / wanted.sum() * whole)
    return found | {name: [float(frame["weight"] @ frame[name]) * 1.02] for name in NUMBERS}


def small() -> pd.DataFrame:
    """DataFrame: answers of 165 respondents to 40 questions of 2 to 6 categories, and a weight."""
    random = np.random.default_rng(1)
    frame = pd.DataFrame({f"q{number}": random.integers(0, 2 + number % 5, SMALL_ROWS) for number in range(QUESTIONS)})
    return frame.assign(weight=random.uniform(0.5, 2, SMALL_ROWS))


def write(folder: Path, rows: int, *, text: bool) -> None:
    """None: writes both tables and the targets into a folder; `text` adds the large table as R reads it."""
    tables = {"large": large(rows), "small": small()}
    for name, frame in tables.items():
        np.savez(folder / f"{name}.npz", **{column: frame[column].to_numpy() for column in frame})
        if text:
            frame.to_csv(folder / f"{name}.csv", index=False)
    (folder / "targets.json").write_text(json.dumps(targets(tables["large"])))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), text=sys.argv[3:] == ["text"])
