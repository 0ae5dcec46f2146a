import pytest

from survey_kit.questionnaire.texts import clean, normal


@pytest.mark.parametrize(
    ("written", "read"),
    [("<b>Votre</b>&nbsp;âge\u200b ?", "Votre âge ?"), ("  deux\n lignes ", "deux lignes"), ("a < b", "a < b"), ("R&D", "R&D")],
)
def test_markup_and_invisible_signs_are_off(written, read):
    assert clean(written) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [("D’accord", "d'accord"), ("ŒUVRE", "oeuvre"), ("Oui…", "oui"), ("Peut-être", "peut être"), ("6 - 10", "6 10")],
)
def test_the_same_wording_has_one_form(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("-2", "2"), ("< 5", "> 5"), ("10 %", "10 €")])
def test_signs_that_change_the_meaning_stay(one, other):
    assert normal(one) != normal(other)
