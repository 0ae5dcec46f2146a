import itertools
import time
from difflib import SequenceMatcher

import pytest

from survey_kit.loaders.headings import normal
from survey_kit.loaders.wordings import PROPOSED, USED, index, items_index, parts_index, questions_index
from survey_kit.questionnaire.read import read_questionnaire


@pytest.fixture(scope="module")
def book():
    return read_questionnaire("haut-rouergue")


@pytest.fixture(scope="module")
def known(book):
    return questions_index(book)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dans quelle commune se trouve ce logement ?", "commune"),
        ("dans quelle commune se trouve CE LOGEMENT", "commune"),
        ("3. Dans quelle commune se trouve ce logement ?", "commune"),
        ("Q3 Dans quelle commune se trouve ce logement ?", "commune"),
        ("Depuis quel mois y habitez-vous\xa0?\n", "settled_month"),
    ],
)
def test_a_wording_is_certain_whatever_its_signs(known, text, key):
    found = known.find(text)
    assert (found.key, found.confidence, found.used) == (key, 1.0, True)


def test_every_question_is_found_by_its_own_wordings(book, known):
    for question in book.questions:
        for wording in question.wordings.values():
            assert known.find(wording).key == question.name


@pytest.mark.parametrize("text", ["Votre année de naisance", "Sur les 4 dernières semaines, à quel rythme avez-vous télé-travaillé ?"])
def test_a_typing_fault_is_used_and_not_certain(known, text):
    found = known.find(text)
    assert USED <= found.confidence < 1.0
    assert found.used


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Depuis quel mois y vivez-vous ?", "settled_month"),
        ("Dans quelle commune est ce logement ?", "commune"),
        ("Sur les 12 dernières semaines, à quel rythme avez-vous télétravaillé ?", "telework_frequency"),
        ("Pourquoi y allez-vous (ou plus) ?", "coworking_barriers"),
    ],
)
def test_a_question_reworded_or_turned_round_is_only_proposed(known, text, key):
    found = known.find(text)
    assert (found.key, found.used) == (key, False)
    assert found.confidence >= PROPOSED


@pytest.mark.parametrize("text", ["Quelle est votre tranche d'âge ?", "Pointure", "", "?", "x"])
def test_a_foreign_question_is_nothing(known, text):
    assert known.find(text) is None


def test_the_beginning_of_a_wording_is_enough_when_it_is_the_only_one(known):
    assert known.find("Sur les 4 dernières.. ").key == "telework_frequency"
    assert known.find("Dans quelle com…").key == "commune"
    assert index([("Quel jour êtes-vous venu", "a"), ("Quel jour êtes-vous parti", "b")]).find("Quel jour êtes..") is None


def test_a_form_that_stands_for_two_things_leads_to_neither():
    assert index([("Autre", "a"), ("autre !", "b")]).find("autre") is None


def test_the_bars_stand_above_what_the_questionnaire_holds(book):
    technical = {"channel", "started", "submitted", "wave", "weight"}
    forms = [normal(question.wordings["fr"]) for question in book.questions if question.name not in technical]
    nearest = max(SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in itertools.combinations(forms, 2))
    assert nearest < PROPOSED


def test_rows_and_choices_have_their_own_index(book):
    assert items_index(book.questions).find("logement").key.startswith("satisfaction__")
    places = book.question("telework_places")
    assert parts_index(place := places).find("Chez moi, sans pièce dédiée").key == place.choices[1].code


def test_a_whole_export_is_looked_up_in_no_time(book, known):
    headings = [f"{question.wordings['fr']} (précisez svp)" for question in book.questions]
    start = time.process_time()
    for heading in headings:
        known.find(heading)
    assert time.process_time() - start < 0.5
