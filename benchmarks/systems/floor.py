"""The floor: the least NumPy that gives the same numbers, without names, checks, missing answers or other designs."""

import numpy as np
import pandas as pd
from scipy.special import fdtrc
from task import MARGINS, NUMBERS, SHARES, main

UNITS, STRATA, DOMAINS, LEVELS = 5_000, 50, 20, 5


def by_domain(columns, names, levels):
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


def _first(found):
    return [found[0][0].ravel()[0], found[0][1].ravel()[0]]


def shares(folder):
    columns = folder.columns("large", ["stratum", "unit", "weight", "domain", *SHARES])
    return lambda: _first(by_domain(columns, SHARES, LEVELS))


def means(folder):
    columns = folder.columns("large", ["stratum", "unit", "weight", "domain", *NUMBERS])
    return lambda: _first(by_domain(columns, NUMBERS, 1))


def contrasts(r, c):
    i, j = np.divmod(np.arange(r * c), c)
    main_effects = np.column_stack([np.ones(r * c), i[:, None] == np.arange(1, r), j[:, None] == np.arange(1, c)])
    both = np.column_stack([(i == a) & (j == b) for a in range(1, r) for b in range(1, c)]).astype(float)
    q, _ = np.linalg.qr(main_effects)
    return both - q @ (q.T @ both)


def p_value(first, second, w, known):
    """float: of the Rao-Scott F test of two variables given as (codes, levels)."""
    (a, u), (b, v), n = first, second, len(w)
    r, c, total = len(u), len(v), w.sum()
    cell = a * c + b
    p, s = np.bincount(cell, w, r * c) / total, np.bincount(cell, w * w, r * c)
    variance = (np.diag(s) - np.outer(s, p) - np.outer(p, s) + s.sum() * np.outer(p, p)) / total**2 * n / (n - 1)
    table = p.reshape(r, c)
    expected = np.outer(table.sum(1), table.sum(0))
    if (r, c) not in known:
        known[r, c] = contrasts(r, c)
    scaled = known[r, c] * np.divide(1, p, out=np.zeros_like(p), where=p > 0)[:, None]
    delta = np.linalg.solve(known[r, c].T @ scaled / n, scaled.T @ variance @ scaled)
    trace = np.trace(delta)
    d0 = trace**2 / np.trace(delta @ delta)
    return float(fdtrc(d0, d0 * (n - 1), n * ((table - expected) ** 2 / expected).sum() / trace))


def tests(folder):
    columns = folder.columns("small")
    w = columns.pop("weight")

    def job():
        codes, known = [pd.factorize(column, sort=True) for column in columns.values()], {}
        return [sum(p_value(a, b, w, known) for place, b in enumerate(codes) for a in codes[:place])]

    return job


def raking(folder):
    columns = folder.columns("large", ["weight", *MARGINS])
    totals = [np.array(totals) for totals in folder.targets(*MARGINS).values()]

    def job():
        shape = [len(total) for total in totals]
        cells = np.zeros(len(columns["weight"]), dtype=np.int64)
        for name, size in zip(MARGINS, shape, strict=True):
            cells *= size
            cells += columns[name]
        start = np.bincount(cells, weights=columns["weight"], minlength=int(np.prod(shape)))
        met = np.flatnonzero(start)
        places, now = np.unravel_index(met, shape), start[met].copy()
        error = 1.0
        while error > 1e-9:
            error = 0.0
            for place, total in zip(places, totals, strict=True):
                ratio = total / np.bincount(place, weights=now, minlength=len(total))
                error = max(error, np.abs(ratio - 1).max())
                now *= ratio[place]
        factor = np.zeros(len(start))
        factor[met] = now / start[met]
        return list((columns["weight"] * factor[cells])[:3])

    return job


def calibration(folder):
    columns = folder.columns("large", ["weight", *MARGINS, *NUMBERS])
    margins, numbers = folder.targets(*MARGINS), folder.targets(*NUMBERS)

    def job():
        weight, sizes = columns["weight"], [len(totals) for totals in margins.values()]
        starts = np.cumsum([0, *sizes])
        gram, now = np.zeros((starts[-1] + 2, starts[-1] + 2)), np.zeros(starts[-1] + 2)
        codes = [columns[name].astype(np.int64) for name in MARGINS]
        for a, (code, size) in enumerate(zip(codes, sizes, strict=True)):
            own = slice(starts[a], starts[a + 1])
            now[own] = np.bincount(code, weights=weight, minlength=size)
            gram[own, own] = np.diag(now[own])
            for b in range(a):
                pair = np.bincount(code * sizes[b] + codes[b], weights=weight, minlength=size * sizes[b]).reshape(size, -1)
                gram[own, starts[b] : starts[b + 1]], gram[starts[b] : starts[b + 1], own] = pair, pair.T
            for place, name in enumerate(NUMBERS, start=starts[-1]):
                gram[own, place] = gram[place, own] = np.bincount(code, weights=weight * columns[name], minlength=size)
        for a, first in enumerate(NUMBERS, start=starts[-1]):
            now[a] = weight @ columns[first]
            for b, second in enumerate(NUMBERS, start=starts[-1]):
                gram[a, b] = (weight * columns[first]) @ columns[second]
        wanted = np.concatenate([*margins.values(), *numbers.values()])
        slopes = np.linalg.lstsq(gram, wanted - now, rcond=1e-12)[0]
        g = 1 + sum(slopes[place] * columns[name] for place, name in enumerate(NUMBERS, start=starts[-1]))
        for start, code in zip(starts, codes, strict=False):
            g = g + slopes[start:][code]
        return list((weight * g)[:3])

    return job


if __name__ == "__main__":
    main({"shares": shares, "means": means, "tests": tests, "raking": raking, "calibration": calibration})
