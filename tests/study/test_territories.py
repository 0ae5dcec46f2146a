"""Territories: which have enough respondents, and their tables behind the same gate as the report's."""

from dataclasses import replace

import pandas as pd
import pytest

from survey_kit.disclosure.ledger import Ledger, told
from survey_kit.disclosure.masking import MERGED
from survey_kit.example.shapes import write_example
from survey_kit.study.building import build_report
from survey_kit.study.study import Study, design_of, load, release_everything
from survey_kit.study.territories import FEWEST, by_territory, territories
from survey_kit.survey.indicators import with_indicators
from tests.disclosure.attacker import Incomplete, narrowed

COMTAL, CAUSSES = "200067478", "200068484"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("territories") / "e.csv"
    write_example(path)
    study = Study(path, profiles=())
    return study, with_indicators(load(study))


def living(survey, counts):
    """Survey: its respondents spread over EPCI, so many in each."""
    codes = [code for code, count in counts.items() for _ in range(count)]
    codes += [None] * (len(survey.responses) - len(codes))
    responses = survey.responses.assign(epci=pd.Categorical(codes, categories=list(counts)))
    known = survey.questionnaire.variable("epci")
    more = tuple(replace(known.choices[0], code=code, labels={"fr": f"CC {code}"}) for code in counts)
    derived = tuple(replace(each, choices=more) if each.name == "epci" else each for each in survey.questionnaire.derived)
    return replace(survey, responses=responses, questionnaire=replace(survey.questionnaire, derived=derived))


def test_those_with_thirty_respondents_have_a_page(example):
    _, survey = example
    assert territories(survey) == (COMTAL, CAUSSES)
    assert territories(living(survey, {"x": FEWEST, "y": FEWEST - 1, "z": FEWEST})) == ("x", "z")


@pytest.mark.parametrize("counts", [{"x": 100, "y": FEWEST - 1}, {"x": 10, "y": 10}, {"x": 165}], ids=["one", "none", "alone"])
def test_none_has_where_fewer_than_two_reach_it(example, counts):
    study, survey = example
    spread = living(survey, counts)
    assert territories(spread) == ()
    assert by_territory(design_of(spread, study), spread) is None
    assert not (release_everything(spread, study).frame["column_variable"] != "").any()


def test_none_has_without_a_question_on_it(example):
    _, survey = example
    assert territories(replace(survey, responses=survey.responses.drop(columns="epci"))) == ()


def test_territories_of_few_stand_in_one_column(example):
    study, survey = example
    spread = living(survey, {"x": 70, "y": 60, "z": 9, "t": 8})
    table, gaps = by_territory(design_of(spread, study), spread)
    sizes = {strip.column: strip.base for strip in table.strips if strip.variable == "coworking_known"}
    assert set(sizes) == {"x", "y", MERGED}
    assert {gap.domain for gap in gaps} == {"x", "y"}


def test_a_cell_of_few_is_hidden_with_what_would_give_it_away(example):
    study, survey = example
    released, truth = release_everything(survey, study), release_everything(survey, study, threshold=1)
    sets = {question.name for question in survey.questionnaire.questions if question.type == "multiple"}
    parted = released.frame[(released.frame["column_variable"] == "epci") & (released.frame["statistic"] == "count")]
    assert parted["status"].isin(["primary", "secondary"]).sum() >= 4
    assert parted.loc[parted["status"] != "", ["value", "column_percent", "ci_low", "ci_high"]].isna().all().all()
    shown = parted[(parted["status"] == "") & (parted["row"] != "Total")]["value"].dropna()
    assert not shown.between(1, 4).any()
    assert narrowed(released, truth, overlapping=sets, floor=False, attacker=Incomplete) == []


def test_what_is_hidden_is_not_compared(example):
    study, survey = example
    released = release_everything(survey, study)
    frame = released.frame[released.frame["statistic"] == "count"]
    at = {(row.row_variable, row.row, row.column): row for row in frame.itertuples()}
    assert released.gaps
    for gap in released.gaps:
        for column in (gap.column, "Total"):
            assert at[gap.variable, gap.category, column].status == ""
    own, whole = (at["coworking_known", "1", column].column_percent for column in (COMTAL, "Total"))
    (gap,) = [each for each in released.gaps if (each.variable, each.category, each.column) == ("coworking_known", "1", COMTAL)]
    assert gap.points == pytest.approx(own - whole)
    assert gap.low < gap.points < gap.high


def test_a_census_has_no_bounds_nor_verdicts(example):
    study, survey = example
    released = release_everything(survey, replace(study, sampling="census"))
    assert {(gap.low, gap.high, gap.verdict) for gap in released.gaps} == {(None, None, "")}


def test_the_ledger_knows_the_columns_of_territories(example):
    study, survey = example
    ledger = Ledger().at(survey.provenance.sha256, len(survey.responses))
    released = release_everything(survey, study, ledger=ledger)
    counts = told(released)
    assert counts[("coworking_known", "1"), ("epci", COMTAL)] == 32
    assert counts[("coworking_visited", "1"), ("epci", CAUSSES)] is None
    after = ledger.after(released)
    again = release_everything(survey, study, ledger=after)
    assert told(again) == counts


def test_a_few_newcomers_to_a_territory_are_not_the_difference_of_two_releases(example):
    study, survey = example
    first = release_everything(survey, study, ledger=Ledger().at("before", 165))
    ledger = Ledger().at("before", 165).after(first).at("after", 200)
    frame = survey.responses.copy()
    movers = frame.index[(frame["epci"].astype(object) == COMTAL) & (frame["coworking_known"].astype(object) == "1")][:3]
    frame.loc[movers, "epci"] = CAUSSES
    later = release_everything(replace(survey, responses=frame), study, ledger=ledger)
    before, now = told(first), told(later)
    for name in before.keys() & now.keys():
        if len(name) > 1 and before[name] is not None and now[name] is not None:
            assert not 0 < abs(before[name] - now[name]) < 5, name


def test_the_report_asks_for_one_release(example, monkeypatch):
    study, survey = example
    import survey_kit.disclosure.release as gate

    calls = []
    whole = gate.release
    monkeypatch.setattr(gate, "release", lambda tables, *args, **more: calls.append(len(tables)) or whole(tables, *args, **more))
    build_report(study, survey=survey)
    assert calls == [2]
