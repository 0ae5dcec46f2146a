import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.infer_order import degree, leading_number, ordered, rank

ORDERS = [
    ["Moins de 25 ans", "de 26 à 45 ans", "de 46 à 65 ans", "Plus de 65 ans"],
    ["18 - 29", "30 - 44", "45 - 59", "60+"],
    ["1-5", "6-25", "26-100", "100-500", "500-1000", "More than 1000"],
    ["5-Jan", "25-Jun", "26-100", "100-500"],
    ["I am the only employee", "Between 1 and 4", "Between 5 and 19", "More than 200"],
    ["Between 6 and 12 months", "Between 1 and 5 years", "More than 5 years"],
    ["$0 to $9,999", "$10,000 to $24,999", "$100,000 to $124,999", "$200,000 and up"],
    ["Moins de 1 500 €", "1 500 à 2 500 €", "Plus de 2 500 €"],
    ["Rarely or never", "Less than 10% of my time", "10%", "20%", "50% - about half of my time", "100% - all of my time"],
    ["I would not have liked it", "10%", "20%", "30%", "40%"],
    ["20% less productive", "10% less productive", "About the same", "10% more productive"],
    ["jamais", "moins d'un jour par semaine", "un jour", "deux jours", "cinq jours ou plus"],
    ["Jamais", "1 à 3 fois par mois", "1 fois par semaine"],
    ["Zéro", "Entre 1 et 4 heures", "Entre 5 et 8 heures"],
    ["Never", "Rarely", "Sometimes", "Often"],
    ["Jamais /Never", "Quelquefois /Sometimes", "Souvent /Often"],
    ["Jamais", "Rarement", "Mensuellement", "Hebdomadairement"],
    ["Pas du tout d'accord", "Plutôt pas d'accord", "Plutôt d'accord", "Tout à fait d'accord"],
    ["Strongly disagree", "Somewhat disagree", "Neither agree nor disagree", "Somewhat agree", "Strongly agree"],
    ["Pas du tout satisfait", "Peu satisfait", "Plutôt satisfait", "Très satisfait"],
    ["Très insatisfait", "Insatisfait", "Neutre", "Satisfait", "Très satisfait"],
    ["Very difficult", "Somewhat difficult", "Somewhat easy", "Very easy"],
    ["Pas du tout important", "Peu important", "Important", "Très important"],
    ["Tres mauvais / Very bad", "Mauvais / Bad", "Bon / Good", "Excellent"],
    ["0 - Pas du tout", "1", "5 - Neutre", "10 - Tout à fait"],
    ["brevet, CAP, BEP", "Baccalauréat", "Bac+2", "Bac+3", "Bac+5 et plus"],
    ["Non", "Peut-être", "Oui"],
    ["Rural", "Suburban", "Urban"],
]


@pytest.mark.parametrize("labels", ORDERS, ids=lambda labels: labels[0])
def test_labels_tell_their_order(labels):
    mixed = [*labels]
    random.Random(3).shuffle(mixed)  # noqa: S311
    found = ordered(mixed)
    assert found is not None
    assert list(found.labels) == labels


@pytest.mark.parametrize(
    "labels",
    [
        ["Femme", "Homme"],
        ["Paris 15e", "Lyon 3e", "Nice"],
        ["A1", "A2", "A3"],
        ["maison", "appartement", "autre"],
        ["Couple with 2 children", "Single person"],
        ["seul"],
        [],
    ],
)
def test_labels_without_an_order(labels):
    assert ordered(labels) is None


def test_only_degrees_may_be_counted():
    assert ordered(["Satisfait", "Très satisfait", "Insatisfait"]).counts
    assert not ordered(["18-29", "30-44"]).counts


@pytest.mark.parametrize(
    ("label", "number"), [("5 - tout à fait", 5), ("Item3", 3), ("10", 10), ("0 - Pas du tout", 0), ("12 rue", None), ("oui", None)]
)
def test_the_number_before_a_label(label, number):
    assert leading_number(label) == number


def test_a_rank_is_in_one_unit():
    assert rank("6 mois")[0] < rank("1 an")[0]
    assert rank("bonjour") is None
    assert degree("bonjour") is None


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8))
def test_an_order_keeps_every_label(labels):
    found = ordered(labels)
    assert found is None or sorted(found.labels) == sorted(set(labels))
