from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.questionnaire.rules_parse import FUNCTIONS, Binary, Call, Choose, Constant, Member, Name, Unary, parse
from survey_kit.questionnaire.xpath import from_xpath, rule_text, to_xpath, variable_name

W = {"fr": "w"}
CODEBOOK = Questionnaire(
    "q",
    W,
    (
        Question("a", "single", W, (Choice("1", W),), aliases=("A01",)),
        Question("n", "integer", W),
        Question("s", "multiple", W, (Choice("1", W),)),
    ),
)


@pytest.mark.parametrize(
    ("rule", "xpath"),
    [
        ("a = 1", "${a} = '1'"),
        ("a != 1", "${a} != '1'"),
        ("A01 >= 1", "${a} >= 1"),
        ("a in 1,2", "(${a} = '1' or ${a} = '2')"),
        ("n = 3", "${n} = 3"),
        ("s has 1,3", "(selected(${s}, '1') or selected(${s}, '3'))"),
        ("s in 1", "selected(${s}, '1')"),
        ("not s has 1 and (n > 1 or a = 1)", "not(selected(${s}, '1')) and (${n} > 1 or ${a} = '1')"),
        ("known(n)", "${n} != ''"),
        ("n / 2 > 1", "${n} div 2 > 1"),
        ("n - (n - 1) = -2", "${n} - (${n} - 1) = -2"),
        ("a = 1 if n > 1 else n = 0", "if(${n} > 1, ${a} = '1', ${n} = 0)"),
    ],
)
def test_rules_as_xlsform_writes_them(rule, xpath):
    assert to_xpath(parse(rule), CODEBOOK) == xpath


@pytest.mark.parametrize("rule", ["number(a) > 1", "year(n) = 3", "absent = 1", "a = 'x\"y' or a = \"l'un\" and epci(a) = 1"])
def test_what_xpath_cannot_say(rule):
    assert to_xpath(parse(rule), CODEBOOK) == ""


@pytest.mark.parametrize(
    ("xpath", "rule"),
    [
        ("${a}='1'", "a = 1"),
        ("${a} = 'no'", "a = 'no'"),
        ('${ a } = "no"', "a = 'no'"),
        ("${a} = '01'", "a = '01'"),
        ("selected(${s},'3') or selected(${s}, 'x y')", "s has 3,'x y'"),
        ("${a}='1' or ${a}='2' or ${n}>3", "a in 1,2 or n > 3"),
        ("not(${a}='1') and ${n}!=''", "not a = 1 and known(n)"),
        ("${n} = ''", "not known(n)"),
        ("(${n}+1)*2>=number(${m}) div 2", "(n + 1) * 2 >= m / 2"),
        ("if(${a}='1', ${n} > 1, ${n} > 2)", "n > 1 if a = 1 else n > 2"),
        ("${my-group.q1} < 5", "my_group_q1 < 5"),
        ("-${n} < -1", "-n < -1"),
    ],
)
def test_conditions_of_forms_as_rules(xpath, rule):
    assert from_xpath(xpath) == rule
    parse(rule)


@pytest.mark.parametrize(
    "xpath",
    [
        "",
        "count-selected(${s}) > 2",
        "regex(., 'x')",
        "${a} =",
        "${a} = '1' ${b}",
        "position(..) = 1",
        ". > 3",
        "(" * 5000,
        "selected(${s})",
    ],
)
def test_conditions_that_rules_cannot_say(xpath):
    assert from_xpath(xpath) == ""


def test_every_relevance_that_ships_goes_there_and_back():
    questionnaire = read_questionnaire("haut-rouergue")
    for question in questionnaire.questions:
        if question.relevance:
            assert from_xpath(to_xpath(parse(question.relevance), questionnaire)) == question.relevance


def test_names_that_rules_can_write():
    assert variable_name("group/q-1.b") == "group_q_1_b"


NAMES = st.sampled_from(["a", "b", "n"]).map(Name)
LEAVES = st.one_of(NAMES, st.sampled_from([0.0, 1.0, 2.5]).map(Constant), st.sampled_from(["x", "01", "l'un"]).map(Constant))
CODES = st.lists(st.sampled_from(["1", "2", "01", "x y"]), min_size=1, max_size=3).map(tuple)
UNARY_FUNCTIONS = sorted(name for name, count in FUNCTIONS.items() if count == 1)


def larger(below):
    operators = ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "and", "or"]
    return st.one_of(
        st.builds(Binary, st.sampled_from(operators), below, below),
        st.builds(Unary, st.sampled_from(["not", "-"]), below),
        st.builds(Choose, below, below, below),
        st.builds(Member, NAMES, CODES, st.sampled_from(["in", "has"])),
        st.builds(Member, below, CODES, st.just("in")),
        st.builds(lambda name, argument: Call(name, (argument,)), st.sampled_from(UNARY_FUNCTIONS), below),
    )


@given(st.recursive(LEAVES, larger, max_leaves=8))
def test_a_tree_written_as_a_rule_is_read_back(tree):
    assert parse(rule_text(tree)).tree == tree
