import numpy as np

from survey_kit.segmentation.columns import columns
from survey_kit.segmentation.permutation import permuted, tail
from tests.segmentation.made import kinds, nothing, parts_of


def p_of(frame, draws=99):
    known = columns(*parts_of(frame))
    return tail(known.eigenvalues()[0], permuted(known, draws, np.random.default_rng(0))[:, 0])


def test_kinds_of_respondents_leave_no_doubt():
    assert p_of(kinds()[0]) == 0.01


def test_answers_that_know_nothing_of_one_another_pass_as_chance_would_have_it():
    found = np.array([p_of(nothing(seed=seed), 39) for seed in range(40)])
    assert (found <= 0.05).sum() <= 6
    assert 0.3 < found.mean() < 0.7


def test_options_of_one_question_move_together():
    frame = nothing()
    frame["s__1"], frame["s__2"] = frame["q0"], frame["q0"]
    known = columns(*parts_of(frame[["s__1", "s__2", "q1", "w"]]))
    assert known.blocks == ((0, 1), (2,))
    # two copies of one question: an axis of twice the inertia, whatever the draw
    assert (permuted(known, 5, np.random.default_rng(0))[:, 0] > 1.99).all()


def test_the_tail_counts_what_was_observed():
    assert tail(5.0, np.zeros(199)) == 1 / 200
    assert tail(0.0, np.ones(199)) == 1.0
