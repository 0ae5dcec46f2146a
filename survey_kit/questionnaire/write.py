"""A questionnaire written as YAML, the way an officer would: one line a choice, shared lists by name."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.build import (
    ELSE,
    NO_NUMBER,
    YES_NO,
    default_chapter,
    default_choices,
    default_number,
    default_ordered,
)
from survey_kit.questionnaire.model import Choice, Derived, Item, Question, Questionnaire

if TYPE_CHECKING:
    from survey_kit.questionnaire.model import Labels

Variable = Question | Derived
_PLAIN: Final = re.compile(r"[^\W_](?:[^#:\n\t\"{}\[\]]*[^\s#:\"{}\[\]])?")
_PLAIN_KEY: Final = re.compile(r"[^\W_][\w.+\-]*")
_NULL: Final = ("null", "~")
_UNPRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LONGEST_KEY: Final = 500  # YAML takes no longer key than 1,024 characters without a question mark


@dataclass(frozen=True, slots=True)
class Names:
    """The names given to what several questions share: lists of choices (by kind of number), universes."""

    lists: Mapping[str, str]
    universes: Mapping[str, str]


def write_yaml(questionnaire: Questionnaire, path: str | Path) -> None:
    """None: writes a questionnaire as YAML; `read_questionnaire` gives it back.

    Raises: SurveyKitError `questionnaire_unwritable`.
    """
    write_whole(Path(path), yaml_text(questionnaire).encode())


def write_whole(path: Path, content: bytes) -> None:
    """None: writes a file to a temporary name beside it, then renames it, so that no half file is ever left.

    Raises: SurveyKitError `questionnaire_unwritable`.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise SurveyKitError("questionnaire_unwritable", where=str(path), got=error.strerror) from error


def yaml_text(questionnaire: Questionnaire) -> str:
    """str: the questionnaire as YAML."""
    return "\n".join(_lines(questionnaire)) + "\n"


def written_choices(variable: Variable, earlier: Mapping[str, Question]) -> tuple[Choice, ...]:
    """tuple of Choice: those that must be written, none when they go without saying."""
    default = default_choices(variable, earlier) if isinstance(variable, Question) else YES_NO if variable.type == "yes_no" else ()
    return () if variable.choices == default else variable.choices


