"""Two pages for elected officials: what they tell, and that what they tell finds room."""

import re
from dataclasses import replace

import pytest

import survey_kit as sk
from survey_kit.example.shapes import write_example
from survey_kit.report.arrange import Pair
from survey_kit.report.document import Findings
from survey_kit.report.html import render
from survey_kit.report.paging import block_height
from survey_kit.report.summary import MOST, PAGE, first_page, second_page, summary
from survey_kit.wording import typography


@pytest.fixture(scope="module", params=["fr", "en"])
def report(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("summary") / "export.csv"
    write_example(path)
    return sk.build_report(sk.Study(path, lang=request.param, template="synthese", told={"contact": "accueil@exemple.fr", "owner": "PETR"}))


@pytest.fixture(scope="module")
def shown(report):
    return summary(report)


@pytest.fixture(scope="module")
def page(report):
    return re.sub(r"<[^>]+>", "", render(report).split("</head>")[1].replace("&#39;", "'"))


def told(shown):
    return [figure for one in shown.figures for figure in (one.figures if isinstance(one, Pair) else (one,))]


def test_the_first_page_tells_who_how_many_when_the_findings_and_what_is_not_said(report, shown, page):
    findings = next(block for block in report.section("essentials").blocks if isinstance(block, Findings))
    assert len(shown.findings.items) == len(findings.items) == 5
    first = [report.title, report.subtitle, report.period, *shown.asked, *(one.sentence for one in findings.items)]
    first += [*(one.detail for one in findings.items), shown.unsaid.title, *shown.unsaid.paragraphs]
    assert all(typography(text, report.lang) in page for text in first)
    assert str(report.respondents) in page
    assert shown.asked == (report.about["field"][1], report.about["sampling"][1])


def test_the_second_tells_main_figures_how_far_they_reach_the_method_and_whom_to_ask(report, shown, page):
    assert 2 <= len(told(shown)) <= MOST
    assert told(shown)[0].id == report.ranking[0]
    order = [report.ranking.index(figure.id) for figure in told(shown)]
    assert order == sorted(order)
    for text in (*shown.scope.paragraphs, *(text for _, text in shown.method), shown.contact, *(figure.title for figure in told(shown))):
        assert typography(text, report.lang) in page
    assert shown.contact == "accueil@exemple.fr"
    assert typography(report.figures[0].notes.source, report.lang) in page


def test_it_stands_alone(shown, page):
    assert not re.search(r"[Ff]igure \d|[Tt]able(au)? [A-C]?\d", page.replace("\u00a0", " "))
    assert all(not figure.number and figure.table is None for figure in told(shown))
    assert all(not one.target for one in shown.findings.items)


def test_long_lists_show_their_first_answers_and_tell_of_the_others(report, shown):
    motives = next(figure for figure in told(shown) if figure.id == "figure-motives")
    assert len(motives.chart.values) == 6
    assert motives.chart.others
    whole = next(figure for figure in report.figures if figure.id == "figure-motives")
    assert [value.code for value in motives.chart.values] == [value.code for value in whole.chart.values][:6]


def test_what_is_shown_finds_room(report, shown):
    assert first_page(report, shown) <= PAGE
    assert second_page(shown) + sum(block_height(one) for one in shown.figures) <= PAGE


def lengthened(report, times, count=5):
    """Report: with findings of so many words more."""
    section = report.section("essentials")
    blocks = tuple(
        Findings(tuple(replace(one, sentence=f"{one.sentence} " * times, detail=f"{one.detail} " * times) for one in block.items[:count]))
        if isinstance(block, Findings)
        else block
        for block in section.blocks
    )
    return replace(report, sections=tuple(replace(one, blocks=blocks) if one.key == "essentials" else one for one in report.sections))


def test_what_finds_no_room_is_left_out_the_least_needed_first(report, shown):
    assert shown.keys is not None
    longer = summary(lengthened(report, 2))
    assert longer.keys is None
    assert len(longer.findings.items) == 5
    longest = summary(lengthened(report, 4))
    assert first_page(report, longest) <= PAGE
    assert len(longest.findings.items) == 5
    assert not longest.findings.items[-1].detail
    most = summary(lengthened(report, 12))
    assert first_page(report, most) <= PAGE
    assert 0 < len(most.findings.items) < 5


def test_a_report_without_figures_has_none(report):
    bare = replace(report, sections=tuple(section for section in report.sections if section.key in {"fiche", "essentials"}))
    assert summary(bare).figures == ()
    assert summary(replace(bare, sections=())).findings is None


def test_what_is_made_up_says_so(report, page):
    stamp = {"fr": "Données fictives de démonstration", "en": "Made-up demonstration data"}[report.lang]
    assert page.count(stamp) >= 2
    assert stamp not in render(replace(report, synthetic=False))
