from dataclasses import replace

from survey_kit.disclosure.released import Cell, Distribution
from survey_kit.findings.view import asked_of_some, cell_label, labels, names, others, outside_scale, telling, without
from survey_kit.questionnaire.model import Choice, Derived, Question


def test_a_scale_keeps_its_numbers():
    question = Question(
        "q", "scale", {}, (Choice("1", {"fr": "inutilisable"}), Choice("2", {"fr": "2"}), Choice("98", {}, missing="dont_know"))
    )
    assert labels(question, "fr") == {"1": "1 : inutilisable", "2": "2", "98": "ne sait pas"}
    assert labels(question, "en")["1"] == "1: inutilisable"


def test_places_months_and_bands_go_by_their_names(made):
    place, month, age = (Question("q", kind, {}) for kind in ("place", "month", "integer"))
    assert names(place, made.distribution({"12096": 10, "GB": 10}), "fr")["12096"] == "Espalion"
    assert names(month, made.distribution({"2022-04": 10, "2021": 10}), "fr") == {"2022-04": "avril 2022", "2021": "2021"}
    assert names(age, made.distribution({"20-39": 10, "1.5": 10, "-5--1": 8}), "fr") == {
        "20-39": "20 à 39",
        "1.5": "1,5",
        "-5--1": "−5 à −1",
    }
    assert names(age, made.distribution({"tous": 10}), "fr") == {"tous": "tous"}


def test_rare_answers_together_are_named():
    from survey_kit.disclosure.released import Cell

    assert cell_label(Cell("merged", 9, 9.0, 9.0, number=17), {}, "fr") == "autres communes (17)"
    assert cell_label(Cell("merged", 9, 9.0, 9.0, number=17), {}, "en") == "other communes (17)"
    told = cell_label(Cell("merged", 9, 9.0, 9.0, merged=("a", "b")), {"a": "un", "b": "deux"}, "fr")
    assert told == "réponses réunies : un, deux"


def test_what_comes_last_and_what_lies_on_no_scale():
    question = Question(
        "q",
        "single",
        {},
        (Choice("1", {}), Choice("2", {}, opens_text=True), Choice("3", {}, exclusive=True), Choice("4", {}, missing="dont_know")),
    )
    assert others(question) == {"2", "3", "4"}
    assert outside_scale(question) == {"4"}


def test_bases_say_what_may_be_told(made):
    assert telling(made.distribution({"a": 40}))
    assert not telling(made.distribution({"a": 20}))
    assert without(made.distribution({"a": 40, "b": 9}), frozenset("b")).base == 49


def test_a_concept_is_found_only_where_something_is_known(made):
    question = made.question({"1": "un"}, concept="motives")
    view = made.view([question], [made.distribution({"1": 40})])
    assert view.having("motives")[0] is question
    assert view.having("staying") is None
    assert made.view([question], [made.distribution({}, 0)]).having("motives") is None
    assert asked_of_some(view, made.distribution({"1": 40}))
    assert not asked_of_some(view, made.distribution({"1": 160}))
    assert view.quote("a") == "« a »"


def test_years_of_birth_have_no_space_of_thousands(made):
    born = Question("born", "integer", {}, concept="birth_year")
    assert names(born, made.distribution({"1940-1949": 8, "1950": 12}), "fr") == {"1940-1949": "1940 à 1949", "1950": "1950"}


def test_regions_and_departements_go_by_their_names():
    region = Derived("r", "place", {}, concept="previous_region")
    told = Distribution("r", cells=(Cell("76", 9, 9.0, 50.0), Cell("ZZ", 9, 9.0, 50.0), Cell("merged", 6, 6.0, 20.0, number=2)))
    assert names(region, told, "fr") == {"76": "Occitanie", "ZZ": "Étranger", "merged": "autres régions (2)"}
    assert names(region, replace(told, cells=told.cells[::2]), "en")["merged"] == "other regions, or abroad (2)"
    departement = Derived("d", "place", {}, concept="previous_departement")
    assert names(departement, Distribution("d", cells=(Cell("76", 9, 9.0, 50.0),)), "fr") == {"76": "Seine-Maritime"}


def test_steps_of_a_ladder_told_together_are_one_step():
    choices = tuple(Choice(code, {"fr": code}) for code in ("même commune", "même département", "ailleurs"))
    ladder = Derived("o", "single", {}, concept="origin", choices=choices, ordered=True)
    cell = Cell("merged", 36, 36.0, 40.0, merged=("même commune", "même département"))
    known = names(ladder, Distribution("o", cells=(cell,)), "fr")
    assert cell_label(cell, known, "fr") == "même commune ou même département"
