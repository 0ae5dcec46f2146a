"""svy (polars), by its own names."""

import polars as pl
import svy
from task import MARGINS, NUMBERS, SHARES, main


def sample(columns):
    return svy.Sample(pl.DataFrame(columns), svy.Design(stratum="stratum", psu="unit", wgt="weight"))


def _by_domain(estimates):
    first = next(e for e in estimates[0].estimates if _value(e) == 0)
    return [float(first.est), float(first.se)]


def _value(estimate):
    levels = [*(estimate.by_level or ()), *(estimate.y_level,)] if hasattr(estimate, "by_level") else [0]
    return sum(int(float(level)) for level in levels if level is not None)


def shares(folder):
    columns = folder.columns("large", ["stratum", "unit", "weight", "domain", *SHARES])
    return lambda: _by_domain([sample(columns).estimation.prop(name, by="domain") for name in SHARES])


def means(folder):
    columns = folder.columns("large", ["stratum", "unit", "weight", "domain", *NUMBERS])
    return lambda: _by_domain([sample(columns).estimation.mean(name, by="domain") for name in NUMBERS])


def tests(folder):
    columns = folder.columns("small")
    names = [name for name in columns if name != "weight"]

    def job():
        held = svy.Sample(pl.DataFrame(columns), svy.Design(wgt="weight"))
        return [sum(held.categorical.tabulate(b, a).stats.f.p_value for place, b in enumerate(names) for a in names[:place])]

    return job


def raking(folder):
    columns = folder.columns("large", ["stratum", "unit", "weight", *MARGINS])
    controls = {name: dict(enumerate(totals)) for name, totals in folder.targets(*MARGINS).items()}
    return lambda: sample(columns).weighting.rake(controls=controls, tol=1e-9, max_iter=1000).data["rk_wgt"].to_list()[:3]


def calibration(folder):
    columns = folder.columns("large", ["stratum", "unit", "weight", *MARGINS, *NUMBERS])
    controls = {svy.Cat(name): dict(enumerate(totals)) for name, totals in folder.targets(*MARGINS).items()}
    controls |= {name: totals[0] for name, totals in folder.targets(*NUMBERS).items()}
    return lambda: sample(columns).weighting.calibrate(controls=controls).data["calib_wgt"].to_list()[:3]


if __name__ == "__main__":
    main({"shares": shares, "means": means, "tests": tests, "raking": raking, "calibration": calibration})
