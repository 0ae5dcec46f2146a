"""The order of answers by what their labels say: numbers and ranges, degrees of agreement, satisfaction, frequency, diplomas."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from survey_kit.questionnaire.ranges import unmangled
from survey_kit.questionnaire.texts import normal

NUMBER: Final = re.compile(r"\d{1,3}(?:[  ,.]\d{3})+(?![\d])|\d+(?:[.,]\d+)?")
LOWER: Final = re.compile(
    r"\b(?:moins d|moins de|less than|fewer than|under|below|up to|jusqu a|au plus|at most|or less|or younger|or under|ou moins|inferieur|<)"
)
UPPER: Final = re.compile(
    r"\b(?:plus d|plus de|more than|over|above|and over|and above|or more|or older|or over|ou plus|et plus|au moins|at least|superieur|older|>)|\+"
)
MINUS: Final = re.compile(r"\d ?%? (?:less|moins|fewer|de moins)\b")
UNITS: Final[Mapping[str, float]] = {
    "an": 365, "ans": 365, "annee": 365, "annees": 365, "year": 365, "years": 365, "mois": 30.4, "month": 30.4, "months": 30.4, "semaine": 7, "semaines": 7,
    "week": 7, "weeks": 7, "jour": 1, "jours": 1, "day": 1, "days": 1, "heure": 1 / 24, "heures": 1 / 24, "hour": 1 / 24, "hours": 1 / 24,
    "minute": 1 / 1440, "minutes": 1 / 1440, "min": 1 / 1440,
}  # fmt: skip
NOTHING: Final[Mapping[str, float]] = {
    **dict.fromkeys(("zero", "aucun", "aucune", "none", "jamais", "never", "gratuit", "free", "same", "identique", "pareil"), 0.0), "rarement": 0.001, "rarely": 0.001,
}  # fmt: skip
SAME: Final = ("same", "identique", "pareil")
WORDS: Final[Mapping[str, float]] = {
    "un": 1, "une": 1, "one": 1, "once": 1, "only": 1, "seul": 1, "seule": 1, "deux": 2, "two": 2, "twice": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4,
    "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7,
}  # fmt: skip
RATE: Final = re.compile(rf"\b(?:par|per|a|an|each|every|/) ({'|'.join(UNITS)})\b")
COUNTED: Final = re.compile(rf"\d|\b(?:{'|'.join(WORDS)}) (?:{'|'.join(UNITS)}|fois|times?)\b")
LONGEST: Final = 8
CODE: Final = re.compile(r"[A-Za-z]{1,4}\d+")
NONE: Final = re.compile(r"\b(?:not|pas|no|aucune?|none|ne)\b")
# what an answer is about, and the stems that say it positively
FAMILIES: Final[Mapping[str, str]] = {
    "agreement": r"d ?accord|agree", "satisfaction": r"satisf", "ease": r"facile|easy|simple", "importance": r"important", "usefulness": r"utile|useful",
    "likelihood": r"probable|likely|certain(?!e)", "interest": r"interess|interested", "concern": r"concerne\b|concerned|inquiet|worried", "favour": r"favorable|favourable|favor",
    "quality": r"\bbon(?:ne)?s?\b|\bgood\b|\bbien\b|excellent|moyen|average|\bfair\b|mauvais|\bbad\b|\bpoor\b|mediocre|insuffisant|laisse a desirer|devrait etre|amelior|\bwell\b|passable|acceptable",
    "confidence": r"confian|confident", "impression": r"impressive", "comfort": r"confortable|comfortable", "influence": r"influence|compte",
}  # fmt: skip
OPPOSITE: Final[Mapping[str, str]] = {
    "agreement": r"disagree|desaccord|pas d ?accord", "satisfaction": r"insatisf|dissatisf|unsatisf", "ease": r"difficile|difficult|hard\b", "likelihood": r"improbable|unlikely",
    "favour": r"defavorable|unfavo", "usefulness": r"inutile|useless", "quality": r"mauvais|\bbad\b|\bpoor\b|mediocre|insuffisant|laisse a desirer|devrait etre|a ameliorer", "comfort": r"inconfortable|uncomfortable",
    "importance": r"unimportant", "interest": r"uninterested",
}  # fmt: skip
RELATED: Final[Mapping[str, str]] = {
    "ease": r"facile|easy|difficile|difficult",
    "agreement": r"accord|agree",
    "quality": FAMILIES["quality"],
}
NEUTRAL: Final = re.compile(
    r"\b(?:neutre|neutral|neither|ni\b.*\bni\b|ni\b|sans opinion|indifferent|moyen|moyenne|moyennement|average|fair|passable|acceptable)\b"
)
NOT_AT_ALL: Final = re.compile(r"pas du tout|not at all|aucunement|nullement")
STRONG: Final = re.compile(
    r"\b(?:tout a fait|tres|fortement|totalement|entierement|extremement|parfaitement|completement|vraiment|beaucoup|very|strongly|completely|extremely|totally|definitely|fully|excellent|excellente)\b"
)
WEAK: Final = re.compile(
    r"\b(?:plutot|assez|un peu|somewhat|rather|fairly|slightly|quite|partly|partiellement|moderement|a bit|a little)\b"
)
LITTLE: Final = re.compile(r"\b(?:peu|guere|not very|pas tres|not so|not really|pas vraiment|not much)\b")
NOT: Final = re.compile(r"\b(?:pas|not|non|no)\b")
LADDERS: Final[tuple[tuple[str, ...], ...]] = (
    ("jamais|never", "presque jamais|almost never|hardly ever|tres rarement|very rarely", "rarement|rarely|seldom", "occasionnellement|occasionally|de temps en temps|quelquefois|parfois|sometimes|ponctuellement|une fois de temps en temps",
     "assez souvent|regulierement|regularly|fairly often", "souvent|often|frequemment|frequently", "tres souvent|very often|la plupart du temps|most of the time|usually", "toujours|always|tout le temps|all the time|systematiquement|en permanence"),
    ("jamais|never", "moins souvent|less often|rarement|rarely", "annuellement|une fois par an|yearly|annually|once a year", "mensuellement|une fois par mois|monthly|once a month|tous les mois", "hebdomadairement|une fois par semaine|weekly|once a week|toutes les semaines",
     "plusieurs fois par semaine|several times a week", "quotidiennement|tous les jours|daily|every day|chaque jour"),
    ("pas du tout|not at all|aucun|aucune|none|rien|nothing", "un peu|a little|peu|a bit|slightly", "moyennement|moderement|moderately|somewhat|en partie|partly|partiellement", "assez|plutot|quite", "beaucoup|a lot|much", "tout a fait|enormement|entierement|completement|completely|entirely|extremely"),
    ("tres petit|very small|tres faible|very low", "petit|petite|small|faible|low", "moyen|moyenne|medium|average|modere|moderate", "grand|grande|large|eleve|elevee|high|fort|forte", "tres grand|very large|tres eleve|very high|tres fort"),
    ("non|no|pas du tout", "probablement pas|probably not|plutot non|rather not", "peut etre|maybe|perhaps|possibly|eventuellement|some of them|ca depend|it depends|en partie|partly", "probablement|probably|plutot oui|rather yes", "oui|yes|certainement|certainly|definitely|oui tout a fait"),
    ("aucun diplome|sans diplome|no diploma|none", "cep|certificat d etudes|primary school|primary", "bepc|brevet|brevet des colleges|college", "cap|bep|cap bep|cap ou bep|brevet cap bep|brevet bep cap|bep cap brevet|secondary|high school|lycee", "bac|baccalaureat|niveau bac|a levels", "bac+1", "bac+2|bts|dut|deug|bts dut",
     "bac+3|licence|bachelor|bachelor s degree|but", "bac+4|maitrise|bac+3 bac+4|bac+3 ou bac+4|bac+3 4", "bac+5|master|bac+5 et plus|bac+5 ou plus|master s degree|bac+5 et +", "bac+8|doctorat|phd|doctorate|bac+6 et plus|plus de bac+5"),
    ("village|hameau|rural|campagne|rural area|zone rurale|village ou campagne", "bourg|petite ville|small town|bourg ou petite ville|town", "ville moyenne|suburban|medium sized town|periurbain|peri urbain|peri urbaine", "grande ville|urban|city|large city|metropole|big city|urbain"),
    ("degradation|worse|pire|deteriore|deterioration|moins bien|baisse|decreased|diminution|diminue", "stable|same|inchange|unchanged|pareil|identique|no change|about the same", "amelioration|better|mieux|improved|hausse|increased|augmentation|augmente"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ordered:
    """Labels in their order, what the order was read from ("numbers", "degree", "ladder"), and whether the steps may be counted."""

    labels: tuple[str, ...]
    by: str
    counts: bool = False


def ordered(labels: Iterable[str]) -> Ordered | None:
    """Ordered or None: the labels in the order that they themselves tell, when they do.

    >>> ordered(["Plus de 65 ans", "Moins de 25 ans", "de 26 à 45 ans"]).labels
    ('Moins de 25 ans', 'de 26 à 45 ans', 'Plus de 65 ans')
    >>> ordered(["Somewhat agree", "Strongly disagree", "Neither agree nor disagree"]).labels
    ('Strongly disagree', 'Neither agree nor disagree', 'Somewhat agree')
    """
    distinct = sorted(set(labels))
    if len(distinct) < 2:
        return None
    return _by_degree(distinct) or _by_ladder(distinct) or _by_numbers(distinct)


def rank(label: str, *, rates: bool = True) -> tuple[float, float] | None:
    """tuple or None: the bounds that a label names, in one unit; None when it names none. `rates` tells a week from a month.

    >>> rank("$25,000 to $49,999"), rank("Less than 10% of my time")
    ((25000.0, 49999.0), (-inf, 10.0))
    """
    text = normal((unmangled(label.strip()) or label).replace("’", "'").replace("'", " ").replace("\u202f", " "))
    raw = re.sub(r"(?<=\d)[  ](?=\d{3}\b)", "", label.replace("\u202f", " ").replace("\xa0", " "))
    found = [_float(one) for one in NUMBER.findall(unmangled(label.strip()) or raw)] or _spelled(text)
    if not found:
        word = next((NOTHING[word] for word in text.split() if word in NOTHING), None)
        return None if word is None or len(text.split()) > LONGEST else (word if text.endswith(SAME) else -math.inf, word)
    unit = _unit(text) if rates or not RATE.search(text) else 1.0
    low, high = min(found[:2]) * unit, max(found[:2]) * unit
    if MINUS.search(text):
        return -high, -low
    if UPPER.search(text) and not LOWER.search(text):
        return high, math.inf
    if LOWER.search(text) and len(found) == 1:
        return -math.inf, low
    return (low, high) if len(found) == 2 and _is_span(text) else (found[0] * unit, found[0] * unit)


def _spelled(text: str) -> list[float]:
    """list of float: numbers in words ("un jour", "cinq jours ou plus"), and what only one person can be."""
    return [WORDS[word] for word in text.split() if word in WORDS][:2] if len(text.split()) <= LONGEST else []


def _unit(text: str) -> float:
    """float: how much one of what is counted weighs: days, or how often in a year."""
    if often := RATE.search(text):
        return 365 / UNITS[often[1]]
    return next((UNITS[word] for word in text.split() if word in UNITS), 1.0)


def leading_number(label: str) -> float | None:
    """float or None: the number with which a label of a scale begins ("5 - tout à fait", "Item3")."""
    found = re.match(r"(?:item ?)?(-?\d{1,3})(?:\s*[-–.:)=](?!\s*\d)|\s*$|\s*\()", label.strip(), re.IGNORECASE)
    return float(found[1]) if found else None


def degree(label: str) -> tuple[str, float] | None:
    """tuple or None: what a label is about and how positively, from -3 to 3."""
    text = normal(label.replace("’", " ").replace("'", " "))
    for family, stems in FAMILIES.items():
        against = OPPOSITE.get(family)
        negative = bool(against and re.search(against, text))
        if negative or re.search(stems, text) or (family in RELATED and re.search(RELATED[family], text)):
            return family, _score(text, family, negative=negative)
    return None


def _score(text: str, family: str, *, negative: bool) -> float:
    if NEUTRAL.search(text):
        return 0.0
    if NOT_AT_ALL.search(text):
        return -3.0
    strength = 3.0 if STRONG.search(text) else 1.0 if WEAK.search(text) else 2.0
    if family == "quality" and re.search(r"\bexcellent", text):
        strength = 3.5
    if LITTLE.search(text):
        return -1.0
    if not negative and NOT.search(text):
        return -2.0
    return -strength if negative else strength


def _by_degree(labels: Sequence[str]) -> Ordered | None:
    found = [degree(label) for label in labels]
    neutral = [label for label, one in zip(labels, found, strict=True) if one is None and NEUTRAL.search(normal(label))]
    families = {one[0] for one in found if one}
    if len(families) != 1 or len(neutral) > 1 or sum(one is not None for one in found) + len(neutral) < len(labels):
        return None
    scores = [one[1] if one else 0.0 for one in found]
    if len(set(scores)) < len(scores):
        return None
    return Ordered(tuple(label for _, label in sorted(zip(scores, labels, strict=True))), "degree", counts=True)


def _by_ladder(labels: Sequence[str]) -> Ordered | None:
    for ladder in LADDERS:
        steps = {form: step for step, forms in enumerate(ladder) for form in forms.split("|")}
        places = [_step(label, steps) for label in labels]
        known = [place for place in places if place is not None]
        if len(known) == len(labels) >= 3 and len(set(known)) == len(known):
            return Ordered(tuple(label for _, label in sorted(zip(known, labels, strict=True))), "ladder")
    return None


def _step(label: str, steps: Mapping[str, int]) -> int | None:
    """int or None: the step of a label; of a label in two languages ("Souvent /Often"), that of its halves."""
    for text in (label, *label.split("/"), label.split("(", maxsplit=1)[0]):
        form = normal(text.replace("’", " ").replace("'", " "))
        if form in steps:
            return steps[form]
    return None


def _by_numbers(labels: Sequence[str]) -> Ordered | None:
    """Ordered or None: by the numbers named; nearly all labels must name some, and no two the same."""
    leading = [leading_number(label) for label in labels]
    if all(number is not None for number in leading) and len(set(leading)) == len(leading):
        return Ordered(
            tuple(label for _, label in sorted(zip(leading, labels, strict=True), key=lambda pair: pair[0] or 0)), "numbers", counts=True
        )
    rates = {often[1] for label in labels if (often := RATE.search(normal(label)))}
    if all(CODE.fullmatch(label) for label in labels):
        return None
    found = _with_none(labels, [rank(label, rates=len(rates) > 1) for label in labels])
    named = [bounds for bounds in found if bounds is not None]
    with_digits = sum(bool(COUNTED.search(normal(label.replace("'", " ").replace("’", " ")))) for label in labels)
    if len(named) < len(labels) or with_digits < max(1, len(labels) / 2) or len(set(named)) < len(named):
        return None
    if _overlap(sorted(named)):
        return None
    return Ordered(tuple(label for _, label in sorted(zip(named, labels, strict=True), key=lambda pair: pair[0])), "numbers")


def _with_none(labels: Sequence[str], found: list[tuple[float, float] | None]) -> list[tuple[float, float] | None]:
    """list: with the one label that says no, among many that name numbers, put below them all ("I would not ...")."""
    without = [place for place, bounds in enumerate(found) if bounds is None]
    if len(without) == 1 and len(labels) > 4 and NONE.search(normal(labels[without[0]].replace("'", " "))):
        found[without[0]] = (-math.inf, -math.inf)
    return found


def _overlap(spans: Sequence[tuple[float, float]]) -> bool:
    """bool: whether a range reaches into the next one, beyond its edge: then the numbers are no scale."""
    return any(low < high < math.inf for (_, high), (low, _) in pairwise(spans) if math.isfinite(low))


def _is_span(text: str) -> bool:
    return bool(re.search(r"\d\D{0,12}(?:-| a | to | et | and | ou )\D{0,6}\d|\d-\d", text))


def _float(text: str) -> float:
    grouped = re.fullmatch(r"\d{1,3}(?:[  ,.]\d{3})+", text)
    return float(re.sub(r"[  ,.]", "", text)) if grouped else float(text.replace(",", "."))
