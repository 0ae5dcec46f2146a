from dataclasses import replace

import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.segmentation.profile import Marker, ends, named, profiles, worded
from tests.segmentation.made import gradient, kinds


def marker(text, value=5.0):
    return Marker("q", text, 0.8, 0.3, value, {"fr": text, "en": text})


def test_sizes_are_weighted_and_counted():
    frame, kind = kinds()
    labels = pd.Series(kind + 1, index=frame.index).astype("Int64")
    told = profiles(Design(frame, weights="w"), labels, ["q0", "q1", "q2", "q3", "n0"])
    assert [each.segment for each in told] == [1, 2, 3]
    for each in told:
        inside = labels == each.segment
        assert each.base == inside.sum()
        assert each.share == pytest.approx(frame.loc[inside, "w"].sum() / frame["w"].sum())
        assert each.low < each.share < each.high
        assert each.base_share == pytest.approx(inside.mean())
        assert len({found.variable for found in each.markers}) == len(each.markers)
    assert len({each.name for each in told}) == 3


def test_markers_are_given_more_by_the_segment():
    frame, kind = kinds()
    told = profiles(Design(frame, weights="w"), pd.Series(kind + 1).astype("Int64"), [f"q{n}" for n in range(12)])
    for each in told:
        assert all(found.share_in > 1.3 * found.share_all and found.v_test >= 2 for found in each.markers)
        assert all(found.share_in <= 1 for found in each.portrait)


def test_names_are_made_longer_until_they_differ():
    found = named({1: [marker("a"), marker("b"), marker("c")], 2: [marker("a"), marker("b"), marker("d")], 3: [marker("x")]})
    assert {key: names["en"] for key, names in found.items()} == {1: "A, b, c", 2: "A, b, d", 3: "X"}


def test_a_name_is_made_of_what_most_gave_or_says_that_it_is_only_more_often():
    few = replace(marker("five days"), given=0.3)
    assert named({1: [few, marker("private sector")]})[1]["en"] == "Private sector"
    assert named({1: [few]})[1] == {"fr": "Plus souvent que l'ensemble, five days", "en": "More often than all, five days"}
    older = replace(marker("age above average"), category="")
    assert named({1: [older]})[1]["en"] == "Age above average"
    assert named({1: [few, older]})[1]["en"] == "More often than all, five days"


def test_what_a_segment_gave_counts_those_who_were_not_asked():
    frame = pd.DataFrame({"asked": ["yes"] * 20 + [None] * 20 + ["no"] * 20 + ["yes"] * 2, "seg": [1] * 40 + [2] * 22})
    (first, _) = profiles(Design(frame), frame["seg"], ["asked"])
    (mark,) = [each for each in first.markers if each.category == "yes"]
    assert (mark.share_in, round(mark.given, 3)) == (1.0, 0.5)


def test_a_segment_that_nothing_marks_has_a_number():
    assert named({1: [], 2: [marker("a")]})[1] == {"fr": "Profil 1, sans trait marquant", "en": "Profile 1, without a marked trait"}


def test_numbers_are_higher_or_lower_and_yes_goes_without_saying():
    design = Design(pd.DataFrame({"age": [1.0, 2.0], "garden": ["oui", "non"]}))
    assert worded(design, "age", "", 3.0, "en") == "age above average"
    assert worded(design, "age", "", -3.0, "fr") == "age sous la moyenne"
    assert worded(design, "garden", "oui", 3.0, "fr") == "garden"
    assert worded(design, "garden", "parfois", 3.0, "fr") == "garden : parfois"


def test_a_gradient_has_an_answer_of_each_question_at_each_end():
    frame = gradient(seed=4)
    design = Design(frame, weights="w")
    place = frame["n0"].to_numpy()
    low, high = ends(design, place, ["q0", "q1", "n0"])
    assert high[0] == {"en": "n0 above average", "fr": "n0 au-dessus de la moyenne"}
    assert low[0]["en"] == "n0 below average"
    assert not {each["en"] for each in low} & {each["en"] for each in high}


def test_answers_of_few_stand_at_no_end():
    frame = pd.DataFrame({"q": ["rare one"] * 10 + ["common"] * 50 + ["other"] * 50})
    place = frame.index.to_numpy(dtype=float)
    told = ends(Design(frame), place, ["q"])
    assert "rare" not in str(told)
    assert "common" in str(told[0])
