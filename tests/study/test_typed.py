from types import SimpleNamespace

import pytest

from survey_kit.study.typed import bound, numbers, one_line, stale, untied

FIGURES = {"a_percent": "46\u202f%", "a_base": "1\u202f139", "a_interval": "de 38 à 54\u202f%", "a_people": "un répondant sur deux"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("46 % des 139 répondants", ("46%", "139")),
        ("1 139 personnes, 2,5 jours", ("1139", "2,5")),
        ("de −4 à 23 %", ("−4", "23%")),
        ("46% des 46 %", ("46%",)),
        ("A26, B3 et x2", ()),
        ("en 2022.", ("2022",)),
    ],
)
def test_numbers_of_a_text(text, found):
    assert numbers(text) == found


def test_a_number_typed_by_hand_is_the_figure_that_it_was():
    assert bound("Ils sont 46 % ({a_base} réponses).", "", FIGURES, {}) == {"46%": "a_percent"}
    assert bound("Sur 1 139 réponses, 54 au plus.", "", FIGURES, {}) == {"1139": "a_base", "54": "a_interval"}
    assert bound("Un répondant sur deux reste.", "", FIGURES, {}) == {"un répondant sur deux": "a_people"}
    assert bound("Les 46 ans", "{a_percent} des 46 ans", FIGURES, {}) == {}
    assert bound("{a_percent} en 2022", "", FIGURES, {}) == {}


def test_what_the_file_remembers_goes_before_what_it_says_today():
    later = {"a_percent": "51\u202f%", "b_percent": "46\u202f%"}
    assert bound("Ils sont 46 %.", "", later, {"46%": "a_percent"}) == {"46%": "a_percent"}
    assert bound("Un répondant sur deux reste.", "", {}, {"un répondant sur deux": "a_people"}) == {"un répondant sur deux": "a_people"}
    assert bound("Tout a changé.", "", later, {"46%": "a_percent"}) == {}


def test_a_figure_that_moved_on_is_told():
    typed = {"46%": "a_percent", "1139": "a_base", "un répondant sur deux": "a_people"}
    assert list(stale(typed, FIGURES)) == []
    later = {**FIGURES, "a_percent": "48\u202f%", "a_people": "un répondant sur trois"}
    assert list(stale(typed, later)) == [("46%", "a_percent"), ("un répondant sur deux", "a_people")]
    assert list(stale({"46%": "a_percent"}, {})) == [("46%", "a_percent")]


def test_a_percentage_that_is_no_figure_is_told():
    proposal = SimpleNamespace(figures=FIGURES)
    assert list(untied("Plus de 40 %, soit 46 %, en 2022", "", proposal, {})) == ["40%"]
    assert list(untied("Plus de 40 %", "plus de 40 % d'entre eux", proposal, {})) == []
    assert list(untied("Plus de 40 %", "", proposal, {"40%": "b"})) == []


def test_blanks_are_one_space_and_no_break_spaces_stay():
    assert one_line(" un\n  deux\u202f% ") == "un deux\u202f%"
