"""Fonts within a Word file."""

import io
from uuid import UUID

import pytest

from survey_kit.outputs.fonts import folder
from survey_kit.outputs.typefaces import bold_of, scramble, typefaces

TTFont = pytest.importorskip("fontTools.ttLib").TTFont


def test_each_face_is_scrambled_with_its_key_and_read_with_it():
    for face in typefaces():
        font = TTFont(io.BytesIO(scramble(face.content, UUID(face.key))))
        assert font["name"].getDebugName(1) == face.family
        assert font["name"].getDebugName(2) == face.slot
        assert font["OS/2"].fsType == 0  # may be embedded, and edited with
        with pytest.raises(Exception, match="sfnt"):
            TTFont(io.BytesIO(face.content))


def test_the_key_is_combined_backwards_with_the_first_32_bytes_only():
    key = UUID("00112233-4455-6677-8899-AABBCCDDEEFF")
    assert scramble(bytes(40), key) == 2 * key.bytes[::-1] + bytes(8)


def test_the_bold_of_a_family_is_its_semibold_and_keeps_its_licence():
    semibold = (folder() / "KitSans-Semibold.ttf").read_bytes()
    font, before = TTFont(io.BytesIO(bold_of(semibold, "Kit Sans"))), TTFont(io.BytesIO(semibold))
    assert font["name"].getDebugName(4) == "Kit Sans Bold"
    assert font["head"].macStyle & 1
    assert font["OS/2"].fsSelection & 0x20
    assert font["head"].modified == before["head"].modified
    assert font["name"].getDebugName(13) == before["name"].getDebugName(13)
    assert font.getGlyphOrder() == before.getGlyphOrder()
    assert "Source" not in "".join(font["name"].getDebugName(name) for name in (1, 3, 4, 6))


def test_two_readings_give_the_same_bytes():
    assert typefaces() == typefaces()
