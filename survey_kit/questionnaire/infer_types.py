"""The type of a question from the answers in its column, and its choices. Nothing here looks at the order of the rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from survey_kit.questionnaire.infer_joined import Split, split_cells
from survey_kit.questionnaire.infer_numbers import MOSTLY, NUMBER, OFTEN, WHOLE, leading, numeric
from survey_kit.questionnaire.infer_order import leading_number, ordered
from survey_kit.questionnaire.infer_profile import Inferred, Profile, missing_choices, share, shown
from survey_kit.questionnaire.model import Choice, QuestionType
from survey_kit.questionnaire.ranges import MONTHS, unmangled
from survey_kit.questionnaire.texts import clean, normal

YES: Final = frozenset({"oui", "yes", "ja", "y", "true", "vrai", "o"})
NO: Final = frozenset({"non", "no", "nein", "n", "false", "faux"})
BITS: Final = frozenset({"0", "1"})
DATE: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
MOMENT: Final = re.compile(rf"(?:{DATE.pattern})[T ,]+\d{{1,2}}[:h]\d{{2}}.*")
MONTH: Final = re.compile(r"\d{4}[-/](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/]\d{4}")
NAMED_MONTH: Final = re.compile(r"([a-z]{3,9})[ -](\d{4})")
IDENTIFIER: Final = re.compile(
    r"\b(?:id|identifiant|uuid|code repondant|numero|n°|no\.?|ref|reference|respondent|key|cle|index|observation)\b"
)
FEW: Final = 12
MANY: Final = 100
LONG: Final = 80
OTHERS: Final = frozenset(
    {
        "autre",
        "autres",
        "other",
        "others",
        "autre precisez",
        "autre preciser",
        "other please specify",
        "autre veuillez preciser",
        "autre a preciser",
        "sonstiges",
    }
)
PLACED: Final = re.compile(
    r"commune|\bvilles?\b|pays|country|habit|resid|\blieu\b|code postal|postcode|\bcity\b|\btown\b|\bplace\b|\bou (?:se|vivez|etes)"
)
# answers that name no known place are told one by one; as free text none would be counted
KNOWN_PLACES: Final = 0.7
OPEN: Final = re.compile(
    r"\b(?:remarques?|commentaires?|suggestions?|souhaitez vous ajouter|texte libre|comments|^comment$|anything else)\b"
)
MEN: Final = frozenset(
    {
        "m",
        "male",
        "man",
        "homme",
        "h",
        "masculin",
        "un homme",
        "msle",
        "mal",
        "maile",
        "make",
        "cis male",
        "male cis",
        "cis man",
        "malr",
        "guy",
    }
)
WOMEN: Final = frozenset(
    {"f", "female", "woman", "femme", "feminin", "une femme", "femail", "femake", "cis female", "cis woman", "w", "female cis"}
)
PROSE_CELLS: Final = 1000
PROSE_SIGNS: Final = 30
# more ways of writing yes and no than this are open text
MOST_WRITINGS: Final = 100
SENTENCE: Final = re.compile(r"\S\s+\S+\s+\S")


def infer(
    heading: str, found: Profile, *, separator: str | None = "", is_place: Callable[[str], bool] | None = None, mixed_others: bool = False
) -> Inferred:
    """Inferred: what the column of one question holds.

    `separator` joins several answers in a cell on this platform ("" when unknown, None when nothing does); `is_place` tells the names of places; `mixed_others` says that
    the platform writes the text of "other" in place of the answer.
    """
    if not found.counts:
        return Inferred("", told=(("draft_empty", {}),))
    if separator is None and _is_prose(found):
        return Inferred("text")
    for tried in (_yes_no(found), _identifier(heading, found), _moment(found), numeric(heading, found), leading(found)):
        if tried is not None:
            return tried
    if separator is not None and (split := split_cells(found.counts, separator)) is not None:
        return _multiple(split, found)
    if is_place is not None and _are_places(heading, found, is_place):
        return Inferred("place")
    return _categories(heading, found, mixed_others=mixed_others)


def choices_of(counts: Mapping[str, int], silent: Mapping[str, str]) -> tuple[tuple[Choice, ...], bool, bool, bool]:
    """(tuple of Choice, bool, bool, bool): the labels as choices; whether they have an order, whether its steps count, whether any were merged.

    Labels that differ in accents, capitals or spaces are one choice, the most frequent writing first.
    """
    merged = _merged(counts)
    labels = list(merged)
    order = ordered(labels)
    ranked = (
        order.labels
        if order
        else tuple(sorted(labels, key=lambda label: (normal(label) in OTHERS, -sum(counts[one] for one in merged[label]), label)))
    )
    numbers = _numbers(ranked) if order and order.counts else {}
    choices = tuple(_choice(label, tuple(one for one in merged[label] if one != label), numbers.get(label)) for label in ranked)
    return (
        (*choices, *missing_choices(silent)),
        order is not None,
        bool(order and order.counts),
        any(len(texts) > 1 for texts in merged.values()),
    )


def _choice(label: str, aliases: tuple[str, ...], number: float | None) -> Choice:
    shown = unmangled(label) or clean(label)
    return Choice(label, {"fr": shown} if shown != label else {}, number=number, aliases=aliases)


def _merged(counts: Mapping[str, int]) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for text in sorted(counts, key=lambda text: (-counts[text], text)):
        forms[normal(text) or text].append(text)
    return {texts[0]: texts for texts in forms.values()}


def _numbers(labels: Sequence[str]) -> dict[str, float]:
    leading = [leading_number(label) for label in labels]
    if all(number is not None for number in leading):
        return {label: number for label, number in zip(labels, leading, strict=True) if number is not None}
    return {label: float(place) for place, label in enumerate(labels, 1)}


def _is_prose(found: Profile) -> bool:
    """bool: whether the cells are many, mostly unlike each other, and longer than any date or amount: no need to try them as such."""
    unlike = found.answered >= PROSE_CELLS and 2 * len(found.counts) > found.answered
    return unlike and sum(map(len, found.counts)) > PROSE_SIGNS * len(found.counts)


def _yes_no(found: Profile) -> Inferred | None:
    if len(found.counts) > MOST_WRITINGS:
        return None
    forms = {text: normal(text) for text in found.counts}
    if set(forms.values()) <= BITS and set(found.counts) == BITS:
        return Inferred(
            "yes_no",
            (
                Choice("1", {"fr": "Oui", "en": "Yes"}, number=1.0),
                Choice("0", {"fr": "Non", "en": "No"}, number=0.0),
                *missing_choices(found.silent),
            ),
        )
    if not set(forms.values()) <= YES | NO or not set(forms.values()) & YES or not set(forms.values()) & NO:
        return None
    sides = [
        [text for text in sorted(found.counts, key=lambda text: (-found.counts[text], text)) if forms[text] in side] for side in (YES, NO)
    ]
    named = (("Oui", "Yes", 1.0), ("Non", "No", 0.0))
    made = tuple(
        Choice(texts[0], {"fr": fr, "en": en} if len(texts[0]) == 1 else {}, number=number, aliases=tuple(texts[1:]))
        for texts, (fr, en, number) in zip(sides, named, strict=True)
    )
    return Inferred("yes_no", (*made, *missing_choices(found.silent)))


def _identifier(heading: str, found: Profile) -> Inferred | None:
    """Inferred or None: numbers or codes that only name the rows: each stands once, they are whole or have no space."""
    if len(found.counts) < 0.98 * found.answered or found.answered < 20:
        return None
    whole = all(WHOLE.fullmatch(text) for text in found.counts)
    coded = all(
        not text.isalpha() and " " not in text and not NUMBER.fullmatch(text) and len(text) >= 6 and any(map(str.isdigit, text))
        for text in found.counts
    )
    dated = sum(bool(DATE.match(text)) for text in found.counts) > 0.5 * len(found.counts)
    named = bool(IDENTIFIER.search(normal(heading.replace("_", " "))))
    spread = whole and (
        max(map(int, found.counts)) - min(map(int, found.counts)) + 1 <= 1.5 * len(found.counts) or max(map(int, found.counts)) >= 10_000
    )
    if not dated and ((whole and (named or spread)) or coded):
        return Inferred("", told=(("draft_identifier", {}),))
    return None


def _moment(found: Profile) -> Inferred | None:
    forms: tuple[tuple[QuestionType, Callable[[str], bool]], ...] = (
        ("datetime", lambda text: bool(MOMENT.fullmatch(text))),
        ("date", lambda text: bool(DATE.fullmatch(text))),
        ("month", lambda text: bool(MONTH.fullmatch(text)) or _is_named_month(text)),
    )
    for kind, fits in forms:
        if share(found, fits) >= MOSTLY:
            midnight = kind == "datetime" and all(re.search(r"[T ]0?0[:h]00(?::00)?", text) for text in found.counts)
            return Inferred("date" if midnight else kind)
    return None


def _is_named_month(text: str) -> bool:
    found = NAMED_MONTH.fullmatch(normal(text))
    return bool(found and found[1] in MONTHS)


def _multiple(split: Split, found: Profile) -> Inferred:
    ranked = sorted(split.options, key=lambda option: (normal(option) in OTHERS, -split.options[option], option))
    rare = {option for option in ranked if split.options[option] == 1} if split.loose else set()
    kept = [option for option in ranked if option not in rare]
    others = [option for option in kept if normal(option) in OTHERS]
    opening = others[0] if others else "Autre"
    choices = [Choice(option, {}, opens_text=bool(rare) and option == opening) for option in kept]
    if rare and not others:
        choices.append(Choice("Autre", {"fr": "Autre", "en": "Other"}, opens_text=True))
    told: list[tuple[str, Mapping[str, object]]] = [("draft_joined", {"separator": split.separator, "options": shown(kept)})]
    told += [("draft_rejoined", {"got": text}) for text in split.rejoined]
    return Inferred("multiple", (*choices, *missing_choices(found.silent)), told=tuple(told))


def _are_places(heading: str, found: Profile, is_place: Callable[[str], bool]) -> bool:
    """bool: whether a column holds communes; names of countries alone are better read as they stand."""
    text = normal(heading.replace("'", " ").replace("’", " "))
    if not PLACED.search(text) or re.search(r"\bpays$|^(?:votre |your )?(?:country|pays)\b", text) or len(found.counts) < FEW:
        return False
    return share(found, is_place) >= KNOWN_PLACES


def _categories(heading: str, found: Profile, *, mixed_others: bool) -> Inferred:
    if OPEN.search(normal(heading)):
        return Inferred("text")
    counts, gendered = _by_gender(heading, found.counts)
    merged = _merged(counts)
    lengths = sum(len(text) * times for text, times in counts.items()) / found.answered
    few = len(merged) <= FEW and found.answered >= 1.5 * len(merged) and lengths <= 2 * LONG
    if not few and not (len(merged) <= MANY and found.answered >= OFTEN * len(merged) and lengths <= LONG):
        return Inferred("text")
    if len(merged) == 1 and not SENTENCE.search(heading):
        return Inferred("", told=(("draft_constant", {"got": next(iter(merged))}),))
    told: list[tuple[str, Mapping[str, object]]] = []
    rare = [label for label, texts in merged.items() if sum(counts[text] for text in texts) == 1] if mixed_others else []
    if len(rare) >= 3 and len(rare) < len(merged) - 2:
        counts = {text: times for text, times in counts.items() if text not in rare}
        told.append(("draft_others", {"count": len(rare)}))
    else:
        rare = []
    choices, has_order, steps, joined = choices_of(counts, found.silent)
    if rare:
        choices = _with_other(choices)
    if gendered:
        choices = tuple(replace(choice, aliases=(*choice.aliases, *gendered.get(choice.code, ()))) for choice in choices)
    told += [("draft_merged", {"merged": shown(choice.code for choice in choices if choice.aliases)})] if joined or gendered else []
    told += [("draft_order", {"order": shown(choice.code for choice in choices if not choice.missing)})] if has_order else []
    told += [("draft_range", {"got": choice.code, "read": choice.labels["fr"]}) for choice in choices if unmangled(choice.code)]
    return Inferred("scale" if steps else "single", choices, ordered=has_order, told=tuple(told))


def _with_other(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    named = next((choice for choice in choices if normal(choice.code) in OTHERS), None)
    if named is not None:
        return tuple(replace(choice, opens_text=True) if choice is named else choice for choice in choices)
    plain = [choice for choice in choices if not choice.missing]
    return (*plain, Choice("Autre", {"fr": "Autre", "en": "Other"}, opens_text=True), *(choice for choice in choices if choice.missing))


def _by_gender(heading: str, counts: Mapping[str, int]) -> tuple[Mapping[str, int], dict[str, tuple[str, ...]]]:
    """(Mapping, dict): the counts with the usual writings of man and woman put together, and which those are."""
    if not re.search(r"\b(?:gender|sexe?|genre)\b", normal(heading)):
        return counts, {}
    joined: dict[str, tuple[str, ...]] = {}
    left = dict(counts)
    for words in (MEN, WOMEN):
        texts = sorted((text for text in counts if normal(text) in words), key=lambda text: (-counts[text], text))
        if len({normal(text) for text in texts}) > 1:
            left[texts[0]] = sum(left.pop(text) for text in texts)
            joined[texts[0]] = tuple(texts[1:])
    return MappingProxyType(left), joined
