"""The fonts that ship as they travel within a Word file: each family with its bold, and scrambled as the format asks."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from survey_kit.outputs.fonts import folder

# A family's bold is its semibold, the weight that the design has.
FACES: Final = (
    ("KitSans-Regular", "Kit Sans", "Regular"),
    ("KitSans-Semibold", "Kit Sans", "Bold"),
    ("KitSans-Italic", "Kit Sans", "Italic"),
    ("KitSerif-Semibold", "Kit Serif", "Bold"),
    ("KitSerifDisplay-Semibold", "Kit Serif Display", "Bold"),
)
# Names of a font: its family, its style, its whole name; and those that set a semibold apart from its family.
FAMILY, STYLE, WHOLE, APART = 1, 2, 4, (16, 17)
BOLD_SELECTED, BOLD_MARKED, BOLD_WEIGHT = 0x20, 0x01, 700
SCRAMBLED: Final = 32


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font within a Word file: its file's name, its family, the place it takes there, its key and its scrambled bytes."""

    file: str
    family: str
    slot: str
    key: str
    content: bytes


def typefaces() -> tuple[Typeface, ...]:
    """tuple of Typeface: those that the styles of the Word file name."""
    return tuple(_typeface(file, family, slot) for file, family, slot in FACES)


def scramble(font: bytes, key: UUID) -> bytes:
    """bytes: the font with its first 32 bytes combined with its key; done twice, the font itself.

    Source: ISO/IEC 29500-4, font embedding (17.8.1).
    """
    backwards = key.bytes[::-1]
    return bytes(byte ^ backwards[place % 16] for place, byte in enumerate(font[:SCRAMBLED])) + font[SCRAMBLED:]


def _typeface(file: str, family: str, slot: str) -> Typeface:
    font = (folder() / f"{file}.ttf").read_bytes()
    if slot == "Bold":
        font = bold_of(font, family)
    key = UUID(bytes=hashlib.sha256(font).digest()[:16])
    return Typeface(file, family, slot, f"{{{str(key).upper()}}}", scramble(font, key))


def bold_of(font: bytes, family: str) -> bytes:
    """bytes: the same face, called the bold of its family, which is what Word looks for when a style is bold."""
    from fontTools.ttLib import TTFont

    face = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    names = face["name"]
    names.names = [record for record in names.names if record.nameID not in APART]
    for identifier, text in ((FAMILY, family), (STYLE, "Bold"), (WHOLE, f"{family} Bold")):
        names.setName(text, identifier, 3, 1, 0x409)
    face["OS/2"].fsSelection |= BOLD_SELECTED
    face["OS/2"].usWeightClass = BOLD_WEIGHT
    face["head"].macStyle |= BOLD_MARKED
    named = io.BytesIO()
    face.save(named, reorderTables=None)
    return named.getvalue()
