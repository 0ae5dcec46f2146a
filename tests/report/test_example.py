"""The report of the example: its annex against plain pandas on the responses."""

import pytest

from survey_kit.example.shapes import write_example
from survey_kit.report.document import Figure, Table
from survey_kit.study.building import build_report
from survey_kit.study.study import Study, load

N = "\u202f"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    path = tmp_path_factory.mktemp("example") / "export.csv"
    write_example(path)
    study = Study(path)
    survey = load(study)
    return survey, build_report(study, survey=survey)


def annex(report):
    section = next(section for section in report.sections if section.key == "annex")
    return {table.id.removeprefix("table-"): table for table in section.blocks}


def shown(table):
    return {row.label: row.cells for row in table.rows if row.kind == "plain" and row.cells[0] != "s"}


def told(label):
    return label[:1].upper() + label[1:]


def test_single_choices_equal_value_counts(run):
    survey, report = run
    tables, compared = annex(report), 0
    for question in survey.questionnaire.questions:
        if question.type != "single" or question.role:
            continue
        answers = survey.responses[question.name].dropna()
        rows = shown(tables[question.name])
        assert f"Base : {len(answers)} " in tables[question.name].subtitle
        for choice in question.choices:
            count = int((answers == choice.code).sum())
            cells = rows.get(told(choice.labels["fr"]))
            if cells is not None:
                compared += 1
                assert cells[0] == str(count)
                assert cells[1] == f"{100 * count / len(answers) + 1e-9:.1f}".replace(".", ",")
            else:
                assert count == 0 or choice.missing or count < len(answers)
    assert compared > 60


def test_sets_equal_sums_of_ticks(run):
    survey, report = run
    tables, compared = annex(report), 0
    for question in survey.questionnaire.questions:
        if question.type != "multiple":
            continue
        ticks = survey.responses[list(question.answer_columns)].dropna(how="all")
        rows = shown(tables[question.name])
        for choice in question.choices:
            cells = rows.get(told(choice.labels["fr"]))
            if cells is not None:
                compared += 1
                assert cells[0] == str(int(ticks[f"{question.name}__{choice.code}"].sum()))
    assert compared > 40


def test_the_whole_report_of_the_example(run):
    survey, report = run
    assert report.respondents == len(survey.responses) == 165
    assert report.synthetic
    figures = [block for section in report.sections for block in section.blocks if isinstance(block, Figure)]
    assert len(figures) >= 30
    assert all("données fictives" in figure.notes.source for figure in figures)
    asked = [question for question in survey.questionnaire.questions if question.role in {"", "consent"}]
    tables = annex(report)
    assert [question.name for question in asked if question.name not in tables] == []
    assert all(isinstance(table, Table) and table.rows for table in tables.values())
