"""Tables asked for one by one, read beside the report of the same export, tell nothing that it keeps back."""

import pytest

from survey_kit.example.shapes import write_example
from survey_kit.study.beside import after, beside_the_report, first_ledger
from survey_kit.study.crossing import cross
from survey_kit.study.study import Study, load, made_ready, release_everything
from survey_kit.survey.survey import Survey

BANNERS = ((), ("age_band",), ("epci",), ("gender",), ("activity",))


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    path = tmp_path_factory.mktemp("beside") / "e.csv"
    write_example(path)
    return Study(path)


@pytest.fixture(scope="module")
def survey(study) -> Survey:
    return load(study)


@pytest.fixture(scope="module")
def report(study, survey):
    ready, inquiries = made_ready(survey, study)
    return release_everything(ready, study, inquiries=inquiries)


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("question", ["telework_frequency", "household", "coworking_intention"])
def test_totals_hide_what_the_report_hides_and_tell_what_it_tells(study, survey, report, question, banner):
    told = cross(survey, study, [question], banner).to_frame()
    totals = told[(told["column"] == "Total") & (told["statistic"] == "count") & (told["row"] != "Total")].set_index("row")
    for cell in report.distribution(question).cells:
        if cell.code in totals.index:
            assert bool(totals.loc[cell.code, "status"]) == bool(cell.status), (banner, cell.code)


def test_the_ledger_holds_what_the_report_tells(study, survey, report):
    (entry,) = beside_the_report(survey, study).entries
    assert (entry.export, entry.respondents) == (survey.provenance.sha256, 165)
    assert entry.counts == after(survey, report, None).entries[0].counts
    assert entry.counts[("situation", "1"),] == 129


def test_of_too_few_for_a_report_nothing_was_told(study, survey):
    from dataclasses import replace

    few = replace(survey, responses=survey.responses.iloc[:4], missing=survey.missing.iloc[:4])
    assert beside_the_report(few, study) == first_ledger(few)
