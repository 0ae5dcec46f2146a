"""The kit: a design is made anew in each run, so that nothing is remembered from the run before."""

import numpy as np
import pandas as pd
from task import MARGINS, NUMBERS, SHARES, main

from survey_kit.design.design import Design
from survey_kit.estimation.estimators import mean, proportion
from survey_kit.significance.independence import independence_test
from survey_kit.weighting.calibration import calibrate
from survey_kit.weighting.raking import rake


def design(frame):
    return Design(frame, "weight", strata="stratum", psu="unit")


def shares(folder):
    frame = pd.DataFrame(folder.columns("large", ["stratum", "unit", "weight", "domain", *SHARES]))

    def job():
        found = proportion(design(frame), SHARES, by="domain")
        return [found.estimate[0], found.se[0]]

    return job


def means(folder):
    frame = pd.DataFrame(folder.columns("large", ["stratum", "unit", "weight", "domain", *NUMBERS]))

    def job():
        found = mean(design(frame), NUMBERS, by="domain")
        return [found.estimate[0], found.se[0]]

    return job


def tests(folder):
    frame = pd.DataFrame(folder.columns("small"))
    names = [name for name in frame if name != "weight"]
    return lambda: [sum(test.p_value for test in independence_test(Design(frame, "weight"), names, names))]


def raking(folder):
    frame = pd.DataFrame(folder.columns("large", ["stratum", "unit", "weight", *MARGINS]))
    totals = {name: dict(enumerate(totals)) for name, totals in folder.targets(*MARGINS).items()}
    return lambda: list(rake(design(frame), totals, tolerance=1e-9).weights[:3])


def calibration(folder):
    frame = pd.DataFrame(folder.columns("large", ["stratum", "unit", "weight", *MARGINS, *NUMBERS]))
    totals = {name: dict(enumerate(totals)) for name, totals in folder.targets(*MARGINS).items()}
    totals |= {name: totals[0] for name, totals in folder.targets(*NUMBERS).items()}
    return lambda: list(calibrate(design(frame), totals, distance="linear").weights[:3])


if __name__ == "__main__":
    np.seterr(all="warn")
    main({"shares": shares, "means": means, "tests": tests, "raking": raking, "calibration": calibration})
