"""Columns that name or reach a person: known by their heading or by what they hold; they are dropped as the file is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from survey_kit.loaders.headings import clean, normal
from survey_kit.survey.survey import Note

if TYPE_CHECKING:
    from survey_kit.questionnaire.answers import Answers, Column

EMAIL: Final = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
PHONE: Final = re.compile(r"'?(?:(?:\+|00)\d{1,3}[ .-]?(?:\(0\))?|0)[1-9](?:[ .-]?\d{2}){4}")
IP: Final = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-fA-F]{1,4}:){2,7}:?[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{1,4})*")
# what to look for inside longer texts, and a sign without which it can't be there
WITHIN: Final[Mapping[str, tuple[str, re.Pattern[str]]]] = MappingProxyType(
    {"email": ("@", EMAIL), "phone": ("0", re.compile(r"(?<![\d+])(?:\+33[ .-]?(?:\(0\))?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)"))}
)
SHORTEST: Final = 6
CONTENTS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType({"email": EMAIL, "phone": PHONE, "ip": IP})
# whole headings, or their first words, once accents, capitals, possessives and punctuation are off
HEADINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("nom", "prenom", "nom prenom", "prenom nom", "nom et prenom", "prenom et nom", "noms", "prenoms", "nom de famille", "nom complet", "nom d usage",
             "nom de naissance", "name", "first name", "firstname", "last name", "lastname", "surname", "full name", "fullname", "your name", "nom d utilisateur",
             "username", "user name", "prenom s", "nom s", "identite", "recipientfirstname", "recipientlastname", "nom du repondant", "respondent name"), "name"),
        **dict.fromkeys(
            ("email", "e mail", "mail", "adresse mail", "adresse email", "adresse e mail", "adresse courriel", "courriel", "adresse electronique", "email address",
             "e mail address", "adresse de messagerie", "mel", "recipientemail", "contact email", "adresse mail pour etre recontacte"), "email"),
        **dict.fromkeys(
            ("telephone", "tel", "numero de telephone", "n de telephone", "no de telephone", "telephone portable", "telephone mobile", "portable", "phone",
             "phone number", "mobile", "mobile number", "numero de portable"), "phone"),
        **dict.fromkeys(("adresse ip", "ip", "ip address", "ipaddress", "ipaddr", "ip adresse"), "ip"),
        **dict.fromkeys(("adresse", "adresse postale", "adresse complete", "postal address", "street address", "adresse du domicile", "rue", "numero et rue"), "address"),
        **dict.fromkeys(("token", "jeton", "code d acces", "access code", "zugangscode", "zugangsschlussel", "deviceid", "device id", "imei", "subscriberid", "simserial", "phonenumber"), "token"),
        **dict.fromkeys(("date de naissance", "date of birth", "birth date", "birthdate", "numero de securite sociale", "nir"), "identity"),
        **dict.fromkeys(("locationlatitude", "locationlongitude", "latitude", "longitude", "gps"), "position"),
    }
)  # fmt: skip
POSSESSIVE: Final = re.compile(
    r"^(?:(?:quel(?:le)?s? (?:est|sont)|indiquez|precisez|merci d indiquer|saisissez|what is|please enter)\s+)?(?:votre|vos|ton|ta|your|le|la|l)\s+"
)
# how many of a column's cells must look like it before the column is taken for it
SHARE: Final = 0.5
SAMPLE: Final = 400


def kind_of(heading: str, values: Sequence[str]) -> str:
    """str: what kind of personal data a column holds ("email", "phone", "name", ...), "" for none.

    >>> kind_of("Votre adresse mail", ()), kind_of("Contact", ("a@b.fr", "c@d.org", "")), kind_of("Nom de la commune", ("Decazeville",))
    ('email', 'email', '')
    """
    name = normal(heading)
    if kind := HEADINGS.get(name) or HEADINGS.get(POSSESSIVE.sub("", name)):
        return kind
    filled = list(islice((value.strip() for value in values if value.strip()), SAMPLE))
    if not filled:
        return ""
    counts = {kind: sum(1 for value in filled if pattern.fullmatch(value)) for kind, pattern in CONTENTS.items()}
    kind = max(counts, key=lambda kind: counts[kind])
    return kind if counts[kind] > SHARE * len(filled) else ""


def drop_personal(answers: Answers, texts: Sequence[frozenset[str]]) -> tuple[Answers, Mapping[str, int], tuple[Note, ...]]:
    """Tuple: the answers without the columns that name or reach a person, how many were dropped of each kind, and notes.

    `texts` are the distinct texts of each column by its position. What a respondent wrote of their own accord inside an open answer stays (open text is never printed), and is told.
    """
    found = {column.position: _kind(column) for column in answers.columns if column.role in {"answer", "other_text", "comment", "personal"}}
    dropped = {position: kind for position, kind in found.items() if kind}
    kept = tuple(column for column in answers.columns if column.position not in dropped)
    notes = [
        Note(f"personal_{dropped[column.position]}", column=clean(column.heading))
        for column in answers.columns
        if column.position in dropped
    ]
    notes += [
        note for column in kept if column.role in {"answer", "other_text", "comment"} for note in _within(column, texts[column.position])
    ]
    return replace(answers, columns=kept), MappingProxyType(dict(Counter(dropped.values()))), tuple(notes)


def _kind(column: Column) -> str:
    if column.part and column.role == "answer":
        return ""
    kind = kind_of(column.heading, column.values)
    return kind or ("token" if column.role == "personal" else "")


def _within(column: Column, texts: frozenset[str]) -> Iterator[Note]:
    """Iterator of Note: how many answers of a column hold an address or a number, though the column as a whole doesn't."""
    long = [text for text in texts if len(text) > SHORTEST]
    for kind, (sign, pattern) in WITHIN.items():
        holding = {text for text in long if sign in text and pattern.search(text)}
        if holding:
            count = sum(1 for value in column.values if value in holding)
            yield Note(f"personal_within_{kind}", column=clean(column.heading), values={"count": count})
