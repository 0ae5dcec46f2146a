"""Somebody who holds a whole report, and knows who is asked what, finds no answer that it keeps back."""

import re
from functools import partial

import pytest

from survey_kit.example.shapes import write_example
from survey_kit.study.study import Study, load, release_everything
from tests.disclosure.attacker import Incomplete, narrowed

SIMPLE = re.compile(r"(\w+) (?:in ([\w,]+)|= (\w+))")


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("attack") / "e.csv"
    write_example(path)
    study = Study(path)
    survey = load(study)
    return survey, release_everything(survey, study), release_everything(survey, study, threshold=1)


class Informed(Incomplete):
    """Knows besides that everybody with some answers to a question was asked another, and answered it or not."""

    def __init__(self, frame, overlapping, rules, everybody):
        self.rules, self.everybody = rules, everybody
        super().__init__(frame, overlapping)

    def solve_for(self):
        for asked, (source, codes) in self.rules.items():
            base, parts = ((asked, ""),), [((source, code),) for code in codes]
            if base in self.status and all(part in self.status for part in parts):
                silent = ((asked, "(silent)"),)
                self.status[silent] = ""
                self.sums += [(parts, ((source, f"({asked})"),)), ([base, silent], ((source, f"({asked})"),))]
                self.status[(source, f"({asked})"),] = ""
        super().solve_for()


def rules_of(questionnaire):
    """dict: of each question that goes by one answer, that question and its codes."""
    found = {}
    for question in questionnaire.questions:
        match = SIMPLE.fullmatch(question.relevance)
        if match and question.type not in {"multiple", "matrix"}:
            found[question.name] = match[1], (match[2] or match[3]).split(",")
    return found


def test_no_answer_that_a_report_keeps_back_is_found(example):
    survey, released, truth = example
    sets = {question.name for question in survey.questionnaire.questions if question.type == "multiple"}
    rules = rules_of(survey.questionnaire)
    assert len(rules) > 20
    frame = released.to_frame()
    assert (frame["status"] == "primary").sum() > 20
    assert (frame["column_variable"] == "epci").any()
    informed = partial(Informed, rules=rules, everybody=len(survey.responses))
    assert narrowed(released, truth, overlapping=sets, floor=False, attacker=informed) == []
