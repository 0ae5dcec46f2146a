"""Fonts as addresses."""

from base64 import b64decode

from survey_kit.outputs.fonts import cover, embedded, folder
from survey_kit.report.html import FACES


def test_a_font_travels_within_the_page():
    for face in FACES:
        head, content = embedded(face.file).split(",")
        assert head == "data:font/woff2;base64"
        assert b64decode(content) == (folder() / f"{face.file}.woff2").read_bytes()


def test_the_letters_of_a_page_are_held_against_those_that_ship():
    assert cover("Sévérac-d’Aveyron : 24 % → « œuvre »".replace("→", ""))
    assert not cover("調査")
