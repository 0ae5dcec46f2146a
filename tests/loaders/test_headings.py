import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.loaders.headings import clean, normal, split_brackets, split_dashes


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("<p>Votre <strong>âge</strong> ?</p>", "Votre âge ?"),
        ("Caf&eacute; &amp; th&eacute;", "Café & thé"),
        ("\xa0Âge\u202f?\n ", "Âge ?"),
        ("a\u200bb\ufeff", "ab"),
        ("moins de 5 < x > 3", "moins de 5 < x > 3"),
        ("e\u0301te\u0301", "été"),
        ("{INSERTANS:1X2X3} ans", "{INSERTANS:1X2X3} ans"),
    ],
)
def test_a_heading_is_cleaned(heading, text):
    assert clean(heading) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dans quelle commune se trouve ce logement ?", "dans quelle commune se trouve ce logement"),
        ("L'été, où allez-vous ?", "L’été : où allez vous"),
        ("Œuvre", "oeuvre"),
        ("1. Âge :", "1 age"),
    ],
)
def test_wordings_that_say_the_same_are_the_same(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("moins de 5 %", "moins de 5"), ("-1", "1"), ("18-24", "18 25"), (">= 3", "<= 3"), ("C++", "C")]
)
def test_wordings_that_differ_by_a_sign_that_counts_are_not(one, other):
    assert normal(one) != normal(other)


@given(st.text(max_size=40))
def test_cleaning_and_normal_forms_are_stable(text):
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("Q [a]", ("Q", ("a",))),
        ("Q [a [b] c]", ("Q", ("a [b] c",))),
        ("Q [r][2]", ("Q", ("r", "2"))),
        ("Q []", ("Q", ("",))),
        ("[a]", ("", ("a",))),
        ("Q [a] ?", ("Q [a] ?", ())),
        ("Q a]", ("Q a]", ())),
    ],
)
def test_brackets_at_the_end_are_parted(heading, parts):
    assert split_brackets(heading) == parts


def test_a_dash_parts_only_what_several_headings_share():
    headings = ["Q1", "Q1 - Other (please specify)", "Lieux – maison", "Lieux – café", "Avant - après"]
    assert split_dashes(headings) == [
        ("Q1", ""),
        ("Q1", "Other (please specify)"),
        ("Lieux", "maison"),
        ("Lieux", "café"),
        ("Avant - après", ""),
    ]
