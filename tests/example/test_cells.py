"""What stands in a cell, before a platform gives it its own form."""

from __future__ import annotations

from datetime import datetime

from survey_kit.example import cells
from survey_kit.example.defects import Line
from survey_kit.questionnaire.read import read_questionnaire

BOOK = read_questionnaire("haut-rouergue")
NOW = datetime(2022, 5, 2, 9, 30)  # noqa: DTZ001


def question(name: str):
    found = BOOK.question(name)
    assert found is not None
    return found


def line(answers: dict[str, object], missing: dict[str, str] | None = None, written: dict[str, str] | None = None) -> Line:
    return Line("usable", answers, missing or {}, NOW, NOW, written or {})


def test_places_are_typed_so_that_they_are_found_again() -> None:
    assert cells.place_text("12096", BOOK) == "Espalion"
    assert cells.place_text("93066", BOOK) == "Saint-Denis (93)"
    assert cells.place_text("BE", BOOK) == "Belgique"


def test_what_a_spreadsheet_spoilt_stands_only_where_one_was_used() -> None:
    spoilt = line({"coworking_price": "2"}, written={"coworking_price": "06-oct"})
    assert cells.written(spoilt, "coworking_price", spreadsheet=True) == "06-oct"
    assert cells.written(spoilt, "coworking_price", spreadsheet=False) is None
    assert cells.written(line({}, written={"commune": "st come"}), "commune", spreadsheet=False) == "st come"


def test_simple_answers_as_people_type_them() -> None:
    assert cells.simple_text(question("settled_month"), NOW, BOOK) == "05/2022"
    assert cells.simple_text(question("started"), NOW, BOOK) == "02/05/2022 09:30:00"
    assert cells.simple_text(question("children"), 2, BOOK) == "2"
    assert cells.simple_text(question("children"), 2.5, BOOK) == "2,5"


def test_a_question_was_shown_unless_the_line_says_otherwise() -> None:
    commute = question("commute")
    assert not cells.whether(commute, line({}, {"commute": "not_asked"}))
    assert cells.whether(commute, line({}, {"commute": "not_answered"}))


def test_ticks_and_labels() -> None:
    ticked = line({"motives__1": True, "motives__14": True, "motives__other": "le ciel"})
    assert [choice.code for choice in cells.ticked(question("motives"), ticked)] == ["1", "14"]
    assert cells.other_text(question("motives"), ticked) == "le ciel"
    assert cells.choice_label(question("staying"), "1") == "oui, durablement"
    assert cells.wording(question("household")) == "Composition de votre ménage"


def test_weights_are_not_exported() -> None:
    assert "weight" not in {one.name for one in cells.exported(BOOK)}
