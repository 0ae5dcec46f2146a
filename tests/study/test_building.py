import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.example.shapes import write_example
from survey_kit.study.building import build_report, build_reports
from survey_kit.study.study import MINIMUM_RESPONDENTS, STEPS, Progress, Study, load


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    path = tmp_path_factory.mktemp("building") / "e.csv"
    write_example(path)
    return path


@pytest.fixture(scope="module")
def survey(export):
    return load(Study(export))


def test_a_run_goes_through_its_steps_in_order(export):
    heard = []
    report = build_report(Study(export), Progress(heard.append))
    assert heard == list(STEPS[:-1])
    assert report.respondents == 165
    assert report.synthetic


def test_fewer_than_five_get_no_report(survey):
    from dataclasses import replace

    few = replace(survey, responses=survey.responses.iloc[: MINIMUM_RESPONDENTS - 1], missing=survey.missing.iloc[: MINIMUM_RESPONDENTS - 1])
    with pytest.raises(SurveyKitError) as caught:
        build_report(Study("e.csv"), survey=few)
    assert caught.value.code == "report_too_few"


def test_profiles_are_those_that_the_study_asks_for(export, survey):
    usual, none = (build_reports(Study(export, profiles=asked), survey=survey)[0] for asked in (None, ()))
    assert usual.profiles.questions == len(survey.questionnaire.profiles)
    assert usual.section("chapter-profiles") is not None
    assert none.profiles is None
    assert none.section("chapter-profiles") is None


def test_profiles_tell_nothing_that_the_tables_of_the_report_keep_back(export, survey):
    report = build_report(Study(export), survey=survey)
    totals = report.profiles.tables.to_frame().query("column == 'Total' and statistic == 'count' and row != 'Total'")
    hidden = {(each.variable, cell.code) for each in report.released.distributions for cell in each.cells if cell.status}
    both = [line for line in totals.itertuples() if (line.row_variable, line.row) in hidden]
    assert both
    assert all(line.status for line in both)
