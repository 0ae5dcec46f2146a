from dataclasses import replace

import pytest

from survey_kit.disclosure.released import Measure
from survey_kit.findings.compared import categories, codes_of, compared, of_means, shown, whole
from survey_kit.findings.inquiries import Inquiry

FAMILIES = {"1": "familles", "2": "autres répondants"}
LABELS = {"4": "garde d'enfants", "5": "autre chose"}


def view_of(made, columns, labels=None, **options):
    """View: of a question compared in columns, each with how many gave the answer "4" and how many answered."""
    labels = labels or FAMILIES
    told = tuple(
        replace(made.distribution({"4": count, "5": base - count}, base, variable="needs"), column_variable="family", column=code)
        for code, (count, base) in columns.items()
    )
    total = made.distribution({"4": 50, "5": 115}, variable="needs")
    view = made.view(
        [made.question(LABELS, name="needs"), made.question(labels, name="family")],
        [total, made.distribution(dict.fromkeys(labels, 60), variable="family")],
        **options,
    )
    return replace(view, released=replace(view.released, columns=told))


ASKED = Inquiry("Les familles en manquent-elles plus ?", ("needs",), {"needs": ("4",)}, "family")


def test_a_clear_difference_is_told_with_both_shares(made):
    found = compared(view_of(made, {"1": (28, 60), "2": (12, 100)}), ASKED, "needs")
    assert found.sentence == (
        "« garde d'enfants » : plus souvent parmi « familles » (47\u202f%) que parmi « autres répondants » (12\u202f%), un écart net entre les répondants."
    )
    assert found.said
    assert found.detail.startswith("Familles : 47\u202f% de 60 répondants (incertitude minimale : de 35 à 59\u202f%). Autres répondants : 12\u202f% de 100")
    assert found.detail.endswith("Écart : 35\u00a0points (incertitude minimale : de 20 à 48).")


def test_a_difference_the_other_way_is_told_so_and_in_points_above_zero(made):
    found = compared(view_of(made, {"1": (12, 100), "2": (28, 60)}), ASKED, "needs")
    assert "moins souvent parmi « familles »" in found.sentence
    assert found.detail.endswith("de 20 à 48).")


def test_a_difference_that_chance_explains_is_no_answer(made):
    found = compared(view_of(made, {"1": (14, 60), "2": (17, 100)}), ASKED, "needs")
    assert not found.said
    assert found.sentence.startswith("On ne peut pas le dire : « garde d'enfants », 23\u202f% parmi « familles » et 17\u202f% parmi")
    assert found.sentence.endswith("un écart qui peut tenir au hasard.")


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"1": (9, 20), "2": (40, 140)}, "moins de 30 réponses parmi « familles »"),
        ({"1": (3, 60), "2": (40, 100)}, "la réponse est gardée secrète dans certaines catégories"),
        ({"1": (50, 150)}, "les répondants ne se partagent pas entre plusieurs catégories"),
        ({}, "les répondants ne se partagent pas entre plusieurs catégories"),
    ],
)
def test_categories_that_cannot_be_told_have_their_reason(made, columns, reason):
    assert reason in compared(view_of(made, columns), ASKED, "needs").sentence


def test_a_variable_that_is_not_there_parts_nobody(made):
    view = view_of(made, {})
    bare = replace(view, released=replace(view.released, distributions=view.released.distributions[:1]))
    assert "n'est pas dans les réponses reçues" in compared(bare, ASKED, "needs").sentence
    assert not compared(replace(view, released=replace(view.released, distributions=())), ASKED, "needs").said


def test_of_many_categories_the_two_furthest_apart_are_told(made):
    labels = {"1": "seul", "2": "couple", "3": "famille"}
    found = compared(view_of(made, {"1": (5, 60), "2": (15, 60), "3": (35, 60)}, labels), ASKED, "needs")
    assert "de 8\u202f% parmi « seul » à 58\u202f% parmi « famille », un écart net" in found.sentence


@pytest.mark.parametrize(
    ("sampling", "word"), [("volunteer", "net entre les répondants"), ("quota", "net entre les répondants"), ("probability", "un écart établi")]
)
def test_the_word_for_a_difference_follows_how_respondents_came(made, sampling, word):
    found = compared(view_of(made, {"1": (28, 60), "2": (12, 100)}, sampling=sampling), ASKED, "needs")
    assert word in found.sentence
    assert "signific" not in found.sentence


def test_a_census_leaves_nothing_to_chance(made):
    view = view_of(made, {"1": (14, 60), "2": (17, 100)}, sampling="census")
    columns = tuple(replace(one, cells=tuple(replace(cell, low=None, high=None) for cell in one.cells)) for one in view.released.columns)
    found = compared(replace(view, released=replace(view.released, columns=columns)), ASKED, "needs")
    assert found.said
    assert "hasard" not in found.sentence
    assert found.detail.endswith("Écart : 6\u00a0points.")
    same = tuple(replace(one, cells=columns[0].cells) for one in columns)
    assert "autant parmi" in compared(replace(view, released=replace(view.released, columns=same)), ASKED, "needs").sentence


def test_numbers_are_compared_by_their_means(made):
    days = made.question({}, kind="decimal", name="days")
    columns = tuple(
        replace(
            made.distribution({"0-1": 60, "2-5": 40}, variable="days", measures=[Measure("mean", mean, 0.1, mean - 0.2, mean + 0.2)]),
            column_variable="family",
            column=code,
        )
        for code, mean in (("1", 2.4), ("2", 1.5))
    )
    view = made.view([days, made.question(FAMILIES, name="family")], [made.distribution({"0-1": 120, "2-5": 45}, variable="days")])
    view = replace(view, released=replace(view.released, columns=columns))
    asked = Inquiry("Combien de jours ?", ("days",), by="family")
    found = compared(view, asked, "days")
    assert found.sentence == "En moyenne 2,4 parmi « familles », 1,5 parmi « autres répondants », un écart net entre les répondants."
    assert "Écart : 0,9 (incertitude minimale : de 0,6 à 1,2)." in found.detail
    assert of_means(days, ())
    assert [shown(view, one, means=True) for one in categories(view, asked, "days", days)] == ["2,4", "1,5"]
    near = tuple(replace(one, measures=(Measure("mean", 2.0, 0.1, 1.8, 2.2),)) for one in columns)
    assert "peut tenir au hasard" in compared(replace(view, released=replace(view.released, columns=near)), asked, "days").sentence


def test_of_a_yes_or_no_question_yes_is_compared(made):
    asked = made.question({"1": "Oui", "0": "Non"}, kind="yes_no", name="needs")
    assert codes_of(Inquiry("?", ("needs",), by="family"), "needs", asked) == ("1",)
    assert whole(view_of(made, {}), ASKED, "needs", made.question(LABELS, name="needs"))[1].count == 50
