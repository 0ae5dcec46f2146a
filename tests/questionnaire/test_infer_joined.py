import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.infer_joined import split_cells

DAYS = {"Lundi, Mardi": 3, "Mardi, Jeudi": 2, "Lundi": 4, "Jeudi": 1, "Lundi, Jeudi": 1}


def test_pieces_that_come_back_are_options():
    found = split_cells(DAYS)
    assert (found.separator, dict(found.options)) == (",", {"Lundi": 8, "Mardi": 5, "Jeudi": 4})


@pytest.mark.parametrize("sign", ["; ", ";", " | ", "\n"])
def test_other_signs_join_too(sign):
    joined = {text.replace(", ", sign): times for text, times in DAYS.items()}
    assert set(split_cells(joined).options) == {"Lundi", "Mardi", "Jeudi"}


def test_microsoft_forms_ends_every_answer_by_its_sign():
    assert dict(split_cells({"a;b;": 1, "b;": 2, "a;": 1}, ";").options) == {"b": 3, "a": 2}
    assert dict(split_cells({"b;": 2, "a;": 1}, ";").options) == {"b": 2, "a": 1}


@pytest.mark.parametrize(
    "counts",
    [
        {"Une fois par semaine, mais pas tous les jours": 20, "Jamais": 12, "Oui, toujours": 7, "Non, sauf exception": 5},
        {"J'aime la nature, le calme": 1, "Le travail, les gens, la mer": 1, "Rien, vraiment": 1, "La maison, le jardin": 1},
        {"rouge": 3, "vert": 2},
        {"commerce, transports": 9, "industrie": 4, "santé, action sociale": 8, "conseil, informatique": 2},
    ],
)
def test_a_comma_inside_an_answer_declares_no_set(counts):
    assert split_cells(counts) is None
    assert split_cells(counts, ", ") is None


def test_a_label_that_holds_the_comma_is_put_together_again():
    counts = {
        "Nature, Calme, fraîcheur": 3,
        "Calme, fraîcheur": 2,
        "Nature": 4,
        "Emploi, Nature": 2,
        "Emploi, Calme, fraîcheur": 1,
        "Emploi": 2,
    }
    found = split_cells(counts)
    assert set(found.options) == {"Nature", "Calme, fraîcheur", "Emploi"}
    assert found.rejoined == ("Calme, fraîcheur",)


def test_brackets_keep_their_commas():
    counts = {
        "Lieu (bar, mairie), Maison": 3,
        "Maison": 4,
        "Lieu (bar, mairie)": 3,
        "Train, Maison": 2,
        "Train": 3,
        "Train, Lieu (bar, mairie)": 1,
    }
    assert set(split_cells(counts).options) == {"Lieu (bar, mairie)", "Maison", "Train"}


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=20), st.integers(1, 9), max_size=8), st.sampled_from(["", ", ", ";"]))
def test_any_column_is_judged(counts, separator):
    split_cells(counts, separator)


def test_many_remarks_that_hold_a_comma_are_judged_in_no_time():
    start = time.process_time()
    assert split_cells({f"remarque numéro {place}, avec une suite": 1 for place in range(30_000)}) is None
    assert time.process_time() - start < 2
