"""balance, by its own names: shares of the margins, without their rounding; the weights it gives are brought to the same sum."""

import logging

import pandas as pd
from balance.weighting_methods import rake
from task import MARGINS, main


def raking(folder):
    columns = folder.columns("large", ["weight", *MARGINS])
    frame = pd.DataFrame({name: columns[name].astype(str) for name in MARGINS})
    totals = folder.targets(*MARGINS)
    whole = sum(totals["r1"])
    shares = {name: {str(place): total / whole for place, total in enumerate(each)} for name, each in totals.items()}
    settings = {"convergence_rate": 1e-9, "rate_tolerance": 1e-14, "max_iteration": 1000, "target_margins_max_length": 1_000_000}

    def job():
        found = rake.rake(
            sample_df=frame, sample_weights=pd.Series(columns["weight"]), target_df=None, target_weights=None, target_margins=shares,
            transformations=None, **settings,
        )["weight"].to_numpy()  # fmt: skip
        return list((found / found.sum() * whole)[:3])

    return job


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    main({"raking": raking})
