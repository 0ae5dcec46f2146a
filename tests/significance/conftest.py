"""The schools of R survey and the designs of tests/reference/significance.R."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.design.replicates import as_replicates

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.fixture(scope="session")
def r():
    return json.loads((REFERENCE / "significance.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def schools():
    frame = pd.read_csv(REFERENCE / "schools.csv", na_values=["NA"], keep_default_na=False)
    frame["cluster"] = np.arange(len(frame)) // 5
    frame["big"] = np.where(frame["miss"].isna(), None, np.where(frame["miss"] > 500, "Yes", "No"))
    return frame


@pytest.fixture(scope="session")
def designs(schools):
    clusters = Design(schools, "w", psu="cluster")
    return {
        "plain": Design(schools, "w"),
        "strata": Design(schools, "w", strata="stype"),
        "clusters": clusters,
        "replicates": as_replicates(clusters, "JK1"),
    }
