"""How wide text is, and where it breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.charts.lettering import advances, cut, width, wrap
from survey_kit.resources import templates


def test_widths_are_those_of_the_fonts_that_ship():
    from fontTools.ttLib import TTFont

    font = TTFont(templates() / "fonts" / "KitSans-Semibold.ttf")
    cmap, widths = font.getBestCmap(), font["hmtx"]
    for sign in "Œuvre à 25 % – l’été ; « oui » ➔ ś":
        if ord(sign) in cmap:
            assert advances("600")[sign] == widths[cmap[ord(sign)]][0]
    assert width("é", 10, "600") == pytest.approx(advances("600")["é"] / 100)


def test_figures_have_one_width_so_that_columns_align():
    assert len({advances("400")[figure] for figure in "0123456789"}) == 1


def test_a_long_label_breaks_at_words_then_ends_in_an_ellipsis():
    told = "Sur un autre site de mon employeur, ou dans des locaux mis à disposition par un client ou un partenaire"
    lines = wrap(told, 150, 8)
    assert len(lines) == 2
    assert told.startswith(lines[0])
    assert lines[1].endswith("…")
    assert told.startswith(f"{lines[0]} {lines[1][:-1]}")


def test_a_word_longer_than_the_room_is_broken():
    lines = wrap("a" * 90, 100, 8)
    assert all(width(line, 8) <= 100 for line in lines)
    assert len(lines) == 2


def test_what_fits_is_left_alone():
    assert cut("Oui", 100, 8) == "Oui"
    assert wrap("Oui", 100, 8) == ("Oui",)
    assert wrap("", 100, 8) == ("",)


@given(st.text(min_size=1, max_size=120), st.floats(30, 300))
def test_no_line_is_wider_than_its_room(text, room):
    assert all(width(line, 8) <= room for line in wrap(text, room, 8, most=3))
