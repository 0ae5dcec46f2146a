"""One answer drawn."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from survey_kit.example import draws
from survey_kit.example.draws import Chance
from survey_kit.example.profiles import Steps, Table
from survey_kit.questionnaire.model import Choice, Question


def choices(*codes: str, **marks: set[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            code,
            {"fr": code},
            exclusive=code in marks.get("exclusive", set()),
            missing="dont_know" if code == "98" else "",
            number=float(code),
        )
        for code in codes
    )


def chance(seed: int = 1, mood: float = 0.0, **row: object) -> Chance:
    return Chance(Random(seed), row, mood)  # noqa: S311


def test_a_range_shares_its_weight_out_unless_it_has_a_step() -> None:
    assert dict(draws.weights("1-4:8 9:2")) == {"1": 2, "2": 2, "3": 2, "4": 2, "9": 2}
    assert dict(draws.weights("10-20/5:3")) == {"10": 3, "15": 3, "20": 3}


def test_a_name_with_hyphens_is_no_range() -> None:
    assert dict(draws.weights("Marcillac-Vallon|12:14")) == {"Marcillac-Vallon|12": 14}


def test_tables_multiply_and_a_missing_row_changes_nothing() -> None:
    tables = (Table("a", {"x": "1:2 2:3"}), Table("b", {"y": "1:10"}), Table("c", {"z": "2:0"}))
    assert draws.combined(tables, {"a": "x", "b": "y"}) == {"1": 20, "2": 3}


def test_tables_that_leave_nothing_fall_back_on_the_first() -> None:
    assert draws.combined((Table("a", {"*": "1:2"}), Table("a", {"*": "1:0"})), {}) == {"1": 2}


def test_a_row_can_be_of_several_answers() -> None:
    table = Table("a", {"1 2": "x:1", "*": "y:1"})
    assert [next(iter(draws.row_of(table, {"a": answer}))) for answer in ("1", "2", "3", None)] == ["x", "x", "y", "y"]


def test_codes_are_picked_by_their_weight() -> None:
    rng = Random(3)  # noqa: S311
    counts = Counter(draws.pick({"a": 3, "b": 1, "c": 0}, rng) for _ in range(4000))
    assert counts["c"] == 0
    assert counts["a"] / 4000 == pytest.approx(0.75, abs=0.03)


def test_a_choice_among_those_ticked_stays_among_them() -> None:
    question = Question("main", "single", {}, choices("1", "2", "3"), choices_from="set")
    found = {draws.single(question, None, chance(seed, set__2=True, set__3=True, set__1=False)) for seed in range(50)}
    assert found == {"2", "3"}


def test_sets_keep_their_maximum_and_their_exclusive_choice_alone() -> None:
    question = Question("set", "multiple", {}, choices("1", "2", "3", "4", "9", exclusive={"9"}), maximum=2)
    recipe = (Table("profile", {"*": "1:90 2:90 3:90 4:90 9:20"}),)
    drawn = [draws.ticks(question, recipe, chance(seed)) for seed in range(300)]
    assert all(1 <= len(codes) <= 2 for codes in drawn)
    assert all(codes == ["9"] for codes in drawn if "9" in codes)
    assert 0.1 < sum(codes == ["9"] for codes in drawn) / 300 < 0.3


def test_a_set_of_a_given_size_has_it() -> None:
    question = Question("days", "multiple", {}, choices("1", "2", "3", "4", "5"))
    recipe = (Table("profile", {"*": "1:50 2:30 3:50 4:30 5:60"}),)
    assert {len(draws.ticks(question, recipe, chance(seed), size=3)) for seed in range(60)} == {3}


def test_a_good_mood_gives_higher_steps() -> None:
    question = Question("scale", "scale", {}, choices("1", "2", "3", "4", "5", "98"))
    recipe = Steps("profile", {"*": "3"}, pull=1, spread=0.5)
    low, high = (sum(int(draws.single(question, recipe, chance(seed, mood))) for seed in range(100)) for mood in (-1.0, 1.0))
    assert high > low + 100


def test_numbers_stay_in_their_bounds() -> None:
    question = Question("n", "decimal", {}, bounds=(10, 20))
    assert all(10 <= draws.number(question, chance(seed)) <= 20 for seed in range(100))
    assert draws.whole(Question("n", "integer", {}, bounds=(0, 0)), None, chance()) == 0
    assert draws.whole(Question("n", "integer", {}), (Table("p", {"*": "7:1"}),), chance()) == 7


def test_ranks_are_all_different() -> None:
    question = Question("rank", "ranking", {}, choices("1", "2", "3", "4"), maximum=3)
    assert len(set(draws.ranks(question, chance()))) == 3


def test_a_mean_without_recipe_stands_above_the_middle() -> None:
    assert draws.mean(None, choices("1", "2", "3", "4", "5"), {}) == pytest.approx(3.48)
