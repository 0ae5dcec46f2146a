from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from survey_kit.questionnaire.answers import Answers, Column


def test_answers_are_text_and_frozen():
    answers = Answers("table", (Column(0, "Âge", ("34", "")),), (2, 3))
    assert (answers.separator, answers.ticked, dict(answers.facts), answers.columns[0].role) == ("", frozenset(), {}, "answer")
    with pytest.raises(FrozenInstanceError):
        answers.platform = "kobo"
