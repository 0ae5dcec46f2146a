"""Places as people type them, to INSEE code (France) or ISO 3166 country (abroad); and what is known of a place by its code.

What a text could be is looked up in steps, from the most certain to the least; the first step that finds candidates
decides. Several candidates are told apart by what else the text says (a postcode, a département), then by nearness to the
territory of the survey, then by size where one is ten times larger than the next; otherwise the place stays unresolved.
"""

from __future__ import annotations

import csv
import difflib
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, get_args

from babel import Locale

from survey_kit.survey.gazetteer import (
    ABROAD,
    ARTICLE,
    compact,
    compact_index,
    departement_of,
    gazetteer,
    is_country,
    keys,
    overseas,
    sorted_keys,
)
from survey_kit.survey.placenames import SURROUNDINGS, Asked, city, country_named, is_area, read
from survey_kit.survey.survey import Note

How = Literal["code", "exact", "spelling", "postcode", "old_name", "country", "short", "largest", "close"]
HOWS: Final = get_args(How)
# of these the text leaves no doubt; the others are told as readings to check
CERTAIN: Final = ("code", "exact", "spelling", "postcode", "old_name", "country")
EARTH_RADIUS_KM: Final = 6371.0088
LARGER: Final = 10
CLOSE: Final = 0.85
SHORTEST_CLOSE: Final = 5
TOWN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place found: an INSEE code of a present commune or an ISO country ("ZZ": abroad, no telling where), and how it was found."""

    code: str
    how: How

    @property
    def certain(self) -> bool:
        """bool: whether the text leaves no doubt."""
        return self.how in CERTAIN


def find(text: str, near: Iterable[str] = (), *, inside: bool = False) -> Place | None:
    """Place or None: the commune or country that a text means, None when nothing or too much fits (see `candidates`).

    `near` holds commune codes (the territory's): of homonyms the near one is meant. With `inside` the question is about a
    place in that territory, whose communes are then tried first, shortened and misspelt names included.

    >>> find("12500 Espalion")
    Place(code='12096', how='exact')
    >>> find("Sévérac-le-Château")
    Place(code='12270', how='old_name')
    """
    return _search(text, tuple(near), inside)[0]


def candidates(text: str, near: Iterable[str] = (), *, inside: bool = False) -> tuple[str, ...]:
    """tuple of str: the codes that a text could mean, when `find` could not tell which.

    >>> candidates("12500", near=())[:2]
    ('12027', '12061')
    """
    return _search(text, tuple(near), inside)[1]


def find_all(texts: Iterable[str], near: Iterable[str] = (), *, inside: bool = False) -> dict[str, Place | None]:
    """dict: text to its Place or None, for the distinct texts of a column.

    Five digits can be a postcode or an INSEE code: a column whose numbers are all INSEE codes, and not all postcodes, holds codes.
    """
    distinct, territory = list(dict.fromkeys(texts)), tuple(near)
    codes = _hold_codes([text.strip() for text in distinct])
    return {
        text: Place(today(text.strip()), "code") if codes and is_commune(text.strip()) else find(text, territory, inside=inside)
        for text in distinct
    }


def _hold_codes(texts: list[str]) -> bool:
    numbers = [text for text in texts if re.fullmatch(r"\d{5}|2[AB]\d{3}", text)]
    return bool(numbers) and all(map(is_commune, numbers)) and not all(number in gazetteer().postcodes for number in numbers)


def noted(text: str, place: Place | None, row: int = 0, column: str = "", near: Iterable[str] = (), *, inside: bool = False) -> Note | None:
    """Note or None: what to tell about how a typed place was read; nothing when its name or code stood there and no more."""
    if place is not None and (place.how == "code" or (place.certain and text.strip() == label(place.code))):
        return None
    values: dict[str, object] = {"got": text}
    if place is not None:
        how = "spelling" if place.how == "exact" else place.how
        return Note(f"place_{how}", row, column, values | {"label": label(place.code), "commune": place.code})
    could = candidates(text, near, inside=inside)
    shown = ", ".join(f"{label(code)} ({departement(code)})" for code in could[:5]) + (", …" if len(could) > 5 else "")
    return Note("place_ambiguous", row, column, values | {"candidates": shown}) if could else Note("place_unknown", row, column, values)


# ---- what is known of a place by its code


def is_commune(code: str) -> bool:
    """bool: whether it is the INSEE code of a commune, of today or former, or of a municipal arrondissement."""
    return code in gazetteer().present


def today(code: str) -> str:
    """str: the present commune of a code (of a former commune or an arrondissement too); the code itself when unknown."""
    return gazetteer().present.get(code, code)


def commune(code: str) -> str | None:
    """str or None: the name of a commune."""
    return gazetteer().names.get(code)


def label(code: str, lang: str = "fr") -> str:
    """str: the name of a commune or country in a language; of an EPCI, which stands for communes of few respondents, that it is of others in it; the code
    itself when unknown.

    >>> label("12096"), label("BE"), label("BE", "en")
    ('Espalion', 'Belgique', 'Belgium')
    """
    if (wider := gazetteer().epci_names.get(code)) is not None:
        return f"other communes of {wider}" if lang == "en" else f"autres communes : {wider}"
    if code == ABROAD:
        return "Abroad" if lang == "en" else "Étranger"
    return gazetteer().names.get(code) or Locale(lang).territories.get(code, code)


def epci(code: str) -> str | None:
    """str or None: the code of the EPCI of a commune."""
    return gazetteer().epci.get(today(code))


def epci_name(code: str) -> str | None:
    """str or None: the name of an EPCI by its own code."""
    return gazetteer().epci_names.get(code)


def departement(code: str) -> str | None:
    """str or None: the code of the département of a commune; None abroad."""
    return departement_of(today(code)) if is_commune(code) else overseas().get(code)


def departement_name(code: str) -> str | None:
    """str or None: the name of a département by its own code."""
    return gazetteer().departements.get(code)


def region(code: str) -> str | None:
    """str or None: the code of the region of a commune; None abroad."""
    within = departement(code)
    return gazetteer().departement_region.get(within) if within else None


def region_name(code: str) -> str | None:
    """str or None: the name of a region by its own code."""
    return gazetteer().regions.get(code)


def population(code: str) -> int | None:
    """int or None: municipal population of a commune, in persons."""
    found = gazetteer().population
    count = found.get(code) or found.get(today(code))
    return int(count) if count else None


def abroad(code: str) -> bool:
    """bool: whether the code is of a country other than France, of which overseas territories are a part."""
    return is_country(code) and code != "FR" and code not in overseas()


def distance_km(first: str, second: str, coordinates: str | Path | None = None) -> float | None:
    """float or None: great-circle distance between two communes in kilometres; None without a coordinates file or a point in it.

    The file is a CSV (comma or semicolon) with columns `code` (INSEE), `lat` and `lon`, in degrees.
    Source: haversine formula, R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), p. 159.
    """
    points = _points(str(coordinates)) if coordinates else {}
    start, end = points.get(today(first)), points.get(today(second))
    if start is None or end is None:
        return None
    (lat, lon), (other_lat, other_lon) = (tuple(map(math.radians, point)) for point in (start, end))
    chord = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


@cache
def _points(path: str) -> dict[str, tuple[float, float]]:
    text = Path(path).read_text(encoding="utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    return {row["code"]: (_degrees(row["lat"]), _degrees(row["lon"])) for row in rows if row.get("lat") and row.get("lon")}


def _degrees(text: str) -> float:
    return float(text.replace(",", "."))


# ---- the steps


@lru_cache(maxsize=20_000)
def _search(text: str, near: tuple[str, ...], inside: bool) -> tuple[Place | None, tuple[str, ...]]:  # noqa: FBT001
    code = text.strip()
    if len(code) == 2 and code.isupper() and is_country(code):
        return Place(code, "country"), ()
    asked, territory = read(text), frozenset(near)
    contradicted: list[str] = []
    for how, codes in _steps(asked, territory, inside):
        fitting = _fitting(codes, asked)
        if contradicted and how in {"postcode", "close"}:
            return None, tuple(dict.fromkeys([*contradicted, *fitting]))
        if fitting:
            return _unless_overshadowed(*_settled(how, fitting, territory), asked, territory)
        contradicted += codes
    return None, tuple(dict.fromkeys(contradicted))


def _steps(asked: Asked, near: frozenset[str], inside: bool) -> Iterator[tuple[How, list[str]]]:  # noqa: FBT001
    if not asked.key:
        yield from _by_number(asked.number, near)
        return
    if inside:
        yield from ((how, [code for code in codes if code in near]) for how, codes in _named(asked))
        yield "short", _short(asked.key, near)
    yield from _foreign(asked)
    yield from _rivals(asked, near)
    if not SURROUNDINGS.search(asked.key) and not is_area(asked.key):
        yield "close", _close_names(asked.key, near)
        # far away, a slip is likelier in the name of a town than a foreign city's name near a village's
        yield "close", [code for code in _one_slip(asked.key) if _around(code, near) or (population(code) or 0) >= TOWN]
    if asked.number:
        yield from _by_number(asked.number, near)


def _rivals(asked: Asked, near: frozenset[str]) -> Iterator[tuple[How, list[str]]]:
    # "Saint Geniez" in the Lot valley is the small town at hand, not the hamlet of that exact name elsewhere;
    # "Gaillac" is the town of the Tarn, not the village at hand whose name begins so
    named, short = [(how, codes) for how, codes in _named(asked) if codes], _short(asked.key, near)
    exact = [code for how, codes in named for code in codes]
    if short and not near & set(exact) and _largest(short) > _largest(exact):
        yield "short", short
    yield from named
    yield "short", short


def _largest(codes: Iterable[str]) -> int:
    return max((population(code) or 0 for code in codes), default=0)


def _by_number(number: str, near: frozenset[str]) -> Iterator[tuple[How, list[str]]]:
    known = gazetteer()
    if known.present.get(number) in near:
        yield "code", [known.present[number]]
    yield "postcode", known.postcodes.get(number, "").split()
    yield "code", [known.present[number]] if number in known.present else []


def _named(asked: Asked) -> Iterator[tuple[How, list[str]]]:
    known, town = gazetteer(), city(asked.key)
    if town:
        yield "spelling", [town]
    codes = known.current.get(asked.key, "").split()
    yield "exact", [code for code in codes if known.names[code].casefold() in asked.text.casefold()]
    yield "spelling", codes
    yield "old_name", known.former.get(asked.key, "").split()
    yield "spelling", compact_index().get(compact(asked.key), "").split()


def _foreign(asked: Asked) -> Iterator[tuple[How, list[str]]]:
    # a country wins over the hamlet that has its name, not over a name in the territory
    code = asked.country or ("" if asked.number or asked.departements else country_named(asked.key))
    if code:
        yield "country", [code]


def _short(key: str, near: frozenset[str]) -> list[str]:
    start = ARTICLE.sub("", key)
    if len(start) < SHORTEST_CLOSE:
        return []
    return [code for code in sorted(near) for name in [ARTICLE.sub("", keys(commune(code) or ""))] if name.startswith(start + " ")]


def _close_names(key: str, near: frozenset[str]) -> list[str]:
    known = {compact(keys(commune(code) or "")): code for code in sorted(near)}
    return [known[name] for name in difflib.get_close_matches(compact(key), known, n=1, cutoff=CLOSE)]


def _one_slip(key: str) -> list[str]:
    """list of str: communes whose name is one letter more, less, other or swapped away.

    Source: the four edits of F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7 (1964).
    """
    typed, index = compact(key), compact_index()
    if len(typed) < SHORTEST_CLOSE:
        return []
    return [code for name in sorted(_slips(typed) & index.keys()) for code in index[name].split()]


def _slips(word: str) -> set[str]:
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    fewer = {left + right[1:] for left, right in splits if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    other = {left + letter + right[1:] for left, right in splits if right for letter in letters}
    more = {left + letter + right for left, right in splits for letter in letters}
    return fewer | swapped | other | more


def _fitting(codes: list[str], asked: Asked) -> list[str]:
    found = list(dict.fromkeys(codes))
    if asked.departements:
        found = [code for code in found if departement_of(code) in asked.departements or is_country(code)]
    if asked.number and asked.key:
        found = [code for code in found if code in _of_number(asked.number)] or [
            code for code in found if departement_of(code) == departement_of(asked.number)
        ]
    return found


def _of_number(number: str) -> tuple[str, ...]:
    return (*gazetteer().postcodes.get(number, "").split(), today(number))


def _settled(how: How, codes: list[str], near: frozenset[str]) -> tuple[Place | None, tuple[str, ...]]:
    rings: tuple[Callable[[str], bool], ...] = (lambda _: True, lambda code: code in near, lambda code: _around(code, near))
    for ring in rings:
        within = [code for code in codes if ring(code)]
        if len(within) == 1:
            return Place(within[0], how), ()
    giant = _giant(codes) if how != "postcode" else ""
    return (Place(giant, "close" if how == "close" else "largest"), ()) if giant else (None, tuple(codes))


def _unless_overshadowed(
    place: Place | None, could: tuple[str, ...], asked: Asked, near: frozenset[str]
) -> tuple[Place | None, tuple[str, ...]]:
    # "Clermont" may well be Clermont-Ferrand: a name whose longer namesake is ten times larger is no certain reading
    if (
        place is None
        or is_country(place.code)
        or asked.number
        or asked.departements
        or place.how in {"short", "close"}
        or _around(place.code, near)
    ):
        return place, could
    longer = [code for code in _longer(asked.key) if (population(code) or 0) > LARGER * (population(place.code) or 1)]
    return (None, (place.code, *longer)) if longer else (place, could)


def _around(code: str, near: frozenset[str]) -> bool:
    return departement_of(code) in {departement_of(other) for other in near}


def _longer(key: str) -> list[str]:
    names = sorted_keys()
    start, end = bisect_left(names, key + " "), bisect_left(names, key + "!")
    codes = [code for name in names[start:end] for code in gazetteer().current[name].split()]
    return sorted(codes, key=lambda code: -(population(code) or 0))


def _giant(codes: list[str]) -> str:
    first, second, *_ = sorted(codes, key=lambda code: population(code) or 0, reverse=True)
    return first if (population(first) or 0) >= LARGER * (population(second) or 1) else ""
