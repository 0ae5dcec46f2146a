import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_kit.questionnaire.infer_profile import profile
from survey_kit.questionnaire.infer_types import choices_of, infer


def inferred(heading, cells, **how):
    return infer(heading, profile(cells, frozenset()), **how)


def codes(found):
    return [choice.code for choice in found.choices]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("Oui", "Non", "oui"), "yes_no"), (("Yes", "No", "Don't know"), "yes_no"), (("1", "0"), "yes_no"), (("Y", "N"), "yes_no"),
        (("2021-04-03", "2021-12-24"), "date"), (("03/04/2021", "24/12/2021"), "date"), (("2021-04-03 10:00", "2021-04-03 11:30:05"), "datetime"),
        (("2021-04-03 00:00:00", "2021-04-04 00:00:00"), "date"), (("2021-04", "04/2020"), "month"), (("avril 2021", "mai 2020"), "month"),
        (("12", "45", "7"), "integer"), (("rouge", "vert") * 5, "single"), (("Tout à fait d'accord", "Pas du tout d'accord", "Plutôt d'accord") * 3, "scale"),
        (("18-29", "30-44", "45-59") * 3, "single"), (("a, b", "b, c", "a", "c", "a, c") * 4, "multiple"), (tuple(f"phrase numéro {n}" for n in range(30)), "text"),
    ],
)  # fmt: skip
def test_types(cells, kind):
    assert inferred("Question ?", cells).type == kind


def test_a_code_is_the_label_as_written_in_the_order_that_labels_tell():
    found = inferred("Âge", ("Plus de 65 ans", "Moins de 25 ans", "Moins de 25 ans", "de 26 à 45 ans") * 2)
    assert (codes(found), found.ordered) == (["Moins de 25 ans", "de 26 à 45 ans", "Plus de 65 ans"], True)
    assert [code for code, _ in found.told] == ["draft_order"]


def test_without_an_order_the_most_frequent_comes_first_and_other_last():
    found = inferred("Logement", ("autre",) * 5 + ("maison",) * 2 + ("appartement",) * 3)
    assert (codes(found), found.ordered) == (["appartement", "maison", "autre"], False)


def test_writings_of_one_answer_are_one_choice():
    found = inferred("Ville", ("Rodez", "RODEZ", "rodez ", "Millau", "Rodez"))
    assert [(choice.code, choice.aliases) for choice in found.choices] == [("Rodez", ("RODEZ", "rodez")), ("Millau", ())]
    assert [code for code, _ in found.told] == ["draft_merged"]


def test_writings_of_man_and_woman_are_put_together_where_gender_is_asked():
    cells = ("Male",) * 9 + ("M",) * 4 + ("male",) * 3 + ("Female",) * 5 + ("f",) * 2
    assert [(choice.code, choice.aliases) for choice in inferred("Gender", cells).choices] == [("Male", ("M", "male")), ("Female", ("f",))]


def test_mangled_ranges_are_shown_as_they_were():
    found = inferred("Size", ("5-Jan", "25-Jun", "26-100", "100-500") * 3)
    assert codes(found) == ["5-Jan", "25-Jun", "26-100", "100-500"]
    assert [choice.labels.get("fr") for choice in found.choices] == ["1-5", "6-25", None, None]


@pytest.mark.parametrize(
    ("heading", "cells", "note"),
    [
        ("record", tuple(map(str, range(1, 31))), "draft_identifier"),
        ("clé", tuple(f"R_{number}xYz9" for number in range(30)), "draft_identifier"),
        ("version", ("3.1",) * 9, "draft_constant"),
        ("langue", ("fr",) * 9, "draft_constant"),
        ("vide", ("", "NA"), "draft_empty"),
    ],
)
def test_columns_that_are_no_questions(heading, cells, note):
    found = inferred(heading, cells)
    assert (found.type, [code for code, _ in found.told]) == ("", [note])


def test_an_answer_that_all_give_is_still_an_answer_to_a_question():
    assert inferred("Do you agree to take part ?", ("I agree",) * 9).type == "single"


def test_what_asks_for_words_is_text_however_often_one_comes_back():
    assert inferred("Comment jugez-vous l'accueil ?", ("bien", "moyen") * 20).type == "scale"
    assert inferred("Vos remarques", ("merci",) * 20 + ("rien à dire",) * 20).type == "text"


def test_ages_that_differ_are_no_identifiers():
    assert inferred("Votre âge", tuple(map(str, range(20, 62, 2)))).type == "integer"


def test_texts_given_once_are_other_where_the_platform_mixes_them_in():
    cells = ("train",) * 9 + ("vélo",) * 8 + ("bus",) * 7 + ("à cheval", "en trottinette", "sur le dos de mon père")
    found = inferred("Transport", cells, mixed_others=True)
    assert codes(found) == ["train", "vélo", "bus", "Autre"]
    assert found.choices[-1].opens_text
    assert len(codes(inferred("Transport", cells))) == 6


def test_places_need_somebody_who_knows_them():
    cells = tuple(f"commune {number}" for number in range(20))
    assert inferred("Votre commune", cells, is_place=lambda text: text.startswith("commune")).type == "place"
    assert inferred("Votre commune", cells, is_place=lambda _: False).type == "text"


def test_options_of_a_set_and_free_text_among_them():
    cells = ("vue; calme", "calme", "vue", "vue; calme; prix", "prix", "prix; vue") * 4 + ("vue; un ami", "calme; la mer", "prix; le ciel")
    found = inferred("Pourquoi ?", cells)
    assert {choice.code: choice.opens_text for choice in found.choices} == {"vue": False, "prix": False, "calme": False, "Autre": True}
    assert codes(found)[-1] == "Autre"


def test_the_number_of_merged_labels_and_steps():
    choices, has_order, counts, merged = choices_of({"Jamais": 2, "Souvent": 1, "jamais": 1, "Parfois": 1}, {})
    assert ([choice.code for choice in choices], has_order, counts, merged) == (["Jamais", "Parfois", "Souvent"], True, False, True)


@settings(deadline=None)
@given(st.text(max_size=30), st.lists(st.text(max_size=15), max_size=30), st.sampled_from(["", ", ", ";"]))
def test_any_column_is_inferred_whatever_the_order_of_its_rows(heading, cells, separator):
    one = infer(heading, profile(cells, frozenset()), separator=separator, mixed_others=True)
    other = infer(heading, profile(cells[::-1], frozenset()), separator=separator, mixed_others=True)
    assert one == other


def test_many_long_texts_that_are_all_different_are_open_text_at_once():
    prose = [f"remarque numéro {place}, avec du texte derrière" for place in range(2000)]
    assert inferred("Divers", prose, separator=None).type == "text"
    assert inferred("Divers", prose).type == "text"
    days = [f"2021-{1 + place % 12:02}-{1 + place % 28:02} {place % 24:02}:{place % 60:02}" for place in range(2000)]
    assert inferred("Divers", days, separator=None).type == "datetime"
