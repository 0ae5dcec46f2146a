"""Invented people: the same each time, routed, plausible."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from survey_kit.example.respondents import Respondents, synthetic_respondents
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.questionnaire.rules_evaluate import asked

BOOK = read_questionnaire("haut-rouergue")
EVERY_TYPE = """
name: tout
title: {fr: Tous les types}
questions:
  - {name: a, type: single, wording: Un, choices: {x: X, y: Y, z: {fr: Autre, opens_text: true}}}
  - {name: b, type: multiple, wording: Deux, maximum: 2, choices: {1: un, 2: deux, 3: trois, 9: {fr: aucun, exclusive: true}}}
  - {name: c, type: scale, wording: Trois, scale: [0, 10], asked_if: a in 'x'}
  - {name: d, type: matrix, wording: Quatre, scale: [1, 4], items: {k: kilo, l: litre}}
  - {name: e, type: integer, wording: Cinq, bounds: [3, 9]}
  - {name: f, type: decimal, wording: Six}
  - {name: g, type: date, wording: Sept}
  - {name: h, type: datetime, wording: Huit}
  - {name: i, type: month, wording: Neuf}
  - {name: j, type: yes_no, wording: Dix}
  - {name: k, type: place, wording: Onze}
  - {name: l, type: ranking, wording: Douze, maximum: 2, choices: {1: un, 2: deux, 3: trois}}
  - {name: m, type: text, wording: Treize}
  - {name: n, type: single, wording: Quatorze, choices_from: b}
"""


@pytest.fixture(scope="module")
def people() -> Respondents:
    return synthetic_respondents(BOOK)


def share(people: Respondents, column: str, code: object = True) -> float:
    answers = people.answers[column].dropna()
    return float((answers == code).mean())


def test_the_same_seed_gives_the_same_people(people: Respondents) -> None:
    again = synthetic_respondents(BOOK)
    pd.testing.assert_frame_equal(people.answers, again.answers)
    pd.testing.assert_frame_equal(people.missing, again.missing)
    assert people.submitted == again.submitted


def test_another_seed_gives_others(people: Respondents) -> None:
    assert not synthetic_respondents(BOOK, seed=1).answers.equals(people.answers)


def test_there_are_165_of_them_in_the_order_of_their_answers(people: Respondents) -> None:
    assert len(people.answers) == len(people.missing) == len(people.profiles) == 165
    assert list(people.submitted) == sorted(people.submitted)
    assert all(start < end for start, end in zip(people.started, people.submitted, strict=True))
    assert "2022-04-04" <= people.submitted[0].date().isoformat() <= people.submitted[-1].date().isoformat() <= "2022-06-30"


def test_a_question_is_answered_where_its_rule_says_so_and_nowhere_else(people: Respondents) -> None:
    for question in people.questions:
        shown = asked(question.relevance, people.answers, BOOK)
        for column in question.answer_columns:
            assert (people.missing[column].eq("not_asked") == ~shown).all(), column
            assert people.answers.loc[~shown, column].isna().all(), column
            empty = people.answers[column].isna()
            assert (people.missing[column].ne("") == empty).all(), column


def test_what_is_ticked_keeps_to_the_questionnaire(people: Respondents) -> None:
    for question in people.questions:
        if question.type == "multiple":
            ticks = people.answers[list(question.answer_columns)].fillna(value=False).astype(bool)
            assert ticks.sum(axis=1).max() <= (question.maximum or len(question.choices))
            for choice in question.choices:
                if choice.exclusive:
                    assert ticks[ticks[f"{question.name}__{choice.code}"]].sum(axis=1).eq(1).all()
        if question.choices_from:
            chosen = people.answers[question.name].dropna()
            for place, code in chosen.items():
                ticked = people.answers.loc[place, f"{question.choices_from}__{code}"]
                assert pd.isna(ticked) or ticked


def test_codes_are_those_of_the_questionnaire(people: Respondents) -> None:
    for question in people.questions:
        if question.choices and question.type != "multiple":
            codes = {choice.code for choice in question.choices}
            assert all(set(people.answers[column].dropna()) <= codes for column in question.answer_columns)


def test_an_other_answer_comes_with_its_text(people: Respondents) -> None:
    for question in people.questions:
        if question.has_other:
            code = next(choice.code for choice in question.choices if choice.opens_text)
            column = people.answers[f"{question.name}__{code}"] if question.type == "multiple" else people.answers[question.name].eq(code)
            assert (people.answers[f"{question.name}__other"].notna() == column.fillna(value=False).astype(bool)).all()


def test_few_answers_are_left_blank(people: Respondents) -> None:
    blank = people.missing[[column for question in people.questions if question.type != "text" for column in question.answer_columns]].eq(
        "not_answered"
    )
    shown = people.missing.ne("not_asked")[blank.columns]
    assert 0.01 < blank.sum().sum() / shown.sum().sum() < 0.04
    assert (blank.sum() / shown.sum()).max() < 0.1


def test_the_answers_are_near_the_orders_of_magnitude_of_the_field(people: Respondents) -> None:
    assert 0.5 < share(people, "motives__1") < 0.72
    assert 0.35 < share(people, "motives__2") < 0.6
    assert 0.1 < share(people, "coworking_awareness", "1") < 0.22
    assert share(people, "staying", "1") > 0.5
    assert 0.4 < share(people, "internet_access", "1") < 0.65
    assert 1970 < people.answers["birth_year"].astype(float).mean() < 1985


def test_the_communes_follow_their_population(people: Respondents) -> None:
    communes = people.answers["commune"].dropna()
    assert set(communes) <= set(BOOK.communes)
    assert 0.45 < communes.value_counts(normalize=True).head(5).sum() < 0.65
    assert communes.nunique() > 20


def test_more_telework_is_wished_than_done(people: Respondents) -> None:
    days = {choice.code: choice.number for choice in BOOK.question("telework_frequency").choices}  # type: ignore[union-attr]
    both = people.answers[["telework_frequency", "telework_wish"]].dropna().replace(days).astype(float)
    assert 0.1 < (both["telework_wish"] - both["telework_frequency"]).mean() < 1


def test_profiles_are_told_apart_by_their_answers(people: Respondents) -> None:
    profile = pd.Series(people.profiles)
    decisive = people.answers["telework_influence"].eq("1").groupby(profile).mean()
    assert decisive["remote"] > decisive.drop("remote").max() + 0.2
    assert people.answers["activity"].eq("7").groupby(profile).mean()["retired"] > 0.7
    assert people.answers["dwelling"].eq("3").groupby(profile).mean()["precarious"] > 0.25
    assert people.answers["prior_links__1"].fillna(value=False).astype(float).groupby(profile).mean()["returning"] > 0.6


def test_any_questionnaire_gets_plausible_people(tmp_path: Path) -> None:
    path = tmp_path / "tout.yaml"
    path.write_text(EVERY_TYPE, encoding="utf-8")
    made = synthetic_respondents(read_questionnaire(path), 40)
    assert made.answers.shape[0] == 40
    filled = made.answers.notna().sum()
    assert (filled.drop(["c", "m", "a__other", "n"]) > 30).all()
    assert made.answers["c"].notna().equals(made.answers["a"].eq("x") & made.missing["c"].eq(""))
    assert made.answers["e"].dropna().between(3, 9).all()
    assert made.answers["i"].dropna().dt.day.eq(1).all()
