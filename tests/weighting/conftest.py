"""The schools of R survey, their totals, and the weighted designs of tests/reference/weighting.R."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.fixture(scope="session")
def r():
    return json.loads((REFERENCE / "weighting.json").read_text(encoding="utf-8"))


def schools(name):
    frame = pd.read_csv(REFERENCE / f"designs_{name}.csv", na_values=[""], keep_default_na=False)
    return frame.assign(big=np.where(frame["api99"] > 650, "high", "low"))


@pytest.fixture(scope="session")
def designs():
    strata, clusters = schools("strata"), schools("clusters")
    return {
        "plain": Design(strata, "pw"),
        "strata": Design(strata, "pw", strata="stype", fpc="fpc"),
        "stages": Design(clusters, "pw", psu=["dnum", "snum"], fpc=["fpc1", "fpc2"]),
        "JK1": Design(clusters, "pw", psu="dnum"),
        "JKn": Design(strata, "pw", strata="half"),
    }


@pytest.fixture(scope="session")
def totals(r):
    single = {name: {row[name]: row["Freq"] for row in r[key]} for name, key in (("stype", "types"), ("awards", "awards"), ("big", "big"))}
    crossed = {(row["stype"], row["big"]): row["Freq"] for row in r["crossed"]}
    return single | {("stype", "big"): crossed, "api99": r["api99"]}
