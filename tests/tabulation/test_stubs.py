import pandas as pd
import pytest

from survey_kit.design.design import Design
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.survey.survey import Provenance, Survey
from survey_kit.tabulation.crosstab import tabulate
from survey_kit.tabulation.stubs import answered, missing_kinds, recoded, stubs


@pytest.fixture
def ranking():
    """Design: five respondents put places in order, one of them gave no answer."""
    choices = tuple(Choice(code, {}) for code in "abc")
    responses = pd.DataFrame(
        {
            "r__1": pd.Categorical(["a", "b", "a", "c", None], list("abc")),
            "r__2": pd.Categorical(["b", "a", None, "a", None], list("abc")),
        }
    )
    missing = pd.DataFrame({name: ["", "", "", "", "not_answered"] for name in responses})
    known = Questionnaire("q", {}, (Question("r", "ranking", {}, choices, maximum=2),))
    return Design(Survey(responses, missing, known, Provenance("f", "", "table")))


def test_a_ranking_is_a_line_a_rank_and_one_of_who_ranked_each_option(ranking):
    listed = list(stubs(ranking, "r"))
    assert [(stub.name, stub.kind) for stub in listed] == [("r__1", "category"), ("r__2", "category"), ("r", "ranking")]
    made = recoded(ranking, listed)
    assert made["(named) r__a"].astype(object).where(made["(named) r__a"].notna(), None).tolist() == [True, True, True, True, None]
    assert missing_kinds(ranking, listed[0]) == {"not_answered": 1}
    assert answered(ranking.extended(made).engine.frame, listed[2]).tolist() == [True] * 4 + [False]


def test_a_ranking_tells_shares_and_mean_ranks(ranking):
    strip = tabulate(ranking, ["r"]).strips[-1]
    assert dict(zip(strip.codes, strip.count.tolist(), strict=True)) == {"a": 4, "b": 2, "c": 1}
    assert strip.base == 4
    assert {measure.row: measure.value for measure in strip.measures} == {"a": 1.5, "b": 1.5, "c": 1}
    first = next(strip for strip in tabulate(ranking, ["r"]).strips if strip.item == "1")
    assert first.share.tolist() == [0.5, 0.25, 0.25]


def test_everything_is_tabulated_when_nothing_is_asked_for(ranking):
    assert {strip.variable for strip in tabulate(ranking).strips} == {"r"}
    assert {strip.variable for strip in tabulate(Design(pd.DataFrame({"x": ["a"], "y": ["b"]}))).strips} == {"x", "y"}
