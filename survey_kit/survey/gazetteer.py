"""The communes of France, once read: names, present codes, postcodes, EPCI, populations, and how a name is looked up.

The file `communes.tsv.gz` is made by `tools/make_communes.py`, and its first lines say where it comes from. It is read
only when a place is asked about.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ARTICLE: Final = re.compile(r"^(?:le|la|les|l|los|lou) ", re.MULTILINE)
ABROAD: Final = "ZZ"
# what people say that no list of official names holds
EVERYDAY: Final = {
    "angleterre": "GB", "ecosse": "GB", "pays de galles": "GB", "grande bretagne": "GB", "uk": "GB", "hollande": "NL",
    "usa": "US", "etats unis d amerique": "US", "etranger": ABROAD, "a l etranger": ABROAD, "l etranger": ABROAD, "abroad": ABROAD,
}  # fmt: skip
NOT_COUNTRIES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
# key -> codes joined by spaces
Index = dict[str, str]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Communes by code. `present` leads every code, former communes and arrondissements included, to today's commune."""

    names: Mapping[str, str]
    present: Mapping[str, str]
    epci: Mapping[str, str]
    population: Mapping[str, str]
    postcodes: Index
    current: Index
    former: Index
    cities: frozenset[str]
    epci_names: Mapping[str, str]
    departements: Mapping[str, str]
    departement_region: Mapping[str, str]
    regions: Mapping[str, str]
    source: tuple[str, ...]


def keys(text: str) -> str:
    r"""str: the text as names are compared: no accents, case or punctuation, "saint" as "st"; line by line.

    >>> keys("Saint-Côme-d’Olt\nL'Œuf")
    'st come d olt\nl oeuf'
    """
    plain = re.sub(r"[^\w\n]+|_", " ", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"\bsaint(e?s?)\b", r"st\1", re.sub(r"(?m)^ | $", "", plain))


def compact(key: str) -> str:
    """str: a key without its leading article and without spaces.

    >>> compact("le nayrac"), compact("st come d olt")
    ('nayrac', 'stcomedolt')
    """
    return ARTICLE.sub("", key).replace(" ", "")


def _tables() -> tuple[list[str], dict[str, dict[str, list[str]]]]:
    text = gzip.decompress(files("survey_kit.survey").joinpath("communes.tsv.gz").read_bytes()).decode("utf-8")
    source, *blocks = text.split("\n\n")
    tables = {}
    for block in blocks:
        heading, _, body = block.partition("\n")
        columns = heading.split("\t")
        cells = body.replace("\n", "\t").split("\t")
        tables[columns[0]] = {column: cells[start :: len(columns)] for start, column in enumerate(columns)}
    return source.splitlines(), tables


def _index(entries: Iterable[tuple[str, str]]) -> Index:
    # codes of one key are joined in a string: 35,000 small tuples would cost more time than all the rest
    index: Index = {}
    for key, code in entries:
        known = index.get(key)
        index[key] = code if known is None or known == code else f"{known} {code}"
    return index


def _names_index(names: list[str], codes: list[str]) -> Index:
    found = _index(zip(keys("\n".join(names)).split("\n"), codes, strict=True))
    found.pop("", None)
    return found


def _filled(codes: list[str], values: list[str]) -> dict[str, str]:
    return {code: value for code, value in zip(codes, values, strict=True) if value}


@cache
def gazetteer() -> Gazetteer:
    """Gazetteer: the one that ships, read once."""
    source, tables = _tables()
    communes, cities, former = tables["commune"], tables["arrondissement"], tables["former"]
    codes = communes["commune"]
    return Gazetteer(
        # a former commune can have the code of today's commune, whose name then stands
        names=_filled(former["former"], former["name"])
        | dict(zip(cities["arrondissement"] + codes, cities["name"] + communes["name"], strict=True)),
        present=dict(zip(former["former"] + cities["arrondissement"] + codes, former["commune"] + cities["commune"] + codes, strict=True)),
        epci=_filled(codes, communes["epci"]),
        population=_filled(codes + cities["arrondissement"], communes["population"] + cities["population"]),
        postcodes=_index(
            (postcode, code) for code, several in zip(codes, communes["postcodes"], strict=True) for postcode in several.split()
        ),
        current=_names_index(communes["name"], codes),
        former=_names_index(former["name"] + cities["name"], former["commune"] + cities["commune"]),
        cities=frozenset(cities["commune"]),
        epci_names=dict(zip(tables["epci"]["epci"], tables["epci"]["name"], strict=True)),
        departements=dict(zip(tables["departement"]["departement"], tables["departement"]["name"], strict=True)),
        departement_region=dict(zip(tables["departement"]["departement"], tables["departement"]["region"], strict=True)),
        regions=dict(zip(tables["region"]["region"], tables["region"]["name"], strict=True)),
        source=tuple(line.removeprefix("# ") for line in source),
    )


@cache
def compact_index() -> Index:
    """dict: compact key to the present communes of that name, now or formerly."""
    known = gazetteer()
    return _index((compact(key), codes) for index in (known.current, known.former) for key, codes in index.items())


@cache
def sorted_keys() -> list[str]:
    """list of str: the keys of the present communes, in order, for lookups by beginning."""
    return sorted(gazetteer().current)


def departement_of(code: str) -> str:
    """str: the département's code of a commune's code or a postcode's, by its first characters.

    >>> departement_of("12096"), departement_of("97411"), departement_of("2A004")
    ('12', '974', '2A')
    """
    return code[:3] if code[:2] in {"97", "98"} else code[:2]


@cache
def countries() -> dict[str, str]:
    """dict: a country's French, English or everyday name, as a key, to its ISO 3166 code."""
    official = {
        keys(name): code
        for lang in ("en", "fr")
        for code, name in Locale(lang).territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }
    return official | EVERYDAY


@cache
def overseas() -> dict[str, str]:
    """dict: ISO 3166 code of a French overseas territory to its département."""
    # the ISO code of an overseas territory leads to its département, by its name
    by_name = {keys(name): code for code, name in gazetteer().departements.items() if len(code) > 2}
    return {code: by_name[name] for name, code in countries().items() if name in by_name}


def is_country(code: str) -> bool:
    """bool: whether it is an ISO 3166 alpha-2 country, "ZZ" included."""
    return code == ABROAD or code in countries().values()
