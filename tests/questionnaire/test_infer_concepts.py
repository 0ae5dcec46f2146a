import pytest

from survey_kit.questionnaire.concepts import CONCEPTS
from survey_kit.questionnaire.infer_concepts import IDENTIFYING, RULES, chapter_of, concept_of, is_sensitive


@pytest.mark.parametrize(
    ("wording", "kind", "concept"),
    [
        ("Combien de jours par semaine télétravaillez-vous ?", "integer", "telework_days"),
        ("À quelle fréquence télétravaillez-vous ?", "single", "telework_frequency"),
        ("How much of your time did you spend remote working last year?", "single", "telework_frequency"),
        ("Combien de jours de télétravail souhaiteriez-vous ?", "single", "telework_wish"),
        ("How much of your time would you have preferred to work remotely?", "single", "telework_wish"),
        ("Quelles difficultés rencontrez-vous en télétravail ?", "multiple", "telework_difficulties"),
        ("Dans quels lieux télétravaillez-vous ?", "multiple", "telework_places"),
        ("remote_work", "yes_no", "teleworker"),
        ("Connaissez-vous les espaces de coworking du territoire ?", "single", "coworking_awareness"),
        ("Seriez-vous intéressé·e par un tiers-lieu ?", "yes_no", "coworking_intention"),
        ("Pourquoi vous êtes-vous installé·e ici ?", "multiple", "motives"),
        ("Sexe", "single", "gender"),
        ("What is your gender?", "single", "gender"),
        ("Quel âge avez-vous ?", "integer", "age"),
        ("Age", "single", "age_band"),
        ("What year were you born?", "integer", "birth_year"),
        ("Votre année de naissance", "integer", "birth_year"),
        ("Etude", "single", "education"),
        ("Votre diplôme le plus élevé", "single", "education"),
        ("Votre catégorie socioprofessionnelle", "single", "occupation"),
        ("Dans quelle commune habitez-vous ?", "place", "commune"),
        ("Où habitiez-vous auparavant ?", "place", "previous_place"),
        ("How much total combined money did all members of your household earn?", "single", "income"),
        ("Avez-vous des remarques à ajouter ?", "text", "comment"),
        ("no_employees", "single", "employer_size"),
    ],
)  # fmt: skip
def test_wordings_tell_what_is_measured(wording, kind, concept):
    assert concept_of(wording, kind) == concept


@pytest.mark.parametrize(
    ("wording", "kind"),
    [("Quel est votre âge ?", "text"), ("L'âge de vos enfants", "integer"), ("Votre couleur préférée", "single"), ("leave", "single"), ("Quel genre de musique aimez-vous ?", "single"),
     ("How many hours do you spend working remotely and commuting?", "decimal"), ("Êtes-vous d'accord avec ce projet ?", "single")],
)  # fmt: skip
def test_other_wordings_tell_nothing(wording, kind):
    assert concept_of(wording, kind) == ""


def test_the_rules_name_concepts_of_the_report():
    assert {concept for concept, *_ in RULES} | IDENTIFYING <= CONCEPTS.keys()


def test_what_touches_health_beliefs_or_income_is_sensitive():
    assert is_sensitive("Avez-vous des problèmes de santé ?")
    assert is_sensitive("mental_health_consequence")
    assert not is_sensitive("Votre moyen de transport")


def test_the_chapter_is_that_of_the_subject():
    assert [chapter_of(text) for text in ("Thinking about remote working last year", "Votre tiers-lieu", "Le trajet")] == [
        "telework",
        "coworking",
        "other",
    ]
