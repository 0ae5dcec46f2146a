import tracemalloc

import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.estimation import linearization, sums
from survey_kit.estimation.asked import Sums
from survey_kit.estimation.elements import element_variances
from survey_kit.estimation.estimators import mean, proportion, ratio, total

ROWS = 400


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(5)
    found = pd.DataFrame({"w": random.uniform(1, 9, ROWS), "s": random.integers(0, 6, ROWS), "d": random.choice(list("abc"), ROWS)})
    found["c"] = pd.Categorical(random.choice(["x", "y", "z"], ROWS))
    found["y"] = np.where(random.random(ROWS) < 0.1, np.nan, random.normal(1e4, 3, ROWS))
    found["x"], found["N"], found["p"], found["M"] = random.gamma(2, 3, ROWS), 5_000, random.integers(0, 30, ROWS), 90
    found["row"] = np.arange(ROWS)
    return found


DESIGNS = {
    "strata": {"strata": "s"},
    "strata and fpc": {"strata": "s", "fpc": "N"},
    "two stages": {"psu": ["p", "row"], "fpc": ["N", "M"]},
    "two stages, the second without fpc": {"psu": ["p", "row"]},
}
ESTIMATORS = {
    "mean": lambda design: mean(design, "y", by="d"),
    "total": lambda design: total(design, "y", by="d", where={"c": ["x", "y"]}),
    "total of categories": lambda design: total(design, "c", by="d"),
    "shares": lambda design: proportion(design, "c", by="d"),
    "ratio": lambda design: ratio(design, "y", "x", by="c"),
}


@pytest.mark.parametrize("declared", DESIGNS.values(), ids=DESIGNS)
@pytest.mark.parametrize("estimator", ESTIMATORS.values(), ids=ESTIMATORS)
def test_sums_by_stratum_give_what_scores_of_rows_give(frame, declared, estimator, monkeypatch):
    found = estimator(Design(frame, "w", **declared))
    monkeypatch.setattr(sums, "element_variances", lambda *_: None)
    expected = estimator(Design(frame, "w", **declared))
    np.testing.assert_allclose(found.se, expected.se, rtol=1e-10)
    np.testing.assert_allclose(found.covariance, expected.covariance, rtol=1e-8, atol=1e-10 * np.abs(expected.covariance).max())


def test_a_share_of_the_strata_themselves_has_no_error(frame):
    counted = total(Design(frame.assign(w=2.0, s=frame["s"].astype(str)), "w", strata="s"), "s")
    np.testing.assert_allclose(counted.se, 0, atol=1e-9)


def test_scores_of_rows_stay_where_sums_do_not_do(frame):
    asked = Sums(("c",), ((),), 3)
    for declared in ({"psu": "p"}, {"strata": "row", "lonely_psu": "adjust"}):
        assert element_variances(Design(frame, "w", **declared), asked, np.eye(3)[np.newaxis]) is None


def test_a_large_stratified_design_builds_no_table_of_rows_by_domains():
    random = np.random.default_rng(1)
    rows = 200_000
    frame = pd.DataFrame({"w": random.uniform(1, 2, rows), "s": random.integers(0, 50, rows), "d": random.integers(0, 20, rows)})
    frame["c"] = random.integers(0, 5, rows)
    design = Design(frame, "w", strata="s")
    tracemalloc.start()
    proportion(design, "c", by="d")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The table would hold rows x domains x levels numbers of eight bytes.
    assert peak < rows * 20 * 5 * 8 / 4


def test_the_kernel_is_asked_for_calibrated_designs(frame):
    design = Design(frame, "w", strata="s").reweighted(frame["w"].to_numpy(), lambda scores: scores)
    assert linearization.unit_sums(design, Sums(("c",), ((),), 3)).shape == (ROWS, 1, 3)
