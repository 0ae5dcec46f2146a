"""Numbers as people type them: decimal commas, thousands apart, units, hours and minutes, words."""

from __future__ import annotations

import re
from typing import Final

from survey_kit.questionnaire.texts import normal

SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | {"−": "-", "’": "'"})
PLAIN: Final = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,25})?(?:[eE][+-]?\d{1,2})?")
PARTS: Final = re.compile(r"(?P<before>[^\d+-]{0,20}?)\s*(?P<number>[+-]?\d[\d .,']{0,30})\s*(?P<after>\D{0,40})")
BEFORE: Final = frozenset(
    {"", *"~≈=€$£±", "env", "env.", "environ", "about", "approx", "approx.", "à peu près", "autour de", "plus ou moins", "ca.", "c."}
)
UNIT: Final = (
    r"(?:minutes?|mins?|mn|m|heures?|hours?|hrs?|h|jours?|days?|j|d|semaines?|weeks?|mois|months?|ans?|années?|years?|yrs?|fois|times?|x|enfants?|child(?:ren)?|personnes?|people"
    r"|€|euros?|eur|e|\$|usd|£|gbp|km|kms|kilom[èe]tres?|kilometers?|m2|m²|kg|%|pour ?cent|percent|p\.? ?c\.?)"
)
AFTER: Final = re.compile(
    rf"{UNIT}?(?: ?(?:par|per|a|an|/|chaque|each|de) ?(?:{UNIT}|jour|semaine|mois|an|télétravail|telework))*[ .!]*", re.IGNORECASE
)
CLOCK: Final = re.compile(r"(\d{1,2}) ?(?:h|heures?|hours?|:) ?(?:(\d{1,2}) ?(?:m|mn|min|minutes?)?)?\.?", re.IGNORECASE)
MINUTES: Final = re.compile(r"\bminutes?\b|\bmin\b", re.IGNORECASE)
GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[ '.,]\d{3})+")
WORDS: Final = {
    word: number
    for number, words in enumerate(
        ("zero aucun aucune none nothing rien jamais never", "un une one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven", "huit eight",
         "neuf nine", "dix ten"))
    for word in words.split()
}  # fmt: skip


def number(text: str, *, minutes: bool = False, whole: bool = False) -> float | None:
    """float or None: what a text counts; hours count as minutes where minutes are asked for.

    >>> number("1 234,5 €"), number("1 h 30", minutes=True), number("environ 12 jours par mois"), number("10-15")
    (1234.5, 90.0, 12.0, None)
    """
    plain = " ".join(text.translate(SPACES).split())
    if PLAIN.fullmatch(plain) and not (whole and GROUPED.fullmatch(plain)):
        return float(plain.replace(",", "."))
    if minutes and (clock := CLOCK.fullmatch(plain)):
        return 60.0 * int(clock[1]) + int(clock[2] or 0)
    if (word := normal(plain)) in WORDS:
        return float(WORDS[word])
    found = PARTS.fullmatch(plain)
    if not found or found["before"].strip().casefold() not in BEFORE or not AFTER.fullmatch(found["after"].strip()):
        return None
    return _value(found["number"].strip(" .,'"), whole=whole)


def is_plain(text: str, *, whole: bool) -> bool:
    """bool: whether a number is written as one expects it, so that nothing is to be told."""
    bare = text.strip()
    return bool(PLAIN.fullmatch(bare)) and not (whole and ("," in bare or "." in bare))


def _value(digits: str, *, whole: bool) -> float | None:
    """float or None: digits with the signs between them: the last of two kinds parts the decimals, one that comes back the thousands."""
    if GROUPED.fullmatch(digits) and (" " in digits or "'" in digits or whole or len(re.findall(r"[.,]", digits)) > 1):
        return float(re.sub(r"[ '.,]", "", digits))
    last = max(digits.rfind("."), digits.rfind(","))
    before, after = (digits[:last], digits[last + 1 :]) if last > 0 else (digits, "")
    bare = re.sub(r"[ '.,]", "", before)
    if (bare != before and not GROUPED.fullmatch(before)) or (after and not after.isdecimal()):
        return None
    return float(f"{bare}.{after or 0}")
