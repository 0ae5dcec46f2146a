"""The empty deck: layouts with placeholders, the colours of the report, nothing of another program."""

import io
import sys
import zipfile

import pytest

from survey_kit.errors import SurveyKitError
from survey_kit.outputs.deck import HEADINGS, LAYOUTS, TEXT, check_library, empty_deck
from survey_kit.report.html import palette

EMU = 914400


@pytest.fixture(scope="module", params=["fr", "en"])
def deck(request):
    return request.param, empty_deck(request.param)


def parts(deck):
    made = io.BytesIO()
    deck.save(made)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_kind_of_slide_has_its_layout_with_a_title(deck):
    lang, found = deck
    names = [layout.name for layout in found.slide_layouts]
    assert len(names) == len(LAYOUTS)
    assert names[0] == {"fr": "Ouverture", "en": "Opening"}[lang]
    for layout in found.slide_layouts:
        kinds = [str(holder.placeholder_format.type).split(" ")[0] for holder in layout.placeholders]
        assert "TITLE" in kinds or "CENTER_TITLE" in kinds
        indexes = [holder.placeholder_format.idx for holder in layout.placeholders]
        assert len(set(indexes)) == len(indexes)
    assert any("CHART" in str(holder.placeholder_format.type) for holder in found.slide_layouts[2].placeholders)


def test_nothing_lies_outside_the_slide(deck):
    _, found = deck
    for layout in found.slide_layouts:
        for shape in layout.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= found.slide_width + EMU // 100
            assert shape.top + shape.height <= found.slide_height


def test_the_theme_has_the_colours_and_faces(deck):
    theme = parts(deck[1])["ppt/theme/theme1.xml"].decode()
    for name in ("ink", "primary", "accent", "bar", "medium", "warm", "light"):
        assert f'val="{palette()[name][1:]}"' in theme
    assert f'<a:latin typeface="{HEADINGS}"/>' in theme
    assert f'<a:latin typeface="{TEXT}"/>' in theme


def test_it_says_its_language_and_nothing_of_another_program(deck):
    lang, found = deck
    packed = parts(found)
    for name, content in packed.items():
        if name.startswith(("ppt/presentation", "ppt/slideMasters/slide", "ppt/slideLayouts/slide")) and name.endswith(".xml"):
            assert {"fr": b'lang="fr-FR"', "en": b'lang="en-GB"'}[lang] in content
            assert b'lang="en-US"' not in content
    assert b"Microsoft" not in packed["docProps/app.xml"]
    assert not [name for name in packed if "thumbnail" in name or "printerSettings" in name]


def test_without_the_library_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(SurveyKitError) as raised:
        check_library()
    assert raised.value.code == "slides_missing"
    assert "survey-kit-accueil[slides]" in raised.value.message("fr")
    assert "survey-kit-accueil[slides]" in raised.value.message("en")
    with pytest.raises(SurveyKitError):
        empty_deck("fr")
