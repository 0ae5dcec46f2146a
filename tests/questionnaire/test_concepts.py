from __future__ import annotations

from survey_kit.questionnaire.concepts import CHAPTERS, CONCEPTS, ROLES
from survey_kit.questionnaire.read import read_questionnaire


def test_a_concept_is_told_in_a_chapter_that_there_is():
    assert set(CONCEPTS.values()) < set(CHAPTERS)


def test_what_ships_measures_nearly_every_concept():
    questionnaire = read_questionnaire("haut-rouergue")
    lacking = {concept for concept in CONCEPTS if questionnaire.having(concept) is None}
    assert lacking == {"residence", "employer_size", "income", "telework_share", "telework_satisfaction"}
    assert {question.role for question in questionnaire.questions} - {""} <= set(ROLES)
