"""A chart that stands alone keeps every word around it, inside its frame."""

import pytest

from survey_kit.charts.framed import MARGIN, framed
from survey_kit.charts.lettering import width
from survey_kit.charts.marks import SMALL

SIZES = {"title": (12.0, "600"), "subtitle": (8.5, "400"), "note": (SMALL, "400"), "stamp": (8.5, "600")}
NOTES = ["Champ : tous.", "Note : " + " ".join(["une remarque assez longue"] * 30)]


@pytest.mark.parametrize("name", ["motives", "half", "satisfaction"])
def test_texts_stand_inside_above_and_below_the_chart(drawn, name):
    chart = drawn.charts()[name]
    whole = framed(chart, "Un titre qui prend plus d'une ligne : " + "mot " * 30, "En %. Base : 165 répondants", NOTES, "fr", stamp="Données fictives")
    assert whole.width == pytest.approx(chart.width + 2 * MARGIN)
    for label in whole.labels:
        size, face = SIZES[label.look]
        assert label.x >= MARGIN
        assert label.x + width(label.text, size, face) <= whole.width - MARGIN + 0.1
        assert label.y <= whole.height - MARGIN + 0.1
        assert label.y <= whole.top if label.look != "note" else label.y - SMALL >= whole.top + chart.height
    places = [label.y for label in whole.labels]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


def test_no_word_is_cut(drawn):
    whole = framed(drawn.charts()["half"], "Titre", "", NOTES, "fr")
    told = " ".join(label.text for label in whole.labels)
    assert told.count("remarque") == 30
    assert "…" not in told
    assert not [label for label in whole.labels if label.look in {"stamp", "subtitle"}]


def test_words_are_typeset(drawn):
    whole = framed(drawn.charts()["half"], "L'essentiel : 24 %", "", [], "fr")
    assert whole.labels[0].text == "L’essentiel\xa0: 24\u202f%"
