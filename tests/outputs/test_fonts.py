"""Fonts as addresses."""

from base64 import b64decode

from survey_kit.outputs.fonts import embedded, folder
from survey_kit.report.html import FACES


def test_a_font_travels_within_the_page():
    for face in FACES:
        head, content = embedded(face.file).split(",")
        assert head == "data:font/woff2;base64"
        assert b64decode(content) == (folder() / f"{face.file}.woff2").read_bytes()
