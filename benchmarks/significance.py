"""780 Rao-Scott tests on 165 rows: the kit beside a plain floor of NumPy, in one run, CPU seconds and the digits that they share."""

import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import fdtrc

from survey_kit.design.design import Design
from survey_kit.significance.independence import independence_test

ROWS, QUESTIONS, LIMIT = 165, 40, 0.5


def responses() -> pd.DataFrame:
    """DataFrame: invented answers to 40 questions of 2 to 6 categories, and a weight."""
    drawn = np.random.default_rng(1)
    frame = pd.DataFrame({f"q{number}": drawn.integers(0, 2 + number % 5, ROWS) for number in range(QUESTIONS)})
    return frame.assign(w=drawn.uniform(0.5, 2, ROWS))


def contrasts(r: int, c: int) -> np.ndarray:
    i, j = np.divmod(np.arange(r * c), c)
    main = np.column_stack([np.ones(r * c), i[:, None] == np.arange(1, r), j[:, None] == np.arange(1, c)])
    both = np.column_stack([(i == a) & (j == b) for a in range(1, r) for b in range(1, c)]).astype(float)
    q, _ = np.linalg.qr(main)
    return both - q @ (q.T @ both)


def floor(frame: pd.DataFrame) -> list[float]:
    """list of float: the p-values, without checks, names, missing answers or other designs."""
    w, n, known = frame["w"].to_numpy(), len(frame), {}
    codes = {name: pd.factorize(frame[name], sort=True) for name in frame.columns[:-1]}
    found = []
    for a in range(QUESTIONS):
        for b in range(a + 1, QUESTIONS):
            (first, u), (second, v) = codes[f"q{a}"], codes[f"q{b}"]
            r, c = len(u), len(v)
            cell = first * c + second
            total = w.sum()
            p = np.bincount(cell, w, r * c) / total
            s = np.bincount(cell, w * w, r * c)
            variance = (np.diag(s) - np.outer(s, p) - np.outer(p, s) + s.sum() * np.outer(p, p)) / total**2 * n / (n - 1)
            table = p.reshape(r, c)
            expected = np.outer(table.sum(1), table.sum(0))
            basis = known.setdefault((r, c), contrasts(r, c)) if (r, c) not in known else known[r, c]
            scaled = basis * np.divide(1, p, out=np.zeros_like(p), where=p > 0)[:, None]
            delta = np.linalg.solve(basis.T @ scaled / n, scaled.T @ variance @ scaled)
            trace = np.trace(delta)
            d0 = trace**2 / np.trace(delta @ delta)
            found.append(float(fdtrc(d0, d0 * (n - 1), n * ((table - expected) ** 2 / expected).sum() / trace)))
    return found


def kit(frame: pd.DataFrame) -> list[float]:
    """list of float: the p-values, from the responses on."""
    names = list(frame.columns[:-1])
    return [test.p_value for test in independence_test(Design(frame, "w"), names, names)]


def seconds(job: Callable[[], object], runs: int = 5) -> float:
    """float: the median CPU seconds of several runs."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    """None: prints the table."""
    frame = responses()
    apart = np.nanmax(np.abs(np.array(kit(frame)) - np.array(floor(frame))))
    ours, least = seconds(lambda: kit(frame)), seconds(lambda: floor(frame))
    count = QUESTIONS * (QUESTIONS - 1) // 2
    print(f"{count} Rao-Scott tests on {ROWS} rows: kit {ours:.3f} s CPU (limit {LIMIT} s), floor {least:.3f} s, {ours / least:.1f} times")
    print(f"largest difference of p-values: {apart:.1e}")


if __name__ == "__main__":
    main()
