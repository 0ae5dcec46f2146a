import numpy as np
import pandas as pd

from survey_kit.segmentation.respondents import respondents
from tests.segmentation.made import kinds, names, parts_of


def people_of(frame):
    return respondents(*parts_of(frame))


def same(one, other):
    np.testing.assert_allclose(one.weights / one.weights.sum(), other.weights / other.weights.sum())
    for mine, theirs in zip(one.parts, other.parts, strict=True):
        np.testing.assert_array_equal(mine.codes, theirs.codes)
        np.testing.assert_array_equal(mine.numbers, theirs.numbers) if mine.numeric else None


def test_the_order_of_rows_is_forgotten():
    frame, _ = kinds()
    order = np.random.default_rng(1).permutation(len(frame))
    people, moved = people_of(frame), people_of(frame.iloc[order].reset_index(drop=True))
    same(people, moved)
    np.testing.assert_array_equal(people.rows[order], moved.rows)


def test_a_respondent_entered_twice_at_half_the_weight_is_one_of_many_questions():
    frame, _ = kinds()
    people = people_of(frame)
    twice = people_of(pd.concat([frame.assign(w=frame["w"] / 2)] * 2, ignore_index=True))
    same(people, twice)
    assert twice.base == 2 * people.base
    assert abs(people.effective - twice.effective) < 1e-9


def test_with_two_short_questions_people_who_answer_alike_stay_apart():
    frame, _ = kinds()
    assert len(people_of(frame[["q0", "q1", "w"]].fillna("0")).weights) == len(frame)


def test_rows_that_say_nothing_or_weigh_nothing_are_nobody():
    frame, _ = kinds()
    frame.loc[3, names(frame)] = None
    frame.loc[5, "w"] = 0.0
    people = people_of(frame)
    assert (people.rows[[3, 5]] == -1).all()
    assert people.base == len(frame) - 2


def test_drawn_respondents_weigh_as_often_as_they_were_drawn():
    people = people_of(kinds()[0])
    counts = np.zeros(len(people.weights))
    counts[:20] = np.arange(20)
    drawn = people.drawn(counts)
    np.testing.assert_allclose(drawn.weights, people.weights[1:20] * np.arange(1, 20))
    after = drawn.parts[0]
    before = next(part for part in people.parts if part.name == after.name)
    told = [
        [part.levels[code] if code >= 0 else "" for code in codes] for part, codes in ((after, after.codes), (before, before.codes[1:20]))
    ]
    assert told[0] == told[1]


def test_what_no_drawn_respondent_answered_is_no_category_any_more():
    people = people_of(kinds()[0])
    counts = (people.parts[0].codes == 0).astype(float)
    assert people.parts[0].name not in {part.name for part in people.drawn(counts).parts}
