import pytest

from survey_kit.questionnaire.infer_numbers import leading, numeric
from survey_kit.questionnaire.infer_profile import profile


def typed(heading, *cells):
    found = numeric(heading, profile(cells, frozenset()))
    return None if found is None else (found.type, [choice.code for choice in found.choices])


@pytest.mark.parametrize(
    ("heading", "cells", "kind", "codes"),
    [
        ("Combien d'enfants ?", ("0", "1", "2", "3"), "integer", []),
        ("What year were you born?", ("1985", "1964", "1990"), "integer", []),
        ("Trajet (minutes)", ("10", "25 min", "1h10", "45", "30", "15"), "integer", []),
        ("Prix", ("12 €", "15", "20", "7,50"), "decimal", []),
        ("Part", ("20 %", "30 %", "40 %"), None, None),
        ("Surface", ("12,5", "30", "7.25"), "decimal", []),
        ("score factoriel", ("-0.0090895525173994", "1e-05"), "decimal", []),
        ("Notez votre satisfaction", ("1", "2", "5"), "scale", ["1", "2", "5"]),
        ("Sur une échelle de 1 à 5", ("3", "4"), "scale", ["1", "2", "3", "4", "5"]),
        ("recommandation", tuple(map(str, range(11))), "scale", [str(step) for step in range(11)]),
        ("region", ("1", "2", "3", "4"), "single", ["1", "2", "3", "4"]),
        ("moved", ("2", "1", "1"), "single", ["1", "2"]),
        ("part_vecu", ("0", "3", "5", "1"), "integer", []),
        ("version", ("3", "3"), "", []),
    ],
)  # fmt: skip
def test_what_numbers_are(heading, cells, kind, codes):
    assert typed(heading, *cells) == (None if kind is None else (kind, codes))


def test_words_are_no_numbers():
    assert typed("x", "a", "b", "3") is None


def test_one_slip_among_many_numbers_leaves_them_numbers():
    assert typed("Votre âge", *(str(age) for age in range(20, 60)), "trente") == ("integer", [])


def test_a_scale_whose_ends_carry_words():
    found = leading(profile(["0 - Pas du tout", "10 - Tout à fait", "5", "5", "NSP"], frozenset()))
    assert [(choice.code, choice.number, choice.missing) for choice in found.choices] == [
        ("0 - Pas du tout", 0, ""), ("5", 5, ""), ("10 - Tout à fait", 10, ""), ("NSP", None, "dont_know"),
    ]  # fmt: skip
    assert leading(profile(["18 - 29", "30 - 44", "45 - 59"], frozenset())) is None
