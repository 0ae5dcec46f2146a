"""The recipes of the example hold together with the questionnaire that they are for."""

from __future__ import annotations

import pytest

from survey_kit.example import profiles
from survey_kit.example.draws import weights
from survey_kit.example.profiles import RECIPES, SHARES, Steps, Table
from survey_kit.questionnaire.read import read_questionnaire

BOOK = read_questionnaire("haut-rouergue")
TABLES = [(name, table) for name, recipe in RECIPES.items() for table in (recipe if isinstance(recipe, tuple) else ())]


def test_shares_make_a_whole() -> None:
    assert sum(SHARES.values()) == 100


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_for_a_question_of_the_questionnaire(name: str) -> None:
    assert BOOK.question(name) is not None


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_weights_are_of_codes_that_can_be_answered(name: str, table: Table) -> None:
    question = BOOK.question(name)
    assert question is not None
    if question.choices:
        assert {code for text in table.rows.values() for code in weights(text)} <= {choice.code for choice in question.choices}


@pytest.mark.parametrize(
    ("name", "table"), [*TABLES, ("", profiles.AGES), ("", profiles.MONTHS_SETTLED), ("", profiles.CAME_FROM), ("", profiles.ORIGINS)]
)
def test_rows_hang_on_profiles_or_on_answers_given_earlier(name: str, table: Table) -> None:
    keys = {key for row in table.rows for key in row.split(" ")} - {"*"}
    if table.by == "profile":
        assert keys <= SHARES.keys()
    elif table.by != "came_from":
        earlier = BOOK.questions[: [question.name for question in BOOK.questions].index(name)]
        before = next(question for question in earlier if table.by in question.columns)
        assert keys <= ({"True", "False"} if before.type == "multiple" else {choice.code for choice in before.choices})


def test_satisfaction_has_a_mean_for_each_item() -> None:
    question = BOOK.question("satisfaction")
    assert question is not None
    assert len(profiles.SATISFACTION) == len(question.items)
    assert all(len(shifts) == len(question.items) for shifts in profiles.SATISFACTION_SHIFTS.values())


def test_blanks_are_rare_but_for_the_open_question() -> None:
    assert all(0 <= rate <= 6 for name, rate in profiles.BLANKS.items() if name != "comment")
    assert {name for name in profiles.BLANKS if BOOK.question(name) is None} == set()


def test_means_of_steps_are_numbers() -> None:
    assert all(float(mean) for recipe in RECIPES.values() if isinstance(recipe, Steps) for mean in recipe.means.values())
