"""samplics, by its own names."""

import pandas as pd
from samplics import CrossTabulation, SampleWeight, TaylorEstimator
from samplics.utils.types import PopParam
from task import MARGINS, NUMBERS, SHARES, main


def _estimated(frame, names, parameter):
    for name in names:
        found = TaylorEstimator(parameter)
        found.estimate(y=frame[name], samp_weight=frame["weight"], stratum=frame["stratum"], psu=frame["unit"], domain=frame["domain"])
        yield found.to_dataframe()


def _first(tables):
    table = tables[0].sort_values([name for name in ("_domain", "_level") if name in tables[0]]).iloc[0]
    return [table["_estimate"], table["_stderror"]]


def shares(folder):
    frame = pd.DataFrame(folder.columns("large", ["stratum", "unit", "weight", "domain", *SHARES]))
    return lambda: _first(list(_estimated(frame, SHARES, PopParam.prop)))


def means(folder):
    frame = pd.DataFrame(folder.columns("large", ["stratum", "unit", "weight", "domain", *NUMBERS]))
    return lambda: _first(list(_estimated(frame, NUMBERS, PopParam.mean)))


def tests(folder):
    frame = pd.DataFrame(folder.columns("small"))
    names = [name for name in frame if name != "weight"]
    frame[names] = frame[names].astype(str)

    def tested(a, b):
        found = CrossTabulation(PopParam.prop)
        found.tabulate(vars=frame[[b, a]], samp_weight=frame["weight"])
        return found.stats["Pearson-Adj"]["p_value"]

    return lambda: [sum(tested(a, b) for place, b in enumerate(names) for a in names[:place])]


def raking(folder):
    columns = folder.columns("large", ["weight", *MARGINS])
    control = {name: dict(enumerate(totals)) for name, totals in folder.targets(*MARGINS).items()}
    margins, weight = {name: columns[name] for name in MARGINS}, pd.Series(columns["weight"])
    settings = {"tol": 1e-9, "ctrl_tol": 1e-9, "max_iter": 1000}
    return lambda: list(SampleWeight().rake(samp_weight=weight, margins=margins, control=control, **settings)[:3])


if __name__ == "__main__":
    main({"shares": shares, "means": means, "tests": tests, "raking": raking})