def digits(number: float) -> str:
    """str: a number as short as it can be: 5, 5.5."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def number_text(choice: Choice, kind: str) -> str:
    """str: what is to be written of the number of a choice, nothing when it goes without saying."""
    if choice.number == default_number(kind, choice.code, choice.missing):
        return ""
    return NO_NUMBER if choice.number is None else digits(choice.number)


def _lines(questionnaire: Questionnaire) -> Iterator[str]:
    names = _names(questionnaire)
    yield f"name: {_scalar(questionnaire.name)}"
    yield from _labels("", "title", questionnaire.titles)
    yield from _labels("", "territory", questionnaire.territory)
    yield from _labels("", "universe", questionnaire.universe)
    yield from _texts("", {"source": questionnaire.source, "drafted": "true" if questionnaire.drafted else ""})
    yield from _labels("", "notes", questionnaire.notes)
    if questionnaire.communes:
        yield f"communes: {_flow_list(questionnaire.communes)}"
    if questionnaire.profiles:
        yield f"profiles: {_flow_list(questionnaire.profiles)}"
    yield from _block("", "chapters", ((key, _flow_labels(labels)) for key, labels in questionnaire.chapters.items()))
    yield from _shared(questionnaire, names)
    earlier = {question.name: question for question in questionnaire.questions}
    yield from ("", "questions:")
    for question in questionnaire.questions:
        yield from _variable(question, names, earlier)
    if questionnaire.derived:
        yield from ("", "derived:")
    for variable in questionnaire.derived:
        yield from _variable(variable, names, earlier)


def _shared(questionnaire: Questionnaire, names: Names) -> Iterator[str]:
    universes = {
        names.universes[_key(one.universe)]: one.universe for one in variables(questionnaire) if _key(one.universe) in names.universes
    }
    yield from _block("", "universes", ((name, _flow_labels(labels)) for name, labels in universes.items()))
    lists = {names.lists[_list_key(one)]: one for one in variables(questionnaire) if _list_key(one) in names.lists}
    if lists:
        yield "lists:"
    for name, variable in lists.items():
        yield from _block("  ", name, ((choice.code, _choice(choice, variable.type)) for choice in variable.choices))


def variables(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """tuple of Question and Derived: all variables, in order."""
    return questionnaire.variables


def _names(questionnaire: Questionnaire) -> Names:
    """What at least two variables share takes the name of the first of them."""
    earlier = {question.name: question for question in questionnaire.questions}
    every = variables(questionnaire)
    lists = ((_list_key(one), one.name) for one in every if written_choices(one, earlier))
    return Names(_repeated(lists), _repeated((_key(one.universe), one.name) for one in every if one.universe))


def _repeated(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    every = list(pairs)
    counts = Counter(key for key, _ in every)
    names: dict[str, str] = {}
    for key, name in every:
        if counts[key] > 1:
            names.setdefault(key, name)
    return names


def _key(labels: Labels) -> str:
    return repr(sorted(labels.items()))


def _list_key(variable: Variable) -> str:
    return repr((default_ordered(variable.type), [_choice(choice, variable.type) + choice.code for choice in variable.choices]))


def _variable(variable: Variable, names: Names, earlier: Mapping[str, Question]) -> Iterator[str]:
    yield ""
    yield f"  - name: {_scalar(variable.name)}"
    yield from _aliases(variable.aliases)
    yield f"    type: {variable.type}"
    yield from _labels("    ", "wording", variable.wordings)
    if variable.short:
        yield f"    short: {_flow_labels(variable.short)}"
    yield from _made(variable) if isinstance(variable, Derived) else ()
    yield from _texts("    ", {"asked_if": variable.relevance})
    yield from _universe(variable, names)
    yield from _traits(variable)
    yield from _choices(variable, names, earlier)
    if isinstance(variable, Question):
        yield from _block("    ", "items", ((item.code, _item(item)) for item in variable.items))


def _aliases(aliases: tuple[str, ...]) -> Iterator[str]:
    if aliases:
        yield f"    alias: {_scalar(aliases[0]) if len(aliases) == 1 else _flow_list(aliases)}"


def _made(variable: Derived) -> Iterator[str]:
    yield from _texts("    ", {"rule": variable.rule})
    yield from _block("    ", "cases", ((code, _scalar(condition or ELSE)) for code, condition in variable.cases))
    yield from _texts("    ", {"needs": variable.needs})


def _universe(variable: Variable, names: Names) -> Iterator[str]:
    name = names.universes.get(_key(variable.universe), "")
    if variable.universe:
        yield f"    universe: {_scalar(name) if name else _flow_labels(variable.universe)}"


def _traits(variable: Variable) -> Iterator[str]:
    yield from _texts("    ", {"concept": variable.concept})
    if variable.chapter != default_chapter(variable.concept):
        yield f"    chapter: {_scalar(variable.chapter)}"
    if isinstance(variable, Question):
        yield from _question_traits(variable)
    if variable.ordered != (isinstance(variable, Question) and default_ordered(variable.type)):
        yield f"    ordered: {str(variable.ordered).lower()}"
    for flag in ("sensitive", "identifying"):
        if getattr(variable, flag):
            yield f"    {flag}: true"


def _question_traits(question: Question) -> Iterator[str]:
    yield from _texts("    ", {"role": question.role, "choices_from": question.choices_from})
    if question.maximum is not None:
        yield f"    maximum: {question.maximum}"
    if question.bounds is not None:
        yield f"    bounds: [{', '.join(map(digits, question.bounds))}]"
    if not question.core:
        yield "    optional: true"


def _choices(variable: Variable, names: Names, earlier: Mapping[str, Question]) -> Iterator[str]:
    choices = written_choices(variable, earlier)
    name = names.lists.get(_list_key(variable), "") if choices else ""
    if name:
        yield f"    choices: {_scalar(name)}"
    else:
        yield from _block("    ", "choices", ((choice.code, _choice(choice, variable.type)) for choice in choices))


def _choice(choice: Choice, kind: str) -> str:
    parts = [*_flow_pairs(choice.labels), *_part_extras(choice)]
    parts += [f"{flag}: true" for flag in ("exclusive", "opens_text") if getattr(choice, flag)]
    parts += [f"missing: {choice.missing}"] if choice.missing else []
    number = number_text(choice, kind)
    return "{" + ", ".join([*parts, *([f"number: {number}"] if number else [])]) + "}"


def _item(item: Item) -> str:
    return "{" + ", ".join([*_flow_pairs(item.labels), *_part_extras(item)]) + "}"


def _part_extras(part: Choice | Item) -> list[str]:
    short = [f"short: {_flow_labels(part.short)}"] if part.short else []
    return short + ([f"alias: {_flow_list(part.aliases)}"] if part.aliases else [])


def _block(indent: str, key: str, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [line for code, value in entries for line in _entry(f"{indent}  ", code, value)]
    if lines:
        yield f"{indent}{_key_text(key)}:"
        yield from lines


def _entry(indent: str, key: str, value: str) -> Iterator[str]:
    text = _key_text(key)
    if len(text) > _LONGEST_KEY:
        yield from (f"{indent}? {text}", f"{indent}: {value}")
    else:
        yield f"{indent}{text}: {value}"


def _labels(indent: str, key: str, labels: Labels) -> Iterator[str]:
    yield from _block(indent, key, ((language, _quoted(text)) for language, text in labels.items()))


def _texts(indent: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{indent}{key}: {_scalar(text)}" for key, text in texts.items() if text)


def _flow_labels(labels: Labels) -> str:
    return "{" + ", ".join(_flow_pairs(labels)) + "}"


def _flow_pairs(labels: Labels) -> list[str]:
    return [f"{language}: {_quoted(text)}" for language, text in labels.items()]


def _flow_list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NULL and not _UNPRINTABLE.search(text) and text.isprintable()
    return text if plain else _quoted(text)


def _key_text(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    """A text in double quotes: JSON's escapes are YAML's."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
