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
