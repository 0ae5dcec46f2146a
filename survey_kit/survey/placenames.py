"""What a typed place says: the name, a postcode or code, and what the rest tells about where it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from survey_kit.survey.gazetteer import ARTICLE, countries, gazetteer, keys, overseas

NUMBER: Final = re.compile(r"(?<!\w)(\d{2} ?\d{3}|\d{4}|2[AB]\d{3})(?:\.0)?(?!\w)", re.IGNORECASE)
DEPARTEMENT: Final = re.compile(r"(?:^|[ ,(-])\(?(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d|98\d)\)?\s*$", re.IGNORECASE)
CITY_PART: Final = re.compile(r" (?:\d{1,2}|[ivx]+)(?: ?(?:er|e|eme|ieme))?(?: arr\w*)?$")
PREAMBLE: Final = re.compile(r"^(?:commune|ville|village|mairie) (?:de |d |du )|^a (?=\w{3})| cedex(?: \d+)?$")
SURROUNDINGS: Final = re.compile(
    r"(?:^| )(?:region|banlieue|agglomeration|agglo|metropole|peripherie|environs|pres|proche|autour|vers|entre|alentours)(?: |$)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed place in its parts: `key` the name, `number` a postcode or code, `departements` what the rest says about where."""

    text: str
    key: str
    number: str = ""
    departements: frozenset[str] = frozenset()
    country: str = ""


def read(text: str) -> Asked:
    """Asked: the parts of a typed place.

    >>> read("12500 Espalion, Aveyron")
    Asked(text='12500 Espalion, Aveyron', key='espalion', number='12500', departements=frozenset({'12'}), country='')
    """
    raw = text.strip()
    number = NUMBER.search(raw)
    rest = NUMBER.sub(" ", raw, count=1) if number else raw
    digits = number[1].replace(" ", "").upper().zfill(5) if number else ""
    name, *others = [part for part in re.split(r"[,;/()\[\]\n]| [-–—] ", rest) if part.strip(" .-")] or [""]
    key = PREAMBLE.sub("", keys(name.strip()))
    hints = [keys(part) for part in others]
    return _with_departement(Asked(raw, key, digits, _areas(hints), next(filter(None, map(_abroad, hints)), "")))


def _with_departement(asked: Asked) -> Asked:
    # "Espalion 12": the number is a hint; "Paris 12" is an arrondissement
    found = DEPARTEMENT.search(asked.key)
    if found is None or asked.number or city(asked.key):
        return asked
    return Asked(asked.text, asked.key[: found.start()].strip(), "", asked.departements | {found[1].upper()}, asked.country)


def _areas(hints: list[str]) -> frozenset[str]:
    if not hints:
        return frozenset()
    departements, regions = _named_areas()
    found = {
        code for hint in hints for code in (departements.get(hint), hint.upper() if hint.upper() in departements.values() else None) if code
    }
    inside = {regions[hint] for hint in hints if hint in regions}
    return frozenset(found or {code for code, region in gazetteer().departement_region.items() if region in inside})


@cache
def _named_areas() -> tuple[dict[str, str], dict[str, str]]:
    """Two dicts: the code of each département, then of each region, by the key of its name."""
    known = gazetteer()
    return {keys(name): code for code, name in known.departements.items()}, {keys(name): code for code, name in known.regions.items()}


def is_area(key: str) -> bool:
    """bool: whether a key names a département, a region or France: too wide for a place."""
    return key == "france" or bool(_areas([key]))


def city(key: str) -> str:
    """str: the commune of a key such as "paris 15e": Paris, Lyon or Marseille, whatever the arrondissement; "" for others."""
    base = CITY_PART.sub("", key)
    codes = gazetteer().current.get(base, "").split() if base != key else []
    return next((code for code in codes if code in gazetteer().cities), "")


def country_named(key: str) -> str:
    """str: the ISO 3166 code of a key that names a country other than France, or an overseas territory; "" for others."""
    code = countries().get(key) or countries().get(ARTICLE.sub("", key), "")
    return "" if code == "FR" else code


def _abroad(key: str) -> str:
    code = country_named(key)
    return "" if code in overseas() else code
