import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.errors import SurveyKitError
from survey_kit.segmentation.agreement import adjusted_rand
from survey_kit.segmentation.factors import factors
from survey_kit.segmentation.segment import segment
from survey_kit.tabulation.crosstab import tabulate
from tests.segmentation.made import gradient, kinds, names, nothing


def found_of(frame, segments="auto", **options):
    return segment(Design(frame, weights="w"), names(frame), segments, **options)


@pytest.fixture(scope="module")
def clear():
    frame, kind = kinds(seed=3)
    return frame, kind, found_of(frame)


def test_segments_are_found_told_and_firm(clear):
    frame, kind, found = clear
    assert (found.verdict, found.segments, found.asked) == ("segments", 3, False)
    assert adjusted_rand(found.labels.to_numpy(dtype=int), kind) > 0.9
    assert found.labels.index.equals(frame.index)
    assert found.stability["firmness"].isin(["solid", "indicative"]).all()
    assert found.range[0] <= 3 <= found.range[1]
    shares = [profile.share for profile in found.profiles]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1)
    assert found.method == "classes"
    assert found.agreement > 0.8


@pytest.mark.parametrize(("frame", "verdict"), [(nothing(), "none"), (gradient(heaped=True), "gradient")])
def test_without_segments_labels_are_missing_and_nobody_is_named(frame, verdict):
    found = found_of(frame)
    assert found.verdict == verdict
    assert found.labels.isna().all()
    assert (found.segments, found.profiles, len(found.stability)) == (0, [], 0)
    assert len(found.places) == len(frame)


def test_the_same_seed_gives_the_same_result(clear):
    frame, _, found = clear
    again = found_of(frame)
    pd.testing.assert_series_equal(found.labels, again.labels)
    pd.testing.assert_frame_equal(found.stability, again.stability)
    assert found.gates == again.gates


def test_the_order_of_rows_changes_nothing(clear):
    frame, _, found = clear
    order = np.random.default_rng(1).permutation(len(frame))
    moved = found_of(frame.iloc[order])
    pd.testing.assert_series_equal(found.labels.iloc[order], moved.labels)
    assert found.gates == moved.gates


def test_respondents_entered_twice_at_half_the_weight_change_nothing(clear):
    frame, _, found = clear
    twice = found_of(pd.concat([frame.assign(w=frame["w"] / 2)] * 2, ignore_index=True))
    assert twice.labels.tolist() == found.labels.tolist() * 2


def test_whole_weights_stand_for_repeated_rows():
    frame, _ = kinds(seed=5)
    times = np.random.default_rng(1).integers(1, 4, len(frame))
    found = found_of(frame.assign(w=times.astype(float)))
    repeated = found_of(frame.loc[frame.index.repeat(times)].assign(w=1.0).reset_index(drop=True))
    assert repeated.labels.tolist() == found.labels.repeat(times).tolist()


def test_scaling_weights_changes_nothing(clear):
    frame, _, found = clear
    pd.testing.assert_series_equal(found.labels, found_of(frame.assign(w=frame["w"] * 3.7)).labels)


def test_a_number_asked_for_is_given_untested():
    found = found_of(nothing(), 3)
    assert (found.segments, found.asked) == (3, True)
    assert np.isnan(found.gates.association)
    assert not found.labels.isna().any()


def test_nobody_is_left_out_without_a_word():
    frame, _ = kinds(seed=3, missing=0.3)
    frame.loc[7, names(frame)] = None
    frame.loc[8, "w"] = 0.0
    found = found_of(frame, 3)
    assert found.labels.index[found.labels.isna()].tolist() == [7]
    assert [note.code for note in found.notes if note.code == "segment_silent"] == ["segment_silent"]
    assert "1" in found.notes[-1].text("fr")


def test_constant_and_empty_columns_are_left_out_and_told():
    frame, _ = kinds(seed=3)
    found = found_of(frame.assign(same="a", empty=pd.Series([None] * len(frame), dtype=object)), 3)
    assert {note.column for note in found.notes if note.code == "segment_left_out"} == {"same", "empty"}
    assert "same" not in found.variables


@pytest.mark.parametrize(
    ("frame", "segments", "code"),
    [
        (kinds()[0].head(5), "auto", "segment_few"),
        (kinds()[0][["q0", "w"]], "auto", "segment_one"),
        (kinds()[0], 1, "segment_number"),
        (kinds()[0], 500, "segment_number"),
    ],
)
def test_what_can_t_be_answered_is_refused(frame, segments, code):
    with pytest.raises(SurveyKitError) as caught:
        found_of(frame, segments)
    assert caught.value.code == code


SAID = {
    "constc": "a",
    "const": 3.0,
    "gap": np.nan,
    "none": None,
    "whole": pd.array([None] * 40, dtype="Int64"),
    "truth": pd.array([None] * 40, dtype="boolean"),
    "cat": pd.Categorical([None] * 40, categories=["a", "b"]),
    "w": [1.0] * 30 + [0.0] * 10,
}


@pytest.mark.parametrize("names", [["constc", "const"], ["gap", "none"], ["whole", "truth", "cat"], ["const", "gap"], ["constc"]])
def test_variables_that_tell_nobody_apart_are_refused_as_by_factors(names):
    design = Design(pd.DataFrame(SAID, index=range(40)), "w")
    refused = []
    for ask in (segment, factors):
        with pytest.raises(SurveyKitError) as caught:
            ask(design, names)
        refused.append((caught.value.code, caught.value.where, caught.value.got))
    assert refused == [("segment_constant", ", ".join(names), 30)] * 2


def test_no_variable_is_refused():
    with pytest.raises(SurveyKitError) as caught:
        segment(Design(pd.DataFrame(SAID, index=range(40)), "w"), [])
    assert caught.value.code == "segment_no_variable"


def test_segments_make_a_banner(clear):
    frame, _, found = clear
    design = Design(frame.assign(segment=found.labels.astype(str)), weights="w")
    table = tabulate(design, rows=["q0"], columns=["segment"]).to_frame()
    assert set(table["column"]) >= {"1", "2", "3"}


def test_it_tells_what_was_found(clear):
    frame, _, found = clear
    low, high = found.range
    of = f"among {len(frame)} respondents by q0, q1, q2 and 11 more"
    told = f"Segmentation: 3 segments (the answers leave open {low} to {high}) {of}. labels, profiles and stability show them."
    assert repr(found) == told
    assert repr(found_of(nothing())).startswith("Segmentation: no segments (verdict “none”) among")
    assert "2 segments (asked for, untested)" in repr(found_of(frame, 2))
