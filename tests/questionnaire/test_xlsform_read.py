from __future__ import annotations

from openpyxl import Workbook

from survey_kit.questionnaire.xlsform import examine_xlsform

HEADINGS = ["type", "name", "label", "relevant", "constraint", "appearance"]
LISTS = [["list_name", "name", "label"], ["yn", "yes", "Oui"], ["yn", "no", "Non"], ["n4", 1, "un"], ["n4", 2, "deux"]]


def form(tmp_path, *rows, choices=LISTS, headings=HEADINGS):
    workbook = Workbook()
    survey = workbook.active
    survey.title = "survey"
    for row in (headings, *rows):
        survey.append(row)
    listed = workbook.create_sheet("choices")
    for row in choices:
        listed.append(row)
    workbook.save(tmp_path / "form.xlsx")
    return examine_xlsform(tmp_path / "form.xlsx")


def only(tmp_path, *rows, **more):
    questionnaire, faults = form(tmp_path, *rows, **more)
    assert faults == []
    return questionnaire.questions


def test_types_of_other_tools(tmp_path):
    rows = [
        ["start", "start"], ["note", "n", "Bonjour"], ["select_one yn", "a", "A"], ["select one yn", "a2", "A"], ["select_multiple n4", "b", "B"],
        ["rank n4", "c", "C"], ["integer", "d", "D"], ["dateTime", "e", "E"], ["calculate", "f"], ["end", "end"], ["select_one yn or_other", "g", "G"],
    ]  # fmt: skip
    questions = only(tmp_path, *rows)
    assert [(question.name, question.type) for question in questions] == [
        ("start", "datetime"), ("a", "single"), ("a2", "single"), ("b", "multiple"), ("c", "ranking"), ("d", "integer"), ("e", "datetime"),
        ("end", "datetime"), ("g", "single"),
    ]  # fmt: skip
    assert [question.role for question in questions if question.role] == ["started", "submitted"]
    assert questions[-1].has_other
    assert [choice.code for choice in questions[3].choices] == ["1", "2"]
    assert questions[0].wordings == {"fr": "start"}


def test_limits_are_read_from_constraints(tmp_path):
    questions = only(
        tmp_path,
        ["integer", "a", "A", None, ".>=0 and .<10"],
        ["decimal", "b", "B", None, ". > 0.5 and . <= 2"],
        ["select_multiple n4", "c", "C", None, "count-selected(.) < 2"],
        ["integer", "d", "D", None, ". > ${a}"],
    )
    assert [question.bounds for question in questions] == [(0.0, 9.0), (0.5, 2.0), None, None]
    assert questions[2].maximum == 1


def test_a_question_in_a_group_is_asked_of_those_of_whom_the_group_is(tmp_path):
    questions = only(
        tmp_path,
        ["select_one yn", "a", "A"],
        ["begin group", "g", "G", "${a} = 'yes'"],
        ["integer", "b", "B"],
        ["begin_group", "h", "H", "${b} > 1"],
        ["text", "c", "C", "${b} < 9"],
        ["end_group"],
        ["end group"],
        ["text", "d", "D"],
    )
    assert [question.relevance for question in questions] == ["", "a = 'yes'", "(a = 'yes') and (b > 1) and (b < 9)", ""]


def test_a_table_list_is_a_matrix(tmp_path):
    rows = [
        ["begin_group", "m", "M", None, None, "table-list"], ["select_one n4", "m1", "un"], ["select_one n4", "m2", "deux"], ["end_group"],
        ["text", "after", "X"],
    ]  # fmt: skip
    matrix, after = only(tmp_path, *rows)
    assert (matrix.type, [item.code for item in matrix.items], [choice.code for choice in matrix.choices]) == (
        "matrix",
        ["m1", "m2"],
        ["1", "2"],
    )
    assert after.relevance == ""
    rows[2] = ["select_one yn", "m2", "deux"]
    assert [question.name for question in only(tmp_path, *rows)] == ["m1", "m2", "after"]


def test_names_that_rules_cannot_write_become_aliases(tmp_path):
    (first, second) = only(tmp_path, ["integer", "age-1.a", "A"], ["text", "b", "B", "${age-1.a} > 3"])
    assert (first.name, first.aliases, second.relevance) == ("age_1_a", ("age-1.a",), "age_1_a > 3")


def test_what_cannot_be_taken_over_is_told_with_its_cell(tmp_path):
    _, faults = form(
        tmp_path,
        ["text", "a", "A", "regex(${x}, 'y')"],
        ["text", "b", "B", "${calculated} > 3"],
        ["begin_repeat", "r", "R"],
        ["text", "c", "C"],
        ["end_repeat"],
        ["signature", "d", "D"],
        ["end_group"],
        ["begin_group", "open", "O"],
        ["select_one absent", "e", "E"],
        choices=[*LISTS, ["yn", "yes", "Encore"]],
    )
    assert [(fault.code, fault.where) for fault in faults] == [
        ("questionnaire_code_twice", "choices!6"),
        ("xlsform_rule", "survey!D2"),
        ("xlsform_rule", "survey!D3"),
        ("xlsform_type", "survey!5"),
        ("xlsform_type", "survey!A7"),
        ("xlsform_group", "survey!8"),
        ("xlsform_group", "survey!9"),
        ("xlsform_list", "survey!A10"),
        ("questionnaire_no_choices", "survey!A10"),
    ]
    assert all(fault.message and fault.text("en") for fault in faults)


def test_columns_of_the_kit_say_what_xlsform_lacks(tmp_path):
    headings = ["type", "name", "label", "kit_type", "alias", "concept", "facultative", "sensible", "bornes", "asked_if", "chapitre"]
    rows = [
        ["select_one n4", "a", "A", "scale", "A01; A\\;1", "integration", "oui", "x"],
        ["integer", "b", "B", None, None, None, None, None, "0; 9", "a in 1,2", "none"],
    ]
    first, second = only(tmp_path, *rows, headings=headings)
    assert (first.type, first.aliases, first.chapter, first.core, first.sensitive) == ("scale", ("A01", "A;1"), "territory", False, True)
    assert [choice.number for choice in first.choices] == [1.0, 2.0]
    assert (second.bounds, second.relevance, second.chapter) == ((0.0, 9.0), "a in 1,2", "")
