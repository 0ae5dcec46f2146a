"""The Google Forms shape."""

from __future__ import annotations

import csv
import io
import re

import pytest

from survey_kit.example.defects import Line, export_lines
from survey_kit.example.google_forms import choice_texts, google_forms_csv, is_bare_scale, single_text
from survey_kit.example.respondents import synthetic_respondents
from survey_kit.questionnaire.read import read_questionnaire

BOOK = read_questionnaire("haut-rouergue")


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    return export_lines(synthetic_respondents(BOOK, 60))[0]


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_the_route_of_the_sheet(lines: tuple[Line, ...]) -> None:
    table = rows(google_forms_csv(BOOK, lines))
    assert table[0][0] == "Horodateur"
    assert re.fullmatch(r"\d\d/\d\d/2022 \d\d:\d\d:\d\d", table[3][0])
    assert sum(heading.startswith("Êtes-vous satisfait·e de") and heading.endswith("]") for heading in table[0]) == 13
    motives = [row[table[0].index("Qu'est-ce qui vous a attiré ici ? (3 au plus)")] for row in table[1:]]
    assert any("fuir bruit, stress, pollution, " in cell for cell in motives), "commas stand in the options and between them"
    assert not any("ID" in heading for heading in table[0])


def test_the_direct_route(lines: tuple[Line, ...]) -> None:
    content = google_forms_csv(BOOK, lines, direct=True)
    table = rows(content)
    assert re.fullmatch(r"2022/\d\d/\d\d \d{1,2}:\d\d:\d\d [AP]M UTC\+2", table[3][0])
    assert content.startswith(b'"Horodateur","')
    assert any(";" in row[table[0].index("Qu'est-ce qui vous a attiré ici ? (3 au plus)")] for row in table[1:])


def test_the_text_of_other_takes_the_place_of_the_option(lines: tuple[Line, ...]) -> None:
    motives, trigger = BOOK.question("motives"), BOOK.question("trigger")
    assert motives is not None
    assert trigger is not None
    for line in lines:
        if line.answers.get("motives__14"):
            assert choice_texts(motives, line)[-1] == line.answers["motives__other"]
        if line.answers.get("trigger") == "9":
            assert single_text(trigger, line, "9") == line.answers["trigger__other"]


def test_a_scale_without_other_answers_keeps_only_its_numbers(lines: tuple[Line, ...]) -> None:
    assert is_bare_scale(BOOK.question("integration"))  # type: ignore[arg-type]
    assert not is_bare_scale(BOOK.question("housing_difficulty"))  # type: ignore[arg-type]
    table = rows(google_forms_csv(BOOK, lines))
    assert {row[table[0].index("Vous sentez-vous bien intégré·e ?")] for row in table[1:]} <= {"", *map(str, range(11))}
