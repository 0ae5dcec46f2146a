"""From what stands in a questionnaire file to the frozen codebook, with every fault found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from survey_kit.questionnaire.concepts import CHAPTERS, CONCEPTS, ROLES
from survey_kit.questionnaire.consistency import Pairs, contradictions
from survey_kit.questionnaire.faults import Fault, closest
from survey_kit.questionnaire.model import TYPES, Choice, Derived, Item, Question, Questionnaire
from survey_kit.questionnaire.raw import Entry, Raw, is_number

TOP_KEYS: Final = (
    "name", "title", "territory", "universe", "source", "notes", "communes", "profiles", "chapters", "drafted", "universes", "lists", "questions",
    "derived",
)  # fmt: skip
COMMON_KEYS: Final = (
    "name", "type", "wording", "short", "alias", "asked_if", "universe", "concept", "chapter", "choices", "ordered", "sensitive", "identifying",
)  # fmt: skip
QUESTION_KEYS: Final = (*COMMON_KEYS, "role", "scale", "items", "maximum", "choices_from", "bounds", "optional")
DERIVED_KEYS: Final = (*COMMON_KEYS, "rule", "cases", "needs")
CHOICE_KEYS: Final = ("short", "alias", "exclusive", "opens_text", "missing", "number")
DERIVED_TYPES: Final = ("single", "integer", "decimal", "yes_no", "place")
MISSING_WORDS: Final = ("dont_know", "refused", "not_applicable")
YES_NO: Final = (
    Choice("1", {"fr": "Oui", "en": "Yes"}, number=1.0),
    Choice("0", {"fr": "Non", "en": "No"}, number=0.0),
)
ELSE: Final = "else"
NO_NUMBER: Final = "none"


@dataclass(frozen=True, slots=True)
class Shared:
    """What several questions take by its name: lists of answers, and universes in words."""

    lists: Mapping[str, Raw]
    universes: Mapping[str, Raw]


def build(raw: Raw, fallback_name: str = "") -> tuple[Questionnaire, list[Fault]]:
    """(Questionnaire, list of Fault): the codebook as far as it can be read, and all that is wrong in it."""
    top = Entry(raw, [])
    top.check_keys(TOP_KEYS)
    shared = Shared(_named(top, "lists"), _named(top, "universes"))
    entries = top.entries("questions")
    questions: list[Question] = []
    for entry in entries:
        questions.append(_question(entry, shared, questions))
    made = tuple((entry, _derived(entry, shared)) for entry in top.entries("derived"))
    if not questions:
        top.fault("questionnaire_empty")
    questionnaire = _questionnaire(top, tuple(questions), tuple(variable for _, variable in made), fallback_name)
    pairs: Pairs = (*zip(entries, questions, strict=True), *made)
    contradictions(questionnaire, pairs, top.faults)
    return questionnaire, top.faults


def default_choices(question: Question, earlier: Mapping[str, Question]) -> tuple[Choice, ...]:
    """tuple of Choice: the choices that need not be written: yes and no, or those of the set that the question chooses from."""
    if question.type == "yes_no":
        return YES_NO
    source = earlier.get(question.choices_from)
    return tuple(replace(choice, exclusive=False, opens_text=False) for choice in source.choices) if source else ()


def default_chapter(concept: str) -> str:
    """str: the chapter in which a concept is told, nothing for an unknown one."""
    return CONCEPTS.get(concept, "")


def default_ordered(question_type: str) -> bool:
    """bool: whether the answers of such a question have an order, when nothing else is said."""
    return question_type in ("scale", "matrix")


def default_number(question_type: str, code: str, missing: str) -> float | None:
    """float or None: what a choice of a scale counts when nothing else is said: its code."""
    return float(code) if question_type in ("scale", "matrix") and not missing and is_number(code) else None


def _questionnaire(top: Entry, questions: tuple[Question, ...], derived: tuple[Derived, ...], fallback_name: str) -> Questionnaire:
    chapters = top.below("chapters")
    return Questionnaire(
        name=top.text("name") or fallback_name,
        titles=top.labels("title"),
        questions=questions,
        derived=derived,
        chapters={key: chapters.labels(key) for key in chapters.content} if chapters else {},
        territory=top.labels("territory"),
        communes=top.texts("communes"),
        notes=top.labels("notes"),
        source=top.text("source"),
        drafted=top.flag("drafted"),
        universe=top.labels("universe"),
        profiles=top.texts("profiles"),
    )


def _named(top: Entry, key: str) -> Mapping[str, Raw]:
    entry = top.below(key)
    return entry.content if entry else {}


def _universe(entry: Entry, shared: Shared) -> Mapping[str, str]:
    """The words themselves, or the name of a universe that several questions share."""
    raw = entry.content.get("universe")
    if raw is not None and isinstance(raw.content, str) and raw.content.strip() in shared.universes:
        return replace(entry, raw=replace(entry.raw, content=shared.universes)).labels(raw.content.strip())
    return entry.labels("universe")


def _question(entry: Entry, shared: Shared, earlier: list[Question]) -> Question:
    entry.check_keys(QUESTION_KEYS)
    kind = entry.one_of("type", TYPES) if entry.text("type") else entry.required("type")
    concept = entry.one_of("concept", tuple(CONCEPTS))
    question = Question(
        name=entry.required("name"),
        type=kind or closest(entry.text("type"), TYPES) or "text",  # type: ignore[arg-type]
        wordings=entry.labels("wording"),
        items=_items(entry),
        relevance=entry.text("asked_if"),
        universe=_universe(entry, shared),
        aliases=entry.texts("alias"),
        short=entry.labels("short"),
        concept=concept,
        chapter=entry.one_of("chapter", CHAPTERS, default_chapter(concept)) if "chapter" in entry.content else default_chapter(concept),
        role=entry.one_of("role", ROLES),
        maximum=_maximum(entry),
        choices_from=entry.text("choices_from"),
        bounds=_bounds(entry),
        ordered=entry.flag("ordered") if "ordered" in entry.content else default_ordered(kind),
        core=not entry.flag("optional"),
        sensitive=entry.flag("sensitive"),
        identifying=entry.flag("identifying"),
        line=entry.raw.line,
    )
    choices = _choices(entry, kind, shared.lists) or default_choices(question, {one.name: one for one in earlier})
    return replace(question, choices=choices)


def _derived(entry: Entry, shared: Shared) -> Derived:
    entry.check_keys(DERIVED_KEYS)
    kind = entry.one_of("type", DERIVED_TYPES) if entry.text("type") else entry.required("type")
    concept = entry.one_of("concept", tuple(CONCEPTS))
    cases = entry.below("cases")
    return Derived(
        name=entry.required("name"),
        type=kind or "decimal",  # type: ignore[arg-type]
        wordings=entry.labels("wording"),
        rule=entry.text("rule"),
        cases=tuple((code, _condition(cases.text(code))) for code in cases.content) if cases else (),
        choices=_choices(entry, kind, shared.lists) or (YES_NO if kind == "yes_no" else ()),
        needs=entry.text("needs"),
        aliases=entry.texts("alias"),
        universe=_universe(entry, shared),
        short=entry.labels("short"),
        concept=concept,
        chapter=entry.one_of("chapter", CHAPTERS, default_chapter(concept)) if "chapter" in entry.content else default_chapter(concept),
        ordered=entry.flag("ordered"),
        sensitive=entry.flag("sensitive"),
        identifying=entry.flag("identifying"),
        relevance=entry.text("asked_if"),
        line=entry.raw.line,
    )


def _condition(text: str) -> str:
    return "" if text.lower() in (ELSE, "sinon") else text


def _maximum(entry: Entry) -> int | None:
    number = entry.number("maximum")
    return None if number is None else int(number)


def _bounds(entry: Entry) -> tuple[float, float] | None:
    texts = entry.texts("bounds")
    if not texts:
        return None
    if len(texts) != 2 or not all(map(is_number, texts)):
        entry.fault("questionnaire_bounds_shape", "bounds", got=", ".join(texts))
        return None
    low, high = map(float, texts)
    if low > high:
        entry.fault("questionnaire_bounds", "bounds", low=texts[0], high=texts[1])
    return low, high


def _items(entry: Entry) -> tuple[Item, ...]:
    items = entry.below("items")
    if items is None:
        return ()
    return tuple(_item(replace(items, raw=_labelled(raw)), code) for code, raw in items.content.items())


def _item(entry: Entry, code: str) -> Item:
    return Item(code, entry.languages(("short", "alias")), entry.texts("alias"), entry.labels("short"))


def _choices(entry: Entry, kind: str, lists: Mapping[str, Raw]) -> tuple[Choice, ...]:
    written = _written_choices(entry, lists)
    choices = tuple(_choice(replace(entry, raw=_labelled(raw)), kind, code) for code, raw in written.items())
    scale = _scale_codes(entry)
    if not scale:
        return choices
    given = {choice.code: choice for choice in choices}
    ladder = (given.get(code) or Choice(code, {"fr": code, "en": code}, number=float(code)) for code in scale)
    return (*ladder, *(choice for choice in choices if choice.code not in scale))


def _written_choices(entry: Entry, lists: Mapping[str, Raw]) -> Mapping[str, Raw]:
    value = entry.content.get("choices")
    if value is None or value.content == "":
        return {}
    if isinstance(value.content, str):
        name = value.content.strip()
        if name not in lists:
            entry.fault("questionnaire_list", "choices", got=name, suggestion=closest(name, lists), expected=", ".join(lists) or "—")
            return {}
        value = lists[name]
    if not isinstance(value.content, Mapping):
        entry.fault("questionnaire_not_mapping", "choices")
        return {}
    return value.content


def _scale_codes(entry: Entry) -> tuple[str, ...]:
    texts = entry.texts("scale")
    if not texts:
        return ()
    if len(texts) != 2 or not all(text.lstrip("-").isdecimal() for text in texts) or int(texts[0]) >= int(texts[1]):
        entry.fault("questionnaire_scale", "scale", got=", ".join(texts))
        return ()
    return tuple(map(str, range(int(texts[0]), int(texts[1]) + 1)))


def _choice(entry: Entry, kind: str, code: str) -> Choice:
    missing = entry.one_of("missing", MISSING_WORDS)
    none = entry.text("number") == NO_NUMBER
    number = None if none else entry.number("number")
    return Choice(
        code=code,
        labels=entry.languages(CHOICE_KEYS),
        exclusive=entry.flag("exclusive"),
        opens_text=entry.flag("opens_text"),
        missing=missing,  # type: ignore[arg-type]
        number=default_number(kind, code, missing) if number is None and not none else number,
        aliases=entry.texts("alias"),
        short=entry.labels("short"),
    )


def _labelled(raw: Raw) -> Raw:
    """A text alone is the French label."""
    return replace(raw, content={"fr": raw}) if isinstance(raw.content, str) else raw
