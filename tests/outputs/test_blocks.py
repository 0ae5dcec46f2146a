"""What stands in each table, against plain pandas."""

from dataclasses import replace

import numpy as np
import pytest

from survey_kit.disclosure.released import Distribution
from survey_kit.outputs.blocks import Told, analysis_block, block, chapters
from survey_kit.questionnaire.model import Derived


def lines(told, name):
    return {(line.code, line.label): line for line in block(told, name).lines}


def by_code(told, name, look="answer"):
    return {line.code: line.values for line in block(told, name).lines if line.look == look}


def test_counts_and_shares_are_those_of_pandas(told, responses):
    found = by_code(told, "sex")
    counts = responses["sex"].value_counts()
    assert {code: values[0] for code, values in found.items()} == counts.to_dict()
    np.testing.assert_allclose([found[code][1] for code in counts.index], 100 * counts / counts.sum())


def test_a_set_is_in_percent_of_respondents_and_says_so(told, responses):
    found = by_code(told, "wants")
    assert found["1"][1] == pytest.approx(100 * responses["wants__1"].astype(float).mean())
    assert any("dépasser 100" in note for note in block(told, "wants").notes)
    assert next(line for line in block(told, "wants").lines if line.look == "base").values == (120, None, None, None)


def test_rare_answers_stand_together_under_their_names(told):
    merged = next(line for line in block(told, "trade").lines if line.look == "merged")
    assert merged.label.endswith(" : potier, luthier")
    assert merged.values[0] == 5


def test_who_stands_outside_the_base_is_counted_or_kept_back(told):
    outside = by_code(told, "rhythm", "outside")
    assert outside == {"not_asked": ("s", None, None, None), "not_answered": ("s", None, None, None)}
    assert any(note.startswith("Note : s =") for note in block(told, "rhythm").notes)


def test_a_scale_and_a_number_have_their_measures(told, responses):
    assert by_code(told, "rhythm", "measure")["mean"][1] == pytest.approx(responses["rhythm"].astype(float).mean())
    assert list(by_code(told, "children", "measure")) == ["mean", "q1", "median", "q3"]


def test_a_matrix_goes_item_by_item_by_what_each_base_allows(told):
    items = [line.label for line in block(told, "views").lines if line.look == "item"]
    assert items == ["Logement", "Santé"]
    assert [line.values[0] for line in block(told, "views").lines if line.look == "indicative"] == [10, 10, 0, 0]
    assert any("indicatifs" in note for note in block(told, "views").notes)


def test_places_go_by_their_names_and_texts_by_their_number(told):
    assert [line.label for line in block(told, "town").lines][:2] == ["Espalion", "Bozouls"]
    assert [(line.look, line.values[0]) for line in block(told, "more").lines] == [("base", 30), ("outside", 90)]


def test_of_fewer_than_five_nothing_is_said(told):
    first, *rest = block(told, "few").lines
    assert (first.look, first.values) == ("hidden", (None,) * 4)
    assert [line.look for line in rest] == ["outside"]
    assert block(told, "few").base is None


def test_titles_carry_the_number_of_the_question(told):
    assert block(told, "trade").title == "A1. Votre métier ?"


def test_chapters_follow_the_questionnaire_then_the_kit(told):
    assert [(key, title) for key, title, _ in chapters(told)] == [
        ("territory", "Vivre ici"), ("respondents", "Qui a répondu"), ("other", "Autres questions")
    ]  # fmt: skip


def test_weights_bring_columns_of_their_own(made, responses):
    told = made(weights="w")
    found = block(told, "sex")
    assert found.headings == ("Effectif", "Effectif pondéré", "Part redressée (%)", "Borne basse", "Borne haute")
    weights = responses.groupby("sex", observed=False)["w"].sum()
    line = next(line for line in found.lines if line.code == "1")
    assert line.values[1:3] == pytest.approx((weights["1"], 100 * weights["1"] / weights.sum()))
    assert "Base efficace" in [line.label for line in found.lines]


def test_a_census_has_no_bounds(made):
    found = block(made(sampling="census"), "sex")
    assert found.headings == ("Effectif", "Part (%)")
    assert {len(line.values) for line in found.lines} == {2}


def test_an_analysis_tells_its_assumptions_apart(told):
    found = analysis_block(told, told.released.analyses[0])
    assert [(line.look, line.code) for line in found.lines] == [
        ("measure", "days"),
        ("measure", "desks"),
        ("assumption", "peak"),
        ("base", ""),
    ]
    assert found.lines[1].values == (1.268, 0.634, 2.537)


def test_english_has_its_own_words(made):
    found = block(made(lang="en"), "wants")
    assert found.headings[0] == "Count"
    assert found.notes[0] == "Population: Habitants. (en)."


def test_a_derived_variable_that_nothing_could_be_made_of_says_so(told):
    empty = Distribution("made", base=0, rule="nothing")
    questionnaire = replace(told.questionnaire, derived=(Derived("made", "yes_no", {"fr": "Établi par le kit"}, "sex = 1"),))
    found = block(Told(replace(told.released, distributions=(empty,)), questionnaire), "made")
    assert found.lines[0].label.startswith("Non calculé")
    asked = block(Told(replace(told.released, distributions=(replace(empty, variable="sex"),)), questionnaire), "sex")
    assert asked.lines[0].label.startswith("Personne n'a répondu")
