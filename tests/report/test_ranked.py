"""Which figures come first: those of the findings, in their order; who answered comes last."""

import pytest

import survey_kit as sk
from survey_kit.example.shapes import write_example
from survey_kit.report.document import Findings


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("ranked") / "export.csv"
    write_example(path)
    return sk.build_report(sk.Study(path))


def test_figures_of_findings_come_first_and_in_their_order(report):
    findings = next(block for block in report.section("essentials").blocks if isinstance(block, Findings))
    targets = [finding.target for finding in findings.items if finding.target.startswith("figure-")]
    assert len(targets) == 5
    assert list(report.ranking[: len(targets)]) == targets


def test_every_figure_is_ranked_once(report):
    assert sorted(report.ranking) == sorted(figure.id for figure in report.figures)
    assert [figure.id for figure in report.figures] == list(report.ranking)


def test_who_answered_matters_less_than_what_they_said(report):
    drawn = [block.id for block in report.section("chapter-respondents").blocks if hasattr(block, "chart")]
    assert min(report.ranking.index(name) for name in drawn) > len(report.ranking) // 4


def test_for_two_pages_the_first_are_drawn_with_their_first_answers_at_both_widths(tmp_path, report):
    write_example(tmp_path / "e.csv")
    short = sk.build_report(sk.Study(tmp_path / "e.csv", template="synthese")).short
    assert report.short == ()
    assert {figure.id for figure in short} <= set(report.ranking[:8])
    motives = [figure for figure in short if figure.id == "figure-motives"]
    assert [figure.chart.width for figure in motives] == [482.0, 235.0]
    assert all(len(figure.chart.values) == 6 for figure in motives)
    assert [figure.chart.width for figure in short if figure.id == "figure-telework_gap"] == [482.0]
