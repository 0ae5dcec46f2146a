"""Pages of communities of communes: numbers as released, what is hidden stays hidden, and words that obey the kind of survey."""

from dataclasses import replace

import pandas as pd
import pytest

from survey_kit.example.shapes import write_example
from survey_kit.report.document import Table
from survey_kit.report.html import render
from survey_kit.report.paging import begins_page
from survey_kit.study.building import build_report
from survey_kit.study.study import Study, load
from survey_kit.survey.indicators import with_indicators
from survey_kit.wording import number

COMTAL = "200067478"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "e.csv"
    write_example(path)
    study = Study(path, profiles=())
    return study, with_indicators(load(study))


@pytest.fixture(scope="module")
def report(example):
    study, survey = example
    return build_report(study, survey=survey)


def pages(report):
    return [section for section in report.sections if section.key.startswith("epci-")]


def table(section):
    (found,) = section.blocks
    assert isinstance(found, Table)
    return found


def row(section, label):
    return next(each for each in table(section).rows if each.label == label)


def living(survey, counts):
    codes = [code for code, count in counts.items() for _ in range(count)]
    codes += [None] * (len(survey.responses) - len(codes))
    choice = survey.questionnaire.variable("epci").choices[0]
    choices = tuple(replace(choice, code=code, labels={"fr": f"CC {code}"}) for code in counts)
    derived = tuple(replace(each, choices=choices) if each.name == "epci" else each for each in survey.questionnaire.derived)
    changed = survey.responses.assign(epci=pd.Categorical(codes, categories=list(counts)))
    return replace(survey, responses=changed, questionnaire=replace(survey.questionnaire, derived=derived))


def test_each_has_a_page_of_its_own_after_the_tables(report):
    assert [section.number for section in report.sections[-5:]] == ["A", "B", "C1", "C2", "D"]
    assert [section.theme for section in pages(report)] == ["CC Comtal Lot et Truyère", "CC des Causses à l'Aubrac"]
    assert begins_page(report.sections)[-3:] == (True, True, True)
    assert len({section.key for section in report.sections}) == len(report.sections)


def test_numbers_are_those_released(report):
    frame = report.released.frame
    count = frame[(frame["statistic"] == "count") & (frame["row"] == "1") & (frame["row_variable"] == "coworking_known")].set_index("column")
    here, whole = count.loc[COMTAL], count.loc["Total"]
    shares = [f"{number(each['column_percent'], 'fr', 0)} ({number(each['ci_low'], 'fr', 0)}\u202f–\u202f{number(each['ci_high'], 'fr', 0)})" for each in (here, whole)]
    known = row(pages(report)[0], "Connaît un espace partagé d'ici")
    assert known.cells == ("72", shares[0], "131", shares[1], "−2, peut tenir au hasard")
    assert row(pages(report)[0], "Logement").cells[-1] == "−9, net"
    assert row(pages(report)[0], "Est allé·e dans un espace partagé").cells[-1] == "+5, à la limite"


def test_what_the_gate_hides_is_an_s_and_not_compared(report):
    frame = report.released.frame
    hidden = frame[(frame["column_variable"] == "epci") & (frame["row"] == "1") & (frame["status"] != "")]
    assert len(hidden) >= 4
    told = [each for section in pages(report) for each in table(section).rows if each.cells[1] == "s"]
    assert len(told) == len(hidden)
    assert {each.cells[-1] for each in told} == {"–"}
    assert "s : effectif masqué" in table(pages(report)[0]).notes.note


def test_the_page_says_what_is_clear_and_how_many_would_be_by_chance(report):
    first = pages(report)[0]
    assert first.standfirst.startswith("87 des 165 répondants vivent ici. Écarts nets avec l'ensemble du territoire : « satisfaction, note de 4 ou 5 : logement » (46\u202f% contre 55\u202f%)")
    note = table(first).notes.note
    compared = [each for each in report.released.gaps if each.column == COMTAL and each.category == "1"]
    assert f"sur {len(compared)} écarts examinés, le hasard seul en ferait paraître 1" in note
    assert "signific" not in render(report).lower()


def test_territories_of_few_are_named_with_the_reason(example):
    study, survey = example
    made = build_report(study, survey=living(survey, {"x": 70, "y": 60, "z": 9, "t": 8}))
    assert [section.theme for section in pages(made)] == ["CC x", "CC y"]
    for section in pages(made):
        assert "sans page, faute d'au moins 30 répondants : CC z et CC t" in table(section).notes.note


@pytest.mark.parametrize("counts", [{"x": 120, "y": 29}, {"x": 165}])
def test_there_are_none_where_only_one_has_enough(example, counts):
    study, survey = example
    made = build_report(study, survey=living(survey, counts))
    assert pages(made) == []
    assert made.sections[-1].number == "C"


def test_a_questionnaire_without_territories_has_none(made):
    from survey_kit.report.build import build_document

    released, questionnaire = made.whole(165)
    without = replace(questionnaire, derived=tuple(each for each in questionnaire.derived if each.concept != "epci"))
    assert pages(build_document(released, without, made.provenance(193), {})) == []


@pytest.mark.parametrize(("sampling", "word"), [("probability", "établi"), ("quota", "établi")])
def test_a_sample_is_told_in_its_own_words(example, sampling, word):
    study, survey = example
    made = build_report(replace(study, sampling=sampling), survey=survey)
    told = [each.cells[-1] for section in pages(made) for each in table(section).rows if each.cells[-1] not in {"", "–"}]
    assert any(word in each for each in told)
    assert not any("hasard" in each or "net" in each for each in told)


def test_a_census_has_neither_intervals_nor_verdicts(example):
    study, survey = example
    made = build_report(replace(study, sampling="census"), survey=survey)
    cells = [cell for section in pages(made) for each in table(section).rows for cell in each.cells]
    assert cells
    assert not [cell for cell in cells if "(" in cell or "," in cell]
    assert "entre parenthèses" not in table(pages(made)[0]).subtitle


def test_small_bases_are_grey_or_told_by_their_number(example):
    study, survey = example
    few = survey.responses.copy()
    inside = few.index[few["epci"].astype(object) == COMTAL]
    few.loc[inside[20:], "staying_for_good"] = None
    few.loc[inside[9:], "coworking_known"] = None
    made = build_report(study, survey=replace(survey, responses=few))
    assert row(pages(made)[0], "Pense rester durablement").kind == "indicative"
    assert row(pages(made)[0], "Pense rester durablement").cells[-1] == "–"
    assert row(pages(made)[0], "Connaît un espace partagé d'ici").cells[1] in {"–", "s"}


def test_english_stays_english(example):
    study, survey = example
    made = build_report(replace(study, lang="en"), survey=survey)
    words = " ".join([table(pages(made)[0]).notes.note, pages(made)[0].standfirst, *(each.cells[-1] for each in table(pages(made)[0]).rows)])
    assert "may be due to chance" in words
    assert "écart" not in words


def test_findings_are_not_told_twice(report):
    from survey_kit.report.document import Findings

    told = [item.target for block in report.section("essentials").blocks if isinstance(block, Findings) for item in block.items]
    assert not [target for target in told if target.startswith("table-indicators")]
