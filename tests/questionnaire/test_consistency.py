from __future__ import annotations

import pytest

from survey_kit.questionnaire.read import examine

TICKS = "choices: {1: oui, 2: non, 99: {fr: refus, missing: refused}}"


def found(tmp_path, *questions, derived=(), top=""):
    text = f"name: q\ntitle: Q\n{top}questions:\n" + "".join(f"  - {{{one}, wording: W}}\n" for one in questions)
    if derived:
        text += "derived:\n" + "".join(f"  - {{{one}, wording: W}}\n" for one in derived)
    (tmp_path / "q.yaml").write_text(text, encoding="utf-8")
    return examine(tmp_path / "q.yaml")[1]


def codes(tmp_path, *questions, **more):
    return [fault.code for fault in found(tmp_path, *questions, **more)]


A = f"name: a, type: single, {TICKS}"
SET = "name: s, type: multiple, choices: {1: x, 2: y}"


def test_nothing_is_found_where_nothing_is_wrong(tmp_path):
    assert (
        codes(tmp_path, A, SET, 'name: b, type: integer, asked_if: "a in 1,2 and s has 1"', derived=["name: d, type: integer, rule: b + 1"])
        == []
    )


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("name: 1a, type: text", "questionnaire_name"),
        ("name: and, type: text", "questionnaire_name"),
        ("name: a, type: text", "questionnaire_name_twice"),
        ("name: b, alias: a, type: text", "questionnaire_name_twice"),
        ("name: s__1, type: text", "questionnaire_column"),
        ("name: b, type: single", "questionnaire_no_choices"),
        ("name: b, type: matrix, choices: {1: x}", "questionnaire_no_items"),
        ("name: b, type: text, choices: {1: x}", "questionnaire_needless"),
        ("name: b, type: text, items: {1: x}", "questionnaire_needless"),
        ("name: b, type: single, maximum: 2, choices: {1: x}", "questionnaire_needless"),
        ("name: b, type: multiple, maximum: 3, choices: {1: x}", "questionnaire_maximum"),
        ("name: b, type: multiple, maximum: 0, choices: {1: x}", "questionnaire_maximum"),
        ("name: b, type: single, choices: {1: {en: ''}}", "questionnaire_label"),
        ("name: b, type: single, choices_from: a", "questionnaire_from"),
        ("name: b, type: single, choices_from: absente", "questionnaire_from"),
        ("name: b, type: single, choices_from: s, choices: {9: x}", "questionnaire_from_code"),
        ("name: b, type: text, asked_if: a = = 1", "rule_unreadable"),
        ("name: b, type: text, asked_if: a =", "rule_unfinished"),
        ("name: b, type: text, asked_if: f(a)", "rule_function"),
        ("name: b, type: text, asked_if: year()", "rule_unreadable"),
        ("name: b, type: text, asked_if: 'year(a, a) = 1'", "rule_arguments"),
        ("name: b, type: text, asked_if: aa = 1", "questionnaire_rule_name"),
        ("name: b, type: text, asked_if: b = 1", "questionnaire_rule_later"),
        ("name: b, type: text, asked_if: a = 3", "questionnaire_rule_code"),
        ("name: b, type: text, asked_if: s has 3", "questionnaire_rule_code"),
        ("name: b, type: text, asked_if: a = 99", "questionnaire_rule_outside"),
    ],
)
def test_what_contradicts_itself(tmp_path, question, code):
    faults = found(tmp_path, A, SET, question)
    assert [fault.code for fault in faults] == [code]
    assert faults[0].where == "l. 6"
    assert faults[0].message
    assert faults[0].text("en")


def test_a_misspelt_name_in_a_rule_is_recognised(tmp_path):
    (fault,) = found(tmp_path, "name: situation, type: integer", "name: b, type: text, asked_if: situatoin = 1")
    assert fault.values["suggestion"] == "situation"


def test_one_role_and_one_concept_each(tmp_path):
    assert codes(tmp_path, "name: a, type: decimal, role: weight", "name: b, type: decimal, role: weight") == ["questionnaire_role_twice"]
    assert codes(tmp_path, "name: a, type: integer, concept: age", "name: b, type: integer, concept: age") == [
        "questionnaire_concept_twice"
    ]


def test_profiles_are_sought_in_variables_that_are_there(tmp_path):
    (fault,) = found(tmp_path, "name: situation, type: integer", top="profiles: [situation, situatoin]\n")
    assert (fault.code, fault.values["got"], fault.values["suggestion"]) == ("questionnaire_profile", "situatoin", "situation")


def test_communes_are_codes(tmp_path):
    assert codes(tmp_path, A, top="communes: [12096, 2A004, Espalion]\n") == ["questionnaire_commune"]


@pytest.mark.parametrize(
    ("variable", "code"),
    [
        ("name: d, type: integer", "questionnaire_derived"),
        ("name: d, type: single, choices: {x: X}, rule: a, cases: {x: a = 1}", "questionnaire_derived"),
        ("name: d, type: single, rule: a", "questionnaire_no_choices"),
        ("name: d, type: single, choices: {x: X}, cases: {y: a = 1}", "questionnaire_case"),
        ("name: d, type: single, choices: {x: X, y: Y}, cases: {x: else, y: a = 1}", "questionnaire_case_else"),
        ("name: d, type: integer, rule: d + 1", "questionnaire_rule_later"),
        ("name: d, type: integer, rule: 1, needs: absent", "questionnaire_rule_name"),
        ("name: d, type: yes_no, rule: a = 7", "questionnaire_rule_code"),
    ],
)
def test_derived_variables_that_cannot_be_made(tmp_path, variable, code):
    assert codes(tmp_path, A, derived=[variable]) == [code]


def test_a_rule_may_name_a_derived_variable_only_further_down(tmp_path):
    one, other = "name: d, type: integer, rule: a + 1", "name: e, type: integer, rule: d + 1"
    assert codes(tmp_path, A, derived=[one, other]) == []
    assert codes(tmp_path, A, derived=[other, one]) == ["questionnaire_rule_later"]
