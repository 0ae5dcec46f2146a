
import numpy as np
import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.disclosure.profiles import release_profiles, with_segments
from survey_kit.segmentation.segment import segment
from survey_kit.tabulation.crosstab import tabulate
from tests.segmentation.made import kinds, nothing
from tests.segmentation.made import names as names_of


@pytest.fixture(scope="module")
def clear():
    frame, _ = kinds(seed=3)
    design = Design(frame, weights="w", sampling="volunteer")
    names = names_of(frame)
    found = segment(design, names)
    return design, found, names, release_profiles(design, found, names)


def test_profiles_tell_sizes_and_markers_of_released_cells(clear):
    _, found, names, told = clear
    frame = told.tables.to_frame()
    assert (told.verdict, told.segments, told.questions) == ("segments", 3, len(names))
    assert sum(profile.base for profile in told.profiles) == told.base == found.labels.notna().sum()
    for profile in told.profiles:
        assert profile.low < profile.percent < profile.high
        assert profile.markers
        for marker in profile.markers:
            if marker.inside is not None:
                assert marker.inside > marker.everybody
                assert np.isclose(frame.loc[frame["status"] == "", "column_percent"].to_numpy(dtype=float), marker.inside).any()


def test_answers_that_the_gate_keeps_back_name_nobody():
    """One segment has a single respondent who answers otherwise: telling that all but one say yes would tell it."""
    frame, kind = kinds(seed=3)
    frame["q0"] = np.where(kind == 0, "yes", "no")
    frame.loc[np.flatnonzero(kind == 0)[0], "q0"] = "no"
    frame["w"] = 1.0
    design, names = Design(frame), names_of(frame)
    found = segment(design, names, 3)
    told = release_profiles(design, found, names)
    cells = told.tables.to_frame().query("row_variable == 'q0'")
    hidden = {(line.row, line.column) for line in cells.itertuples() if line.status}
    assert hidden
    for profile in told.profiles:
        if ("yes", str(profile.segment)) in hidden:
            assert "q0" not in profile.names["fr"]
            assert all("q0" not in marker.labels["fr"] for marker in profile.markers)


def test_a_tiny_segment_is_not_counted_out():
    frame, _ = kinds(seed=3, count=2)
    design = Design(frame.assign(w=1.0), weights="w")
    found = segment(design, names_of(frame), 2)
    labels = pd.Series(np.where(np.arange(165) < 3, 2, 1), dtype="Int64")
    object.__setattr__(found, "labels", labels)
    told = release_profiles(design, found, names_of(frame))
    assert [profile.base for profile in told.profiles] == [None, None]
    assert told.profiles[1].markers == ()


def test_without_segments_there_is_nothing_but_the_verdict():
    frame = nothing()
    design = Design(frame, weights="w")
    told = release_profiles(design, segment(design, names_of(frame)), names_of(frame))
    assert (told.verdict, told.profiles, told.tables, told.linked) == ("none", (), None, False)


def test_segments_are_a_banner_of_tables(clear):
    design, found, _, _ = clear
    table = tabulate(with_segments(design, found), rows=["q1"], columns=["segment"]).to_frame()
    assert {"1", "2", "3"} <= set(table["column"])
