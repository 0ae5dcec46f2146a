"""weightipy, by its own names: it takes no weights to start from, so that its weights are those of other targets."""

import pandas as pd
import weightipy
from task import MARGINS, main


def raking(folder):
    frame = pd.DataFrame(folder.columns("large", MARGINS))
    totals = folder.targets(*MARGINS)
    shares = {name: {place: 100 * total / sum(each) for place, total in enumerate(each)} for name, each in totals.items()}

    def job():
        scheme = weightipy.scheme_from_dict(shares, rim_params={"max_iterations": 1000, "convcrit": 1e-10})
        return list(weightipy.weight_dataframe(frame, scheme, weight_column="found")["found"][:3])

    return job


if __name__ == "__main__":
    main({"raking": raking})
