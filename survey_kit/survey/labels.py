"""The choices of a question, ready to be looked up by code, by label, by a label written nearly so, by the range it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from survey_kit.questionnaire.ranges import unmangled
from survey_kit.questionnaire.texts import clean, normal
from survey_kit.survey.cells import EMPTY, Read, refusal, unspoken
from survey_kit.survey.typed import DONT_KNOW, GIVEN, KINDS, REFUSED

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Choice, Question

K = TypeVar("K")
YES: Final = ("Oui", "oui", "OUI", "O", "Yes", "yes", "YES", "Y", "y", "Ja", "ja", "J", "Vrai", "VRAI", "True", "TRUE", "true", "1", "X", "x", "✓", "✔", "coché", "Checked")  # fmt: skip
NO: Final = ("Non", "non", "NON", "N", "n", "No", "no", "NO", "Nein", "nein", "Faux", "FAUX", "False", "FALSE", "false", "0", "Unchecked")  # fmt: skip
RESERVED: Final = {"98": DONT_KNOW, "99": REFUSED}
OTHER_CODE: Final = "-oth-"
LEADING: Final = re.compile(r"(-?\w{1,12})\s*(?:[.):=/–—-]|\s-)\s*(\S.*)", re.DOTALL)
TRAILING: Final = re.compile(r"(.*\S)\s*[(\[](-?\w{1,12})[)\]]", re.DOTALL)
WHOLE: Final = re.compile(r"(-?\d+)[.,]0+")
RANGE: Final = re.compile(r"(?:de |entre |from |between )?(\d+) ?(?:-|à|a|et|to|and|–|—) ?(\d+)(?: ?\D{0,12})?")
NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The choices of a question by everything that can name one; what could name two names none."""

    codes: Mapping[str, str]
    labels: Mapping[str, str]
    forms: Mapping[str, str]
    ranges: Mapping[tuple[int, int], str]
    kinds: Mapping[str, int]
    opening: str = ""


def lookup(question: Question) -> Lookup:
    """Lookup: of a question's choices."""
    choices = question.choices
    named = [(text, choice.code) for choice in choices for text in _names(choice)]
    words = [(word, choice.code) for choice in choices for word in _words(choice, question)]
    forms = _unique((normal(text), code) for text, code in named)
    return Lookup(
        codes={choice.code: choice.code for choice in choices},
        labels=_unique((word, code) for word, code in words) | _unique(named),
        forms=_unique((normal(choice.code), choice.code) for choice in choices) | {form: code for form, code in forms.items() if form},
        ranges=_unique((span, code) for text, code in named if (span := _span(text))),
        kinds={choice.code: KINDS.index(choice.missing) for choice in choices if choice.missing},
        opening=next((choice.code for choice in choices if choice.opens_text), ""),
    )


def labels_first(texts: Iterable[str], known: Lookup) -> bool:
    """bool: whether a column holds labels, so that a label that looks like the code of another choice is a label.

    Codes go first unless the other texts of the column can be labels only.
    """
    held = {text.strip() for text in texts}
    doubtful = {text for text in held & known.codes.keys() & known.labels.keys() if known.labels[text] != known.codes[text]}
    if not doubtful:
        return False
    rest = held - doubtful
    return bool(rest & (known.labels.keys() - known.codes.keys())) and not rest & (known.codes.keys() - known.labels.keys())


def read_choice(text: str, known: Lookup, *, labels: bool = False, open_cell: bool = True) -> Read:
    """Read: the code that a text names, exactly or nearly; the text of "other" where the question has such a choice; else refused."""
    bare = text.strip()
    first, second = (known.labels, known.codes) if labels else (known.codes, known.labels)
    if code := first.get(bare) or second.get(bare):
        return chosen(code, known)
    if known.opening and bare == OTHER_CODE:
        return Read(known.opening)
    if code := _nearly(bare, known):
        return chosen(code, known, "label_close", got=text, counted=True)
    if code := _by_range(unmangled(bare), known):
        return chosen(code, known, "range_repaired", got=text)
    return (
        unspoken(bare)
        or _reserved(bare, known)
        or (Read(known.opening, other=bare) if known.opening and open_cell else refusal("answer_unknown", text) if normal(bare) else EMPTY)
    )


def _reserved(text: str, known: Lookup) -> Read | None:
    """Read or None: 98 and 99, which everywhere mean "don't know" and "no wish to answer", among codes that are numbers."""
    if text not in RESERVED or not all(code.isdecimal() for code in known.codes):
        return None
    return Read(kind=RESERVED[text])


def chosen(code: str, known: Lookup, note: str = "", *, got: str = "", counted: bool = False) -> Read:
    """Read: a choice; one that means no answer has its missing kind, and no value unless it is "don't know"."""
    kind = known.kinds.get(code, GIVEN)
    told = {"got": got, "read": code} if note else {}
    return Read(code if kind in {GIVEN, DONT_KNOW} else None, kind, note, told, counted)


def base_codes(choices: Sequence[Choice]) -> tuple[str, ...]:
    """tuple of str: the codes that can stand in responses, in the codebook's order: not those that mean no answer."""
    return tuple(choice.code for choice in choices if choice.missing in {"", "dont_know"})


def _names(choice: Choice) -> tuple[str, ...]:
    return tuple(clean(text) for text in (*choice.labels.values(), *choice.short.values(), *choice.aliases) if text)


def _words(choice: Choice, question: Question) -> tuple[str, ...]:
    """tuple of str: the words of yes or no, for a choice of a yes/no question."""
    if question.type != "yes_no" or choice.missing:
        return ()
    names = {choice.code, *map(normal, choice.labels.values())}
    return YES if names & {"1", "oui", "yes", "ja", "vrai", "true"} else NO if names & {"0", "non", "no", "nein", "faux", "false"} else ()


def _unique(pairs: Iterable[tuple[K, str]]) -> dict[K, str]:
    found: dict[K, set[str]] = defaultdict(set)
    for key, code in pairs:
        found[key].add(code)
    return {key: next(iter(codes)) for key, codes in found.items() if len(codes) == 1}


def _nearly(text: str, known: Lookup) -> str:
    """str: the code of a label written nearly so: accents, capitals, quotes, ending; with its code before or behind; as a range."""
    if code := known.forms.get(normal(text)):
        return code
    if whole := WHOLE.fullmatch(text):
        return known.codes.get(whole[1], "")
    for code, label in _pairs(text):
        if code in known.codes and (known.forms.get(normal(label)) == code or known.codes[code] == normal(label)):
            return code
    return _by_range(text, known)


def _pairs(text: str) -> list[tuple[str, str]]:
    leading, trailing = LEADING.fullmatch(text), TRAILING.fullmatch(text)
    return ([(leading[1], leading[2])] if leading else []) + ([(trailing[2], trailing[1])] if trailing else [])


def _by_range(text: str, known: Lookup) -> str:
    span = _span(text)
    return known.ranges.get(span, "") if span else ""


def _span(text: str) -> tuple[int, int] | None:
    """tuple or None: the two numbers of a range, when the text is no more than that."""
    found = RANGE.fullmatch(clean(text).casefold())
    return (int(found[1]), int(found[2])) if found else None
