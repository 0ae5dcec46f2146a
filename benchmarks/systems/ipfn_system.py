"""ipfn, by its own names, on a frame of rows."""

import pandas as pd
from ipfn import ipfn
from task import MARGINS, main


def raking(folder):
    columns = folder.columns("large", ["weight", *MARGINS])
    margins = [
        pd.Series(totals, index=pd.Index(range(len(totals)), name=name)) for name, totals in folder.targets(*MARGINS).items()
    ]  # fmt: skip

    def job():
        frame = pd.DataFrame(columns).rename(columns={"weight": "total"})
        found = ipfn.ipfn(frame, margins, [[name] for name in MARGINS], convergence_rate=1e-9, max_iteration=1000, rate_tolerance=0)
        return list(found.iteration()["total"][:3])

    return job


if __name__ == "__main__":
    main({"raking": raking})
