"""Domain proportions and means on a million rows: the kit beside the floor, a single pass of NumPy sums that does the whole job."""

import json
import statistics
import sys
import time

import numpy as np
import pandas as pd

from survey_kit.design.design import Design
from survey_kit.estimation.estimators import mean, proportion

ROWS, STRATA, UNITS, DOMAINS, LEVELS = 1_000_000, 50, 5_000, 20, 5
SHARES, NUMBERS = [f"c{number}" for number in range(1, 11)], ["x1", "x2"]


def responses(rows):
    """DataFrame: answers that agree within units, unequal weights."""
    random = np.random.default_rng(20242)
    unit = np.sort(random.integers(0, UNITS, rows))
    shared = random.normal(0, 0.5, UNITS)[unit]
    frame = {"stratum": unit // (UNITS // STRATA), "unit": unit, "weight": np.exp(random.normal(0, 0.6, rows)) * 20}
    frame["domain"] = random.integers(0, DOMAINS, rows)
    for number, name in enumerate(SHARES):
        frame[name] = np.digitize(shared * (0.3 + 0.1 * number) + random.normal(size=rows), [-1, -0.3, 0.3, 1])
    frame["x1"], frame["x2"] = shared * 10 + random.normal(50, 10, rows), np.exp(random.normal(3, 0.7, rows) + 0.2 * shared)
    return pd.DataFrame(frame).astype({"stratum": "int32", "unit": "int32", "domain": "int32", **dict.fromkeys(SHARES, "int32")})


def floor(columns, names, levels):
    """list of (estimates, standard errors), one a variable."""
    unit, weight = columns["unit"].astype(np.int64), columns["weight"]
    base = unit * DOMAINS + columns["domain"]
    stratum = np.zeros(UNITS, dtype=int)
    stratum[unit] = columns["stratum"]
    drawn = np.bincount(stratum).astype(float)
    starts = np.searchsorted(stratum, np.arange(STRATA))
    size = np.bincount(base, weights=weight, minlength=UNITS * DOMAINS).reshape(UNITS, DOMAINS)
    whole, found = size.sum(axis=0), []
    for name in names:
        if levels > 1:
            sums = np.bincount(base * levels + columns[name], weights=weight, minlength=UNITS * DOMAINS * levels)
        else:
            sums = np.bincount(base, weights=weight * columns[name], minlength=UNITS * DOMAINS)
        sums = sums.reshape(UNITS, DOMAINS, levels)
        share = sums.sum(axis=0) / whole[:, None]
        score = ((sums - share * size[:, :, None]) / whole[:, None]).reshape(UNITS, -1)
        first, second = np.add.reduceat(score, starts, 0), np.add.reduceat(score**2, starts, 0)
        found.append((share, np.sqrt(((second - first**2 / drawn[:, None]) * (drawn / (drawn - 1))[:, None]).sum(0))))
    return found


def timed(call, runs=5):
    """float and result: the median of seconds, of several runs."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def kit(frame, estimator, names):
    """Estimates: of a design that is made anew, so that nothing is remembered from the run before."""
    return lambda: estimator(Design(frame, "weight", strata="stratum", psu="unit"), names, by="domain")


def main():
    frame = responses(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    columns = {name: frame[name].to_numpy() for name in frame}
    for task, estimator, names, levels in (("proportions", proportion, SHARES, LEVELS), ("means", mean, NUMBERS, 1)):
        least, expected = timed(lambda names=names, levels=levels: floor(columns, names, levels))
        design_seconds, design = timed(lambda: Design(frame, "weight", strata="stratum", psu="unit"))
        estimator(design, names, by="domain")
        again, found = timed(lambda names=names, estimator=estimator, design=design: estimator(design, names, by="domain"))
        fresh, _ = timed(kit(frame, estimator, names), runs=3)
        far = np.abs(found.se / np.concatenate([se for _, se in expected]) - 1).max()
        measured = {"task": task, "rows": len(frame), "floor_s": least, "kit_s": again, "kit_fresh_s": fresh, "design_s": design_seconds}
        print(json.dumps({**measured, "ratio": again / least, "ratio_fresh": fresh / least, "largest_relative_difference_of_se": far}))


if __name__ == "__main__":
    main()
