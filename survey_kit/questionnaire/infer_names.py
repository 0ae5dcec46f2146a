"""Names of variables and readable wordings, from the headings of an export."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from survey_kit.questionnaire.rules_parse import KEYWORDS
from survey_kit.questionnaire.texts import clean

LONGEST: Final = 40
NUMBERING: Final = re.compile(r"^\s*(?:(?:question|q)\s*)?\d{1,3}\s*[.):–—-]\s*(?=\D)", re.IGNORECASE)


def name_of(heading: str, taken: set[str], fallback: str) -> str:
    """str: a name in snake_case of a heading: ASCII, at most 40 signs, cut between words, unlike those taken (it joins them).

    >>> name_of("1. Quel est votre âge ?", set(), "question_1"), name_of("Âge", {"age"}, "question_2"), name_of("性别", set(), "question_3")
    ('quel_est_votre_age', 'age_2', 'question_3')
    """
    plain = unicodedata.normalize("NFKD", clean(NUMBERING.sub("", heading)).replace("œ", "oe").replace("æ", "ae").replace("·", ""))
    words = re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode().lower()).strip("_")
    name = _cut(words, LONGEST) or fallback
    if not name[0].isalpha() or name in KEYWORDS:
        name = _cut(f"q_{name}", LONGEST)
    return _unique(name, taken)


def wording_of(heading: str) -> str:
    """str: a heading as a question reads: clean, without its number; a bare variable's name with spaces and a capital.

    >>> wording_of("3) Votre commune ?"), wording_of("tech_company")
    ('Votre commune ?', 'Tech company')
    """
    text = NUMBERING.sub("", clean(heading)).strip() or clean(heading)
    if re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)+", text, re.IGNORECASE):
        text = text.replace("_", " ")
    return text[:1].upper() + text[1:]


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    head = words[: longest + 1].rpartition("_")[0]
    return head or words[:longest]


def _unique(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{_cut(name, LONGEST - len(str(number)) - 1)}_{number}"
    taken.add(found)
    return found
