"""How the bytes of a text file are written: byte order marks, UTF-16, one wrong byte in a good UTF-8 file, old code pages."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from survey_kit.errors import SurveyKitError

# Registered with Python's codecs under our own name: a byte that is no UTF-8 is read as Windows-1252 writes it.
LENIENT: Final = "survey_kit_cp1252"
PIECE: Final = 1 << 20
MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What an accented letter looks like when its UTF-8 bytes were taken for Windows-1252 ("Ã©" for "é").
MOJIBAKE: Final = re.compile(
    "[\u00c2-\u00c5\u00e2][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018-\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
# The same accented small letters in the two code pages that a French file may come in.
ACCENTS: Final[Mapping[str, bytes]] = {"cp1252": "éèêëàâçôîïùû".encode("cp1252"), "mac_roman": "éèêëàâçôîïùû".encode("mac_roman")}
ESCAPED: Final = re.compile("[\udc80-\udcff]")
BEYOND: Final = re.compile("[^\x00-\x7f]")
LETTER_AND_HIGH: Final = re.compile(rb"(?<=[A-Za-z'\x92\xd5 ])[\x80-\xff](?=[a-z ,.;\"\r\n])")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    one = error.object[error.start : error.start + 1]
    # five bytes have no sign in Windows-1252: Latin-1 gives them one that at least survives
    return one.decode("cp1252", errors="ignore") or one.decode("latin-1"), error.start + 1


codecs.register_error(LENIENT, _as_cp1252)


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding and how to treat bytes that it doesn't know; `wrong` counts those bytes."""

    name: str
    errors: str = "strict"
    wrong: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)

    def open(self, content: bytes) -> io.TextIOWrapper:
        """TextIOWrapper: the text, decoded as it is read, line ends as they are."""
        return io.TextIOWrapper(io.BytesIO(content), encoding=self.name, errors=self.errors, newline="")


def encoding_of(content: bytes, where: str) -> Encoding:
    """Encoding: how these bytes are to be read; the whole of them is looked at, since one wrong byte may stand deep inside.

    Raises: SurveyKitError when they are no text.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            return _checked(content, name, where)
    if b"\0" in content[: 1 << 16]:
        return _checked(content, _bare_utf16(content, where), where)
    if b"\0" in content or _is_junk(content):
        raise SurveyKitError("export_binary", where=where)
    wrong, right = _count_utf8(content)
    if not wrong:
        return Encoding("utf-8")
    if right > wrong:
        return Encoding("utf-8", LENIENT, wrong)
    return _code_page(content)


def repair(text: str) -> str:
    """str: the text with its letters back, if its UTF-8 bytes were once taken for Windows-1252; else as it was.

    >>> repair("dÃ©cidÃ©"), repair("décidé")
    ('décidé', 'décidé')
    """
    if not MOJIBAKE.search(text):
        return text
    try:
        return b"".join(_byte(sign) for sign in text).decode("utf-8")
    except UnicodeError:
        return text


def _byte(sign: str) -> bytes:
    """Bytes: the one byte that Windows-1252 (or Latin-1, for its five holes) has for a sign."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _checked(content: bytes, name: str, where: str) -> Encoding:
    decoder = codecs.getincrementaldecoder(name)(errors="strict")
    try:
        for start in range(0, len(content), PIECE):
            decoder.decode(content[start : start + PIECE], final=start + PIECE >= len(content))
    except UnicodeDecodeError:
        if name != "utf-8-sig":
            raise SurveyKitError("export_binary", where=where) from None
        return Encoding(name, LENIENT, _count_utf8(content)[0])
    if name == "utf-8-sig" and b"\0" in content:
        raise SurveyKitError("export_binary", where=where)
    return Encoding(name)


def _bare_utf16(content: bytes, where: str) -> str:
    """str: UTF-16 little or big endian, told by which of each two bytes is zero.

    Raises: SurveyKitError when zero bytes are there for another reason.
    """
    head = content[: 1 << 12]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 5 or min(even, odd) > len(head) / 20:
        raise SurveyKitError("export_binary", where=where)
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_junk(content: bytes) -> bool:
    head = content[: 1 << 16]
    control = sum(head.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    return control > len(head) / 50


def _count_utf8(content: bytes) -> tuple[int, int]:
    """Tuple of int: bytes that are no UTF-8, and signs beyond ASCII that are."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    wrong = beyond = 0
    for start in range(0, len(content), PIECE):
        text = decoder.decode(content[start : start + PIECE], final=start + PIECE >= len(content))
        if not text.isascii():
            wrong += len(ESCAPED.findall(text))
            beyond += len(BEYOND.findall(text))
    return wrong, beyond - wrong


def _code_page(content: bytes) -> Encoding:
    """Encoding: the code page in which most high bytes between letters are the accented letters of French."""
    high = b"".join(LETTER_AND_HIGH.findall(content))
    scores = {name: sum(high.count(code) for code in letters) for name, letters in ACCENTS.items()}
    if scores["mac_roman"] > scores["cp1252"]:
        return Encoding("mac_roman", "strict")
    return Encoding("cp1252", LENIENT)
