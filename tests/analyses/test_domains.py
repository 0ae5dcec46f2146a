"""A domain beside the whole: by hand, and by the pairwise test of a design with strata and weights."""

import numpy as np
import pandas as pd
import pytest

from survey_kit.analyses.domains import compare_domains
from survey_kit.design.design import Design
from survey_kit.significance.pairwise import pairwise_test


def frame():
    chance = np.random.default_rng(3)
    place = np.repeat(["a", "b", "c"], [60, 50, 40])
    yes = chance.random(150) < np.where(place == "a", 0.7, 0.4)
    return pd.DataFrame({
        "place": pd.Categorical(place), "yes": pd.Categorical(np.where(yes, "1", "0")), "stratum": np.tile([1, 2, 3], 50), "w": chance.uniform(0.5, 2, 150),
    })  # fmt: skip


def test_by_hand():
    data = frame()
    (gap,) = [each for each in compare_domains(Design(data), ["yes"], "place", ["a"]) if each.category == "1"]
    yes, inside = (data["yes"] == "1").to_numpy(), (data["place"] == "a").to_numpy()
    own, rest, whole = yes[inside].mean(), yes[~inside].mean(), yes.mean()
    n = len(yes)
    # each share with the variance of a domain of rows drawn one by one
    variance = sum(n / (n - 1) * p * (1 - p) / m for p, m in ((own, 60), (rest, 90)))
    assert gap.bases == (60, 90)
    assert gap.difference.points == pytest.approx(100 * (own - whole))
    assert gap.difference.share == pytest.approx(100 * own)
    assert gap.difference.reference == pytest.approx(100 * whole)
    assert gap.difference.se == pytest.approx(100 * 90 / 150 * np.sqrt(variance))
    assert gap.difference.verdict == "established"


@pytest.mark.parametrize("options", [{"weights": "w"}, {"weights": "w", "strata": "stratum"}], ids=["weights", "strata"])
def test_it_is_the_pairwise_difference_times_what_lies_outside(options):
    data = frame()
    data["in_a"] = pd.Categorical(np.where(data["place"] == "a", "in", "out"))
    (gap,) = [each for each in compare_domains(Design(data, **options), ["yes"], "place", ["a"]) if each.category == "1"]
    tested = pairwise_test(Design(data, **options), "yes", "in_a").to_frame()
    row = tested[tested["category"] == "1"].iloc[0]
    outside = data.loc[data["place"] != "a", "w"].sum() / data["w"].sum()
    assert gap.difference.points == pytest.approx(100 * outside * row["difference"])
    assert gap.difference.se == pytest.approx(100 * outside * row["se"], rel=1e-6)


def test_who_stands_nowhere_is_a_part_of_the_whole():
    data = frame()
    data.loc[data["place"] == "c", "place"] = None
    gaps = compare_domains(Design(data), ["yes"], "place", ["a", "b"])
    assert {gap.bases[0] + gap.bases[1] for gap in gaps} == {150}
    assert {gap.domain for gap in gaps} == {"a", "b"}


def test_what_nobody_answered_outside_is_not_compared():
    data = frame()
    data.loc[data["place"] != "a", "yes"] = None
    assert compare_domains(Design(data), ["yes"], "place", ["a"]) == ()
