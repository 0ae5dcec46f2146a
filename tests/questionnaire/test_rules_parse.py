from __future__ import annotations

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.rules_parse import Binary, Constant, Member, Name, Unary, code_text, codes_compared, parse


def refused(text):
    with pytest.raises(SurveyKitError) as found:
        parse(text)
    return found.value


@pytest.mark.parametrize(
    "texts",
    [
        ("a = 1 and b = 2", "a = 1 & b = 2", "a == 1 et b = 2", "a = 1 AND b = 2", "(a = 1) && (b = 2)"),
        ("a = 1 or b = 2", "a = 1 | b = 2", "a = 1 ou b = 2", "a=1||b=2"),
        ("not a = 1", "non a = 1", "NOT (a = 1)"),
        ("a != 1", "a <> 1", "a ≠ 1"),
        ("a >= 1.5", "a ≥ 1.5"),
        ("a in 1,2", "a in (1, 2)", "a IN 1 , 2"),
        ("a = 'x'", 'a = "x"'),
        ("not a in 1,2", "a not in 1,2"),
        ("a - 1", "a − 1"),
    ],
)
def test_spellings_of_one_rule(texts):
    assert len({repr(parse(text).tree) for text in texts}) == 1


def test_and_binds_before_or_and_not_before_and():
    tree = parse("a or not b and c").tree
    assert tree == Binary("or", Name("a"), Binary("and", Unary("not", Name("b")), Name("c")))


def test_arithmetic_binds_before_comparison():
    assert parse("a + 2 * b > 3").tree == Binary(">", Binary("+", Name("a"), Binary("*", Constant(2.0), Name("b"))), Constant(3.0))
    assert parse("a - b - c").tree == Binary("-", Binary("-", Name("a"), Name("b")), Name("c"))


def test_codes_keep_their_text():
    assert parse("a in 01, 2, 'x y'").tree == Member(Name("a"), ("01", "2", "x y"), "in")
    assert list(codes_compared(parse("a in 1,2 and b = 3 and 'x' != c and d > 4"))) == [("a", "1"), ("a", "2"), ("b", "3"), ("c", "x")]
    assert [code_text(value) for value in (3.0, 0.5, "x")] == ["3", "0.5", "x"]


def test_names_and_functions_of_a_rule():
    rule = parse("0 if remote = 3 else number(rhythm) + months_between(settled, submitted) - remote")
    assert rule.names == ("rhythm", "settled", "submitted", "remote") or set(rule.names) == {"remote", "rhythm", "settled", "submitted"}
    assert set(rule.functions) == {"number", "months_between"}


@pytest.mark.parametrize(
    ("text", "got", "position"),
    [
        ("a = 1 b", "b", 7),
        ("a # 1", "#", 3),
        ("= 1", "=", 1),
        ("a in b", "b", 6),
        ("a and and b", "and", 7),
        ("1 + 2 has 3", "1", 1),
        ("a)", ")", 2),
    ],
)
def test_what_has_no_place_is_told_with_its_position(text, got, position):
    error = refused(text)
    assert error.code == "rule_unreadable"
    assert (error.got, error.values["position"]) == (got, position)
    assert got in error.message("fr")
    assert str(position) in error.message("en")


@pytest.mark.parametrize("text", ["a =", "a in", "(a = 1", "a and", "", "1 if a", "year(", "not"])
def test_a_rule_that_stops_too_early(text):
    assert refused(text).code in ("rule_unfinished", "rule_unreadable")
    assert refused("a =").code == "rule_unfinished"


def test_functions_are_known_with_their_number_of_values():
    assert refused("exec(a)").code == "rule_function"
    assert "months_between" in str(refused("month_between(a, b)").expected)
    assert refused("months_between(a)").code == "rule_arguments"
    assert refused("year(a, b)").code == "rule_arguments"


def test_thousands_of_parentheses_are_refused_not_crashed_on():
    assert refused("(" * 100_000).code in ("rule_unreadable", "rule_unfinished")
