"""The known defects: all there, each where it is said to be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from survey_kit.example.defects import DEFECTS, Line, Planted, export_lines
from survey_kit.example.respondents import synthetic_respondents
from survey_kit.questionnaire.read import read_questionnaire

BOOK = read_questionnaire("haut-rouergue")
Export = tuple[tuple[Line, ...], tuple[Planted, ...]]


@pytest.fixture(scope="module")
def export() -> Export:
    return export_lines(synthetic_respondents(BOOK))


def test_165_usable_among_169(export: Export) -> None:
    assert Counter(line.kind for line in export[0]) == {"usable": 165, "test": 2, "duplicate": 1, "refusal": 1}


def test_every_defect_is_planted_once_and_documented(export: Export) -> None:
    counts = Counter(planted.name for planted in export[1])
    assert counts == {defect.name: 2 if defect.name == "test_rows" else 1 for defect in DEFECTS}
    assert all(defect.fr.endswith(".") and defect.en.endswith(".") for defect in DEFECTS)


def test_a_spoilt_cell_is_where_it_is_said_to_be(export: Export) -> None:
    lines, planted = export
    for one in planted:
        assert bool(one.column) == (lines[one.line].kind == "usable")
        assert not one.column or one.column in lines[one.line].written
    assert sum(len(line.written) for line in lines if line.kind == "usable") == sum(bool(one.column) for one in planted)


def test_the_duplicate_repeats_the_row_above_it(export: Export) -> None:
    place = next(place for place, line in enumerate(export[0]) if line.kind == "duplicate")
    assert replace(export[0][place], kind="usable") == export[0][place - 1]


def test_communes_are_typed_in_four_ways_at_least(export: Export) -> None:
    assert len({line.written["commune"] for line in export[0] if line.kind == "usable" and "commune" in line.written}) >= 4


def test_the_contradiction_is_one(export: Export) -> None:
    place = next(one.line for one in export[1] if one.name == "routing")
    line = export[0][place]
    assert line.answers["remote_feasible"] == "3"
    assert line.missing["telework_frequency"] == "not_asked"
    assert line.written["telework_frequency"] == "deux jours"


def test_the_trial_rows_come_before_the_opening(export: Export) -> None:
    tests = [line for line in export[0] if line.kind == "test"]
    assert all(line.submitted < export[0][2].submitted for line in tests)
    assert {line.answers["comment"] for line in tests} == {"test", "TEST, à supprimer"}


def test_what_a_questionnaire_lacks_is_not_planted() -> None:
    short = replace(BOOK, questions=tuple(question for question in BOOK.questions if question.name in {"situation", "children"}))
    lines, planted = export_lines(synthetic_respondents(short, 10))
    assert planted[0].name == "duplicate"
    assert len(lines) == 11
