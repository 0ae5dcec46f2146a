import numpy as np
import pytest

from survey_kit.segmentation import partition as module
from survey_kit.segmentation.agreement import adjusted_rand
from survey_kit.segmentation.partition import Space, partition
from survey_kit.segmentation.respondents import respondents
from tests.segmentation.made import kinds, parts_of


def parted(frame, count, **options):
    people = respondents(*parts_of(frame))
    return people, partition(Space(people, **options), count)


@pytest.mark.parametrize("count", [3, 4])
def test_kinds_come_back(count):
    frame, kind = kinds(count=count)
    people, found = parted(frame, count)
    assert adjusted_rand(found.labels[people.rows], kind) > 0.9
    assert found.by_classes
    assert found.agreement > 0.8
    assert 0 <= found.moved_share < 0.3


def test_order_of_rows_changes_nothing():
    frame, _ = kinds(sureness=0.5)
    order = np.random.default_rng(1).permutation(len(frame))
    people, found = parted(frame, 3)
    moved, again = parted(frame.iloc[order].reset_index(drop=True), 3)
    np.testing.assert_array_equal(found.labels[people.rows[order]], again.labels[moved.rows])


def test_weights_stand_for_repeated_rows():
    frame, _ = kinds(sureness=0.5)
    times = np.random.default_rng(1).integers(1, 4, len(frame))
    people, found = parted(frame.assign(w=times.astype(float)), 3)
    repeated, again = parted(frame.loc[frame.index.repeat(times)].assign(w=1.0).reset_index(drop=True), 3)
    np.testing.assert_array_equal(found.labels[people.rows].repeat(times), again.labels[repeated.rows])


def test_where_smoothing_empties_a_class_the_tree_gives_the_parts():
    frame, _ = kinds(20, seed=2)
    _, found = parted(frame, 9)
    assert not found.by_classes
    assert len(np.unique(found.labels)) == 9


def test_many_respondents_have_their_classes_from_a_draw_first(monkeypatch):
    frame, kind = kinds(1500)
    monkeypatch.setattr(module, "DENSE", 400)
    people, found = parted(frame, 3)
    assert adjusted_rand(found.labels[people.rows], kind) > 0.9


def test_one_tree_is_enough_where_time_matters():
    frame, kind = kinds()
    people, found = parted(frame, 3, few=True)
    assert adjusted_rand(found.labels[people.rows], kind) > 0.85
